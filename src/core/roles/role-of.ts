import type { Role } from '../model/role.ts';
import { labelGram } from '../syntax/grams.ts';
import { ROLE_SIGNALS } from './role-signals.ts';

/** Points at which a role is named: a telling name alone is not enough, nor is one common call. */
const ENOUGH = 3;
/** Points of a name that speaks of the role. */
const NAME = 1.5;

interface Profile {
  readonly role: Role;
  readonly name: RegExp;
  readonly grams: readonly (readonly [gram: number, points: number])[];
}

const PROFILES: readonly Profile[] = ROLE_SIGNALS.map(({ role, name, labels }) => ({
  role,
  name,
  grams: Object.entries(labels).map(([label, points]) => [labelGram(label), points] as const),
}));

/**
 * The architecture role of a unit, by what it does: the calls, constants and base classes of its normal form,
 * helped by its name. `grams` ascending.
 */
export function roleOf(symbol: string, grams: Uint32Array): Role {
  const own = symbol.slice(symbol.lastIndexOf('.') + 1);
  let best: Role = 'other';
  let most = ENOUGH;
  for (const { role, name, grams: signals } of PROFILES) {
    let points = name.test(own) ? NAME : name.test(symbol) ? NAME / 2 : 0;
    for (const [gram, worth] of signals) if (holds(grams, gram)) points += worth;
    if (points > most) {
      best = role;
      most = points;
    }
  }
  return best;
}

/** Binary search in ascending grams. */
function holds(grams: Uint32Array, gram: number): boolean {
  let low = 0;
  let high = grams.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const value = grams[middle] ?? 0;
    if (value === gram) return true;
    if (value < gram) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}
