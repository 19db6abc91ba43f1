import { type Block, dither, withoutPruning } from './block.ts';
import { type ElementType, elementType, spacing } from './dtype.ts';
import { type Coarsening, coarseningOf, isOnLevels } from './lattice.ts';
import { type NoiseFacts, noiseFacts } from './noise-facts.ts';
import { standardised } from './rearrangement.ts';
import { fitScaling, type ScalingFit } from './scaling.ts';
import { spectrumOf } from './spectrum.ts';

/** Everything a sampled block of a pair tells; plain data, it crosses from a worker. */
export interface BlockFacts {
  readonly values: number;
  readonly cosine: number;
  readonly equalShare: number;
  /** rms of the difference and of what rounding to the suspect's grid can add, in units of the weights. */
  readonly differenceRms: number;
  readonly roundingRms: number;
  readonly upstreamRms: number;
  /** Few distinct values or one value only: a constant or a mask, not a learnt matrix. */
  readonly constant: boolean;
  /** Share of rows, or of columns where those are more, that are not the upstream's at their place. */
  readonly astray: number;
  readonly coarsening: Coarsening | null;
  readonly scaling: ScalingFit | null;
  readonly noise: NoiseFacts | null;
  /** Excess kurtosis of d / w where w is not small: 0 for multiplicative noise. */
  readonly ratioKurtosis: number | null;
  readonly spectrum: {
    readonly spikes: number;
    readonly spikeEnergy: number;
    readonly rank: number;
    readonly side: number;
    readonly residual: {
      readonly sigma: number;
      readonly noise: NoiseFacts;
      /** How alike its rows are, over what taking the spikes out of noise gives: 1 for noise. */
      readonly likeness: number;
    } | null;
  } | null;
  /** Noise facts of the quietest rows: the floor under an uneven change; null where those rows are alike. */
  readonly floor: NoiseFacts | null;
}

/** The coarsest known grid that all values lie on: a file may store BF16 values as F32. */
export function gridOf(values: Float32Array, declared: ElementType): ElementType {
  if (declared.mantissa === null) return declared;
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  let used = 0;
  for (let i = 0; i < bits.length; i++) used |= bits[i] ?? 0;
  const isZero = (used & 0x7fffffff) === 0;
  const candidates: readonly (readonly [name: string, mask: number])[] = [
    ['F8_E5M2', 0x1fffff],
    ['F8_E4M3', 0x0fffff],
    ['BF16', 0xffff],
    ['F16', 0x1fff],
  ];
  for (const [name, mask] of candidates) {
    const type = elementType(name);
    if (type === undefined || type.mantissa === null || type.mantissa >= declared.mantissa) continue;
    if ((used & mask) === 0 && !isZero) return type;
  }
  return declared;
}

export function cosineOf(w: Float32Array, s: Float32Array): number {
  let sw = 0;
  let ss = 0;
  let ww = 0;
  let ssq = 0;
  let ws = 0;
  const n = w.length;
  for (let i = 0; i < n; i++) {
    const x = w[i] ?? 0;
    const y = s[i] ?? 0;
    sw += x;
    ss += y;
    ww += x * x;
    ssq += y * y;
    ws += x * y;
  }
  const variance = (ww - (sw * sw) / n) * (ssq - (ss * ss) / n);
  return variance > 0 ? (ws - (sw * ss) / n) / Math.sqrt(variance) : 0;
}

function ratioKurtosisOf({ w, s }: Block, type: ElementType | null, rms: number): number | null {
  let n = 0;
  let sum = 0;
  const ratios: number[] = [];
  for (let i = 0; i < w.length; i++) {
    const x = w[i] ?? 0;
    if (Math.abs(x) < 0.3 * rms) continue;
    const ratio = ((s[i] ?? 0) - x + (type === null ? 0 : dither(i) * spacing(type, s[i] ?? 0))) / x;
    ratios.push(ratio);
    sum += ratio;
    n++;
  }
  if (n < 256) return null;
  const mean = sum / n;
  let second = 0;
  let fourth = 0;
  for (const ratio of ratios) {
    const d2 = (ratio - mean) ** 2;
    second += d2;
    fourth += d2 * d2;
  }
  return second > 0 ? (fourth * n) / (second * second) - 3 : null;
}

