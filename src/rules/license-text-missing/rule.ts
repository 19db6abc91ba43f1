import licenseIdList from 'spdx-license-ids/index.json' with { type: 'json' };
import { licenseIds } from '../../licenses/expression.ts';
import { modelLicense } from '../../licenses/model-licenses.ts';
import type { Evidence } from '../../model/evidence.ts';
import { say, sentences } from '../../model/said.ts';
import type { Derivation } from '../derivations.ts';
import { isNoticeFile } from '../notice-places.ts';
import { dutyName, dutyPlace, forEachDuty, licenseName } from '../open-duties.ts';
import type { DraftFix, Rule } from '../rule.ts';
import { derivationFacts, evidenceIds, otherPlaces, placesPhrase, sourceName, verb } from '../wording.ts';

const TEXTS: ReadonlySet<string> = new Set(licenseIdList);

/** The license of what was taken asks for its text to go along, and the repository does not hold it. */
export const licenseTextMissing: Rule = {
  id: 'license-text-missing',
  title: "Text of the upstream's license missing",
  level: 'error',
  why: 'Who receives the work has to be able to read the terms under which its parts stand.',
  fixable: true,
  check: (evidence, reading) =>
    forEachDuty(reading, 'license-text', ['code', 'weights'], (derivation, duty) => {
      if (holdsText(evidence, duty.license) || inEachFile(evidence, derivation, duty.license)) return [];
      const [first] = derivation.places;
      return [
        {
          level: derivation.isAdapter === true ? 'note' : derivation.certain ? 'error' : 'warning',
          message: sentences(
            say`${placesPhrase(derivation)} ${verb(derivation, say`stands`, say`stand`)} under ${licenseName(duty.license)} as ${sourceName(derivation.source)}, which asks for its text to go along (${dutyPlace(duty)}).`,
            say`The repository does not hold it.`,
            say`Add it under LICENSES/.`,
          ),
          path: first.path,
          range: first.range,
          upstream: derivation.upstream,
          duty: dutyName(duty),
          fixes: textFixes(evidence, duty.license),
          related: otherPlaces(derivation),
          evidence: evidenceIds(derivation),
          key: `${derivation.slot} ${duty.license}`,
          basis: derivationFacts(derivation),
        },
      ];
    }),
};

/** A license or notice file in which that text was found; a tag or a sentence about it is not the text. */
function holdsText(evidence: Evidence, license: string): boolean {
  const model = modelLicense(license);
  return evidence.licenses.some((record) => {
    if (!isNoticeFile(record.path) || record.changes.length > 0) return false;
    const range = record.ranges[0];
    if (
      range !== undefined &&
      range.endLine - range.startLine < 3 &&
      !/LICEN[CS]E|COPYING/i.test(record.path)
    )
      return false;
    return licenseIds(record.expression).some((id) =>
      model === null ? sameText(id, license) : modelLicense(id)?.id === model.id,
    );
  });
}

/** Licenses short enough to stand whole at the top of a file. */
const SHORT = /^(?:MIT|ISC|Zlib|BSD-|0BSD|BSL-1\.0|X11|NCSA)/;
/** Lines from which on a detection at the top of a file is the text, and no notice that points to it. */
const WHOLE_TEXT = 8;

/** Each file concerned holds the whole text at its own top. */
function inEachFile(evidence: Evidence, { places }: Derivation, license: string): boolean {
  if (!SHORT.test(license)) return false;
  const held = new Set(
    evidence.licenses
      .filter(
        (record) =>
          licenseIds(record.expression).includes(license) &&
          record.ranges.some(({ startLine, endLine }) => endLine - startLine + 1 >= WHOLE_TEXT),
      )
      .map((record) => record.path),
  );
  return places.every((place) => held.has(place.path));
}

/** The text of a GNU license is the same for `-only` and `-or-later`. */
function sameText(a: string, b: string): boolean {
  const plain = (id: string): string => id.replace(/-(?:only|or-later)\b.*$/, '').replace(/ WITH .*$/, '');
  return plain(a) === plain(b);
}

function textFixes(evidence: Evidence, license: string): readonly DraftFix[] {
  const id = license.replace(/ WITH .*$/, '');
  const path = `LICENSES/${id}.txt`;
  if (!TEXTS.has(id) || evidence.paths.includes(path)) return [];
  return [{ title: say`Add the text of ${id} as ${path}`, path, kind: 'create', text: '', licenseText: id }];
}
