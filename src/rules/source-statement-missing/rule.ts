import { holdsPhrase } from '../../credit/notice-lines.ts';
import { modelLicense } from '../../licenses/model-licenses.ts';
import type { Evidence } from '../../model/evidence.ts';
import { say, sentences } from '../../model/said.ts';
import { acknowledgement } from '../acknowledgement.ts';
import { dutyName, dutyPlace, forEachDuty, licenseName } from '../open-duties.ts';
import type { DraftFix, Rule } from '../rule.ts';
import { TOP_OF_FILE } from '../rule.ts';
import { derivationFacts, evidenceIds, otherPlaces, tiePhrase } from '../wording.ts';

/** The license of the weights asks to state their source, and to link to the license. */
export const sourceStatementMissing: Rule = {
  id: 'source-statement-missing',
  title: 'Source of the model, or link to its license, not stated',
  level: 'error',
  why: 'Licenses such as the General Model License are granted on the condition that the source is named.',
  fixable: true,
  check: (evidence, reading) =>
    forEachDuty(reading, 'source-statement', ['weights'], (derivation, duty) => {
      const credited = reading.credit(derivation.upstream).credited === 'yes';
      const linked = namesLicense(evidence, duty.license);
      if (credited && linked) return [];
      const readme = reading.readme ?? 'README.md';
      const missing = credited
        ? say`links to the license`
        : linked
          ? say`names the source`
          : say`names the source or links to the license`;
      const fix: DraftFix = {
        title: say`State the source of the model in ${readme}`,
        path: readme,
        kind: reading.readme === null ? 'create' : 'append',
        text: `\n${acknowledgement(derivation)} License of the model: ${licenseName(duty.license)}, ${licenseAddress(duty.license)}\n`,
      };
      return [
        {
          level: 'error',
          message: sentences(
            tiePhrase(derivation),
            say`${licenseName(duty.license)} asks to name the source of the model and to link to the license (${dutyPlace(duty)}); no document of this repository ${missing}.`,
            say`Add both to ${readme}.`,
          ),
          path: reading.readme ?? derivation.places[0].path,
          range: TOP_OF_FILE,
          upstream: derivation.upstream,
          duty: dutyName(duty),
          fixes: [fix],
          related: otherPlaces(derivation),
          evidence: evidenceIds(derivation),
          key: duty.license,
          basis: [String(credited), String(linked), ...derivationFacts(derivation)],
        },
      ];
    }),
};

function namesLicense(evidence: Evidence, license: string): boolean {
  const model = modelLicense(license);
  const names = [
    model?.name.replace(/\s*\(.*$/, '') ?? license,
    ...(model?.texts.map((text) => text.repository) ?? []),
  ].filter((name) => name.length > 4);
  return [...evidence.texts.values()].some((text) => names.some((name) => holdsPhrase(text, name)));
}

function licenseAddress(license: string): string {
  const text = modelLicense(license)?.texts[0];
  return text === undefined ? license : `https://github.com/${text.repository}`;
}
