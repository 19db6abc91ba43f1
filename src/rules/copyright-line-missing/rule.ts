import { keeps } from '../../credit/headers.ts';
import type { Evidence } from '../../model/evidence.ts';
import { inEnglish, say, sentences } from '../../model/said.ts';
import type { Derivation } from '../derivations.ts';
import { keptCopyrights, noticePath } from '../notice-places.ts';
import { dutyName, dutyPlace, forEachDuty } from '../open-duties.ts';
import type { DraftFix, Rule } from '../rule.ts';
import {
  derivationFacts,
  evidenceIds,
  listed,
  matches,
  nameAndAddress,
  otherPlaces,
  placesPhrase,
  quoted,
  sourceName,
} from '../wording.ts';

/** The upstream's own copyright lines, from its license file, stand nowhere in the repository. */
export const copyrightLineMissing: Rule = {
  id: 'copyright-line-missing',
  title: "Upstream's copyright line missing",
  level: 'error',
  why: 'Permissive licenses ask for little more than this one line, and it is what tells who wrote the code.',
  fixable: true,
  check: (evidence, reading) =>
    forEachDuty(reading, 'keep-copyright', ['code'], (derivation, duty) => {
      const kept = keptCopyrights(
        evidence,
        derivation.places.map((place) => place.path),
      );
      const missing = licenseLines(evidence, derivation, duty.license).filter(
        (line) => !kept.some((own) => keeps(own.text, line)),
      );
      if (missing.length === 0) return [];
      const [first] = derivation.places;
      return [
        {
          level: derivation.certain ? 'error' : 'warning',
          message: sentences(
            say`${placesPhrase(derivation)} ${matches(derivation)} ${sourceName(derivation.source)}, whose license asks that ${listed(missing.map(quoted))} be kept (${dutyPlace(duty)}).`,
            say`No header of these files and no license or notice file holds it.`,
            say`Add it to one of them.`,
          ),
          path: first.path,
          range: first.range,
          upstream: derivation.upstream,
          duty: dutyName(duty),
          fixes: [noticeEntry(evidence, derivation, missing)],
          related: otherPlaces(derivation),
          evidence: evidenceIds(derivation),
          key: missing.join('\n'),
          basis: [...missing, ...derivationFacts(derivation)],
        },
      ];
    }),
};

/** Licenses whose text begins with the copyright line that it asks to keep; elsewhere the line stands in file headers. */
const LINE_IN_TEXT =
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

function noticeEntry(evidence: Evidence, derivation: Derivation, lines: readonly string[]): DraftFix {
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
