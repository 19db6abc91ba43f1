import { holdsPhrase } from '../attribution/notice-lines.ts';
import type { Fix } from '../model/report.ts';
import { dutyName, dutyPlace, forEachDuty, licenseName } from './open-duties.ts';
import type { Rule } from './rule.ts';
import { TOP_OF_FILE } from './rule.ts';
import { derivationFacts, evidenceIds, listed, otherPlaces, tiePhrase } from './wording.ts';

/** The license of the weights asks for a line such as "Built with Meta Llama 3", and no document shows it. */
export const displayLineMissing: Rule = {
  id: 'display-line-missing',
  title: 'Line that the model license asks to display is missing',
  level: 'error',
  why: 'The line is the price of the license; it has to stand where users of the model see it.',
  fixable: true,
  check: (evidence, reading) =>
    forEachDuty(reading, 'display-line', ['weights'], (derivation, duty) => {
      if ([...evidence.texts.values()].some((text) => duty.anyOf.some((line) => holdsPhrase(text, line))))
        return [];
      const line = duty.anyOf[0] ?? '';
      const readme = reading.readme;
      const fix: Fix = {
        title: `Add "${line}" to ${readme ?? 'README.md'}`,
        path: readme ?? 'README.md',
        kind: readme === null ? 'create' : 'append',
        text: `${readme === null ? '' : '\n'}${line}\n`,
      };
      return [
        {
          level: derivation.certain ? 'error' : 'warning',
          message:
            `${tiePhrase(derivation)} ${licenseName(duty.license)} asks to display ` +
            `${listed(duty.anyOf.map((one) => `"${one}"`)).replace(/ and (?="[^"]*"$)/, ' or ')} (${dutyPlace(duty)}); ` +
            'no document of this repository does. Add it to the README and to the pages that offer the model.',
          path: readme ?? derivation.places[0].path,
          range: TOP_OF_FILE,
          upstream: derivation.upstream,
          duty: dutyName(duty),
          fixes: [fix],
          related: otherPlaces(derivation),
          evidence: evidenceIds(derivation),
          key: duty.license,
          basis: derivationFacts(derivation),
        },
      ];
    }),
};
