import assert from 'node:assert/strict';
import { readChoices } from '../../../src/compare/copy/choices.ts';
import { openSiblings } from '../../../src/compare/copy/choose-siblings.ts';
import { corroborate, countedEvidence } from '../../../src/compare/copy/same-task.ts';
import type { FileFeatures, Weighted } from '../../../src/compare/file-features.ts';
import { standOut } from '../../../src/compare/retrieval/stand-out.ts';
import { holds } from '../table.ts';
import { featuresOf as features, NONE } from './file-features.ts';

/** So many features from a number on, each of a weight. */
const some = (count: number, weight = 1, from = 1): Weighted =>
  new Map(Array.from({ length: count }, (_, at) => [from + at, weight]));
const rounded = (value: number): number => Math.round(1000 * value) / 1000;

describe('what bears out the structure of two files', () => {
  const words = some(20);
  const factor = (more: {
    readonly ours?: Weighted;
    readonly theirs?: Weighted;
    readonly values?: Weighted;
    readonly other?: Weighted;
    readonly contained?: number;
  }): number => {
    const { ours = words, theirs = words, values = NONE, other = values, contained = 0 } = more;
    return rounded(corroborate({ words: ours, values }, { words: theirs, values: other }, contained).factor);
  };

  it('is asked for where their words are of one task alone', () => {
    holds(
      [
        [{ theirs: some(20, 1, 100) }, 1],
        [{ theirs: some(20, 1, 16) }, 1],
        [{ theirs: some(20, 1, 15) }, 0.6],
        [{}, 0.6],
      ],
      factor,
    );
  });

  it('is that much of either file is in the other', () => {
    holds(
      [
        [{ contained: 0.34 }, 0.6],
        [{ contained: 0.38 }, 0.8],
        [{ contained: 0.42 }, 1],
        [{ contained: 0.9 }, 1],
      ],
      factor,
    );
  });

  it('is that the values are the same, where there are some', () => {
    holds(
      [
        [{ values: some(3, 10) }, 0.6],
        [{ values: some(4, 10) }, 1],
        [{ values: some(4, 4) }, 0.524],
        [{ values: some(4, 2) }, 0.15],
        [{ values: some(4, 10), other: some(4, 10, 50) }, 0.15],
        [{ values: some(4, 10), other: some(3, 10) }, 0.6],
        [{ values: some(4, 2), contained: 0.36 }, 0.7],
        // Of the side that has fewer.
        [{ values: some(4, 10), other: some(40, 10) }, 1],
      ],
      factor,
    );
  });

  it('is a whole unit of some size, for itself', () => {
    holds(
      [
        [[60, 0.8, 1], 60],
        [[60, 0.74, 0.15], 9],
        [[60, 0.75, 0.15], 30],
        [[60, 0.75, 0.7], 42],
        [[40, 0.9, 0.15], 6],
        [[80, 0.9, 0.15], 80],
        [[120, 0.9, 0.15], 120],
      ],
      ([evidence, contained, by]) => rounded(countedEvidence(evidence ?? 0, contained ?? 0, by ?? 0)),
    );
  });
});

