/** The same rows and columns of two tensors, widened, row-major. */
export interface Block {
  readonly rows: number;
  readonly columns: number;
  readonly w: Float32Array;
  readonly s: Float32Array;
  /** Spacing of the levels around each value, of both sides together, where a side is stored in blocks of few levels. */
  readonly steps?: Float32Array;
}

/** Most rows and columns of a block: enough for a kurtosis to within 0.03, small enough for an eigenvalue problem. */
export const BLOCK_ROWS = 128;
export const BLOCK_COLUMNS = 256;

/** `count` whole numbers spread evenly over [0, total). */
export function spread(total: number, count: number): readonly number[] {
  const n = Math.min(total, count);
  return Array.from({ length: n }, (_, i) => Math.floor((i * total) / n));
}

/** Deterministic number in (-0.5, 0.5) for an index (a 32-bit integer hash). */
export function dither(index: number): number {
  let x = Math.imul(index + 0x9e3779b9, 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  x ^= x >>> 16;
  return ((x >>> 0) + 0.5) / 4294967296 - 0.5;
}
