import { type Block, dither } from './block.ts';
import { type ElementType, spacing } from './dtype.ts';
import { normalDistance } from './normal-law.ts';

/** What the differences look like where rounding does not hide them. */
export interface NoiseFacts {
  /** Share (0..1) of the block's values whose spacing is at most sigma. */
  readonly share: number;
  readonly values: number;
  /** Std of the differences with the variance of rounding taken out. */
  readonly sigma: number;
  /** Mean over its standard error. */
  readonly meanScore: number;
  readonly excessKurtosis: number;
  readonly normalDistance: number;
  readonly magnitudeCorrelation: number;
  /** True variation of row and column variances: sqrt of the excess of Var(v)/mean(v)^2 over sampling noise. */
  readonly rowVariation: number;
  readonly columnVariation: number;
  /** Standard error of the excess that the two are roots of. */
  readonly variationError: number;
}

interface Selection {
  readonly picked: Uint8Array;
  readonly count: number;
  readonly sigma: number;
}

/**
 * Values with spacing(|w| + 3 sigma) <= sigma, found by iteration; sigma^2 = mean(d^2) - mean(spacing(s)^2)/12
 * (Sheppard's correction). The choice depends on w only: choosing on s would favour small differences.
 */
function resolve(block: Block, type: ElementType | null): Selection | null {
  const { w, s, zeroed } = block;
  const picked = zeroed === undefined ? new Uint8Array(w.length).fill(1) : zeroed.map((one) => 1 - one);
  const n = zeroed === undefined ? w.length : picked.reduce((sum, one) => sum + one, 0);
  if (n === 0) return null;
  let total = 0;
  let largest = 0;
  let steps = 0;
  for (let i = 0; i < w.length; i++) {
    if (picked[i] === 0) continue;
    const x = w[i] ?? 0;
    const y = s[i] ?? 0;
    const d = y - x;
    total += d * d;
    largest = Math.max(largest, Math.abs(x));
    // The correction is small: one value in four is enough for it.
    if (type === null || (i & 3) !== 0) continue;
    const step = spacing(type, y);
    steps += 4 * step * step;
  }
  let sigma = Math.sqrt(total / n);
  if (type === null) return { picked, count: n, sigma };
  const plain = Math.sqrt(Math.max(0, total - steps / 12) / n);
  if (plain > 0 && spacing(type, largest + 3 * plain) <= plain) return { picked, count: n, sigma: plain };
  let count = n;
  for (let round = 0; round < 6; round++) {
    // spacing(v) <= sigma holds for all v below a power of two.
    const reach = 2 ** (Math.floor(Math.log2(sigma)) + (type.mantissa ?? 0) + 1) - 3 * sigma;
    let squares = 0;
    let rounding = 0;
    let chosen = 0;
    for (let i = 0; i < w.length; i++) {
      const x = w[i] ?? 0;
      if (x >= reach || x <= -reach || zeroed?.[i] === 1) {
        picked[i] = 0;
        continue;
      }
      picked[i] = 1;
      const y = s[i] ?? 0;
      squares += (y - x) * (y - x);
      chosen++;
      // The correction is small: one value in four is enough for it.
      if ((i & 3) !== 0) continue;
      const step = spacing(type, y);
      rounding += 4 * step * step;
    }
    if (chosen < 256 || chosen < 0.01 * n) return null;
    const next = Math.sqrt(Math.max(0, squares - rounding / 12) / chosen);
    const settled = chosen === count && Math.abs(next - sigma) <= 0.02 * sigma;
    sigma = next;
    count = chosen;
    if (sigma === 0) return null;
    if (settled) break;
  }
  return { picked, count, sigma };
}

/**
 * Excess of the relative variance of group means of `squares` over what equal groups show: the mean of `size` squares
 * of a law with excess kurtosis k has relative variance (k + 2) / size.
 */
