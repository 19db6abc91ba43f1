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
  const points = new Float64Array(ROLE_SIGNALS.length);
  if (ANY_NAME.test(symbol)) {
    const own = symbol.slice(symbol.lastIndexOf('.') + 1);
    ROLE_SIGNALS.forEach(({ name }, role) => {
      points[role] = name.test(own) ? NAME : name.test(symbol) ? NAME / 2 : 0;
    });
  }
  const found = new Set<Signal>();
  for (const each of grams) findSignals(each, found);
  for (const { role, points: worth } of found) points[role] = (points[role] ?? 0) + worth;
  let best: Role = 'other';
  let most = ENOUGH;
  ROLE_SIGNALS.forEach(({ role }, number) => {
    const sum = points[number] ?? 0;
    if (sum > most) {
      best = role;
      most = sum;
    }
  });
  return best;
}

/** Adds the signals that are among ascending grams. */
function findSignals(grams: Uint32Array, found: Set<Signal>): void {
  let at = 0;
  for (let signal = 0; signal < SIGNAL_GRAMS.length; signal++) {
    const gram = SIGNAL_GRAMS[signal] as number;
    while (at < grams.length && (grams[at] as number) < gram) at += 1;
    if (at === grams.length) return;
    if (grams[at] === gram) found.add(SIGNALS[signal] as Signal);
  }
}
