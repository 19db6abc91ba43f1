import licenseIdList from 'spdx-license-ids/index.json' with { type: 'json' };
import { licenseIds } from '../../licenses/expression.ts';
import { type Duty, dutiesOf } from '../../licenses/obligations.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { LineRange } from '../../model/report.ts';
import { say, sentences } from '../../model/said.ts';
import { byText } from '../../model/text-order.ts';
import type { Derivation } from '../derivations.ts';
import { foreignHolders, isHeader } from '../header-licenses.ts';
import { missingLines, noticeEntry } from '../license-lines.ts';
import { lacksText, lacksTextOf } from '../license-texts.ts';
import { dutyName, dutyPlace, forEachDuty, licenseName } from '../open-duties.ts';
import type { DraftFix, FindingDraft, Reading, Rule } from '../rule.ts';
import { TOP_OF_FILE } from '../rule.ts';
import {
  derivationFacts,
  evidenceIds,
  listed,
  moreFiles,
  otherPlaces,
  placesPhrase,
  quoted,
  sourceName,
  verb,
} from '../wording.ts';

const TEXTS: ReadonlySet<string> = new Set(licenseIdList);

/** What was taken from one upstream under a license whose text is missing. */
interface Open {
  readonly derivation: Derivation;
  readonly duty: Duty;
  /** Copyright lines with which that text begins at the upstream and which are missing with it. */
  readonly lines: readonly string[];
}

/**
 * The license of what was taken asks for its text to go along, and the repository does not hold it. One text is asked for
 * once, whatever it is due for.
 */
export const licenseTextMissing: Rule = {
  id: 'license-text-missing',
  title: "Text of the upstream's license missing",
  level: 'error',
  why: 'Who receives the work has to be able to read the terms under which its parts stand.',
  fixable: true,
  check: (evidence, reading) => {
    const groups = grouped(
      reading,
      forEachDuty(reading, 'license-text', ['code', 'weights'], (derivation, duty) =>
        lacksText(evidence, derivation, duty.license)
          ? [
              {
                derivation,
                duty,
                lines: derivation.slot === 'code' ? missingLines(evidence, derivation, duty.license) : [],
              },
            ]
          : [],
      ),
    );
    const told = new Set(groups.map(([{ duty }]) => duty.license));
    return [
      ...groups.map((group) => finding(evidence, group)),
      ...headersWithoutText(evidence, reading)
        .filter(([{ duty }]) => !told.has(duty.license))
        .map((group) => ofHeaders(evidence, group)),
    ];
  },
};

/** A file whose header states the license of somebody else, of which the text is missing. */
interface Stated {
  readonly path: string;
  readonly range: LineRange;
  readonly holder: string;
  readonly duty: Duty;
}

/** By license: what headers of other holders state, wherever the code is from. A choice of which one text is here is kept. */
function headersWithoutText(
  evidence: Evidence,
  { derivations }: Reading,
): readonly (readonly [Stated, ...Stated[]])[] {
  const known = new Set(
    derivations.filter((one) => one.certain).flatMap((one) => one.places.map(({ path }) => path)),
  );
  const groups = new Map<string, [Stated, ...Stated[]]>();
  for (const record of [...evidence.licenses].sort((a, b) => byText(a.path, b.path))) {
    if (!isHeader(evidence, record) || known.has(record.path)) continue;
    const [holder] = foreignHolders(evidence, record.path);
    if (holder === undefined) continue;
    const open = licenseIds(record.expression)
      .flatMap(dutiesOf)
      .filter((duty) => duty.kind === 'license-text' && lacksTextOf(evidence, [record.path], duty.license));
    const isChoice = / OR /.test(record.expression) && open.length < licenseIds(record.expression).length;
    for (const duty of isChoice ? [] : open) {
      const one: Stated = { path: record.path, range: record.ranges[0] ?? TOP_OF_FILE, holder, duty };
      const group = groups.get(duty.license);
      if (group === undefined) groups.set(duty.license, [one]);
      else if (group.at(-1)?.path !== one.path) group.push(one);
    }
  }
  return [...groups.values()];
}

