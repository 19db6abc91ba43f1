import { type SeededRandom, seededRandom } from '../predictions/seeded-random.ts';
import { solve } from './small-system.ts';

/** Sampled values of one tensor, with the same values of each parent. */
export interface ValueSample {
  readonly suspect: Float32Array;
  readonly parents: readonly Float32Array[];
  /** How far a stored value may be from the computed one. */
  readonly tolerance: Float32Array;
}

/** Values that took the same parents with the same weights. */
export interface ValuePattern {
  /** Indices of the parents, and the weight of each one's difference from the base. */
  readonly parents: readonly number[];
  readonly weights: readonly number[];
  /** Share (0..1) of the values that can be told. */
  readonly share: number;
}

/** A merge that decides value by value which parents' differences from a base are kept: TIES, DARE and their kin. */
export interface ValueMixture {
  readonly base: number;
  /** Share of the values that are the base's own. */
  readonly untouched: number;
  readonly patterns: readonly ValuePattern[];
  /** Share of the values that no pattern explains. */
  readonly unexplained: number;
  /** Share of values, not the base's own, that the patterns would explain were they paired with other values. */
  readonly byChance: number;
  /** By parent: whether its small differences were dropped, or any; null where that cannot be told. */
  readonly dropped: readonly ('small' | 'random' | null)[];
  /** Mean weight of each parent over the values; the base has what is left of one. */
  readonly shares: readonly number[];
}

/** A difference this many tolerances wide tells which parents it has. */
const RESOLVED = 16;
const LEAST_VALUES = 400;
const TRIES = 1500;
const POOL = 1500;
/** Smallest share of values that is taken for a pattern. */
const LEAST_SHARE = 0.03;
const LEAST_WEIGHT = 0.01;
const MOST_WEIGHT = 40;
const MOST_UNEXPLAINED = 0.1;
const MOST_BY_CHANCE = 0.5;
/** Of dropped and kept differences: how much smaller the dropped ones are. */
const SMALLER = 0.7;
const ALIKE = 0.92;

interface Row {
  readonly d: number;
  readonly t: readonly number[];
  readonly tolerance: number;
  /** rms of each parent's differences in the tensor that it is from. */
  readonly scale: readonly number[];
  /** Index of the pattern, -1 for the base's own, null while unexplained. */
  pattern: number | null;
}

/** Tries every parent as the base, and takes the one that leaves least; null where no such merge explains the suspect. */
export function mixtureByValue(samples: readonly ValueSample[]): ValueMixture | null {
  const parents = samples[0]?.parents.length ?? 0;
  const found = Array.from({ length: parents }, (_, base) => fromBase(samples, base)).flatMap(
    (one) => one ?? [],
  );
  return found.sort((a, b) => cost(a) - cost(b) || a.unexplained - b.unexplained)[0] ?? null;
}

/** Of bases that explain about as much, the one under which every set of parents has one weight: weights that sum to one fit from any. */
function cost({ unexplained, patterns }: ValueMixture): number {
  const sets = new Set(patterns.map(({ parents }) => parents.join()));
  return Math.round(50 * unexplained) + (patterns.length - sets.size) + patterns.length / 100;
}

