import { holdsPhrase } from '../../credit/notice-lines.ts';
import { modelLicense } from '../../licenses/model-licenses.ts';
import { say, sentences } from '../../model/said.ts';
import { isNamedNotice, noticePath } from '../notice-places.ts';
import { dutyName, dutyPlace, forEachDuty, licenseName } from '../open-duties.ts';
import type { Rule } from '../rule.ts';
import { TOP_OF_FILE } from '../rule.ts';
import { derivationFacts, evidenceIds, otherPlaces, tiePhrase } from '../wording.ts';

/** The license of the weights asks for one exact sentence in a file named Notice. */
export const noticeSentenceMissing: Rule = {
  id: 'notice-sentence-missing',
  title: 'Sentence that the model license asks for in Notice is missing',
  level: 'error',
  why: 'The sentence tells everyone further down the line which license the weights stand under.',
  fixable: true,
  check: (evidence, reading) =>
    forEachDuty(reading, 'notice-sentence', ['weights'], (derivation, duty) => {
      const sentence = duty.anyOf[0] ?? '';
      const anywhere = modelLicense(duty.license)?.noticeSentence?.file === 'any';
      const holding = [...evidence.texts]
        .filter(([, text]) => holdsPhrase(text, sentence))
        .map(([path]) => path);
      if (holding.some((path) => anywhere || isNamedNotice(path))) return [];
      const { path, exists } = noticePath(evidence);
      const elsewhere = holding[0];
      const state =
        elsewhere === undefined
          ? say`No file of this repository holds it.`
          : say`It stands in ${elsewhere}, where the license does not ask for it.`;
      return [
        {
          level: elsewhere === undefined ? 'error' : 'warning',
          message: sentences(
            tiePhrase(derivation),
            say`${licenseName(duty.license)} asks for the sentence "${sentence}" ${anywhere ? say`in what is distributed` : say`in a text file named Notice`} (${dutyPlace(duty)}).`,
            state,
            say`Add it to ${path}.`,
          ),
          path: exists ? path : (reading.readme ?? derivation.places[0].path),
          range: TOP_OF_FILE,
          upstream: derivation.upstream,
          duty: dutyName(duty),
          fixes: [
            {
              title: say`Add the sentence to ${path}`,
              path,
              kind: exists ? 'append' : 'create',
              text: `${exists ? '\n' : ''}${sentence}\n`,
            },
          ],
          related: otherPlaces(derivation),
          evidence: evidenceIds(derivation),
          key: duty.license,
          basis: [elsewhere ?? '', ...derivationFacts(derivation)],
        },
      ];
    }),
};
