import type { UnitCorpus } from './unit-corpus.ts';
import type { WeighedUnit } from './weighed-unit.ts';

/** Units with fewer normal-form tokens say too little: they are not compared. */
export const SMALLEST_UNIT = 8;
/** Shared weight below which a pair is not looked at. */
const LEAST_SHARED = 1;
/** Entries of the inverted index that one look-up reads, beyond as many as two a gram: rarest grams first. */
const READ_AT_LEAST = 400;
const READ_PER_GRAM = 2;
/** Room for the grams of nearly every unit: V8 compiles anew what makes more. */
const ROOM = 8192;
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

/** Which matches the caller has a use for; others need not be found. */
export interface Wanted {
  /** Least evidence. */
  readonly evidence: number;
  /** Least share, 0..1, of the evidence of the best match. */
  readonly shareOfBest: number;
}

const ALL: Wanted = { evidence: 0, shareOfBest: 0 };

/** Compares units with a corpus. Keeps working memory, so one is used for many units; not for several at once. */
export interface UnitMatcher {
  /** The units of the corpus that share most, in order of number; the cost does not grow with the corpus. */
  match(unit: WeighedUnit, wanted?: Wanted): readonly UnitMatch[];
}

/** What is summed up: the weight shared with a unit, that of grams which the corpus has, of those whose lists were not read. */
const [SHARED, KNOWN, UNREAD] = [0, 1, 2] as const;

interface Candidate {
  readonly unit: number;
  /** Most that the shared grams can weigh. */
  readonly bound: number;
}

/** Lists are read in classes of length, short ones first. */
const LENGTHS = [4, 16, 64, 256, 1024, 4096, 0xffffffff] as const;

/** Evidence of a shared weight between units of the weights `one` and `other`. */
function evidenceOf(shared: number, one: number, other: number): number {
  return shared * Math.sqrt(Math.min(1, shared / Math.sqrt(one * other)));
}