/** The quarter of the rows that changed least, as a block of their own. */
function quietRows({ w, s, rows, columns }: Block): Block | null {
  const kept = Math.floor(rows / 4);
  if (kept < 8) return null;
  const energy = Array.from({ length: rows }, (_, row) => {
    let sum = 0;
    for (let i = row * columns; i < (row + 1) * columns; i++) sum += ((s[i] ?? 0) - (w[i] ?? 0)) ** 2;
    return { row, sum };
  }).sort((a, b) => a.sum - b.sum || a.row - b.row);
  const quiet: Block = {
    rows: kept,
    columns,
    w: new Float32Array(kept * columns),
    s: new Float32Array(kept * columns),
  };
  for (const [to, { row }] of energy.slice(0, kept).entries()) {
    quiet.w.set(w.subarray(row * columns, (row + 1) * columns), to * columns);
    quiet.s.set(s.subarray(row * columns, (row + 1) * columns), to * columns);
  }
  return quiet;
}

/** Whether values changed by more than the rounding of what they are stored in. */
export const isChanged = ({ differenceRms, roundingRms, upstreamRms }: BlockFacts): boolean =>
  differenceRms > Math.max(2 * roundingRms, 1e-5 * upstreamRms);

/** Correlation below which a line is not the upstream's at its place, though others may be. */
const OWN_LINE = 0.5;

/** Share of lines that are not the upstream's at their place: rows, or columns where those are more. */
function astrayOf({ w, s, rows, columns }: Block): number {
  // Sums of w, s, w^2, s^2 and ws, of each row and then of each column.
  const sums = new Float64Array(5 * (rows + columns));
  for (let row = 0; row < rows; row++) {
    const ofRow = 5 * row;
    for (let column = 0; column < columns; column++) {
      const x = w[row * columns + column] ?? 0;
      const y = s[row * columns + column] ?? 0;
      const ofColumn = 5 * (rows + column);
      sums[ofRow] = (sums[ofRow] ?? 0) + x;
      sums[ofRow + 1] = (sums[ofRow + 1] ?? 0) + y;
      sums[ofRow + 2] = (sums[ofRow + 2] ?? 0) + x * x;
      sums[ofRow + 3] = (sums[ofRow + 3] ?? 0) + y * y;
      sums[ofRow + 4] = (sums[ofRow + 4] ?? 0) + x * y;
      sums[ofColumn] = (sums[ofColumn] ?? 0) + x;
      sums[ofColumn + 1] = (sums[ofColumn + 1] ?? 0) + y;
      sums[ofColumn + 2] = (sums[ofColumn + 2] ?? 0) + x * x;
      sums[ofColumn + 3] = (sums[ofColumn + 3] ?? 0) + y * y;
      sums[ofColumn + 4] = (sums[ofColumn + 4] ?? 0) + x * y;
    }
  }
  const share = (first: number, lines: number, length: number): number => {
    if (length < 16) return 0;
    let astray = 0;
    for (let at = 5 * first; at < 5 * (first + lines); at += 5) {
      const [x = 0, y = 0, xx = 0, yy = 0, xy = 0] = sums.subarray(at, at + 5);
      const variances = (xx - (x * x) / length) * (yy - (y * y) / length);
      // A line of one value is nobody's.
      if (variances > 0 && (xy - (x * y) / length) / Math.sqrt(variances) < OWN_LINE) astray++;
    }
    return astray / Math.max(1, lines);
  };
  return Math.max(share(0, rows, columns), share(rows, columns, rows));
}

/** Mean squared correlation between rows of differences, times their length: 1 for independent rows. */
function rowLikeness({ w, s, rows, columns }: Block): number {
  const d = standardised(
    Float32Array.from(s, (y, i) => y - (w[i] ?? 0)),
    rows,
    columns,
  );
  let sum = 0;
  let pairs = 0;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < i; j++) {
      let dot = 0;
      for (let k = 0; k < columns; k++) dot += (d[i * columns + k] ?? 0) * (d[j * columns + k] ?? 0);
      sum += dot * dot;
      pairs++;
    }
  }
  return pairs > 0 ? (sum / pairs) * columns : 1;
}

/**
 * Likeness of the rows of m x n noise without its `r` strongest directions. What is left is P N with P a projection of rank
 * m - r, so rows i and j have the squared correlation P_ij^2 / (P_ii P_jj), r / ((m - r)(m - 1)) on average, beside the
 * 1 / (n - r) of rows in n - r dimensions.
 */
