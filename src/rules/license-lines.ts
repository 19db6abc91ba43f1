import { keeps } from '../credit/headers.ts';
import type { Evidence } from '../model/evidence.ts';
import { inEnglish, say } from '../model/said.ts';
import type { Derivation } from './derivations.ts';
import { keptCopyrights, noticePath } from './notice-places.ts';
import type { DraftFix } from './rule.ts';
import { listed, nameAndAddress } from './wording.ts';

/** The upstream's copyright lines, of its license file, that no header of the files concerned and no notice file holds. */
export function missingLines(evidence: Evidence, derivation: Derivation, license: string): readonly string[] {
  const kept = keptCopyrights(
    evidence,
    derivation.places.map((place) => place.path),
  );
  return licenseLines(evidence, derivation, license).filter(
    (line) => !kept.some((own) => keeps(own.text, line)),
  );
}

/** Licenses whose text begins with the copyright line that it asks to keep; elsewhere the line stands in file headers. */
export const LINE_IN_TEXT =
  /^(?:MIT|ISC|BSD-|X11|Zlib|NCSA|HPND|PostgreSQL|UPL-|Apache-1|LicenseRef-scancode-moonshot)/;

/** The upstream's copyright lines that stand in none of its file headers: those of its license file. */
function licenseLines(evidence: Evidence, derivation: Derivation, license: string): readonly string[] {
  if (!LINE_IN_TEXT.test(license)) return [];
  const { id, files, copyrights } = derivation.source;
  const headers = files.flatMap((file) =>
    (evidence.upstreamHeaders?.(id, file.path) ?? []).flatMap((header) => header.copyrights),
  );
  return copyrights.filter((line) => !headers.some((own) => keeps(own, line)));
}

/** An entry of a notice file that names the upstream, its lines and its license, and the files here. */
export function noticeEntry(evidence: Evidence, derivation: Derivation, lines: readonly string[]): DraftFix {
  const { path, exists } = noticePath(evidence);
  const files = [...new Set(derivation.places.map((place) => place.path))];
  const entry = [
    nameAndAddress(derivation.source),
    ...lines,
    ...(/^(?:NONE|NOASSERTION)$/.test(derivation.license.expression)
      ? []
      : [`License: ${derivation.license.expression}`]),
    `In this repository: ${inEnglish(listed(files))}`,
  ].join('\n');
  return {
    title: say`Add the copyright of ${derivation.source.projectName} to ${path}`,
    path,
    kind: exists ? 'append' : 'create',
    text: `${exists ? '\n' : ''}${entry}\n`,
  };
}
