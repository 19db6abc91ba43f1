import { judge } from '../licenses/compatibility.ts';
import { licenseIds } from '../licenses/expression.ts';
import { modelLicense } from '../licenses/model-licenses.ts';
import type { Duty, DutyKind } from '../licenses/obligations.ts';
import { dutiesOf } from '../licenses/obligations.ts';
import { type SaidPart, say } from '../model/said.ts';
import type { Derivation } from './derivations.ts';
import type { Reading } from './rule.ts';

/** The duties of one kind that a derivation brings: of the branch that fits the repository, where the upstream offers a choice. */
export function dutiesOfKind(derivation: Derivation, reading: Reading, kind: DutyKind): readonly Duty[] {
  const outbound = reading.licenses[derivation.slot].expression;
  const branch = judge(derivation.license.expression, outbound, { fileKept: true }).copied;
  return licenseIds(branch)
    .flatMap(dutiesOf)
    .filter((duty) => duty.kind === kind);
}

/** `Apache-2.0 4(b)`, or the license alone where its text numbers no sections. */
export function dutyName(duty: Duty): string {
  return duty.clause === null ? duty.license : `${duty.license} ${duty.clause}`;
}

/** For a sentence that has named a model license already: the section; else as `dutyName`. */
export function dutyPlace(duty: Duty): SaidPart {
  return duty.license.startsWith('LicenseRef-') && duty.clause !== null
    ? say`section ${duty.clause}`
    : dutyName(duty);
}

/** Name of a license for a sentence. */
export function licenseName(id: string): string {
  return modelLicense(id)?.name ?? id;
}

/** Asks one derivation after another for duties of one kind. Nothing is owed on evidence that may be a coincidence. */
export function forEachDuty<T>(
  reading: Reading,
  kind: DutyKind,
  slots: readonly Derivation['slot'][],
  check: (derivation: Derivation, duty: Duty) => readonly T[],
): readonly T[] {
  return reading.derivations
    .filter((derivation) => derivation.certain && slots.includes(derivation.slot))
    .flatMap((derivation) =>
      dutiesOfKind(derivation, reading, kind).flatMap((duty) => check(derivation, duty)),
    );
}