function fromBase(samples: readonly ValueSample[], base: number): ValueMixture | null {
  const others = (samples[0]?.parents ?? []).map((_, i) => i).filter((i) => i !== base);
  const rows = samples.flatMap((sample) => rowsOf(sample, base, others));
  if (rows.length < LEAST_VALUES) return null;
  for (const row of rows) if (Math.abs(row.d) <= row.tolerance) row.pattern = -1;
  const random = seededRandom(rows.length);
  const patterns: { parents: readonly number[]; weights: readonly number[] }[] = [];
  const subsets = subsetsOf(others.length);
  // A second weight for a set of parents only when every set had its first: what a larger set explains is no chance of a smaller one.
  for (const subset of [...subsets, ...subsets]) {
    const weights = weightsOf(rows, subset, random);
    if (weights === null) continue;
    const at = patterns.length;
    patterns.push({ parents: subset, weights });
    for (const row of rows) if (row.pattern === null && fits(row, subset, weights)) row.pattern = at;
  }
  const shareOf = (pattern: number | null): number =>
    rows.filter((row) => row.pattern === pattern).length / rows.length;
  const untouched = shareOf(-1);
  const unexplained = shareOf(null);
  const byChance = chanceOf(rows, patterns);
  // A merge that drops nothing is linear, and is told by its shares.
  if (patterns.length === 0 || unexplained > MOST_UNEXPLAINED || byChance > MOST_BY_CHANCE) return null;
  if (untouched < LEAST_SHARE && patterns.length < 2) return null;
  const named = patterns.map(({ parents, weights }, at) => ({
    parents: parents.map((one) => others[one] ?? 0),
    weights,
    share: shareOf(at),
  }));
  const shares = (samples[0]?.parents ?? []).map((_, i) =>
    named.reduce((sum, one) => sum + one.share * (one.weights[one.parents.indexOf(i)] ?? 0), 0),
  );
  shares[base] = 1 - shares.reduce((sum, one) => sum + one, 0);
  const dropped = (samples[0]?.parents ?? []).map((_, i) =>
    i === base ? null : dropOf(rows, patterns, others.indexOf(i)),
  );
  return { base, untouched, patterns: named, unexplained, byChance, dropped, shares };
}

/** Values at which every parent's difference from the base stands out of what storing rounds off. */
function rowsOf(sample: ValueSample, base: number, others: readonly number[]): readonly Row[] {
  const from = sample.parents[base];
  if (from === undefined) return [];
  const differences = others.map(
    (i) => sample.parents[i]?.map((value, at) => value - (from[at] ?? 0)) ?? from,
  );
  const scale = differences.map((t) => Math.sqrt(t.reduce((sum, one) => sum + one * one, 0) / t.length));
  return Array.from(sample.suspect, (value, at): Row => {
    const t = differences.map((one) => one[at] ?? 0);
    return { d: value - (from[at] ?? 0), t, tolerance: sample.tolerance[at] ?? 0, scale, pattern: null };
  }).filter(({ t, tolerance }) => t.every((one) => Math.abs(one) > RESOLVED * tolerance));
}

/** Single parents first, then pairs, then all: the fewest that explain a value count. */
function subsetsOf(count: number): readonly (readonly number[])[] {
  const all = Array.from({ length: 2 ** count - 1 }, (_, code) =>
    Array.from({ length: count }, (_unused, i) => i).filter((i) => ((code + 1) >> i) & 1),
  );
  return all.filter(({ length }) => length <= 3).sort((a, b) => a.length - b.length);
}

const predicted = ({ t }: Row, subset: readonly number[], weights: readonly number[]): number =>
  subset.reduce((sum, parent, i) => sum + (weights[i] ?? 0) * (t[parent] ?? 0), 0);

/** What storing the parents rounded off is weighted as their differences are. */
function fits(row: Row, subset: readonly number[], weights: readonly number[]): boolean {
  const room = weights.reduce((sum, one) => sum + Math.abs(one), 2) / 2;
  return Math.abs(row.d - predicted(row, subset, weights)) <= room * row.tolerance;
}

/** Weights under which many of the values that are left are sums of these parents' differences; null where none are. */
function weightsOf(
  rows: readonly Row[],
  subset: readonly number[],
  random: SeededRandom,
): readonly number[] | null {
  const least = LEAST_SHARE * rows.length;
  const left = rows.filter(({ pattern }) => pattern === null);
  if (left.length < Math.max(24, least)) return null;
  const best = bestOf(left, subset, random);
  // With a weight of nothing it is the pattern of fewer parents.
  if (best?.some((one) => Math.abs(one) < LEAST_WEIGHT)) return null;
  return best !== null && left.filter((row) => fits(row, subset, best)).length >= least ? best : null;
}

