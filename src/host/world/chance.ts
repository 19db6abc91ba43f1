import { findGram } from '../../origins/first-holders.ts';
import type { Settled } from '../../origins/settle-world.ts';
import { weighIndependents } from '../../origins/weigh-gram.ts';
import type { Fit } from '../../origins/world.ts';
import type { ProjectUnits } from './world-prints.ts';

/** Sampled grams from which a unit is a function of some size. */
const SIZEABLE = 6;
/** Share of independent functions that may reach what is called more than chance. */
const QUANTILE = 0.995;
/** A function of which so much stands in one file is a copy, whoever took it from whom: no independent one. */
const COPIED = 0.5;
/** Functions under which a quantile says nothing. */
const LEAST_FUNCTIONS = 400;

/** What chance shares with one file of a world. */
export interface Chance {
  readonly threshold: number;
  readonly fit: Fit;
}

/** Without a null of its own: the figures of a world of 96 projects. */
const DEFAULT: Chance = { threshold: 11.7, fit: { threshold: 3, scale: 0.6 } };

const rounded = (value: number): number => Math.round(value * 100) / 100;

function quantileOf(values: readonly number[]): (quantile: number) => number {
  const sorted = [...values].sort((a, b) => a - b);
  return (quantile) => sorted[Math.floor(quantile * (sorted.length - 1))] ?? 0;
}

/**
 * What one file of the world shares with an independent function by chance, in 199 of 200 cases: as weight, and as
 * weight times share. Counted on projects that are no part of the world.
 */
export function chanceOf(
  world: { readonly settled: Settled; readonly families: number },
  nulls: readonly ProjectUnits[],
): Chance {
  const { settled } = world;
  const weigh = weighIndependents(world.families);
  const nobody = weigh(0);
  const weights: number[] = [];
  const fits: number[] = [];
  for (const units of nulls) {
    for (const [unit, grams] of units.grams.entries()) {
      if (grams.length < SIZEABLE) continue;
      const time = units.times[unit] ?? 0;
      const files = new Map<number, number>();
      let whole = 0;
      for (const gram of grams) {
        const at = findGram(settled.grams, gram);
        const weight = at < 0 ? nobody : weigh(settled.independents[at] ?? 1);
        whole += weight;
        // What came later may be a copy of the function.
        if (at < 0 || (settled.times[at] ?? 0) > time) continue;
        const key = (settled.projects[at] ?? 0) * 0x200000 + (settled.files[at] ?? 0);
        files.set(key, (files.get(key) ?? 0) + weight);
      }
      const best = Math.max(0, ...files.values());
      if (best >= COPIED * whole) continue;
      weights.push(best);
      fits.push(whole === 0 ? 0 : (best * best) / whole);
    }
  }
  if (weights.length < LEAST_FUNCTIONS) return DEFAULT;
  const fitAt = quantileOf(fits);
  const threshold = fitAt(QUANTILE);
  // Between one in twenty and one in 200 the share falls tenfold.
  const scale = Math.max(0.05, (threshold - fitAt(0.95)) / Math.LN10);
  return {
    threshold: rounded(quantileOf(weights)(QUANTILE)),
    fit: { threshold: rounded(threshold), scale: rounded(scale) },
  };
}
