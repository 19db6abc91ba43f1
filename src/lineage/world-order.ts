import { instantOf, precedes } from '../model/dates.ts';
import { MOST_DAYS_APART } from '../origins/sample.ts';
import type { World } from '../origins/world.ts';

/**
 * How much later than in truth a project's dates may be where its history does not show the whole way: states are read up
 * to so many days apart, and what is published at once was often public elsewhere some weeks before. Milliseconds.
 */
const LATE_BY = MOST_DAYS_APART * 86_400_000;

/**
 * Whether a project of the world had code by `day` before the audited side had it; null where that is not known. A
 * history that shows the whole way is believed to the day; any other that is later by more than its dates can be late is
 * later too.
 */
export function worldPrecedes(
  world: World,
  project: number,
  day: string,
  local: string | null,
): boolean | null {
  const isBefore = precedes(day, local);
  if (isBefore !== false || local === null) return isBefore;
  if (world.projects[project]?.dateKind === 'history') return false;
  return instantOf(day) - instantOf(local) > LATE_BY ? false : null;
}
