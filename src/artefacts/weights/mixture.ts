import type { WeightsReport } from '../../model/weights-report.ts';

/** Sums of products over sampled values of one tensor: of the parents with each other, and with the suspect. */
export interface Products {
  readonly name: string;
  readonly values: number;
  /** parents x parents, row-major. */
  readonly parents: Float64Array;
  readonly suspect: Float64Array;
  readonly suspectSquares: number;
  /** Sum of squares of what storing the suspect in its number format rounds off. */
  readonly roundingSquares: number;
}

/** How one tensor, or the whole model, is put together from its parents. */
export interface MixtureFit {
  readonly name: string;
  /** Share of each parent, in their order. */
  readonly shares: readonly number[];
  /** Standard error of each share. */
  readonly errors: readonly number[];
  /** rms of what no mixture explains, over the rms of what parts the suspect from its nearest parent. */
  readonly residual: number;
  /** The same over the rms of the suspect. */
  readonly relativeResidual: number;
}

/** 'linear': one set of shares throughout. 'by-layer': shares differ between tensors. */
export type MixtureKind = 'linear' | 'by-layer' | 'single' | 'none';

export interface Mixture {
  readonly kind: MixtureKind;
  readonly whole: MixtureFit;
  readonly tensors: readonly MixtureFit[];
}

/** A share is taken for one from this on, and this many of its standard errors. */
const LEAST_SHARE = 0.02;
const LEAST_SCORE = 6;
/** Part of the difference from the nearest parent that rounding, and little else, may leave unexplained. */
const MOST_RESIDUAL = 0.2;
/** Part of the suspect itself that may be unexplained: parents that are alike leave little to explain. */
const MOST_RELATIVE = 0.05;
/** Spread of a share between tensors beyond which they were mixed one by one. */
const UNEVEN = 0.03;

/** Whether the suspect is put together from the first of the parents and others. */
export function isMixtureOf(mixture: WeightsReport['mixture'] | null): boolean {
  if (!mixture || mixture.kind === 'none' || mixture.kind === 'single') return false;
  if (mixture.byValue !== undefined)
    return mixture.byValue.base === 0 || mixture.byValue.patterns.some(({ parents }) => parents.includes(0));
  const isTaken = (shares: readonly number[]): boolean => Math.abs(shares[0] ?? 0) > LEAST_SHARE;
  return isTaken(mixture.shares) || mixture.tensors.some(({ shares }) => isTaken(shares));
}

/** Products of sampled values. */
export function productsOf(
  name: string,
  parents: readonly Float32Array[],
  suspect: Float32Array,
  roundingSquares: number,
): Products {
  const k = parents.length;
  const gram = new Float64Array(k * k);
  const cross = new Float64Array(k);
  let squares = 0;
  for (let i = 0; i < suspect.length; i++) {
    const y = suspect[i] ?? 0;
    squares += y * y;
    for (let a = 0; a < k; a++) {
      const x = parents[a]?.[i] ?? 0;
      cross[a] = (cross[a] ?? 0) + x * y;
      for (let b = 0; b <= a; b++) gram[a * k + b] = (gram[a * k + b] ?? 0) + x * (parents[b]?.[i] ?? 0);
    }
  }
  for (let a = 0; a < k; a++) for (let b = a + 1; b < k; b++) gram[a * k + b] = gram[b * k + a] ?? 0;
  return {
    name,
    values: suspect.length,
    parents: gram,
    suspect: cross,
    suspectSquares: squares,
    roundingSquares,
  };
}

/** Least squares: shares that leave the least of the suspect unexplained; null where parents cannot be told apart. */
export function fitMixture(products: Products): MixtureFit | null {
  const k = products.suspect.length;
  const inverse = inverted(products.parents, k);
  if (inverse === null) return null;
  const at = (matrix: Float64Array, row: number, column: number): number => matrix[row * k + column] ?? 0;
  const shares = Array.from({ length: k }, (_, a) => {
    let sum = 0;
    for (let b = 0; b < k; b++) sum += at(inverse, a, b) * (products.suspect[b] ?? 0);
    return sum;
  });
  const explained = shares.reduce((sum, share, a) => sum + share * (products.suspect[a] ?? 0), 0);
  const left = Math.max(0, products.suspectSquares - explained - products.roundingSquares);
  const variance =
    Math.max(products.suspectSquares - explained, products.roundingSquares, 1e-300) /
    Math.max(1, products.values - k);
  const nearest = Math.min(
    ...Array.from(
      { length: k },
      (_, a) => products.suspectSquares - 2 * (products.suspect[a] ?? 0) + at(products.parents, a, a),
    ),
  );
  return {
    name: products.name,
    shares,
    errors: shares.map((_, a) => Math.sqrt(Math.max(0, variance * at(inverse, a, a)))),
    residual: Math.sqrt(left / Math.max(nearest - products.roundingSquares, 1e-30)),
    relativeResidual: Math.sqrt(left / Math.max(products.suspectSquares, 1e-30)),
  };
}

