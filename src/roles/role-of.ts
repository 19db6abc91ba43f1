import { labelGram } from '../languages/normal-form/grams.ts';
import type { Role } from '../model/role.ts';
import { ROLE_SIGNALS } from './role-signals.ts';

/** Points at which a role is named: a telling name alone is not enough, nor is one common call. */
const ENOUGH = 3;
/** Points of a name that speaks of the role. */
const NAME = 1.5;

interface Signal {
  readonly gram: number;
  /** Position of the role in `ROLE_SIGNALS`. */
  readonly role: number;
  readonly points: number;
}

/** All signals of all roles. Points are halves: their sum does not depend on the order. */
const SIGNALS: readonly Signal[] = ROLE_SIGNALS.flatMap(({ labels }, role) =>
  Object.entries(labels).map(([label, points]): Signal => ({ gram: labelGram(label), role, points })),
);
/** Their grams, signed: V8 boxes half of the unsigned ones. */
const SIGNAL_GRAMS = Int32Array.from(SIGNALS, ({ gram }) => gram | 0);
/** Signals by the lower bits of their grams, chained: one more than the number of the first, and of the next. */
const FIRST = new Uint16Array(1 << 12);
const NEXT = new Uint16Array(SIGNALS.length + 1);
for (let signal = 1; signal <= SIGNALS.length; signal++) {
  const slot = (SIGNAL_GRAMS[signal - 1] as number) & (FIRST.length - 1);
  NEXT[signal] = FIRST[slot] as number;
  FIRST[slot] = signal;
}
/** Points of each role for the unit at hand. */
const points = new Float64Array(ROLE_SIGNALS.length);
/** 1 for each signal that it has. */
const found = new Uint8Array(SIGNALS.length);
/** Names that speak of any role. */
const ANY_NAME = new RegExp(ROLE_SIGNALS.map(({ name }) => name.source).join('|'), 'i');

/**
 * The architecture role of a unit, by what it does: the calls, constants and base classes of its normal form,
 * helped by its name. `grams` are those of the unit, or of all units of a class.
 */
export function roleOf(symbol: string, ...grams: readonly Uint32Array[]): Role {
  points.fill(0);
  if (ANY_NAME.test(symbol)) {
    const own = symbol.slice(symbol.lastIndexOf('.') + 1);
    ROLE_SIGNALS.forEach(({ name }, role) => {
      points[role] = name.test(own) ? NAME : name.test(symbol) ? NAME / 2 : 0;
    });
  }
  found.fill(0);
  for (const each of grams) findSignals(each);
  for (let signal = 0; signal < found.length; signal++) {
    if (found[signal] === 0) continue;
    const { role, points: worth } = SIGNALS[signal] as Signal;
    points[role] = (points[role] as number) + worth;
  }
  let best: Role = 'other';
  let most = ENOUGH;
  for (let number = 0; number < points.length; number++) {
    const sum = points[number] as number;
    if (sum <= most) continue;
    best = (ROLE_SIGNALS[number] as (typeof ROLE_SIGNALS)[number]).role;
    most = sum;
  }
  return best;
}

/** Marks the signals that are among the grams. */
function findSignals(grams: Uint32Array): void {
  for (let at = 0; at < grams.length; at++) {
    const gram = (grams[at] as number) | 0;
    let signal = FIRST[gram & (FIRST.length - 1)] as number;
    for (; signal !== 0; signal = NEXT[signal] as number)
      if (SIGNAL_GRAMS[signal - 1] === gram) found[signal - 1] = 1;
  }
}
