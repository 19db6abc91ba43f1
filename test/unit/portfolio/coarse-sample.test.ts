import assert from 'node:assert/strict';
import { sampledBelow } from '../../../src/origins/sample.ts';
import { asIntegers, coarseSample } from '../../../src/portfolio/coarse-sample.ts';

const none = (): boolean => false;
const BELOW = sampledBelow('python');

describe('the coarse sample', () => {
  it('keeps one feature of thirty-two, by its value, and eight at least', () => {
    const many = Uint32Array.from({ length: 3200 }, (_, at) => at * 1_342_177);
    assert.equal(coarseSample(many, BELOW, none).features.length, 101);
    const few = Uint32Array.from({ length: 20 }, (_, at) => at * 50_000_000 + 1);
    const { features, own } = coarseSample(few, BELOW, none);
    assert.deepEqual([...features], [...few.subarray(0, 8)]);
    assert.equal(own, 8);
  });

  it('leaves idioms out, and fills up with the smallest of the rest where too few are left', () => {
    const grams = Uint32Array.from({ length: 12 }, (_, at) => (at + 1) * 10);
    const { features, own } = coarseSample(grams, BELOW, (gram) => gram > 50);
    assert.equal(own, 5);
    assert.deepEqual([...features], [10, 20, 30, 40, 50, 60, 70, 80]);
  });

  it('counts as its own only what the sample of the world has', () => {
    const grams = Uint32Array.from([1, 2, 0x50000000, 0x60000000]);
    const { features, own } = coarseSample(grams, BELOW, none);
    assert.equal(own, 2);
    assert.equal(features.length, 4);
  });

  it('is the same for a module wherever it stands, and lies within that of a larger one below the threshold', () => {
    const small = Uint32Array.from({ length: 40 }, (_, at) => at * 1_000_000);
    const large = Uint32Array.from([
      ...small,
      ...Array.from({ length: 400 }, (_, at) => 60_000_000 + at * 9),
    ]).sort();
    const inner = new Set(coarseSample(large, BELOW, none).features);
    assert.ok([...coarseSample(small, BELOW, none).features].every((one) => inner.has(one)));
  });

  it('becomes integers that a database holds', () => {
    assert.deepEqual(asIntegers(Uint32Array.from([0, 0x7fffffff, 0xffffffff])), [0, 2_147_483_647, -1]);
  });
});
