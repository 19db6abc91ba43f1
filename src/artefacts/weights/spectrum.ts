import type { Block } from './block.ts';
import { type ElementType, spacing } from './dtype.ts';
import { symmetricEigen } from './symmetric-eigenvalues.ts';

/** Singular values of a block of differences against those of a random matrix. */
export interface Spectrum {
  /** Eigenvalues above the Marchenko-Pastur edge of the bulk. */
  readonly spikes: number;
  /** Share (0..1) of the energy in them. */
  readonly spikeEnergy: number;
  /** Smallest rank that holds 97 % of the energy that rounding does not explain, rows and columns evened out. */
  readonly rank: number;
  /** Shorter side of the block. */
  readonly side: number;
  /** The block with the spikes removed, and the number of degrees of freedom it has left; null without spikes. */
  readonly residual: { readonly block: Block; readonly sigma: number } | null;
}

/** Below this a block is too small for a statement about rank. */
export const LEAST_SIDE = 32;

/** Median of the Marchenko-Pastur law with variance 1 and aspect q <= 1, by bisection on its density. */
export function marchenkoPasturMedian(q: number): number {
  const low = (1 - Math.sqrt(q)) ** 2;
  const high = (1 + Math.sqrt(q)) ** 2;
  const steps = 2000;
  // The substitution x = mid + half*cos(t) removes the square-root singularities at both edges.
  const mid = (low + high) / 2;
  const half = (high - low) / 2;
  const density: number[] = [];
  let total = 0;
  for (let i = 0; i < steps; i++) {
    const t = Math.PI * (1 - (i + 0.5) / steps);
    const x = mid + half * Math.cos(t);
    const mass = (half * Math.sin(t)) ** 2 / x;
    density.push(mass);
    total += mass;
  }
  let below = 0;
  for (const [i, mass] of density.entries()) {
    below += mass;
    if (below >= total / 2) return mid + half * Math.cos(Math.PI * (1 - (i + 0.5) / steps));
  }
  return mid;
}

const medians = new Map<string, number>();
function medianFor(m: number, n: number): number {
  const key = `${m}/${n}`;
  const known = medians.get(key);
  if (known !== undefined) return known;
  const median = marchenkoPasturMedian(m / n);
  medians.set(key, median);
  return median;
}

/** Gram matrix of `m` rows of `n` values; four rows at a time, which keeps the multiplier busy. */
export function gram(a: Float64Array, m: number, n: number): Float64Array {
  const g = new Float64Array(m * m);
  for (let i = 0; i < m; i++) {
    const at = i * n;
    for (let j = 0; j <= i; j += 4) {
      const b0 = j * n;
      const b1 = Math.min(j + 1, i) * n;
      const b2 = Math.min(j + 2, i) * n;
      const b3 = Math.min(j + 3, i) * n;
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      for (let k = 0; k < n; k++) {
        const x = a[at + k] ?? 0;
        s0 += x * (a[b0 + k] ?? 0);
        s1 += x * (a[b1 + k] ?? 0);
        s2 += x * (a[b2 + k] ?? 0);
        s3 += x * (a[b3 + k] ?? 0);
      }
      const sums = [s0, s1, s2, s3];
      for (let k = 0; k < 4 && j + k <= i; k++) {
        const sum = sums[k] ?? 0;
        g[i * m + j + k] = sum;
        g[(j + k) * m + i] = sum;
      }
    }
  }
  return g;
}

interface Evened {
  readonly matrix: Float64Array;
  /** Energy that rounding is expected to have in the evened matrix. */
  readonly rounding: number;
  readonly rows: number;
}

/**
 * Rows, then columns, scaled to equal energy; empty rows left out. Rank survives scaling, while a few strong rows
 * no longer look like low rank.
 */
function evened(d: Float64Array, noise: Float64Array, m: number, n: number): Evened {
  const kept: number[] = [];
  const rowScale: number[] = [];
  for (let i = 0; i < m; i++) {
    let energy = 0;
    for (let k = 0; k < n; k++) energy += (d[i * n + k] ?? 0) ** 2;
    if (energy === 0) continue;
    kept.push(i);
    rowScale.push(1 / Math.sqrt(energy));
  }
  const matrix = new Float64Array(kept.length * n);
  let rounding = 0;
  for (let k = 0; k < n; k++) {
    let energy = 0;
    let expected = 0;
    for (const [to, i] of kept.entries()) {
      const scale = rowScale[to] ?? 0;
      const v = (d[i * n + k] ?? 0) * scale;
      matrix[to * n + k] = v;
      energy += v * v;
      expected += (noise[i * n + k] ?? 0) * scale * scale;
    }
    if (energy === 0) continue;
    const scale = 1 / Math.sqrt(energy);
    for (let to = 0; to < kept.length; to++) matrix[to * n + k] = (matrix[to * n + k] ?? 0) * scale;
    rounding += expected / energy;
  }
  return { matrix, rounding, rows: kept.length };
}