function likenessOfPeeled({ rows, columns }: Block, r: number): number {
  return columns / (columns - r) + (columns * r) / ((rows - r) * (rows - 1));
}

/** Facts of one block. Types: as stored. The costly parts are left out where the values are equal or unrelated. */
export function blockFacts(block: Block, upstreamType: ElementType, suspectType: ElementType): BlockFacts {
  const { w, s } = block;
  const n = w.length;
  const cosine = cosineOf(w, s);
  const declaredGrid = gridOf(s, suspectType);
  const upstreamGrid = gridOf(w, upstreamType);
  const grid = declaredGrid.mantissa === null || declaredGrid.mantissa >= 23 ? null : declaredGrid;
  let equal = 0;
  let squares = 0;
  let rounding = 0;
  let weights = 0;
  let looked = 0;
  const levels = new Set<number>();
  for (let i = 0; i < n; i++) {
    const x = w[i] ?? 0;
    const y = s[i] ?? 0;
    if (x === y) equal++;
    squares += (y - x) * (y - x);
    weights += x * x;
    if (levels.size < 4) levels.add(x);
    // One value in four tells the size of the steps.
    if ((i & 3) !== 0) continue;
    const step = spacing(declaredGrid, y);
    rounding += (step * step) / 12;
    looked++;
  }
  const base = {
    values: n,
    cosine,
    equalShare: n > 0 ? equal / n : 0,
    differenceRms: Math.sqrt(squares / Math.max(1, n)),
    roundingRms: Math.sqrt(rounding / Math.max(1, looked)),
    upstreamRms: Math.sqrt(weights / Math.max(1, n)),
    constant: levels.size < 4,
  };
  if (equal === n || Math.abs(cosine) < 0.2) {
    return {
      ...base,
      astray: equal === n ? 0 : 1,
      coarsening: null,
      scaling: null,
      noise: null,
      ratioKurtosis: null,
      spectrum: null,
      floor: null,
    };
  }
  const astray = astrayOf(block);
  const coarser =
    declaredGrid.mantissa !== null &&
    (declaredGrid.mantissa < (upstreamGrid.mantissa ?? 0) ||
      (declaredGrid !== upstreamGrid && declaredGrid.leastExponent > upstreamGrid.leastExponent));
  if (block.steps !== undefined) {
    // What few levels add hides everything finer: nothing is said of noise, rank or factors.
    const levels = isOnLevels(block, block.steps) ? 'grid' : null;
    return {
      ...base,
      astray,
      coarsening: levels,
      scaling: null,
      noise: null,
      ratioKurtosis: null,
      spectrum: null,
      floor: null,
    };
  }
  const coarsening =
    suspectType.mantissa === null && upstreamType.mantissa !== null
      ? 'grid'
      : coarseningOf(block, declaredGrid, coarser);
  const { marked, restored } = withoutPruning(block);
  const isPruned = marked.zeroed !== undefined;
  const noise = noiseFacts(marked, grid);
  const spectrum = spectrumOf(restored, grid);
  const residual = spectrum?.residual ?? null;
  const residualNoise = residual === null ? null : noiseFacts(residual.block, null);
  const rows = noise !== null && noise.excessKurtosis > 0.1 && !isPruned ? quietRows(block) : null;
  const quiet = rows !== null && rowLikeness(rows) < 1.5 ? rows : null;
  return {
    ...base,
    astray,
    coarsening,
    // Factors change large weights most; without that there is nothing to fit.
    scaling: !isPruned && (noise === null || noise.magnitudeCorrelation > 0.3) ? fitScaling(block) : null,
    noise,
    ratioKurtosis:
      noise !== null && noise.magnitudeCorrelation > 0.3
        ? ratioKurtosisOf(block, grid, base.upstreamRms)
        : null,
    spectrum:
      spectrum === null
        ? null
        : {
            spikes: spectrum.spikes,
            spikeEnergy: spectrum.spikeEnergy,
            rank: spectrum.rank,
            side: spectrum.side,
            residual:
              residual === null || residualNoise === null
                ? null
                : {
                    sigma: residual.sigma,
                    noise: residualNoise,
                    likeness: rowLikeness(residual.block) / likenessOfPeeled(residual.block, spectrum.spikes),
                  },
          },
    floor: quiet === null ? null : noiseFacts(quiet, grid),
  };
}