export function openMatcher(corpus: UnitCorpus, weigh: (gram: number) => number): UnitMatcher {
  const partial = new Float64Array(corpus.unitCount);
  /** Units with a partial weight. */
  const touched = new Int32Array(corpus.unitCount);
  const unitWeights = new Float64Array(corpus.unitCount).fill(-1);
  const { keys, positionOf, keyStarts, holders, unitStarts, positions } = corpus;
  /** Positions of the grams of the unit that is compared, -1 for those that the corpus lacks or that weigh nothing. */
  let places = new Int32Array(ROOM);
  /** Sums under way. In variables V8 would make an object of each new value. */
  const sums = new Float64Array(3);
  const weightOfUnit = (unit: number): number => {
    const known = unitWeights[unit] as number;
    if (known >= 0) return known;
    let weight = 0;
    const end = unitStarts[unit + 1] as number;
    for (let at = unitStarts[unit] as number; at < end; at++)
      weight += weigh(keys[positions[at] as number] as number);
    unitWeights[unit] = weight;
    return weight;
  };

  /** Weight of the grams at `places` that a unit of the corpus has too. Positions rise as grams do. */
  const sharedWeight = (weights: Float64Array, unit: number): number => {
    sums[SHARED] = 0;
    let at = unitStarts[unit] as number;
    const end = unitStarts[unit + 1] as number;
    for (let i = 0; i < weights.length && at < end; i++) {
      const place = places[i] as number;
      if (place < 0) continue;
      while (at < end && (positions[at] as number) < place) at += 1;
      if (at < end && positions[at] === place)
        sums[SHARED] = (sums[SHARED] as number) + (weights[i] as number);
    }
    return sums[SHARED] as number;
  };

  /** Of the first `many` that are touched, the units with the largest partial weights, largest first, then by number. Few of many: kept in order as they come. */
  const mostShared = (many: number): number[] => {
    const best: number[] = [];
    let least = LEAST_SHARED / 2;
    for (let i = 0; i < many; i++) {
      const unit = touched[i] as number;
      const sum = partial[unit] as number;
      if (sum < least || corpus.tokensOf(unit) < SMALLEST_UNIT) continue;
      let at = best.length;
      for (; at > 0; at--) {
        const before = best[at - 1] as number;
        const weight = partial[before] as number;
        if (weight > sum || (weight === sum && before < unit)) break;
      }
      if (at === MOST_CANDIDATES) continue;
      best.splice(at, 0, unit);
      if (best.length > MOST_CANDIDATES) best.length = MOST_CANDIDATES;
      if (best.length === MOST_CANDIDATES) least = partial[best[MOST_CANDIDATES - 1] as number] as number;
    }
    return best;
  };

  /** Stage one: the units that share the rarest grams, those that can share most first. */
  const findCandidates = ({ grams, weights, whole }: WeighedUnit, least: number): Candidate[] => {
    const count = grams.length;
    if (places.length < count) places = new Int32Array(2 * count);
    sums[KNOWN] = 0;
    for (let i = 0; i < count; i++) {
      const weight = weights[i] as number;
      const place = weight === 0 ? -1 : positionOf(grams[i] as number);
      places[i] = place;
      if (place >= 0) sums[KNOWN] = (sums[KNOWN] as number) + weight;
    }
    const known = sums[KNOWN] as number;
    if (evidenceOf(known, whole, known) < least) return [];
    let left = READ_AT_LEAST + READ_PER_GRAM * count;
    let many = 0;
    let shortest = 0;
    sums[UNREAD] = 0;
    for (const longest of LENGTHS) {
      let longer = false;
      for (let i = 0; i < count; i++) {
        const place = places[i] as number;
        if (place < 0) continue;
        const start = keyStarts[place] as number;
        const end = keyStarts[place + 1] as number;
        const length = end - start;
        if (length <= shortest) continue;
        if (length > longest) {
          longer = true;
          continue;
        }
        const weight = weights[i] as number;
        left = left < 0 ? left : left - length;
        if (left < 0) {
          sums[UNREAD] = (sums[UNREAD] as number) + weight;
          continue;
        }
        for (let at = start; at < end; at++) {
          const unit = holders[at] as number;
          const sum = partial[unit] as number;
          if (sum === 0) touched[many++] = unit;
          partial[unit] = sum + weight;
        }
      }
      shortest = longest;
      if (!longer) break;
    }
    const unread = sums[UNREAD] as number;
    const found = mostShared(many).map((unit) => ({ unit, bound: (partial[unit] as number) + unread }));
    for (let i = 0; i < many; i++) partial[touched[i] as number] = 0;
    return found;
  };

  return {
    match: (unit, wanted = ALL) => {
      const { weights, whole } = unit;
      // Evidence is never more than what is shared, and that never more than the whole.
      if (unit.tokens < SMALLEST_UNIT || whole < Math.max(LEAST_SHARED, wanted.evidence)) return [];
      const found: UnitMatch[] = [];
      let least = wanted.evidence;
      for (const candidate of findCandidates(unit, least)) {
        // What is shared weighs no more than either side. The margin is for sums taken in another order.
        const bound = Math.min(whole, 1.000001 * candidate.bound);
        if (evidenceOf(bound, whole, bound) < least) continue;
        const shared = sharedWeight(weights, candidate.unit);
        if (shared < LEAST_SHARED) continue;
        const other = weightOfUnit(candidate.unit);
        const evidence = evidenceOf(shared, whole, other);
        if (evidence < least) continue;
        least = Math.max(least, wanted.shareOfBest * evidence);
        found.push({
          unit: candidate.unit,
          shared,
          local: Math.min(1, shared / whole),
          upstream: Math.min(1, shared / other),
          evidence,
        });
      }
      return found.filter((match) => match.evidence >= least).sort((a, b) => a.unit - b.unit);
    },
  };
}