describe('siblings of a task', () => {
  const [WORDS, GRAMS, NAMES, STRINGS] = [some(10), some(10, 1, 100), some(10, 1, 200), some(10, 1, 300)];
  const candidate = features({ words: WORDS, grams: GRAMS, names: NAMES, strings: STRINGS });
  const query = features({ grams: some(10, 1, 900) });
  /** Shares structure, but is no copy. */
  const near = features({ words: WORDS, grams: some(10, 1, 102), names: NAMES });
  const worded = features({ words: WORDS });
  const named = features({ words: WORDS, names: NAMES });
  const far = features({ strings: STRINGS });
  const faint = features({ names: NAMES, strings: STRINGS });

  const chosen = (siblings: readonly FileFeatures[], vouched = 0, by = query) => {
    const { numbers, ownTask } = openSiblings(siblings, vouched)(by, candidate);
    return [...numbers, ownTask];
  };

  it('are those that are near, nearest first, and not much further away than the best', () => {
    holds(
      [
        [[], [false]],
        [[near], [0, true]],
        [
          [worded, near],
          [1, true],
        ],
        [
          [named, near],
          [1, 0, true],
        ],
        [
          [near, near],
          [0, 1, true],
        ],
        [
          [far, near],
          [1, true],
        ],
        [
          [faint, near],
          [1, true],
        ],
        [[faint], [0, false]],
        [[far], [false]],
      ],
      (siblings) => chosen(siblings),
    );
  });

  it('are five at most', () => {
    assert.deepEqual(chosen([far, ...Array<FileFeatures>(7).fill(near)]), [1, 2, 3, 4, 5, true]);
  });

  it('are neither the candidate nor the query itself', () => {
    assert.deepEqual(chosen([candidate, near]), [1, true]);
    assert.deepEqual(chosen([{ ...named, grams: query.grams }, near]), [1, true]);
    const nine = { ...named, grams: some(9, 1, 100) };
    assert.deepEqual(chosen([nine, near]), [1, true], 'nine of ten are the same');
  });

  it('are of the own task where somebody vouched for one that is near', () => {
    assert.deepEqual(chosen([faint], 1), [0, true]);
    assert.deepEqual(chosen([far, faint], 1), [1, false]);
    assert.deepEqual(chosen([far, faint], 2), [1, true]);
  });

  it('are told alike when the same candidate is asked of again', () => {
    const open = openSiblings([worded, features({ words: WORDS, grams: query.grams })], 0);
    assert.deepEqual(open(query, candidate).numbers, [0]);
    assert.deepEqual(open(candidate, candidate).numbers, [0, 1]);
  });
});

describe('the score of choices', () => {
  const score = (
    values: Weighted,
    defaults: Weighted,
    siblings: readonly FileFeatures[] = [],
    other = features({ values, defaults }),
  ): number => rounded(readChoices(features({ values, defaults }), other, siblings, false).score);

  it('is weak at most without siblings, by how alike both are', () => {
    const ten = some(10, 6);
    const like = (count: number): FileFeatures =>
      features({ values: some(10, 6, 11 - count), defaults: NONE });
    holds(
      [
        [[ten, NONE, features({ values: ten })], 0.233],
        [[ten, ten, features({ values: ten, defaults: ten })], 0.304],
        [[ten, NONE, like(9)], 0.153],
        [[ten, NONE, like(8)], 0],
        [[some(2, 6), NONE, features({ values: some(2, 6) })], 0.233],
        [[some(2, 5.9), NONE, features({ values: some(2, 5.9) })], 0],
        [[some(50, 2.4), NONE, features({ values: some(50, 2.4) })], 0],
        [[some(5, 2.5), NONE, features({ values: some(5, 2.5) })], 0.233],
      ] as const,
      ([values, defaults, other]) => score(values, defaults, [], other),
    );
  });

  it('is more against siblings that chose otherwise, as far as values tell', () => {
    const apart = [features({ values: some(10, 6, 500) })];
    const telling = (count: number, weight = 6): Weighted =>
      new Map([...some(10, 3), ...some(count, weight, 900)]);
    const common = [features({ values: some(10, 3, 1) })];
    assert.equal(score(some(10, 6), NONE, apart), 0.55);
    assert.equal(score(some(10, 6), some(10, 6), apart), 0.645);
    assert.equal(score(telling(1, 60), some(10, 6), common), 0.549);
    assert.ok(score(telling(2, 60), some(10, 6), common) > 0.55);
    assert.equal(score(telling(2, 3.9), some(10, 6), common), 0.309);
    assert.equal(score(some(10, 3), NONE, common), 0, 'all of it is in a sibling');
  });
});

describe('a candidate that stands out', () => {
  const apart = (scores: readonly number[], units: number): readonly number[] =>
    [...standOut(Float64Array.from(scores), units)].map(rounded);

  it('is held against the best of the others, where a small query is held against many', () => {
    const eight = [0.9, 0.5, 0.4, 0.3, 0.2, 0.1, 0, 0];
    assert.deepEqual(apart(eight, 4), [0.8, 0.52, 0.47, 0.42, 0.37, 0.32, 0, 0]);
    assert.deepEqual(apart(eight, 5), [0.95, 0.75, 0.7, 0.65, 0.6, 0.55, 0, 0], 'many units');
    assert.deepEqual(apart(eight.slice(0, 7), 4), [0.95, 0.75, 0.7, 0.65, 0.6, 0.55, 0], 'few candidates');
  });
});
