/** Numbers that stand for one matrix. */
export const SKETCH = 256;
/** Quadratic forms that stand for a matrix whose rows may be in any order or basis. */
export const FORMS = 24;

/** A 32-bit mix of a place and a seed (the finalizer of MurmurHash3). */
function mixed(place: number, seed: number): number {
  let x = Math.imul(place + 0x9e3779b9, 0x85ebca6b) ^ seed;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}

/**
 * Seeded signed sums of sampled values (count sketch; Charikar, Chen and Farach-Colton 2002): the cosine of two sketches
 * is that of the values, up to 1 / sqrt(256). The mean is taken out first.
 */
export function sketchOf(values: Float32Array, seed: number): Float64Array {
  const sums = new Float64Array(SKETCH);
  let mean = 0;
  for (const value of values) mean += value / values.length;
  for (let i = 0; i < values.length; i++) {
    const hash = mixed(i, seed);
    const bucket = hash & (SKETCH - 1);
    sums[bucket] = (sums[bucket] ?? 0) + (hash & 0x80000000 ? -1 : 1) * ((values[i] ?? 0) - mean);
  }
  return sums;
}

/**
 * Forms a^T W^T W b for seeded signs a and b with a · b = 0: the same whatever order or rotation the rows of W are in. With a
 * and b at right angles the part that any two matrices share (equal norms of columns) falls out.
 */
export function formsOf(values: Float32Array, rows: number, columns: number, seed: number): Float64Array {
  const even = columns - (columns % 2);
  const signs = Array.from({ length: FORMS }, (_, k) => pairOfSigns(even, seed + 101 * k));
  const forms = new Float64Array(FORMS);
  for (let row = 0; row < rows; row++)
    for (const [k, { a, b }] of signs.entries()) {
      let x = 0;
      let y = 0;
      for (let j = 0; j < even; j++) {
        const value = values[row * columns + j] ?? 0;
        x += value * (a[j] ?? 0);
        y += value * (b[j] ?? 0);
      }
      forms[k] = (forms[k] ?? 0) + x * y;
    }
  return forms;
}

/** Two vectors of signs at right angles: they agree at half of the places. */
function pairOfSigns(length: number, seed: number): { readonly a: Int8Array; readonly b: Int8Array } {
  const places = Array.from({ length }, (_, j) => j).sort((i, j) => mixed(i, seed) - mixed(j, seed));
  const a = Int8Array.from({ length }, (_, j) => (mixed(j, seed + 7) & 1 ? 1 : -1));
  const b = Int8Array.from(a);
  for (const place of places.slice(0, length / 2)) b[place] = -(b[place] ?? 0);
  return { a, b };
}

export function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let aa = 0;
  let bb = 0;
  let ab = 0;
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i] ?? 0, b[i] ?? 0];
    aa += x * x;
    bb += y * y;
    ab += x * y;
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
}
