import type { Role } from '../model/role.ts';
import { labelGram } from '../syntax/grams.ts';
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

/** All signals of all roles, in the order of their grams. Points are halves: their sum does not depend on the order. */
const SIGNALS: readonly Signal[] = ROLE_SIGNALS.flatMap(({ labels }, role) =>
  Object.entries(labels).map(([label, points]): Signal => ({ gram: labelGram(label), role, points })),
).sort((a, b) => a.gram - b.gram);
const SIGNAL_GRAMS = Uint32Array.from(SIGNALS, ({ gram }) => gram);
/** Names that speak of any role. */
const ANY_NAME = new RegExp(ROLE_SIGNALS.map(({ name }) => name.source).join('|'), 'i');

/**
 * The architecture role of a unit, by what it does: the calls, constants and base classes of its normal form,
 * helped by its name. `grams`, each ascending, are those of the unit, or of all units of a class.
 */
export function roleOf(symbol: string, ...grams: readonly Uint32Array[]): Role {
  const points = ROLE_SIGNALS.map(() => 0);
  if (ANY_NAME.test(symbol)) {
    const own = symbol.slice(symbol.lastIndexOf('.') + 1);
    ROLE_SIGNALS.forEach(({ name }, role) => {
      points[role] = name.test(own) ? NAME : name.test(symbol) ? NAME / 2 : 0;
    });
  }
  const found = SIGNALS.map(() => false);
  for (const each of grams) findSignals(each, found);
  for (let signal = 0; signal < found.length; signal++) {
    if (!found[signal]) continue;
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

/** Marks the signals that are among ascending grams. */
function findSignals(grams: Uint32Array, found: boolean[]): void {
  let at = 0;
  for (let signal = 0; signal < SIGNAL_GRAMS.length; signal++) {
    const gram = SIGNAL_GRAMS[signal] as number;
    while (at < grams.length && (grams[at] as number) < gram) at += 1;
    if (at === grams.length) return;
    if (grams[at] === gram) found[signal] = true;
  }
}
