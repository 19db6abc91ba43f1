import type { UnitCorpus } from './unit-corpus.ts';

/** Units with fewer normal-form tokens say too little: they are not compared. */
export const SMALLEST_UNIT = 8;
/** A gram in more units than this, of a corpus, is left out of the search for candidates. */
const CROWDED = 4000;
/** Shared weight below which a pair is not looked at. */
const LEAST_SHARED = 0.5;

/** What one unit shares with one unit of a corpus. */
export interface UnitMatch {
  readonly unit: number;
  /** Weight of the shared grams. */
  readonly shared: number;
  /** Share of the local unit's weight found in the other, 0..1. */
  readonly local: number;
  /** Share of the other unit's weight found in the local one, 0..1. */
  readonly upstream: number;
  /** Evidence: shared · √(shared / geometric mean of both sides). */
  readonly evidence: number;
}

/** Compares units with a corpus. Keeps working memory, so one is used for many units; not for several at once. */
export interface UnitMatcher {
  /** Weight of all grams together. */
  weightOf(grams: Uint32Array): number;
  /** Every unit of the corpus with shared weight, in order of number. */
  match(grams: Uint32Array, tokens: number): readonly UnitMatch[];
}

export function openMatcher(corpus: UnitCorpus, weigh: (gram: number) => number): UnitMatcher {
  const shared = new Float64Array(corpus.unitCount);
  const weights = new Float64Array(corpus.unitCount).fill(-1);
  const weightOf = (grams: Uint32Array): number => {
    let sum = 0;
    for (const gram of grams) sum += weigh(gram);
    return sum;
  };
  return {
    weightOf,
    match: (grams, tokens) => {
      if (tokens < SMALLEST_UNIT) return [];
      const touched: number[] = [];
      let whole = 0;
      for (const gram of grams) {
        const weight = weigh(gram);
        if (weight === 0) continue;
        whole += weight;
        const list = corpus.postings(gram);
        if (list.length > CROWDED) continue;
        for (let at = 0; at < list.length; at++) {
          const unit = list[at] ?? 0;
          if (shared[unit] === 0) touched.push(unit);
          shared[unit] = (shared[unit] ?? 0) + weight;
        }
      }
      const found: UnitMatch[] = [];
      for (const unit of touched.sort((a, b) => a - b)) {
        const sum = shared[unit] ?? 0;
        shared[unit] = 0;
        if (sum < LEAST_SHARED || corpus.tokensOf(unit) < SMALLEST_UNIT) continue;
        let other = weights[unit] ?? -1;
        if (other < 0) {
          other = weightOf(corpus.gramsOf(unit));
          weights[unit] = other;
        }
        found.push({
          unit,
          shared: sum,
          local: sum / whole,
          upstream: Math.min(1, sum / other),
          evidence: sum * Math.sqrt(Math.min(1, sum / Math.sqrt(whole * other))),
        });
      }
      return found;
    },
  };
}
