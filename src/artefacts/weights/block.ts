/** The same rows and columns of two tensors, widened, row-major. */
export interface Block {
  readonly rows: number;
  readonly columns: number;
  readonly w: Float32Array;
  readonly s: Float32Array;
  /** Spacing of the levels around each value, of both sides together, where a side is stored in blocks of few levels. */
  readonly steps?: Float32Array;
  /** 1 where a value was set to zero, in a block with many of those: what was done to the others is asked of the others. */
  readonly zeroed?: Uint8Array;
}

/** Share of values that were set to zero from which a block is taken for pruned. */
const PRUNED = 0.1;

/** The block with its zeroed values marked, where they are many; and with those values put back, for sums over all values. */
export function withoutPruning(block: Block): { readonly marked: Block; readonly restored: Block } {
  const { w, s, steps } = block;
  let count = 0;
  for (let i = 0; i < s.length; i++) if (s[i] === 0 && w[i] !== 0) count++;
  if (count <= PRUNED * s.length || steps !== undefined) return { marked: block, restored: block };
  const zeroed = new Uint8Array(s.length);
  const restored = s.slice();
  for (let i = 0; i < s.length; i++) {
    if (s[i] !== 0 || w[i] === 0) continue;
    zeroed[i] = 1;
    restored[i] = w[i] ?? 0;
  }
  return { marked: { ...block, zeroed }, restored: { ...block, s: restored } };
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