export function variationOf(
  sums: Float64Array,
  counts: Float64Array,
  excessKurtosis: number,
): { readonly excess: number; readonly error: number } {
  let total = 0;
  let n = 0;
  for (const [i, sum] of sums.entries()) {
    total += sum;
    n += counts[i] ?? 0;
  }
  const mean = n > 0 ? total / n : 0;
  if (mean <= 0) return { excess: 0, error: 1 };
  let observed = 0;
  let expected = 0;
  let groups = 0;
  for (const [i, sum] of sums.entries()) {
    const size = counts[i] ?? 0;
    if (size < 4) continue;
    observed += (sum / size / mean - 1) ** 2;
    expected += Math.max(0.5, 2 + excessKurtosis) / size;
    groups++;
  }
  if (groups < 4) return { excess: 0, error: 1 };
  return {
    excess: (observed - expected) / groups,
    error: (expected / groups) * Math.sqrt((2 + 24 / Math.max(8, n / groups)) / groups),
  };
}

/** Facts about the differences of a block; `type`: the grid that the suspect is rounded to, null for none. */
export function noiseFacts(block: Block, type: ElementType | null): NoiseFacts | null {
  const selection = resolve(block, type);
  if (selection === null || selection.sigma === 0) return null;
  const { picked, count, sigma } = selection;
  const { w, s, rows, columns } = block;
  const smooth = new Float64Array(count);
  const rowSums = new Float64Array(rows);
  const rowCounts = new Float64Array(rows);
  const columnSums = new Float64Array(columns);
  const columnCounts = new Float64Array(columns);
  const sum = { d: 0, p: 0, q: 0, pq: 0, qq: 0 };
  let at = 0;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const i = row * columns + column;
      if (picked[i] === 0) continue;
      const x = w[i] ?? 0;
      const y = s[i] ?? 0;
      const d = y - x;
      const p = Math.abs(d);
      const q = Math.abs(x);
      sum.d += d;
      sum.p += p;
      sum.q += q;
      sum.pq += p * q;
      sum.qq += q * q;
      rowSums[row] = (rowSums[row] ?? 0) + d * d;
      rowCounts[row] = (rowCounts[row] ?? 0) + 1;
      columnSums[column] = (columnSums[column] ?? 0) + d * d;
      columnCounts[column] = (columnCounts[column] ?? 0) + 1;
      // Rounding leaves steps in the distribution; a spread of one spacing makes it smooth again.
      smooth[at++] = type === null ? d : d + dither(i) * spacing(type, y);
    }
  }
  const mean = sum.d / count;
  let second = 0;
  let fourth = 0;
  for (let i = 0; i < count; i++) {
    const d = (smooth[i] ?? 0) - mean;
    const d2 = d * d;
    second += d2;
    fourth += d2 * d2;
  }
  second /= count;
  fourth /= count;
  const p = sum.p / count;
  const q = sum.q / count;
  let squares = 0;
  for (const v of rowSums) squares += v;
  const spreadOf = Math.sqrt(Math.max(0, squares / count - p * p) * Math.max(0, sum.qq / count - q * q));
  const excessKurtosis = second > 0 ? fourth / (second * second) - 3 : 0;
  const byRow = variationOf(rowSums, rowCounts, excessKurtosis);
  const byColumn = variationOf(columnSums, columnCounts, excessKurtosis);
  return {
    share: count / w.length,
    values: count,
    sigma,
    meanScore: (mean / sigma) * Math.sqrt(count),
    excessKurtosis,
    normalDistance: normalDistance(smooth, count, mean, Math.sqrt(second)),
    magnitudeCorrelation: spreadOf > 0 ? (sum.pq / count - p * q) / spreadOf : 0,
    rowVariation: Math.sqrt(Math.max(0, byRow.excess)),
    columnVariation: Math.sqrt(Math.max(0, byColumn.excess)),
    variationError: Math.max(byRow.error, byColumn.error),
  };
}
