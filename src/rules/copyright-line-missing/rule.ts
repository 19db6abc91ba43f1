import { say, sentences } from '../../model/said.ts';
import { missingLines, noticeEntry } from '../license-lines.ts';
import { lacksText } from '../license-texts.ts';
import { dutyName, dutyPlace, forEachDuty } from '../open-duties.ts';
import type { FindingDraft, Rule } from '../rule.ts';
import {
  derivationFacts,
  evidenceIds,
  listed,
  matches,
  otherPlaces,
  placesPhrase,
  quoted,
  sourceName,
} from '../wording.ts';
import { heldForOthers } from './held-for-others.ts';

/**
 * The upstream's own copyright lines, from its license file, stand nowhere in the repository. Where the text that begins
 * with them is missing too, both are asked for at once, in the name of the text.
 */
export const copyrightLineMissing: Rule = {
  id: 'copyright-line-missing',
  title: "Upstream's copyright line missing",
  level: 'error',
  why: 'Permissive licenses ask for little more than this one line, and it is what tells who wrote the code.',
  fixable: true,
  check: (evidence, reading) => [
    ...forEachDuty(reading, 'keep-copyright', ['code'], (derivation, duty): readonly FindingDraft[] => {
      const missing = missingLines(evidence, derivation, duty.license);
      if (missing.length === 0 || lacksText(evidence, derivation, duty.license)) return [];
      const [first] = derivation.places;
      return [
        {
          level: 'error',
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
    ...heldForOthers(evidence, reading),
  ],
};
