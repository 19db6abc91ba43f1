import type { Block } from './block.ts';

/** Fit s = r_i c_j w by alternating least squares. */
export interface ScalingFit {
  /** rms(s - fit) / rms(s). */
  readonly residual: number;
  /** Mean factor. */
  readonly factor: number;
  /** Relative std of the row factors and of the column factors. */
  readonly rowSpread: number;
  readonly columnSpread: number;
}

function relativeSpread(values: Float64Array): number {
  let sum = 0;
  let squares = 0;
  let n = 0;
  for (const v of values) {
    if (v === 0) continue;
    sum += v;
    squares += v * v;
    n++;
  }
  if (n < 2 || sum === 0) return 0;
  const mean = sum / n;
  return Math.sqrt(Math.max(0, squares / n - mean * mean)) / Math.abs(mean);
}

const ROUNDS = 8;

function fitFrom({ w, s, rows, columns }: Block, rowsFirst: boolean): ScalingFit {
  const r = new Float64Array(rows).fill(1);
  const c = new Float64Array(columns).fill(1);
  let residual = 1;
  for (let round = 0; round < ROUNDS; round++) {
    const alongRows = (round % 2 === 0) === rowsFirst;
    const target = alongRows ? r : c;
    const top = new Float64Array(target.length);
    const bottom = new Float64Array(target.length);
    for (let i = 0; i < rows; i++) {
      const fixed = r[i] ?? 0;
      for (let j = 0; j < columns; j++) {
        const base = (w[i * columns + j] ?? 0) * (alongRows ? (c[j] ?? 0) : fixed);
        const to = alongRows ? i : j;
        top[to] = (top[to] ?? 0) + base * (s[i * columns + j] ?? 0);
        bottom[to] = (bottom[to] ?? 0) + base * base;
      }
    }
    for (let k = 0; k < target.length; k++) {
      const b = bottom[k] ?? 0;
      target[k] = b > 0 ? (top[k] ?? 0) / b : 0;
    }
    let rest = 0;
    let total = 0;
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) {
        const y = s[i * columns + j] ?? 0;
        rest += (y - (r[i] ?? 0) * (c[j] ?? 0) * (w[i * columns + j] ?? 0)) ** 2;
        total += y * y;
      }
    }
    const next = total > 0 ? Math.sqrt(rest / total) : 1;
    if (round > 1 && next > 0.9 * residual) break;
    residual = next;
  }
  let factor = 0;
  for (const a of r) factor += a / rows;
  let columnMean = 0;
  for (const a of c) columnMean += a / columns;
  return {
    residual,
    factor: factor * columnMean,
    rowSpread: relativeSpread(r),
    columnSpread: relativeSpread(c),
  };
}

/** Fits from both ends: with factors along one side only, the right start is exact at once. */
export function fitScaling(block: Block): ScalingFit {
  const byRow = fitFrom(block, true);
  const byColumn = fitFrom(block, false);
  return byRow.residual <= byColumn.residual ? byRow : byColumn;
}