function ofHeaders(evidence: Evidence, [first, ...rest]: readonly [Stated, ...Stated[]]): FindingDraft {
  const { duty, path, range, holder } = first;
  const where = rest.length === 0 ? path : say`${path} and ${moreFiles(rest.length)}`;
  return {
    level: 'warning',
    message: sentences(
      say`The header of ${where} names ${quoted(holder)} and ${licenseName(duty.license)}, which asks for its text to go along (${dutyPlace(duty)}).`,
      say`The repository does not hold it.`,
      say`Add it under LICENSES/.`,
    ),
    path,
    range,
    duty: dutyName(duty),
    fixes: textFixes(evidence, duty.license),
    related: rest.map((one) => ({ path: one.path, range: one.range, message: say`states it as well` })),
    key: `header ${duty.license}`,
    basis: [duty.license, ...[first, ...rest].map((one) => one.path)],
  };
}

/** By license and slot; what may be of the same owner is a question of its own, and so are adapters. */
function grouped({ owner }: Reading, open: readonly Open[]): readonly (readonly [Open, ...Open[]])[] {
  const groups = new Map<string, [Open, ...Open[]]>();
  for (const one of open) {
    const { upstream, slot, isAdapter = false } = one.derivation;
    const key = JSON.stringify([
      one.duty.license,
      slot,
      isAdapter,
      owner(upstream) === null ? null : upstream,
    ]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return [...groups.values()];
}

function finding(evidence: Evidence, group: readonly [Open, ...Open[]]): FindingDraft {
  const [{ derivation, duty }, ...rest] = group;
  const [first] = derivation.places;
  const lines = group.flatMap((one) => one.lines);
  const others = [...new Set(rest.map((one) => one.derivation.source.projectName))];
  return {
    level: derivation.isAdapter === true ? 'note' : 'error',
    message: sentences(
      say`${placesPhrase(derivation)} ${verb(derivation, say`stands`, say`stand`)} under ${licenseName(duty.license)} as ${sourceName(derivation.source)}, which asks for its text to go along (${dutyPlace(duty)}).`,
      others.length === 0 ? '' : say`So does what matches ${listed(others)}.`,
      lines.length === 0
        ? say`The repository does not hold it.`
        : say`The repository holds neither the text nor ${listed(lines.map(quoted))}.`,
      lines.length === 0
        ? say`Add it under LICENSES/.`
        : say`Add the text under LICENSES/ and this to a license or notice file.`,
    ),
    path: first.path,
    range: first.range,
    upstream: derivation.upstream,
    duty: dutyName(duty),
    fixes: [
      ...textFixes(evidence, duty.license),
      ...group.flatMap((one) =>
        one.lines.length === 0 ? [] : [noticeEntry(evidence, one.derivation, one.lines)],
      ),
    ],
    related: [
      ...otherPlaces(derivation),
      ...rest.flatMap((one) => {
        const [place] = one.derivation.places;
        const message = say`stands under it as ${sourceName(one.derivation.source)}`;
        return [{ path: place.path, range: place.range, message }, ...otherPlaces(one.derivation)];
      }),
    ],
    evidence: [...new Set(group.flatMap((one) => evidenceIds(one.derivation)))],
    key: `${derivation.slot} ${duty.license}`,
    basis: [...lines, ...group.flatMap((one) => derivationFacts(one.derivation))],
  };
}

function textFixes(evidence: Evidence, license: string): readonly DraftFix[] {
  const id = license.replace(/ WITH .*$/, '');
  const path = `LICENSES/${id}.txt`;
  if (!TEXTS.has(id) || evidence.paths.includes(path)) return [];
  return [{ title: say`Add the text of ${id} as ${path}`, path, kind: 'create', text: '', licenseText: id }];
}