/** Weights from values drawn by chance, kept where most other values agree, and fitted to those (Fischler and Bolles 1981). */
function bestOf(
  left: readonly Row[],
  subset: readonly number[],
  random: SeededRandom,
): readonly number[] | null {
  const drawn = (): Row | undefined => left[random.below(left.length)];
  const pool = Array.from({ length: Math.min(POOL, left.length) }, drawn).flatMap((row) => row ?? []);
  let best: readonly number[] | null = null;
  let most = 0;
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const some = subset.map(drawn).flatMap((row) => row ?? []);
    const weights = solve(
      some.map(({ t }) => subset.map((parent) => t[parent] ?? 0)),
      some.map(({ d }) => d),
    );
    if (
      weights === null ||
      weights.some((one) => Math.abs(one) < LEAST_WEIGHT || Math.abs(one) > MOST_WEIGHT)
    )
      continue;
    let count = 0;
    for (const row of pool) if (fits(row, subset, weights)) count++;
    if (count > most) [best, most] = [weights, count];
  }
  for (let round = 0; best !== null && round < 3; round++) best = fitted(left, subset, best) ?? best;
  return best;
}

/** Least squares over the values that agree already, each in units of its tolerance. */
function fitted(
  left: readonly Row[],
  subset: readonly number[],
  weights: readonly number[],
): readonly number[] | null {
  const size = subset.length;
  const matrix = subset.map(() => new Array<number>(size).fill(0));
  const right = new Array<number>(size).fill(0);
  for (const row of left) {
    if (!fits(row, subset, weights)) continue;
    const weight = 1 / Math.max(row.tolerance, 1e-30) ** 2;
    for (const [a, parent] of subset.entries()) {
      const x = row.t[parent] ?? 0;
      right[a] = (right[a] ?? 0) + weight * x * row.d;
      for (const [b, other] of subset.entries()) {
        const line = matrix[a];
        if (line !== undefined) line[b] = (line[b] ?? 0) + weight * x * (row.t[other] ?? 0);
      }
    }
  }
  return solve(matrix, right);
}

/** The null: the same patterns, with each value's difference held against the parents at another value. */
function chanceOf(
  rows: readonly Row[],
  patterns: readonly { readonly parents: readonly number[]; readonly weights: readonly number[] }[],
): number {
  const moved = rows.filter(({ pattern }) => pattern !== -1);
  const step = Math.max(1, Math.floor(moved.length / 3));
  const hits = moved.filter((row, at) => {
    const other = moved[(at + step) % moved.length];
    return (
      other !== undefined &&
      patterns.some(({ parents, weights }) => fits({ ...other, d: row.d }, parents, weights))
    );
  });
  return moved.length === 0 ? 1 : hits.length / moved.length;
}

/** Whether the differences that were left out are the small ones (trimming) or any (dropout). */
function dropOf(
  rows: readonly Row[],
  patterns: readonly { readonly parents: readonly number[] }[],
  parent: number,
): 'small' | 'random' | null {
  const size = (some: readonly Row[]): number =>
    Math.sqrt(
      some.reduce((sum, { t, scale }) => sum + ((t[parent] ?? 0) / (scale[parent] ?? 1)) ** 2, 0) /
        Math.max(1, some.length),
    );
  const isTaken = ({ pattern }: Row): boolean =>
    pattern !== null && pattern >= 0 && patterns[pattern]?.parents.includes(parent) === true;
  const known = rows.filter(({ pattern }) => pattern !== null);
  const [kept, left] = [known.filter(isTaken), known.filter((row) => !isTaken(row))];
  if (kept.length < 50 || left.length < 50) return null;
  const ratio = size(left) / size(kept);
  return ratio < SMALLER ? 'small' : ratio > ALIKE && ratio < 1 / ALIKE ? 'random' : null;
}
