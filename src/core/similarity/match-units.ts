import type { UnitCorpus } from './unit-corpus.ts';

/** Units with fewer normal-form tokens say too little: they are not compared. */
export const SMALLEST_UNIT = 8;
/** Shared weight below which a pair is not looked at. */
const LEAST_SHARED = 1;
/** Entries of the inverted index that one look-up reads, beyond as many as two a gram: rarest grams first. */
const READ_AT_LEAST = 600;
const READ_PER_GRAM = 2;
/** Candidates that are compared gram by gram. */
const MOST_CANDIDATES = 24;

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
  /** The units of the corpus that share most, in order of number; the cost does not grow with the corpus. */
  match(grams: Uint32Array, tokens: number): readonly UnitMatch[];
}

function sharedWeight(grams: Uint32Array, weights: Float64Array, other: Uint32Array): number {
  let sum = 0;
  let at = 0;
  for (let i = 0; i < grams.length && at < other.length; i++) {
    const gram = grams[i] ?? 0;
    while (at < other.length && (other[at] ?? 0) < gram) at += 1;
    if (other[at] === gram) sum += weights[i] ?? 0;
  }
  return sum;
}

export function openMatcher(corpus: UnitCorpus, weigh: (gram: number) => number): UnitMatcher {
  const partial = new Float64Array(corpus.unitCount);
  const unitWeights = new Float64Array(corpus.unitCount).fill(-1);
  const weightOf = (grams: Uint32Array): number => {
    let sum = 0;
    for (const gram of grams) sum += weigh(gram);
    return sum;
  };
  const weightOfUnit = (unit: number): number => {
    const known = unitWeights[unit] ?? -1;
    if (known >= 0) return known;
    const weight = weightOf(corpus.gramsOf(unit));
    unitWeights[unit] = weight;
    return weight;
  };

  /** Stage one: the units that share the rarest grams, by what those weigh together. */
  const findCandidates = (grams: Uint32Array, weights: Float64Array): number[] => {
    const lists: { readonly list: ArrayLike<number>; readonly weight: number }[] = [];
    for (let i = 0; i < grams.length; i++) {
      const weight = weights[i] ?? 0;
      if (weight === 0) continue;
      const list = corpus.postings(grams[i] ?? 0);
      if (list.length > 0) lists.push({ list, weight });
    }
    lists.sort((a, b) => a.list.length - b.list.length || b.weight - a.weight);
    let left = READ_AT_LEAST + READ_PER_GRAM * grams.length;
    const touched: number[] = [];
    for (const { list, weight } of lists) {
      if (list.length > left) break;
      left -= list.length;
      for (let at = 0; at < list.length; at++) {
        const unit = list[at] ?? 0;
        const sum = partial[unit] ?? 0;
        if (sum === 0) touched.push(unit);
        partial[unit] = sum + weight;
      }
    }
    const ranked = touched
      .filter((unit) => (partial[unit] ?? 0) >= LEAST_SHARED / 2 && corpus.tokensOf(unit) >= SMALLEST_UNIT)
      .sort((a, b) => (partial[b] ?? 0) - (partial[a] ?? 0) || a - b);
    for (const unit of touched) partial[unit] = 0;
    return ranked.slice(0, MOST_CANDIDATES).sort((a, b) => a - b);
  };

  return {
    weightOf,
    match: (grams, tokens) => {
      if (tokens < SMALLEST_UNIT) return [];
      const weights = Float64Array.from(grams, weigh);
      const whole = weights.reduce((sum, weight) => sum + weight, 0);
      const found: UnitMatch[] = [];
      for (const unit of findCandidates(grams, weights)) {
        const shared = sharedWeight(grams, weights, corpus.gramsOf(unit));
        if (shared < LEAST_SHARED) continue;
        const other = weightOfUnit(unit);
        found.push({
          unit,
          shared,
          local: Math.min(1, shared / whole),
          upstream: Math.min(1, shared / other),
          evidence: shared * Math.sqrt(Math.min(1, shared / Math.sqrt(whole * other))),
        });
      }
      return found;
    },
  };
}
