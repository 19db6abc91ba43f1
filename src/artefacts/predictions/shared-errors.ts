import { groupBy } from '../../model/group-by.ts';
import type { SharedErrors, SharedErrorsTest } from '../../model/predictions-report.ts';
import type { PairedItem } from './agreement.ts';
import { seededRandom } from './seeded-random.ts';

/** Permutations and resamples; p cannot fall below 1 / (PERMUTATIONS + 1). */
export const PERMUTATIONS = 4999;
export const RESAMPLES = 4000;
const SEED = 20240607;
/** A stratum below this size is joined with its neighbors one level up. */
const STRATUM = 15;
/** Above this many items wrong on both sides, an even sample of them is permuted. */
const PERMUTED_ITEMS = 20_000;

export function sharedErrors(items: readonly PairedItem[]): SharedErrors {
  const wrong = items.filter((item) => !item.rightA && !item.rightB);
  const shared = wrong.filter((item) => item.a === item.b).length;
  return {
    bothWrong: wrong.length,
    sharedWrong: shared,
    share: wrong.length === 0 ? null : shared / wrong.length,
  };
}

/**
 * Shared wrong answers against chance: the second model's wrong answers are permuted among the
 * items both got wrong, within strata (task, options, kind of reference), so that a common wrong
 * answer counts as often as it is common.
 */
export function testSharedErrors(items: readonly PairedItem[]): SharedErrorsTest {
  const shared = sharedErrors(items);
  const wrong = items.filter((item) => !item.rightA && !item.rightB);
  if (wrong.length === 0) return { ...shared, chance: 0, p: null, interval: null };
  const groups = strata(wrong);
  return {
    ...shared,
    chance: groups.reduce((sum, group) => sum + expectedShared(group), 0),
    p: permutationP(strata(thin(wrong))),
    interval: bootstrap(shared.sharedWrong, wrong.length),
  };
}

function thin(wrong: readonly PairedItem[]): readonly PairedItem[] {
  if (wrong.length <= PERMUTED_ITEMS) return wrong;
  const step = wrong.length / PERMUTED_ITEMS;
  return Array.from({ length: PERMUTED_ITEMS }, (_, index) => wrong[Math.floor(index * step)] as PairedItem);
}

/** Groups by the finest stratum that holds enough items. */
function strata(items: readonly PairedItem[]): readonly (readonly PairedItem[])[] {
  const groups: (readonly PairedItem[])[] = [];
  let rest = items;
  const levels = Math.max(0, ...items.map((item) => item.strata.length));
  for (let level = 0; level < levels; level += 1) {
    const byKey = groupBy(rest, (item) => item.strata[level] ?? '');
    const small: PairedItem[] = [];
    for (const group of byKey.values()) {
      if (group.length >= STRATUM) groups.push(group);
      else small.push(...group);
    }
    rest = small;
  }
  if (rest.length > 0) groups.push(rest);
  return groups;
}

function expectedShared(group: readonly PairedItem[]): number {
  const second = new Map<number, number>();
  for (const item of group) second.set(item.b, (second.get(item.b) ?? 0) + 1);
  return group.reduce((sum, item) => sum + (second.get(item.a) ?? 0) / group.length, 0);
}

function permutationP(groups: readonly (readonly PairedItem[])[]): number {
  const random = seededRandom(SEED);
  const sides = groups.map((group) => ({
    first: Int32Array.from(group, (item) => item.a),
    second: Int32Array.from(group, (item) => item.b),
  }));
  const countEqual = (): number => {
    let equal = 0;
    for (const { first, second } of sides)
      for (let index = 0; index < first.length; index += 1) if (first[index] === second[index]) equal += 1;
    return equal;
  };
  const observed = countEqual();
  let atLeast = 0;
  for (let round = 0; round < PERMUTATIONS; round += 1) {
    for (const { second } of sides) {
      for (let index = second.length - 1; index > 0; index -= 1) {
        const other = random.below(index + 1);
        const held = second[index] as number;
        second[index] = second[other] as number;
        second[other] = held;
      }
    }
    if (countEqual() >= observed) atLeast += 1;
  }
  return (1 + atLeast) / (PERMUTATIONS + 1);
}

/** Percentile bootstrap over items: resampling n items of which s are shared. */
function bootstrap(shared: number, total: number): readonly [low: number, high: number] {
  const random = seededRandom(SEED + 1);
  const draws = Math.min(total, PERMUTED_ITEMS);
  const shares = Array.from({ length: RESAMPLES }, () => {
    let hits = 0;
    for (let draw = 0; draw < draws; draw += 1) if (random.below(total) < shared) hits += 1;
    return hits / draws;
  }).sort((a, b) => a - b);
  const at = (quantile: number): number => shares[Math.round(quantile * (RESAMPLES - 1))] ?? 0;
  return [at(0.025), at(0.975)];
}