function transposed(a: Float64Array, m: number, n: number): Float64Array {
  const t = new Float64Array(m * n);
  for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) t[j * m + i] = a[i * n + j] ?? 0;
  return t;
}

/** Variance that rounding adds to each value. */
function roundingOf(block: Block, type: ElementType | null, wide: boolean): Float64Array {
  const noise = Float64Array.from(block.s, (y) => (type === null ? 0 : spacing(type, y) ** 2 / 12));
  return wide ? noise : transposed(noise, block.rows, block.columns);
}

function rankHolding(values: Float64Array, share: number, total: number): number {
  let held = 0;
  for (let k = 0; k < values.length; k++) {
    held += values[values.length - 1 - k] ?? 0;
    if (held >= share * total) return k + 1;
  }
  return values.length;
}

/** Most rows that the spectrum is taken of: its cost grows with their cube. */
const MOST_ROWS = 96;

/** Spectrum of s - w; null when the block is too small. `type`: the grid that the suspect is rounded to. */
export function spectrumOf(whole: Block, type: ElementType | null): Spectrum | null {
  const kept = Math.min(whole.rows, MOST_ROWS) * whole.columns;
  const block: Block = {
    rows: Math.min(whole.rows, MOST_ROWS),
    columns: whole.columns,
    w: whole.w.subarray(0, kept),
    s: whole.s.subarray(0, kept),
  };
  const wide = block.rows <= block.columns;
  const m = wide ? block.rows : block.columns;
  const n = wide ? block.columns : block.rows;
  if (m < LEAST_SIDE) return null;
  let d: Float64Array = new Float64Array(m * n);
  for (let i = 0; i < d.length; i++) d[i] = (block.s[i] ?? 0) - (block.w[i] ?? 0);
  if (!wide) d = transposed(d, block.rows, block.columns);
  const g = gram(d, m, n);
  const { values } = symmetricEigen(g, m, false);
  let energy = 0;
  for (const v of values) energy += v;
  if (energy <= 0) return null;
  const bulk = Math.max(0, values[Math.floor(m / 2)] ?? 0) / medianFor(m, n);
  const edge = bulk * (1 + Math.sqrt(m / n)) ** 2 * (1 + 4 * n ** (-2 / 3));
  let spikes = 0;
  let spikeEnergy = 0;
  for (const v of values) {
    if (v <= edge) continue;
    spikes++;
    spikeEnergy += v;
  }
  let rank = m;
  // A matrix of low rank has most of its energy above the bulk.
  const even = spikeEnergy > 0.3 * energy ? evened(d, roundingOf(block, type, wide), m, n) : null;
  if (even !== null && even.rows >= LEAST_SIDE) {
    const evenValues = symmetricEigen(gram(even.matrix, even.rows, n), even.rows, false).values;
    let total = 0;
    for (const v of evenValues) total += v;
    rank = rankHolding(evenValues, 0.97, Math.max(0.05 * total, total - even.rounding));
  }
  const few = spikes >= 1 && spikes <= Math.min(48, m / 3) && spikeEnergy > 0.15 * energy;
  return {
    spikes,
    spikeEnergy: spikeEnergy / energy,
    rank,
    side: m,
    residual: few ? peel(d, g, m, n, spikes) : null,
  };
}

/** Removes the strongest `r` left singular directions. sigma counts the (m - r)(n - r) degrees of freedom left. */
function peel(d: Float64Array, g: Float64Array, m: number, n: number, r: number): Spectrum['residual'] {
  const { vectors } = symmetricEigen(g, m, true);
  if (vectors === null) return null;
  const rest = Float64Array.from(d);
  const projection = new Float64Array(n);
  for (let k = m - r; k < m; k++) {
    projection.fill(0);
    const u = vectors.subarray(k * m, (k + 1) * m);
    for (let i = 0; i < m; i++) {
      const ui = u[i] ?? 0;
      for (let j = 0; j < n; j++) projection[j] = (projection[j] ?? 0) + ui * (d[i * n + j] ?? 0);
    }
    for (let i = 0; i < m; i++) {
      const ui = u[i] ?? 0;
      for (let j = 0; j < n; j++) rest[i * n + j] = (rest[i * n + j] ?? 0) - ui * (projection[j] ?? 0);
    }
  }
  let energy = 0;
  for (const v of rest) energy += v * v;
  return {
    block: { rows: m, columns: n, w: new Float32Array(m * n), s: Float32Array.from(rest) },
    sigma: Math.sqrt(energy / ((m - r) * (n - r))),
  };
}
