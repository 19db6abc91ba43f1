import assert from 'node:assert/strict';
import { directionOfLoss } from '../../../../src/artefacts/weights/direction-of-loss.ts';
import type { TensorComparison } from '../../../../src/model/weights-report.ts';

function pair(upstream: string, suspect: string, verdict: TensorComparison['verdict'] = 'requantised') {
  return {
    upstream: 'a.weight',
    suspect: 'a.weight',
    component: 'a',
    relation: 'name',
    transposed: false,
    shape: { upstream: [64, 64], suspect: [64, 64] },
    dtype: { upstream, suspect },
    rows: null,
    verdict,
    counts: true,
    statistics: null,
    note: '',
  } satisfies TensorComparison;
}

describe('the direction of a change that loses something', () => {
  it('leads from the finer format to the coarser one', () => {
    for (const [fine, coarse] of [
      ['F32', 'BF16'],
      ['BF16', 'F8_E4M3'],
      ['F16', 'Q8_0'],
      ['Q8_0', 'Q4_0'],
    ] as const) {
      assert.equal(directionOfLoss('requantised', [pair(fine, coarse)]), 'upstream->suspect');
      assert.equal(directionOfLoss('requantised', [pair(coarse, fine)]), 'suspect->upstream');
    }
  });

  it('is undecided where both are stored alike, or matrices disagree', () => {
    assert.equal(directionOfLoss('requantised', [pair('F32', 'F32')]), 'undecided');
    assert.equal(directionOfLoss('requantised', [pair('F32', 'Q8_0'), pair('Q8_0', 'F32')]), 'undecided');
    assert.equal(directionOfLoss('requantised', []), 'undecided');
  });

  it('counts only what was requantised, and nothing of other changes', () => {
    const kept = pair('Q8_0', 'F32', 'identical');
    assert.equal(directionOfLoss('requantised', [pair('F32', 'Q8_0'), kept]), 'upstream->suspect');
    assert.equal(directionOfLoss('fine_tuned', [pair('F32', 'Q8_0')]), 'undecided');
    assert.equal(directionOfLoss('sparsified', []), 'upstream->suspect');
  });
});
