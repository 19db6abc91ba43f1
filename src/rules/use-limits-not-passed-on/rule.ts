import { holdsPhrase } from '../../credit/notice-lines.ts';
import { licenseIds } from '../../licenses/expression.ts';
import { modelLicense } from '../../licenses/model-licenses.ts';
import type { Evidence } from '../../model/evidence.ts';
import { say, sentences } from '../../model/said.ts';
import { dutyName, dutyPlace, forEachDuty, licenseName } from '../open-duties.ts';
import type { Rule } from '../rule.ts';
import { TOP_OF_FILE } from '../rule.ts';
import { derivationFacts, evidenceIds, otherPlaces, tiePhrase } from '../wording.ts';

/** The license of the weights limits their use and asks that whoever gets them further is bound too. */
export const useLimitsNotPassedOn: Rule = {
  id: 'use-limits-not-passed-on',
  title: 'Use limits of the model license not passed on',
  level: 'error',
  why: 'A user who is not told of the limits cannot keep them, and the license makes the one who passes the model on answer for that.',
  fixable: true,
  check: (evidence, reading) =>
    forEachDuty(reading, 'pass-on-limits', ['weights'], (derivation, duty) => {
      if (passesOn(evidence, duty.license)) return [];
      const readme = reading.readme ?? 'README.md';
      const name = licenseName(duty.license).replace(/\s*\(.*$/, '');
      return [
        {
          level: 'error',
          message: sentences(
            tiePhrase(derivation),
            say`${licenseName(duty.license)} limits what it may be used for and asks that everyone who gets it further is bound by the same (${dutyPlace(duty)}).`,
            say`Name that license for the weights in ${readme} and ship its text.`,
          ),
          path: reading.readme ?? derivation.places[0].path,
          range: TOP_OF_FILE,
          upstream: derivation.upstream,
          duty: dutyName(duty),
          fixes: [
            {
              title: say`Name the license of the weights in ${readme}`,
              path: readme,
              kind: reading.readme === null ? 'create' : 'append',
              text: `\nUse of the weights derived from ${derivation.source.projectName} is subject to the ${name}, including its limits on use.\n`,
            },
          ],
          related: otherPlaces(derivation),
          evidence: evidenceIds(derivation),
          key: duty.license,
          basis: derivationFacts(derivation),
        },
      ];
    }),
};

/** The repository states that license for something, or a document names it. */
function passesOn(evidence: Evidence, license: string): boolean {
  const model = modelLicense(license);
  if (model === null) return true;
  const stated = evidence.licenses.some((record) =>
    licenseIds(record.expression).some((id) => modelLicense(id)?.id === model.id),
  );
  if (stated) return true;
  const name = model.name.replace(/\s*\(.*$/, '');
  return [...evidence.texts.values()].some((text) => holdsPhrase(text, name));
}
