import { strict as assert } from 'node:assert';
import {
  holdersOf,
  type InFile,
  originsInFile,
  pedigreeOf,
  type SampledCode,
} from '../../../src/origins/pedigree.ts';
import { prints, range, tinyWorld } from './tiny-world.ts';

const first = prints(0, [{ day: 0, file: 0, grams: range(0, 60) }]);
const second = prints(1, [{ day: 200, file: 0, grams: [...range(0, 60), ...range(300, 40)] }]);
const world = tinyWorld([
  ['first', first],
  ['second', second],
]);
const all = (grams: readonly number[]): SampledCode => ({ grams, below: 2 ** 31 });
const names = (grams: readonly number[], inFile?: InFile): readonly string[] =>
  pedigreeOf(world, all(grams), inFile).origins.map((one) => world.projects[one.project]?.id ?? '');

describe('pedigree', () => {
  it('gives what a carrier has from elsewhere to the one who had it first', () => {
    assert.deepEqual(names(range(0, 60)), ['first']);
  });

  it('shares a module between those who had its parts first', () => {
    const pedigree = pedigreeOf(world, all([...range(0, 60), ...range(300, 40)]));
    assert.deepEqual(
      pedigree.origins.map((one) => [
        world.projects[one.project]?.id,
        Math.round((100 * one.weight) / pedigree.whole),
      ]),
      [
        ['first', 60],
        ['second', 40],
      ],
    );
    assert.ok(Math.abs(pedigree.unknown) < 1e-6);
  });

  it('leaves to nobody what chance may share', () => {
    const pedigree = pedigreeOf(world, all([...range(0, 3), ...range(7000, 60)]));
    assert.deepEqual(pedigree.origins, []);
    assert.ok(pedigree.unknown > 0.99 * pedigree.whole);
  });

  it('takes a few grams as evidence where the whole file is evidence already', () => {
    assert.deepEqual(names(range(0, 4)), []);
    const file = originsInFile(world, all(range(0, 40)), new Set());
    assert.deepEqual([...file.known], [0]);
    assert.deepEqual(names(range(0, 4), file), ['first']);
  });

  it('takes a few grams as evidence for whom the file itself names', () => {
    assert.deepEqual(names(range(300, 4), originsInFile(world, all(range(300, 4)), new Set([1]))), [
      'second',
    ]);
  });

  it('is dated by when the origin had most of it, not by its last few grams', () => {
    const grown = tinyWorld([
      [
        'grown',
        prints(0, [
          { day: 0, file: 0, grams: range(0, 50) },
          { day: 900, file: 0, grams: range(100, 20) },
        ]),
      ],
    ]);
    const [origin] = pedigreeOf(grown, all([...range(0, 50), ...range(100, 20)])).origins;
    assert.equal(origin?.day, '2020-01-01');
  });

  it('names the others that have the same, and the day by which the origin had it', () => {
    const [origin] = pedigreeOf(world, all(range(0, 60))).origins;
    assert.deepEqual(origin?.also, [1]);
    assert.equal(origin?.day, '2020-01-01');
    assert.equal(origin?.root, 1);
  });

  it('says who had first what two sides share', () => {
    const { whole, files } = holdersOf(world, all([...range(0, 10), ...range(300, 10)]));
    assert.equal(Math.round((100 * (files.find((one) => one.project === 0)?.weight ?? 0)) / whole), 50);
  });
});