/** What all tensors together say. */
export function mixtureOf(all: readonly Products[]): Mixture | null {
  const [first] = all;
  if (first === undefined) return null;
  const tensors = all.flatMap((one) => fitMixture(one) ?? []);
  const whole = fitMixture(all.slice(1).reduce(added, { ...first, name: 'all' }));
  if (whole === null || tensors.length === 0) return null;
  return { kind: kindOf(whole, tensors), whole, tensors };
}

function kindOf(whole: MixtureFit, tensors: readonly MixtureFit[]): MixtureKind {
  const isFitted = (fit: MixtureFit): boolean =>
    fit.residual < MOST_RESIDUAL && fit.relativeResidual < MOST_RELATIVE;
  const fitted = tensors.filter(isFitted);
  if (fitted.length < 0.8 * tensors.length) return 'none';
  const taking = (fit: MixtureFit): readonly number[] =>
    fit.shares.flatMap((share, a) =>
      Math.abs(share) > Math.max(LEAST_SHARE, LEAST_SCORE * (fit.errors[a] ?? 0)) ? [a] : [],
    );
  const parents = new Set(fitted.flatMap(taking));
  if (parents.size < 2) return 'single';
  const uneven = whole.shares.some((_, a) => {
    const scores = fitted.map((fit) => fit.shares[a] ?? 0);
    const mean = scores.reduce((sum, one) => sum + one, 0) / scores.length;
    const noise = fitted.reduce((sum, fit) => sum + (fit.errors[a] ?? 0) ** 2, 0) / fitted.length;
    const spread = scores.reduce((sum, one) => sum + (one - mean) ** 2, 0) / scores.length;
    return Math.sqrt(Math.max(0, spread - noise)) > UNEVEN;
  });
  return uneven ? 'by-layer' : 'linear';
}

function added(a: Products, b: Products): Products {
  const sum = (x: Float64Array, y: Float64Array): Float64Array => x.map((value, i) => value + (y[i] ?? 0));
  return {
    name: a.name,
    values: a.values + b.values,
    parents: sum(a.parents, b.parents),
    suspect: sum(a.suspect, b.suspect),
    suspectSquares: a.suspectSquares + b.suspectSquares,
    roundingSquares: a.roundingSquares + b.roundingSquares,
  };
}

/** Gauss and Jordan with pivots; null when a parent is a mixture of the others. */
function inverted(matrix: Float64Array, k: number): Float64Array | null {
  const a = Float64Array.from(matrix);
  const out = new Float64Array(k * k);
  const largest = Math.max(...Array.from({ length: k }, (_, i) => Math.abs(matrix[i * k + i] ?? 0)));
  for (let i = 0; i < k; i++) out[i * k + i] = 1;
  for (let column = 0; column < k; column++) {
    let pivot = column;
    for (let row = column; row < k; row++)
      if (Math.abs(a[row * k + column] ?? 0) > Math.abs(a[pivot * k + column] ?? 0)) pivot = row;
    const value = a[pivot * k + column] ?? 0;
    if (Math.abs(value) < 1e-10 * largest) return null;
    for (const m of [a, out])
      for (let j = 0; j < k; j++) {
        const kept = m[column * k + j] ?? 0;
        m[column * k + j] = (m[pivot * k + j] ?? 0) / value;
        if (pivot !== column) m[pivot * k + j] = kept;
      }
    for (let row = 0; row < k; row++) {
      const factor = a[row * k + column] ?? 0;
      if (row === column || factor === 0) continue;
      for (const m of [a, out])
        for (let j = 0; j < k; j++)
          m[row * k + j] = (m[row * k + j] ?? 0) - factor * (m[column * k + j] ?? 0);
    }
  }
  return out;
}
