import type { UnitCorpus } from './unit-corpus.ts';

/** Units with fewer normal-form tokens say too little: they are not compared. */
export const SMALLEST_UNIT = 8;
/** Shared weight below which a pair is not looked at. */
const LEAST_SHARED = 1;
/** Entries of the inverted index that one look-up reads, beyond as many as two a gram: rarest grams first. */
const READ_AT_LEAST = 400;
const READ_PER_GRAM = 2;
/** Candidates that are compared gram by gram. */
const MOST_CANDIDATES = 16;

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

/** Lists are read in classes of length, short ones first. */
const LENGTHS = [4, 16, 64, 256, 1024, 4096, 0xffffffff] as const;

function sharedWeight(grams: Uint32Array, weights: Float64Array, other: Uint32Array): number {
  let sum = 0;
  let at = 0;
  const end = other.length;
  for (let i = 0; i < grams.length && at < end; i++) {
    const gram = grams[i] as number;
    while (at < end && (other[at] as number) < gram) at += 1;
    if (other[at] === gram) sum += weights[i] as number;
  }
  return sum;
}

export function openMatcher(corpus: UnitCorpus, weigh: (gram: number) => number): UnitMatcher {
  const partial = new Float64Array(corpus.unitCount);
  const unitWeights = new Float64Array(corpus.unitCount).fill(-1);
  const { positionOf, starts, units } = corpus.inverted;
  const weightOf = (grams: Uint32Array): number => {
    let sum = 0;
    for (let i = 0; i < grams.length; i++) sum += weigh(grams[i] as number);
    return sum;
  };
  const weightOfUnit = (unit: number): number => {
    const known = unitWeights[unit] as number;
    if (known >= 0) return known;
    const weight = weightOf(corpus.gramsOf(unit));
    unitWeights[unit] = weight;
    return weight;
  };

  /** Stage one: the units that share the rarest grams, by what those weigh together. */
  const findCandidates = (grams: Uint32Array, weights: Float64Array): number[] => {
    const places = new Int32Array(grams.length);
    for (let i = 0; i < grams.length; i++) places[i] = weights[i] === 0 ? -1 : positionOf(grams[i] as number);
    let left = READ_AT_LEAST + READ_PER_GRAM * grams.length;
    const touched: number[] = [];
    let shortest = 0;
    for (const longest of LENGTHS) {
      for (let i = 0; i < grams.length && left >= 0; i++) {
        const place = places[i] as number;
        if (place < 0) continue;
        const start = starts[place] as number;
        const end = starts[place + 1] as number;
        if (end - start <= shortest || end - start > longest) continue;
        left -= end - start;
        if (left < 0) break;
        const weight = weights[i] as number;
        for (let at = start; at < end; at++) {
          const unit = units[at] as number;
          const sum = partial[unit] as number;
          if (sum === 0) touched.push(unit);
          partial[unit] = sum + weight;
        }
      }
      if (left < 0) break;
      shortest = longest;
    }
    const ranked: number[] = [];
    for (const unit of touched) {
      if ((partial[unit] as number) >= LEAST_SHARED / 2 && corpus.tokensOf(unit) >= SMALLEST_UNIT)
        ranked.push(unit);
    }
    if (ranked.length > MOST_CANDIDATES) {
      ranked.sort((a, b) => (partial[b] as number) - (partial[a] as number) || a - b);
      ranked.length = MOST_CANDIDATES;
    }
    for (const unit of touched) partial[unit] = 0;
    return ranked.sort((a, b) => a - b);
  };

  return {
    weightOf,
    match: (grams, tokens) => {
      if (tokens < SMALLEST_UNIT) return [];
      const weights = new Float64Array(grams.length);
      let whole = 0;
      for (let i = 0; i < grams.length; i++) {
        const weight = weigh(grams[i] as number);
        weights[i] = weight;
        whole += weight;
      }
      if (whole < LEAST_SHARED) return [];
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
