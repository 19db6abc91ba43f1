import { gram } from './spectrum.ts';
import { symmetricEigen } from './symmetric-eigenvalues.ts';

/** Sides longer than this take too long: the work grows with the cube of the shorter one. */
export const LONGEST_SIDE = 768;
/** Mean distance of singular values in units of their mean spacing: rounding moves them less, other matrices more. */
const MOST_DISTANCE = 0.12;

/** Singular values in ascending order; `rows` by `columns`, row-major. */
function singularValues(values: Float32Array, rows: number, columns: number): Float64Array {
  const short = Math.min(rows, columns);
  const long = Math.max(rows, columns);
  const lines = new Float64Array(values.length);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++)
      lines[rows <= columns ? i * columns + j : j * rows + i] = values[i * columns + j] ?? 0;
  return symmetricEigen(gram(lines, short, long), short, false).values.map((one) =>
    Math.sqrt(Math.max(0, one)),
  );
}

/**
 * Mean distance between singular values of two whole matrices, in units of their mean spacing. They are the same whatever
 * rotations or orders were applied on both sides, and only then: independent matrices of one law differ by about a spacing.
 */
export function spectralDistance(w: Float32Array, s: Float32Array, rows: number, columns: number): number {
  const a = singularValues(w, rows, columns);
  const b = singularValues(s, rows, columns);
  const n = a.length;
  const spacing = ((a.at(-1) ?? 0) - (a[0] ?? 0)) / Math.max(1, n - 1);
  if (!(spacing > 0)) return Number.POSITIVE_INFINITY;
  return a.reduce((sum, value, i) => sum + Math.abs(value - (b[i] ?? 0)), 0) / n / spacing;
}

export function hasSameSpectrum(w: Float32Array, s: Float32Array, rows: number, columns: number): boolean {
  return spectralDistance(w, s, rows, columns) < MOST_DISTANCE;
}
