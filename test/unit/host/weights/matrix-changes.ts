import type { Matrix } from './made-up-checkpoint.ts';
import { seeded } from './random.ts';

export function transposed({ shape, values }: Matrix): Matrix {
  const [rows = 1, columns = 1] = shape;
  const out = new Float32Array(values.length);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) out[j * rows + i] = values[i * columns + j] ?? 0;
  return { shape: [columns, rows], values: out };
}

export function stacked(parts: readonly Matrix[]): Matrix {
  const columns = parts[0]?.shape[1] ?? 1;
  const values = new Float32Array(parts.reduce((sum, part) => sum + part.values.length, 0));
  let at = 0;
  for (const part of parts) {
    values.set(part.values, at);
    at += part.values.length;
  }
  return { shape: [values.length / columns, columns], values };
}

export function reordered(
  matrix: Matrix,
  rows: readonly number[] | null,
  columns: readonly number[] | null,
): Matrix {
  const [m = 1, n = 1] = matrix.shape;
  const values = new Float32Array(matrix.values.length);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      values[i * n + j] = matrix.values[(rows?.[i] ?? i) * n + (columns?.[j] ?? j)] ?? 0;
    }
  }
  return { ...matrix, values };
}

export function times(a: Matrix, b: Matrix): Matrix {
  const [m = 1, k = 1] = a.shape;
  const n = b.shape[1] ?? 1;
  const values = new Float32Array(m * n);
  for (let i = 0; i < m; i++) {
    for (let l = 0; l < k; l++) {
      const x = a.values[i * k + l] ?? 0;
      for (let j = 0; j < n; j++)
        values[i * n + j] = (values[i * n + j] ?? 0) + x * (b.values[l * n + j] ?? 0);
    }
  }
  return { shape: [m, n], values };
}

/** A random rotation: Gram-Schmidt on normal vectors. */
export function rotation(n: number, seed: number): Matrix {
  const random = seeded(seed);
  const q: Float64Array[] = [];
  for (let i = 0; i < n; i++) {
    const v = Float64Array.from({ length: n }, () => random.normal());
    for (let round = 0; round < 2; round++) {
      for (const u of q) {
        let dot = 0;
        for (let k = 0; k < n; k++) dot += (u[k] ?? 0) * (v[k] ?? 0);
        for (let k = 0; k < n; k++) v[k] = (v[k] ?? 0) - dot * (u[k] ?? 0);
      }
    }
    let norm = 0;
    for (const x of v) norm += x * x;
    q.push(v.map((x) => x / Math.sqrt(norm)));
  }
  return { shape: [n, n], values: Float32Array.from(q.flatMap((row) => [...row])) };
}
