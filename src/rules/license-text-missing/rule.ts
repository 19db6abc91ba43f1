import type { Duty } from '../../licenses/obligations.ts';
import type { Evidence } from '../../model/evidence.ts';
import { say, sentences } from '../../model/said.ts';
import type { Derivation } from '../derivations.ts';
import { statingOthers } from '../header-licenses.ts';
import { missingLines, noticeEntry } from '../license-lines.ts';
import { partWithoutText } from '../license-texts.ts';
import { dutyName, dutyPlace, forEachDuty, licenseName } from '../open-duties.ts';
import type { FindingDraft, Reading, Rule } from '../rule.ts';
import {
  derivationFacts,
  evidenceIds,
  listed,
  otherPlaces,
  placesPhrase,
  quoted,
  sourceName,
  verb,
} from '../wording.ts';
import { headersWithoutText, notHeld, ofHeaders, othersIn } from './headers.ts';
import { pointersToNothing } from './pointers.ts';
import { saidWithoutText } from './said.ts';
import { textFixes } from './text-fixes.ts';

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
      forEachDuty(reading, 'license-text', ['code', 'weights'], (whole, duty) => {
        const open = partWithoutText(evidence, whole, duty.license);
        const derivation = open === null ? null : withoutOtherHeaders(evidence, open, duty.license);
        if (derivation === null) return [];
        const lines = derivation.slot === 'code' ? missingLines(evidence, derivation, duty.license) : [];
        return [{ derivation, duty, lines }];
      }),
    );
    const told = new Set(groups.map(([{ duty }]) => duty.license));
    const others = othersIn(evidence, reading.derivations);
    const byHeaders = headersWithoutText(evidence, others);
    const named = new Set(byHeaders.flat().map((one) => one.path));
    const asked = new Set([...told, ...byHeaders.map(([{ duty }]) => duty.license)]);
    return [
      ...groups.map((group) => finding(evidence, group)),
      ...byHeaders.filter(([{ duty }]) => !told.has(duty.license)).map((group) => ofHeaders(evidence, group)),
      ...saidWithoutText(evidence, reading, asked),
      ...pointersToNothing(evidence, others, named),
    ];
  },
};

/** What was taken but for files that state another license themselves, and not that they are from there; null where all do. */
function withoutOtherHeaders(evidence: Evidence, derivation: Derivation, license: string): Derivation | null {
  if (derivation.slot !== 'code') return derivation;
  const others = statingOthers(evidence, license);
  const [first, ...rest] = derivation.places.filter(
    ({ path, stated }) => stated === true || !others.has(path),
  );
  return first === undefined ? null : { ...derivation, places: [first, ...rest] };
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
        ? notHeld(evidence, duty.license)
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
