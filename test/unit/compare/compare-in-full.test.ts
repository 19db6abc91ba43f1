import assert from 'node:assert/strict';
import { align } from '../../../src/compare/align.ts';
import { openMatcher, type Wanted } from '../../../src/compare/match-units.ts';
import { flatCorpus } from '../../../src/compare/unit-corpus.ts';
import { weighUnit } from '../../../src/compare/weighed-unit.ts';
import { run, unit } from './sketch-units.ts';

describe('stretches that two units share', () => {
  /** Stretches of grams that stand on these lines, as `local-local:upstream-upstream`, and the longest run. */
  const stretches = (
    lines: readonly (readonly [local: number, upstream: number])[],
    weight: number | readonly number[] = 1,
  ) => {
    const grams = run(100, lines.length);
    const local = {
      ...unit(
        grams,
        lines.map(([one]) => one),
      ),
      range: { startLine: 11, endLine: 30 },
    };
    const upstream = unit(
      grams,
      lines.map(([, one]) => one),
    );
    const weights = Float64Array.from(grams, (_, at) =>
      typeof weight === 'number' ? weight : (weight[at] ?? 0),
    );
    const { regions, longestRun } = align(local, upstream, 51, weights, 'renamed');
    return [
      ...regions.map(({ local, upstream, kind }) => {
        assert.equal(kind, 'renamed');
        return `${local.startLine}-${local.endLine}:${upstream.startLine}-${upstream.endLine}`;
      }),
      longestRun,
    ];
  };

  it('bridge gaps of three lines on either side, and no more', () => {
    assert.deepEqual(
      stretches([
        [0, 0],
        [1, 1],
        [2, 2],
      ]),
      ['11-13:51-53', 15],
    );
    assert.deepEqual(
      stretches([
        [0, 0],
        [3, 3],
      ]),
      ['11-14:51-54', 20],
    );
    assert.deepEqual(
      stretches([
        [0, 0],
        [4, 4],
      ]),
      ['11-11:51-51', '15-15:55-55', 5],
    );
    assert.deepEqual(
      stretches([
        [0, 0],
        [1, 5],
      ]),
      ['11-11:51-51', '12-12:56-56', 5],
    );
    assert.deepEqual(
      stretches([
        [0, 0],
        [1, 4],
      ]),
      ['11-12:51-55', 10],
    );
    assert.deepEqual(
      stretches([
        [0, 9],
        [1, 5],
      ]),
      ['11-12:56-60', 10],
    );
    assert.deepEqual(
      stretches([
        [0, 9],
        [1, 4],
      ]),
      ['11-11:60-60', '12-12:55-55', 5],
    );
    assert.deepEqual(
      stretches([
        [0, 0],
        [3, 6],
      ]),
      ['11-14:51-57', 20],
    );
  });

  it('hold the local line against the upstream line that it shares most with, the first of equals', () => {
    assert.deepEqual(
      stretches([
        [0, 7],
        [0, 7],
        [0, 2],
      ]),
      ['11-11:58-58', 5],
    );
    assert.deepEqual(
      stretches([
        [0, 7],
        [0, 2],
      ]),
      ['11-11:53-53', 5],
    );
    assert.deepEqual(
      stretches(
        [
          [0, 7],
          [0, 2],
        ],
        [1, 2],
      ),
      ['11-11:53-53', 5],
    );
    assert.deepEqual(
      stretches(
        [
          [0, 7],
          [0, 2],
        ],
        [2, 1],
      ),
      ['11-11:58-58', 5],
    );
    assert.deepEqual(
      stretches([
        [1, 7],
        [0, 2],
      ]),
      ['11-11:53-53', '12-12:58-58', 5],
    );
  });

  it('are left out where they weigh next to nothing', () => {
    assert.deepEqual(stretches([[0, 0]], 1), ['11-11:51-51', 5]);
    assert.deepEqual(stretches([[0, 0]], 0.9), [0]);
    assert.deepEqual(
      stretches(
        [
          [0, 0],
          [1, 1],
        ],
        0.5,
      ),
      ['11-12:51-52', 10],
    );
    assert.deepEqual(stretches([[0, 0]], 0), [0]);
    assert.deepEqual(stretches([]), [0]);
  });

  it('are of the grams that both have, large ones too', () => {
    const shared = [5, 0x7fffffff, 0x80000001, 0xffffffff];
    const local = unit(
      [1, ...shared].sort((a, b) => a - b),
      [9, 0, 1, 2, 3],
    );
    const upstream = unit(
      [2, 3, ...shared].sort((a, b) => a - b),
      [9, 9, 0, 1, 2, 3],
    );
    const { regions } = align(local, upstream, 1, new Float64Array(5).fill(1), 'verbatim');
    assert.deepEqual(regions, [
      { local: { startLine: 1, endLine: 4 }, upstream: { startLine: 1, endLine: 4 }, kind: 'verbatim' },
    ]);
  });

  it('are found in units of any size, one after the other', () => {
    const lines = run(0, 9000);
    const grams = run(0, 9000);
    const large = { ...unit(grams, lines, 9000), range: { startLine: 1, endLine: 9000 } };
    const { regions, longestRun } = align(large, large, 1, new Float64Array(9000).fill(1), 'verbatim');
    assert.deepEqual([regions.length, regions[0]?.local.endLine, longestRun], [1, 9000, 9000]);
    assert.deepEqual(stretches([[0, 0]]), ['11-11:51-51', 5]);
  });
});

