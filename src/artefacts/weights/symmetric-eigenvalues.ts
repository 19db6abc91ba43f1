/** Eigenvalues in ascending order, and, if asked for, the eigenvector of each in the rows of `vectors`. */
export interface Eigen {
  readonly values: Float64Array;
  readonly vectors: Float64Array | null;
}

/**
 * Eigenvalues of a real symmetric matrix (row-major, n x n): Householder reduction to tridiagonal form, then
 * implicit QL (Wilkinson and Reinsch, Handbook for Automatic Computation II, tred2 and tql2). O(n^3).
 */
export function symmetricEigen(matrix: Float64Array, n: number, withVectors: boolean): Eigen {
  const a = Float64Array.from(matrix);
  const d = new Float64Array(n);
  const e = new Float64Array(n);
  const at = (i: number, j: number): number => a[i * n + j] ?? 0;
  for (let i = n - 1; i > 0; i--) {
    let scale = 0;
    let h = 0;
    const row = i * n;
    for (let k = 0; k < i; k++) scale += Math.abs(a[row + k] ?? 0);
    if (i === 1 || scale === 0) {
      e[i] = at(i, i - 1);
    } else {
      for (let k = 0; k < i; k++) {
        const v = (a[row + k] ?? 0) / scale;
        a[row + k] = v;
        h += v * v;
      }
      let f = at(i, i - 1);
      const g = f >= 0 ? -Math.sqrt(h) : Math.sqrt(h);
      e[i] = scale * g;
      h -= f * g;
      a[row + i - 1] = f - g;
      // e[0..i) collects A u, column by column of the lower triangle.
      for (let j = 0; j < i; j++) e[j] = 0;
      for (let j = 0; j < i; j++) {
        const rowJ = j * n;
        const uj = a[row + j] ?? 0;
        let sum = (e[j] ?? 0) + (a[rowJ + j] ?? 0) * uj;
        for (let k = 0; k < j; k++) {
          const ajk = a[rowJ + k] ?? 0;
          sum += ajk * (a[row + k] ?? 0);
          e[k] = (e[k] ?? 0) + ajk * uj;
        }
        e[j] = sum;
      }
      f = 0;
      for (let j = 0; j < i; j++) {
        const scaled = (e[j] ?? 0) / h;
        e[j] = scaled;
        f += scaled * (a[row + j] ?? 0);
      }
      const hh = f / (h + h);
      for (let j = 0; j < i; j++) e[j] = (e[j] ?? 0) - hh * (a[row + j] ?? 0);
      for (let j = 0; j < i; j++) {
        const rowJ = j * n;
        const uj = a[row + j] ?? 0;
        const ej = e[j] ?? 0;
        for (let k = 0; k <= j; k++) {
          a[rowJ + k] = (a[rowJ + k] ?? 0) - uj * (e[k] ?? 0) - ej * (a[row + k] ?? 0);
        }
      }
    }
    d[i] = h;
  }
  const z = withVectors ? accumulateTransformations(a, d, n) : null;
  if (z === null) for (let i = 0; i < n; i++) d[i] = at(i, i);
  implicitQl(d, e, z, n);
  return sorted(d, z, n);
}

/** Builds the orthogonal matrix (transposed: eigenvectors end up in rows) and leaves the diagonal in `d`. */
function accumulateTransformations(a: Float64Array, d: Float64Array, n: number): Float64Array {
  const q = new Float64Array(n * n);
  for (let i = 0; i < n; i++) q[i * n + i] = 1;
  const diagonal = Float64Array.from({ length: n }, (_, i) => a[i * n + i] ?? 0);
  for (let i = 2; i < n; i++) {
    const h = d[i] ?? 0;
    if (h === 0) continue;
    // Q <- Q (I - u u^T / h) acts on the first i entries of each row of the transpose's columns.
    for (let column = 0; column < n; column++) {
      let g = 0;
      for (let k = 0; k < i; k++) g += (a[i * n + k] ?? 0) * (q[k * n + column] ?? 0);
      if (g === 0) continue;
      g /= h;
      for (let k = 0; k < i; k++) q[k * n + column] = (q[k * n + column] ?? 0) - g * (a[i * n + k] ?? 0);
    }
  }
  d.set(diagonal);
  const transposed = new Float64Array(n * n);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) transposed[j * n + i] = q[i * n + j] ?? 0;
  return transposed;
}

function implicitQl(d: Float64Array, e: Float64Array, z: Float64Array | null, n: number): void {
  for (let i = 1; i < n; i++) e[i - 1] = e[i] ?? 0;
  e[n - 1] = 0;
  for (let l = 0; l < n; l++) {
    for (let round = 0; round < 60; round++) {
      let m = l;
      for (; m < n - 1; m++) {
        const size = Math.abs(d[m] ?? 0) + Math.abs(d[m + 1] ?? 0);
        if (Math.abs(e[m] ?? 0) <= Number.EPSILON * size) break;
      }
      if (m === l) break;
      let g = ((d[l + 1] ?? 0) - (d[l] ?? 0)) / (2 * (e[l] ?? 0));
      let r = Math.hypot(g, 1);
      g = (d[m] ?? 0) - (d[l] ?? 0) + (e[l] ?? 0) / (g + (g >= 0 ? r : -r));
      let s = 1;
      let c = 1;
      let p = 0;
      let broken = false;
      for (let i = m - 1; i >= l; i--) {
        const f = s * (e[i] ?? 0);
        const b = c * (e[i] ?? 0);
        r = Math.sqrt(f * f + g * g);
        e[i + 1] = r;
        if (r === 0) {
          d[i + 1] = (d[i + 1] ?? 0) - p;
          e[m] = 0;
          broken = true;
          break;
        }
        s = f / r;
        c = g / r;
        g = (d[i + 1] ?? 0) - p;
        r = ((d[i] ?? 0) - g) * s + 2 * c * b;
        p = s * r;
        d[i + 1] = g + p;
        g = c * r - b;
        if (z !== null) rotate(z, i, n, s, c);
      }
      if (broken) continue;
      d[l] = (d[l] ?? 0) - p;
      e[l] = g;
      e[m] = 0;
    }
  }
}

function rotate(z: Float64Array, i: number, n: number, s: number, c: number): void {
  const upper = i * n;
  const lower = (i + 1) * n;
  for (let k = 0; k < n; k++) {
    const f = z[lower + k] ?? 0;
    const g = z[upper + k] ?? 0;
    z[lower + k] = s * g + c * f;
    z[upper + k] = c * g - s * f;
  }
}

function sorted(d: Float64Array, z: Float64Array | null, n: number): Eigen {
  const order = Array.from({ length: n }, (_, i) => i).sort((i, j) => (d[i] ?? 0) - (d[j] ?? 0));
  const values = Float64Array.from(order, (i) => d[i] ?? 0);
  if (z === null) return { values, vectors: null };
  const vectors = new Float64Array(n * n);
  for (const [to, from] of order.entries()) vectors.set(z.subarray(from * n, (from + 1) * n), to * n);
  return { values, vectors };
}
