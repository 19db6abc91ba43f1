import assert from 'node:assert/strict';
import { BLOCK_TYPES } from '../../../../src/artefacts/weights/formats/block-types.ts';

/** Places of half-precision scales, which hold 0.125 times their number. */
const SCALES: Readonly<Record<string, readonly number[]>> = {
  Q4_0: [0],
  Q4_1: [0, 2],
  Q5_0: [0],
  Q5_1: [0, 2],
  Q8_0: [0],
  Q2_K: [80, 82],
  Q3_K: [108],
  Q4_K: [0, 2],
  Q5_K: [0, 2],
  Q6_K: [208],
  IQ4_NL: [0],
  IQ4_XS: [0],
  TQ1_0: [52],
  TQ2_0: [64],
};

/** Sum, sum weighted by place, sixth and third last value as the reference decoder of gguf-py (MIT) gives them. */
const EXPECTED: Readonly<Record<string, readonly number[]>> = {
  Q4_0: [-2.625, -64.75, 0.75, -0.625],
  Q4_1: [38.625, 629.875, 1.25, 1.25],
  Q5_0: [1.875, 14.0, -1.75, -0.5],
  Q5_1: [71.125, 1119.625, 1.75, 0.375],
  Q8_0: [-22.0, -1010.0, 1.75, -15.25],
  Q2_K: [-57.625, -12990.25, 0.0, -0.75],
  Q3_K: [119.75, 22143.125, -13.5, -5.25],
  Q4_K: [5221.0, 768213.0, 2.75, -4.25],
  Q5_K: [12943.0, 1825039.0, 2.75, 3.25],
  Q6_K: [576.5, 98052.5, 185.5, 18.75],
  IQ4_NL: [-32.125, -864.875, 11.125, -8.125],
  IQ4_XS: [-1375.625, -261391.75, -6.625, 98.0],
  TQ1_0: [-0.25, -16.375, 0.125, 0.0],
  TQ2_0: [16.125, 2155.625, -0.125, 0.25],
};

describe('a block of a quantised format', () => {
  for (const [name, expected] of Object.entries(EXPECTED))
    it(`of ${name} gives the values that the reference decoder gives`, () => {
      const type = BLOCK_TYPES.get(name);
      assert.ok(type?.decode);
      const bytes = Uint8Array.from({ length: type.bytes }, (_, i) => (i * 37 + 11) % 256);
      // 0.125 and 0.25 in half precision.
      for (const [k, at] of (SCALES[name] ?? []).entries()) bytes.set([0, k === 0 ? 0x30 : 0x34], at);
      const values = new Float32Array(type.values);
      type.decode(bytes, 0, values, 0, null);
      const sum = (of: (x: number, i: number) => number): number =>
        values.reduce((all, x, i) => all + of(x, i), 0);
      assert.deepEqual([sum((x) => x), sum((x, i) => x * (i + 1)), values[5], values.at(-3)], expected);
    });

  it('never has fewer values in a row of levels than it has bytes for', () => {
    for (const [name, { values, bytes }] of BLOCK_TYPES) assert.ok(bytes < 1.25 * values, name);
  });
});
