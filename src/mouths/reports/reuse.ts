import { stringify } from 'smol-toml';
import type { Format } from './format.ts';
import { isStated, owedTo } from './owed.ts';

/**
 * Draft of a REUSE.toml (REUSE specification 3.3): an annotation for each file that holds code of an upstream, with the
 * upstream's copyright lines and license beside the repository's own. `aggregate` keeps what the file itself says.
 */
export const reuseDraft: Format = (report) => {
  const own = report.licenses.find(
    (one) => one.slot === 'code' && /^(?:LICEN[CS]E|COPYING)[^/]*$/i.test(one.path),
  );
  const files = new Map<string, { readonly copyrights: Set<string>; readonly licenses: Set<string> }>();
  for (const { source, files: paths } of owedTo(report)) {
    for (const path of paths) {
      const entry = files.get(path) ?? { copyrights: new Set<string>(), licenses: new Set<string>() };
      for (const line of source.copyrights) entry.copyrights.add(holderLine(line));
      if (source.copyrights.length === 0) entry.copyrights.add(`${source.projectName} authors`);
      if (isStated(source.codeLicense.expression)) entry.licenses.add(source.codeLicense.expression);
      files.set(path, entry);
    }
  }
  const annotations = [...files].sort().map(([path, { copyrights, licenses }]) => {
    if (own !== undefined) licenses.add(own.expression);
    return {
      path: escapedGlob(path),
      precedence: 'aggregate',
      'SPDX-FileCopyrightText': [...copyrights].sort(),
      'SPDX-License-Identifier': combined([...licenses].sort()),
    };
  });
  return `${stringify({ version: 1, annotations })}\n`;
};

/** REUSE wants the years and the holder, without the word before them. */
function holderLine(line: string): string {
  return line.replace(/^\s*copyright\s*(?:\(c\)|©)?\s*/i, '').trim();
}

function combined(licenses: readonly string[]): string {
  if (licenses.length === 0) return 'NOASSERTION';
  return licenses
    .map((one) => (licenses.length > 1 && one.includes(' OR ') ? `(${one})` : one))
    .join(' AND ');
}

/** Paths are globs in REUSE.toml; a star or backslash in a file name stands for itself. */
function escapedGlob(path: string): string {
  return path.replace(/[\\*]/g, '\\$&');
}
