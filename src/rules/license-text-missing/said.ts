import type { Duty } from '../../licenses/obligations.ts';
import type { Evidence } from '../../model/evidence.ts';
import { say, sentences } from '../../model/said.ts';
import type { Derivation } from '../derivations.ts';
import { partWithoutText } from '../license-texts.ts';
import { dutiesOfKind, dutyName, dutyPlace, licenseName } from '../open-duties.ts';
import type { FindingDraft, Reading } from '../rule.ts';
import { saidSources } from '../said-sources.ts';
import { derivationFacts, fewListed, moreFiles, sourceName } from '../wording.ts';
import { notHeld } from './headers.ts';
import { textFixes } from './text-fixes.ts';

interface Said {
  readonly derivation: Derivation;
  readonly duty: Duty;
}

/** What files say that they took from projects whose license is known, where its text is missing: one finding for a license. */
export function saidWithoutText(
  evidence: Evidence,
  reading: Reading,
  told: ReadonlySet<string>,
): readonly FindingDraft[] {
  const groups = new Map<string, [Said, ...Said[]]>();
  for (const whole of saidSources(evidence, reading))
    for (const duty of dutiesOfKind(whole, reading, 'license-text')) {
      if (told.has(duty.license)) continue;
      const derivation = partWithoutText(evidence, whole, duty.license);
      if (derivation === null) continue;
      const group = groups.get(duty.license);
      if (group === undefined) groups.set(duty.license, [{ derivation, duty }]);
      else group.push({ derivation, duty });
    }
  return [...groups.values()].map((group) => finding(evidence, group));
}

function finding(evidence: Evidence, group: readonly [Said, ...Said[]]): FindingDraft {
  const [{ derivation, duty }] = group;
  const [first] = derivation.places;
  const projects = [...new Set(group.map((one) => sourceName(one.derivation.source)))];
  const places = group.flatMap((one) => one.derivation.places);
  const files = new Set(places.map(({ path }) => path)).size;
  const license = licenseName(duty.license);
  const names = fewListed(projects);
  return {
    level: 'warning',
    message: sentences(
      files === 1
        ? say`${first.path} says that it has code from ${names}, under ${license}, which asks for its text to go along (${dutyPlace(duty)}).`
        : say`${first.path} and ${moreFiles(files - 1)} say that they have code from ${names}, under ${license}, which asks for its text to go along (${dutyPlace(duty)}).`,
      notHeld(evidence, duty.license),
      say`Add it under LICENSES/.`,
    ),
    path: first.path,
    range: first.range,
    duty: dutyName(duty),
    fixes: textFixes(evidence, duty.license, names),
    related: group.flatMap((one, at) =>
      one.derivation.places.slice(at === 0 ? 1 : 0).map(({ path, range }) => ({
        path,
        range,
        message: say`is from ${sourceName(one.derivation.source)}`,
      })),
    ),
    key: `said ${duty.license}`,
    basis: group.flatMap((one) => derivationFacts(one.derivation)),
  };
}