describe('units that share most', () => {
  const corpus = (...lists: readonly (readonly number[])[]) =>
    flatCorpus(
      lists.map((one) => Uint32Array.from(one)),
      () => 20,
    );
  const matched = (
    grams: readonly number[],
    lists: readonly (readonly number[])[],
    {
      weigh = () => 1,
      wanted,
      tokens = 20,
      others = () => 20,
    }: {
      weigh?: (gram: number) => number;
      wanted?: Wanted;
      tokens?: number;
      others?: (unit: number) => number;
    } = {},
  ) => {
    const matcher = openMatcher({ ...corpus(...lists), tokensOf: others }, weigh);
    return matcher
      .match(weighUnit({ grams: Uint32Array.from(grams), tokens }, weigh), wanted)
      .map(({ unit, shared, local, upstream, evidence }) =>
        [
          unit,
          shared,
          Number(local.toFixed(3)),
          Number(upstream.toFixed(3)),
          Number(evidence.toFixed(3)),
        ].join(' '),
      );
  };

  it('are told with what is shared, the shares of both sides and the evidence', () => {
    assert.deepEqual(matched(run(0, 8), [run(0, 8), run(4, 8), run(100, 8)]), [
      '0 8 1 1 8',
      '1 4 0.5 0.5 2.828',
    ]);
    assert.deepEqual(matched(run(0, 4), [run(0, 16)]), ['0 4 1 0.25 2.828']);
    assert.deepEqual(matched(run(0, 8), [run(0, 8)], { weigh: (gram) => (gram < 4 ? 0 : 2) }), ['0 8 1 1 8']);
  });

  it('are large enough on both sides, and share enough', () => {
    assert.deepEqual(matched(run(0, 8), [run(0, 8)], { tokens: 7 }), []);
    assert.deepEqual(matched(run(0, 8), [run(0, 8)], { tokens: 8 }).length, 1);
    assert.deepEqual(matched(run(0, 8), [run(0, 8), run(0, 8)], { others: (one) => (one === 0 ? 7 : 8) }), [
      '1 8 1 1 8',
    ]);
    assert.deepEqual(matched(run(0, 8), [run(0, 8)], { weigh: () => 0.12 }), []);
    assert.deepEqual(matched(run(0, 8), [run(0, 8)], { weigh: () => 0.125 }), ['0 1 1 1 1']);
    assert.deepEqual(matched(run(0, 8), [[0, 100, 101]], { weigh: () => 0.5 }), []);
  });

  it('are those that the caller has a use for', () => {
    const lists = [run(0, 8), run(2, 8), run(4, 8)];
    assert.deepEqual(matched(run(0, 8), lists, { wanted: { evidence: 5, shareOfBest: 0 } }).length, 2);
    assert.deepEqual(matched(run(0, 8), lists, { wanted: { evidence: 6, shareOfBest: 0 } }).length, 1);
    assert.deepEqual(matched(run(0, 8), lists, { wanted: { evidence: 0, shareOfBest: 0.6 } }).length, 2);
    assert.deepEqual(matched(run(0, 8), lists, { wanted: { evidence: 0, shareOfBest: 0.9 } }).length, 1);
    assert.deepEqual(matched(run(0, 8), lists, { wanted: { evidence: 9, shareOfBest: 0 } }), []);
  });

  it('are sixteen at most, of equals the first by number', () => {
    const lists = run(0, 20).map(() => run(0, 8));
    assert.deepEqual(
      matched(run(0, 8), lists).map((one) => Number(one.split(' ')[0])),
      run(0, 16),
    );
    const better = [...lists.slice(1).map(() => run(0, 6)), run(0, 8)];
    assert.equal(matched(run(0, 8), better).at(-1), '19 8 1 1 8');
  });

  it('are found again and again by one matcher', () => {
    const matcher = openMatcher(corpus(run(0, 8), run(100, 8)), () => 1);
    for (const from of [0, 100, 0, 50])
      assert.deepEqual(
        matcher
          .match(weighUnit({ grams: Uint32Array.from(run(from, 8)), tokens: 20 }, () => 1))
          .map(({ unit }) => unit),
        from === 50 ? [] : [from / 100],
      );
  });

  it('are found in a crowd: lists of common grams are left unread, and are counted all the same', () => {
    const crowd = run(0, 700).map((one) => [...run(0, 4), 10_000 + one]);
    const found = matched([...run(0, 4), 10_650], crowd);
    assert.ok(found.includes('650 5 1 1 5'), found.join());
  });
});
