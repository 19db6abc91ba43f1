import assert from 'node:assert/strict';
import { hashText } from '../../../src/bytes/hash.ts';
import { choicesBy, openFeatures, openHashedFeatures } from '../../../src/compare/file-features.ts';
import type { TraitTable } from '../../../src/compare/trait-table.ts';
import { printSource } from '../../../src/host/parsing/print-source.ts';
import { holds } from '../table.ts';

const RARITY = { files: 4000, weight: (gram: number) => gram % 7, weightBy: () => () => 1 };
/** Feature 1 is in no public file, 2 in every, 3 in half of them. */
const TABLE: TraitTable = { files: 4000, filesWith: (hash) => [0, 0, 4000, 2000][hash] ?? 20 };
const HASHES = Uint32Array.of(1, 2, 3);
const rounded = (weights: ReadonlyMap<number, number>): readonly number[] =>
  [...weights.values()].map((value) => Math.round(100 * value) / 100);

describe('what a feature of a file weighs', () => {
  it('is how few files have it, never nothing, and for values and edges not without end', () => {
    const { words, values } = choicesBy(TABLE)({ words: HASHES, values: HASHES });
    assert.deepEqual(
      [rounded(words), rounded(values)],
      [
        [8.99, 0.02, 0.69],
        [8.99, 0.02, 0.69],
      ],
    );
    const rare = choicesBy({ files: 40_000, filesWith: () => 0 })({ words: [1], values: [1] });
    assert.deepEqual([rounded(rare.words), rounded(rare.values)], [[11.29], [9.2]]);
    const hashes = { words: HASHES, strings: HASHES, values: HASHES, defaults: HASHES, flow: HASHES };
    const print = { language: 'python', damage: 0, units: [] } as const;
    const made = openHashedFeatures(RARITY, { files: 40_000, filesWith: () => 0 })(print, hashes);
    assert.deepEqual(
      [made.words, made.strings, made.values, made.defaults, made.flow].map((one) => rounded(one)[0]),
      [11.29, 11.29, 9.2, 9.2, 6.9],
    );
    assert.equal(made.names.size + made.phrases.size + made.members.size + made.titles.size, 0);
  });

  it('is, of a name, the share of classes that have its words', async () => {
    const features = openFeatures(RARITY, TABLE);
    const names = async (text: string) => {
      const print = await printSource('a.py', text, true);
      assert.ok(print);
      return features(print).names;
    };
    const of = async (...symbols: readonly string[]) =>
      names(symbols.map((one) => `class ${one}:\n    def run(self, x):\n        return x + 1\n`).join('\n'));
    const two = await of('HTTPServerPool', 'PoolServer_v2');
    holds(
      [
        ['server', 1],
        ['pool', 1],
        ['http', 0.5],
        ['v2', 0.5],
        ['httpserver', undefined],
      ] as const,
      (word) => two.get(hashText(`name:${word}`)),
    );
    assert.equal((await of('lower_case')).size, 0, 'no class by its name');
    assert.equal((await of('A')).size, 0, 'one letter is no word');
  });

  it('is nothing but its grams, of a file that was not read for more', () => {
    const units = [{ grams: Uint32Array.of(8, 9, 8) }, { grams: Uint32Array.of(9, 10) }] as never;
    const made = openFeatures(RARITY, TABLE)({ language: 'python', damage: 0, units });
    assert.deepEqual(
      [...made.grams],
      [
        [8, 1],
        [9, 2],
        [10, 3],
      ],
    );
    assert.deepEqual([made.traits, made.words.size, made.values.size, made.flow.size], [null, 0, 0, 0]);
  });
});
