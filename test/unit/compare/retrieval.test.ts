import assert from 'node:assert/strict';
import type { FileFeatures, Weighted } from '../../../src/compare/file-features.ts';
import { openRetrieval } from '../../../src/compare/retrieval/open-retrieval.ts';
import { standOut } from '../../../src/compare/retrieval/stand-out.ts';

const NONE: Weighted = new Map();
const features = (given: Partial<Record<keyof FileFeatures, readonly number[]>>): FileFeatures => ({
  traits: null,
  grams: new Map((given.grams ?? []).map((hash) => [hash, 1])),
  words: new Map((given.words ?? []).map((hash) => [hash, 1])),
  strings: NONE,
  names: NONE,
  phrases: new Map((given.phrases ?? []).map((hash) => [hash, 1])),
  members: new Map((given.members ?? []).map((hash) => [hash, 1])),
  titles: NONE,
  values: NONE,
  defaults: NONE,
  flow: NONE,
});

const range = (from: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, at) => from + at);

describe('retrieval', () => {
  it('tells two candidates of the same words apart by their attributes and word pairs', () => {
    const words = range(1, 6);
    const [first = 0, second = 0] = openRetrieval([
      features({ words, members: [100, 101], phrases: [200, 201] }),
      features({ words, members: [102, 103], phrases: [202, 203] }),
    ]).score(features({ words, members: [100, 101], phrases: [200, 201] }));
    assert.ok(first > second && second > 0);
  });

  it('gives no more for names than for the same code under other names', () => {
    const candidates = [features({ grams: range(1, 20) }), features({ words: range(50, 20), phrases: [90] })];
    const [code = 0, names = 0] = openRetrieval(candidates).score(
      features({ grams: range(1, 20), words: range(50, 20), phrases: [90] }),
    );
    assert.ok(code > 0 && names > 0);
    assert.ok(names <= 1.1 * code, `${names} ${code}`);
  });

  it("finds the file that a query is a part of before a stranger of the query's own size", () => {
    const [whole = 0, stranger = 0] = openRetrieval([
      features({ grams: range(1, 100) }),
      features({ grams: [1, 2, 3, ...range(500, 7)] }),
    ]).score(features({ grams: range(1, 10) }));
    assert.ok(whole > stranger);
  });

  it('never says more than 1', () => {
    const short = features({ grams: [1] });
    const scores = openRetrieval([short, features({ grams: range(2, 900) })]).score(short);
    assert.ok(
      [...scores].every((score) => score >= 0 && score <= 1),
      String(scores),
    );
  });
});

describe('standing out', () => {
  const scores = (best: number, others: number): Float64Array =>
    Float64Array.from([best, ...new Array<number>(9).fill(others)]);

  it('puts a faint resemblance to one candidate before a clear one to all', () => {
    const [one = 0] = standOut(scores(0.3, 0.05), 1);
    const [all = 0] = standOut(scores(0.6, 0.58), 1);
    assert.ok(one > all);
  });

  it('keeps the order of the candidates, and nothing in common stays nothing', () => {
    const found = [...standOut(Float64Array.from([0.5, 0.4, 0.4, 0.3, 0.2, 0.1, 0.05, 0, 0]), 1)];
    assert.deepEqual(
      found,
      [...found].sort((a, b) => b - a),
    );
    assert.equal(found.at(-1), 0);
    assert.ok(found.every((each) => each >= 0 && each <= 1));
  });

  it('is not asked of a few candidates, nor of a file that may have several upstreams', () => {
    assert.deepEqual([...standOut(Float64Array.from([0.5, 0.1, 0]), 1)], [0.75, 0.55, 0]);
    const [first = 0, second = 0] = standOut(scores(0.7, 0.6), 30);
    assert.ok(Math.abs(first - 0.85) < 1e-9 && Math.abs(second - 0.8) < 1e-9);
  });
});
