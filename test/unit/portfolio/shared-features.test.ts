import assert from 'node:assert/strict';
import {
  type Candidate,
  holding,
  lookedUp,
  neededOf,
  shareOf,
} from '../../../src/portfolio/shared-features.ts';

const asked = (coarse: readonly number[], own = coarse.length) => ({ print: 1, own, coarse });

describe('holders by shared features', () => {
  it('needs half of what is a module’s own, three quarters of idioms, and four in any case', () => {
    assert.equal(neededOf(8, 8), 4);
    assert.equal(neededOf(20, 20), 10);
    assert.equal(neededOf(8, 0), 6);
    assert.equal(neededOf(8, 4), 5);
    assert.equal(neededOf(5, 5), 4);
    assert.equal(neededOf(3, 3), 3);
  });

  it('names whoever has enough, most of it first, and nobody for a module without features', () => {
    const one = [1, 2, 3, 4, 5, 6, 7, 8];
    const candidates: Candidate[] = [
      { print: 10, coarse: [1, 2, 3] },
      { print: 11, coarse: [1, 2, 3, 4, 99] },
      { print: 12, coarse: one },
    ];
    assert.deepEqual(holding(asked(one), candidates), [
      { print: 12, share: 1 },
      { print: 11, share: 0.5 },
    ]);
    assert.deepEqual(holding(asked([]), candidates), []);
  });

  it('looks up so many features that no holder can be without one of them, the rarest', () => {
    const one = [1, 2, 3, 4, 5, 6, 7, 8];
    const common = new Map([
      [1, 0.5],
      [2, 0.4],
      [3, 0.3],
    ]);
    const asks = lookedUp(asked(one), (feature) => common.get(feature) ?? 0);
    assert.deepEqual(asks, [4, 5, 6, 7, 8]);
    // Every way to hold four of eight has one of the five.
    for (let mask = 0; mask < 256; mask++) {
      const held = one.filter((_, at) => (mask & (1 << at)) !== 0);
      if (held.length >= 4) assert.ok(held.some((feature) => asks.includes(feature)));
    }
  });

  it('measures the share of a sample that another has', () => {
    assert.equal(shareOf([1, 2, 3, 4], [2, 4, 6]), 0.5);
    assert.equal(shareOf([], [1]), 0);
  });
});
