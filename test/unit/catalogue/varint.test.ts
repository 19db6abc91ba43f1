import assert from 'node:assert/strict';
import { readVarints, writeVarints } from '../../../src/catalogue/varint.ts';

describe('varints', () => {
  it('give back every number of 32 bits, and refuse bytes that hold fewer or more numbers', () => {
    const numbers = [0, 1, 127, 128, 255, 16_383, 16_384, 0x7fffffff, 0x80000000, 0xffffffff];
    const bytes = writeVarints(numbers);
    const target = new Uint32Array(numbers.length);
    assert.equal(readVarints(bytes, target), true);
    assert.deepEqual([...target], numbers);
    assert.equal(readVarints(bytes, new Uint32Array(numbers.length + 1)), false);
    assert.equal(readVarints(bytes, new Uint32Array(numbers.length - 1)), false);
    assert.equal(
      readVarints(Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1), new Uint32Array(1)),
      false,
    );
  });
});
