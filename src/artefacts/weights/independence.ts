import { seededRandom } from '../predictions/seeded-random.ts';
import { standardised } from './rearrangement.ts';

/** Rows of a matrix whose order is arbitrary (hidden units of a feed-forward part), of both sides. */
export interface UnitRows {
  readonly rows: number;
  readonly columns: number;
  readonly w: Float32Array;
  readonly s: Float32Array;
}

export interface IndependenceTest {
  /** (1 + permutations that fit at least as well) / (1 + permutations): exact when the two are independent. */
  readonly p: number;
  readonly permutations: number;
  /** Mean cosine of a unit with the unit at its place. */
  readonly meanCosine: number;
  readonly layers: readonly { readonly name: string; readonly p: number; readonly meanCosine: number }[];
}

export const PERMUTATIONS = 999;

/** Names of matrices whose rows are hidden units: their order carries no meaning, and training treats all alike. */
const UNITS =
  /(?:^|\.)(?:up_proj|gate_proj|gate_up_proj|fc1|c_fc|w1|w3|dense_h_to_4h|linear_fc1|intermediate\.dense|wi(?:_\d)?)\.weight$/;

export function hasUnits(name: string): boolean {
  return UNITS.test(name);
}

/**
 * Permutation test of independence (Zhu et al., "Independence tests for language models", ICML 2025). If the suspect was trained
 * without the upstream, any order of the upstream's hidden units is as likely as the one it has: the sum of cosines of
 * units at equal places is then one of `permutations` + 1 exchangeable numbers. Layers are permuted separately and
 * their sums added, each over its own spread under permutation, so that one exact p stands for the model.
 */
export function testIndependence(
  layers: readonly { readonly name: string; readonly units: UnitRows }[],
): IndependenceTest | null {
  if (layers.length === 0) return null;
  const random = seededRandom(20_250_713);
  const totals = new Float64Array(PERMUTATIONS + 1);
  let cosines = 0;
  const each = layers.map(({ name, units }) => {
    const sums = sumsUnderPermutation(units, random.below);
    const spread = Math.sqrt(sums.reduce((all, x) => all + x * x, 0) / sums.length) || 1;
    for (const [i, sum] of sums.entries()) totals[i] = (totals[i] ?? 0) + sum / spread;
    const meanCosine = (sums[0] ?? 0) / units.rows;
    cosines += meanCosine;
    return { name, p: rankOf(sums), meanCosine };
  });
  return { p: rankOf(totals), permutations: PERMUTATIONS, meanCosine: cosines / layers.length, layers: each };
}

/** The sum as it stands, then under each permutation. */
function sumsUnderPermutation(
  { rows, columns, w, s }: UnitRows,
  below: (limit: number) => number,
): Float64Array {
  const a = standardised(w, rows, columns);
  const b = standardised(s, rows, columns);
  const cosines = new Float64Array(rows * rows);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < rows; j++) {
      let dot = 0;
      for (let k = 0; k < columns; k++) dot += (a[i * columns + k] ?? 0) * (b[j * columns + k] ?? 0);
      cosines[i * rows + j] = dot;
    }
  const order = Int32Array.from({ length: rows }, (_, i) => i);
  return Float64Array.from({ length: PERMUTATIONS + 1 }, (_, round) => {
    if (round > 0)
      for (let i = rows - 1; i > 0; i--) {
        const j = below(i + 1);
        [order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0];
      }
    let sum = 0;
    for (let i = 0; i < rows; i++) sum += cosines[i * rows + (order[i] ?? 0)] ?? 0;
    return sum;
  });
}

function rankOf(sums: Float64Array): number {
  const own = sums[0] ?? 0;
  let atLeast = 0;
  for (let i = 1; i < sums.length; i++) if ((sums[i] ?? 0) >= own) atLeast++;
  return (1 + atLeast) / sums.length;
}
