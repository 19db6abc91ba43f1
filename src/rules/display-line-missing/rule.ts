import { holdsPhrase } from '../../credit/notice-lines.ts';
import { say, sentences } from '../../model/said.ts';
import { dutyName, dutyPlace, forEachDuty, licenseName } from '../open-duties.ts';
import type { DraftFix, Rule } from '../rule.ts';
import { TOP_OF_FILE } from '../rule.ts';
import {
  derivationFacts,
  either,
  evidenceIds,
  matches,
  otherPlaces,
  placesPhrase,
  quoted,
  sourceName,
  tiePhrase,
} from '../wording.ts';

/** The license of the weights asks for a line such as "Built with Meta Llama 3", and no document shows it. */
export const displayLineMissing: Rule = {
  id: 'display-line-missing',
  title: 'Line that the model license asks to display is missing',
  level: 'error',
  why: 'The line is the price of the license; it has to stand where users of the model see it.',
  fixable: true,
  check: (evidence, reading) =>
    forEachDuty(reading, 'display-line', ['weights', 'code'], (derivation, duty) => {
      if ([...evidence.texts.values()].some((text) => duty.anyOf.some((line) => holdsPhrase(text, line))))
        return [];
      const line = duty.anyOf[0] ?? '';
      const readme = reading.readme;
      const fix: DraftFix = {
        title: say`Add "${line}" to ${readme ?? 'README.md'}`,
        path: readme ?? 'README.md',
        kind: readme === null ? 'create' : 'append',
        text: `${readme === null ? '' : '\n'}${line}\n`,
      };
      // Of code only advertising has to say it, and the holder's name goes with it.
      const advertised = derivation.slot === 'code';
      return [
        {
          level: advertised ? 'note' : 'error',
          message: advertised
            ? sentences(
                say`${placesPhrase(derivation)} ${matches(derivation)} ${sourceName(derivation.source)}.`,
                say`${licenseName(duty.license)} asks advertising that mentions it to say ${either(duty.anyOf.map(quoted))} and the holder (${dutyPlace(duty)}).`,
                say`Say so in the README, which a release is announced with.`,
              )
            : sentences(
                tiePhrase(derivation),
                say`${licenseName(duty.license)} asks to display ${either(duty.anyOf.map(quoted))} (${dutyPlace(duty)}); no document of this repository does.`,
                say`Add it to the README and to the pages that offer the model.`,
              ),
          path: readme ?? derivation.places[0].path,
          range: TOP_OF_FILE,
          upstream: derivation.upstream,
          duty: dutyName(duty),
          fixes: advertised ? [] : [fix],
          related: otherPlaces(derivation),
          evidence: evidenceIds(derivation),
          key: duty.license,
          basis: derivationFacts(derivation),
        },
      ];
    }),
};
