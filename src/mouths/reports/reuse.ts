import { stringify } from 'smol-toml';
import type { AuditReport } from '../../model/report.ts';
import { isStated, owedTo } from './owed.ts';
import { printable } from './printable.ts';
import { idsOf } from './sbom/stated.ts';

/** What the repository says of its own files. */
export interface OwnTerms {
  /** SPDX expression; null where the repository states none. */
  readonly license: string | null;
  /** Copyright lines of its license file. */
  readonly copyrights: readonly string[];
}

export interface ReuseFiles {
  /** Text of REUSE.toml. */
  readonly toml: string;
  /** The same as `.reuse/dep5`, which tools of REUSE 3.0 read (Debian's `reuse` 1.1). */
  readonly dep5: string;
  /** Ids whose texts have to stand in LICENSES/, sorted. */
  readonly licenses: readonly string[];
}

/**
 * A REUSE.toml (REUSE specification 3.3): the repository's own terms for every file that says nothing itself, and an
 * annotation for each file that holds code of an upstream, with the upstream's copyright lines and license beside the
 * repository's own. What no one stated is left out: an upstream without a license gets no license here.
 */
export function reuseFiles(report: AuditReport, own: OwnTerms): ReuseFiles {
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
  const holders =
    own.copyrights.length > 0 ? own.copyrights.map(holderLine) : [`${report.target.name} authors`];
  const every = {
    path: '**',
    precedence: 'closest',
    'SPDX-FileCopyrightText': [...new Set(holders)].sort(),
    ...(own.license === null ? {} : { 'SPDX-License-Identifier': own.license }),
  };
  const taken = [...files].sort().flatMap(([path, { copyrights, licenses }]) => {
    if (own.license !== null) licenses.add(own.license);
    for (const holder of holders) copyrights.add(holder);
    if (licenses.size === 0) return [];
    return [
      {
        path: escapedGlob(path),
        precedence: 'aggregate',
        'SPDX-FileCopyrightText': [...copyrights].sort(),
        'SPDX-License-Identifier': combined([...licenses].sort()),
      },
    ];
  });
  const stated = [
    ...(own.license === null ? [] : [own.license]),
    ...taken.map((one) => one['SPDX-License-Identifier']),
  ];
  const licenses = [...new Set(stated.flatMap(idsOf))].sort();
  const annotations = [every, ...taken];
  return {
    toml: `${stringify({ version: 1, annotations })}\n`,
    dep5: dep5Of(report.target.name, annotations),
    licenses,
  };
}

interface Annotation {
  readonly path: string;
  readonly 'SPDX-FileCopyrightText': readonly string[];
  readonly 'SPDX-License-Identifier'?: string;
}

/** Debian's machine-readable format, in which the last stanza that fits a path counts. A space cannot stand in a pattern. */
function dep5Of(name: string, annotations: readonly Annotation[]): string {
  const stanzas = annotations.flatMap((one) => {
    const license = one['SPDX-License-Identifier'];
    if (license === undefined) return [];
    const path = one.path === '**' ? '*' : one.path.replace(/\s/g, '?');
    const holders = one['SPDX-FileCopyrightText'].map(printable).join('\n ');
    return [`Files: ${path}\nCopyright: ${holders}\nLicense: ${license}`];
  });
  const head = `Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\nUpstream-Name: ${printable(name).trim()}`;
  return `${[head, ...stanzas].join('\n\n')}\n`;
}

/** REUSE wants the years and the holder, without the word before them. */
function holderLine(line: string): string {
  return line.replace(/^\s*copyright\s*(?:\(c\)|©)?\s*/i, '').trim();
}

function combined(licenses: readonly string[]): string {
  return licenses
    .map((one) => (licenses.length > 1 && one.includes(' OR ') ? `(${one})` : one))
    .join(' AND ');
}

/** Paths are globs in REUSE.toml; a star or backslash in a file name stands for itself. */
function escapedGlob(path: string): string {
  return path.replace(/[\\*]/g, '\\$&');
}
