import assert from 'node:assert/strict';
import { blockFacts } from '../../../../src/artefacts/weights/block-facts.ts';
import { classify } from '../../../../src/artefacts/weights/classify.ts';
import { elementType } from '../../../../src/artefacts/weights/dtype.ts';
import { seeded } from '../../host/weights/random.ts';

const ROWS = 96;
const COLUMNS = 256;
const RANK = 4;
const random = seeded(17);
const normals = (count: number): Float64Array => Float64Array.from({ length: count }, () => random.normal());

/** Sizes of independent inputs: equal ones for noise, uneven ones as the activations of a network have. */
type Sizes = (column: number) => number;

/** A change of low rank, and beside it sums over inputs of these sizes: what a sampled block of a pair shows of it. */
function verdictOn(sizes: Sizes): string {
  const w = Float32Array.from(normals(ROWS * COLUMNS), (one) => one / 16);
  const left = normals(ROWS * RANK);
  const right = normals(RANK * COLUMNS);
  const noise = normals(ROWS * COLUMNS);
  // Inputs are mixed by an orthogonal matrix (Hadamard's), so that every column sees all of them alike.
  const mixed = (row: number, column: number): number => {
    let sum = 0;
    for (let k = 0; k < COLUMNS; k++) {
      let bits = k & column;
      let odd = 0;
      for (; bits > 0; bits &= bits - 1) odd ^= 1;
      sum += (odd === 0 ? 1 : -1) * sizes(k) * (noise[row * COLUMNS + k] ?? 0);
    }
    return sum / 16;
  };
  const s = w.map((one, i) => {
    const row = Math.floor(i / COLUMNS);
    const column = i % COLUMNS;
    let low = 0;
    for (let r = 0; r < RANK; r++) low += (left[row * RANK + r] ?? 0) * (right[r * COLUMNS + column] ?? 0);
    return one + 0.004 * low + 0.002 * mixed(row, column);
  });
  const type = elementType('F32');
  assert.ok(type !== undefined);
  const facts = blockFacts({ rows: ROWS, columns: COLUMNS, w, s }, type, type);
  const moments = {
    values: ROWS * COLUMNS,
    mean: 0,
    std: 0.008,
    skew: 0,
    excessKurtosis: 0,
    maxAbsolute: 0.05,
    cosine: facts.cosine,
    equalShare: 0,
    zeroedShare: 0,
    upstreamStd: 1 / 16,
    suspectStd: 1 / 16,
    scale: 1,
    magnitudeCorrelation: 0,
    rowVariation: 0,
  };
  return classify(moments, facts).verdict;
}

describe('a change of low rank with even differences beside it', () => {
  it('is an adapter and noise where these are independent', () => {
    assert.equal(
      verdictOn(() => 1),
      'low_rank+noise',
    );
  });

  it('is training where they follow inputs of uneven size, though they are as even and as normal', () => {
    const uneven: Sizes = (k) => 0.1 + (1.9 * ((k * 37) % COLUMNS)) / COLUMNS;
    assert.notEqual(verdictOn(uneven), 'low_rank+noise');
  });
});
