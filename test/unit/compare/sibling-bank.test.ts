import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { type BankedSibling, encodeBank, openBank } from '../../../src/compare/sibling-bank.ts';

const unit = (tokens: number, grams: readonly number[]) => ({
  symbol: 'f',
  kind: 'function' as const,
  role: 'other' as const,
  range: { startLine: 1, endLine: 1 },
  tokens,
  digest: '',
  grams: Uint32Array.from(grams),
  gramLines: new Uint16Array(grams.length),
  names: [],
});
const NONE = new Uint32Array(0);
const SIBLING: BankedSibling = {
  name: 'rope/a',
  print: { language: 'python', damage: 0, units: [unit(9, [1, 2, 4_000_000_000]), unit(12, [7])] },
  hashes: {
    words: Uint32Array.of(5),
    strings: NONE,
    values: Uint32Array.of(8, 9),
    defaults: NONE,
    flow: Uint32Array.of(3),
  },
};

describe('the bank of independent implementations', () => {
  it('gives back units and hashes as they went in', () => {
    const opened = openBank(encodeBank([SIBLING, { ...SIBLING, name: 'rope/b' }]));
    assert.ok(opened.ok);
    const [one, other] = opened.value;
    assert.deepEqual(
      one?.print.units.map(({ tokens, grams }) => [tokens, [...grams]]),
      [
        [9, [1, 2, 4_000_000_000]],
        [12, [7]],
      ],
    );
    assert.deepEqual([...(other?.hashes.values ?? [])], [8, 9]);
    assert.equal(other?.name, 'rope/b');
  });

  it('refuses what is cut short or of another kind', () => {
    const bytes = encodeBank([SIBLING]);
    assert.equal(openBank(bytes.slice(0, bytes.length - 4)).ok, false);
    assert.equal(openBank(new Uint8Array(2)).ok, false);
    assert.equal(openBank(Uint8Array.from([9, 0, 0, 0, 1])).ok, false);
  });

  it('keeps each kind of hash apart, and refuses what another version printed', () => {
    const hashes = {
      words: Uint32Array.of(1),
      strings: Uint32Array.of(2, 3),
      values: Uint32Array.of(4),
      defaults: Uint32Array.of(5, 6, 7),
      flow: Uint32Array.of(8),
    };
    const bytes = encodeBank([{ ...SIBLING, hashes }]);
    const opened = openBank(bytes);
    assert.ok(opened.ok);
    assert.deepEqual(opened.value[0]?.hashes, hashes);
    for (const field of ['print', 'traits']) {
      const text = Buffer.from(bytes)
        .toString('latin1')
        .replace(new RegExp(`"${field}":\\d`), `"${field}":9`);
      const other = openBank(Uint8Array.from(Buffer.from(text, 'latin1')));
      assert.ok(!other.ok && /another version/.test(other.message), field);
    }
    const shifted = new Uint8Array(bytes.length + 1);
    shifted.set(bytes, 1);
    assert.ok(openBank(shifted.subarray(1)).ok, 'wherever it begins');
  });

  it('ships hashes alone: no line of a sibling stands in it', () => {
    const shipped = readFileSync('catalogue/siblings/bank.bin').toString('latin1');
    assert.ok(!/def |return |import /.test(shipped));
    assert.ok(openBank(Uint8Array.from(Buffer.from(shipped, 'latin1'))).ok);
  });
});
