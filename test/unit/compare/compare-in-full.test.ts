import assert from 'node:assert/strict';
import { align } from '../../../src/compare/align.ts';
import {
  evidenceAt,
  evidenceOf,
  falsePositiveRate,
  judgeEvidence,
  scoreOf,
  strengthOf,
} from '../../../src/compare/calibration.ts';
import { combined } from '../../../src/compare/combined-evidence.ts';
import { weighWith } from '../../../src/compare/gram-weight.ts';
import { openMatcher, type Wanted } from '../../../src/compare/match-units.ts';
import { encodeRarity, openRarity, withBuckets } from '../../../src/compare/rarity.ts';
import { renameMap } from '../../../src/compare/rename-map.ts';
import { setBack } from '../../../src/compare/setback.ts';
import { SMALL_UNITS, withSmallUnits } from '../../../src/compare/small-units.ts';
import { bucketsFor, bucketsOf, sortedLookup } from '../../../src/compare/sorted-lookup.ts';
import { corpusOf, flatCorpus } from '../../../src/compare/unit-corpus.ts';
import type { FilePrint, UnitPrint } from '../../../src/compare/unit-print.ts';
import { weighUnit } from '../../../src/compare/weighed-unit.ts';
import { holds } from '../table.ts';

const words = (...numbers: number[]): Uint32Array => Uint32Array.from(numbers);
const run = (from: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, at) => from + at);
const unit = (
  grams: readonly number[],
  lines: readonly number[] = grams.map(() => 0),
  tokens = 100,
): UnitPrint => ({
  symbol: 'f',
  kind: 'function',
  role: 'other',
  range: { startLine: 1, endLine: 10 },
  tokens,
  digest: '',
  grams: Uint32Array.from(grams),
  gramLines: Uint16Array.from(lines),
  names: [],
});
const print = (...units: readonly UnitPrint[]): FilePrint => ({ language: 'python', damage: 0, units });

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

describe('names that stand for each other', () => {
  const name = (name: string, ...contexts: readonly number[]) => ({
    name,
    contexts: Uint32Array.from(contexts),
  });
  const paired = (
    local: readonly ReturnType<typeof name>[],
    upstream: readonly ReturnType<typeof name>[],
  ) => {
    const { renames, kept, contradictions } = renameMap(local, upstream);
    return [...renames.map(([from, to]) => `${from}>${to}`), `kept ${kept}`, `against ${contradictions}`];
  };

  it('are those whose surroundings are the same, the strongest first, each once', () => {
    assert.deepEqual(paired([name('a', 1, 2), name('b', 3)], [name('x', 1, 2), name('y', 3)]), [
      'a>x',
      'b>y',
      'kept 0',
      'against 0',
    ]);
    assert.deepEqual(paired([name('a', 1), name('b', 2, 3)], [name('x', 1), name('y', 2, 3)]), [
      'b>y',
      'a>x',
      'kept 0',
      'against 0',
    ]);
    assert.deepEqual(paired([name('a', 1, 2), name('b', 1)], [name('x', 1, 2)]), [
      'a>x',
      'kept 0',
      'against 1',
    ]);
    assert.deepEqual(paired([name('a', 1)], [name('x', 2)]), ['kept 0', 'against 0']);
  });

  it('are kept where they have one name, which counts a little more', () => {
    assert.deepEqual(paired([name('a', 1, 2)], [name('a', 1), name('x', 2)]), ['kept 1', 'against 0']);
    assert.deepEqual(paired([name('a', 1, 2, 3)], [name('a', 1), name('x', 2, 3)]), [
      'a>x',
      'kept 0',
      'against 0',
    ]);
  });

  it('share the vote of a surrounding that several have: half a vote is enough, a third is not', () => {
    assert.deepEqual(paired([name('a', 1)], [name('x', 1), name('y', 1)]), ['a>x', 'kept 0', 'against 0']);
    assert.deepEqual(paired([name('a', 1)], [name('x', 1), name('y', 1), name('z', 1)]), [
      'kept 0',
      'against 0',
    ]);
    assert.deepEqual(paired([name('a', 0xffffffff)], [name('x', 0xffffffff)]), [
      'a>x',
      'kept 0',
      'against 0',
    ]);
  });

  it('are 24 at most, and counted against where their partner is another’s', () => {
    const many = run(0, 30);
    const all = paired(
      many.map((one) => name(`a${one}`, one)),
      many.map((one) => name(`x${one}`, one)),
    );
    assert.equal(all.length, 26);
    assert.deepEqual(
      paired([name('a', 1, 2), name('b', 1, 3)], [name('x', 1, 2), name('y', 3)]).at(-1),
      'against 0',
    );
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

describe('a corpus of units', () => {
  it('has for each gram the units that hold it, and for each unit its grams', () => {
    const { keys, keyStarts, holders, unitStarts, positions, positionOf, unitCount } = flatCorpus(
      [words(3, 9), words(), words(1, 3)],
      () => 1,
    );
    assert.deepEqual(
      [[...keys], [...keyStarts], [...holders], [...unitStarts], [...positions], unitCount],
      [[1, 3, 9], [0, 1, 3, 4], [2, 0, 2, 0], [0, 2, 2, 4], [1, 2, 0, 1], 3],
    );
    assert.deepEqual([1, 3, 9, 2].map(positionOf), [0, 1, 2, -1]);
    const files = corpusOf([print(unit([1]), unit([2])), print(unit([3], [0], 7))]);
    assert.deepEqual(
      [files.fileOf, [0, 1, 2, 3].map(files.tokensOf)],
      [
        [0, 0, 1],
        [100, 100, 7, 0],
      ],
    );
  });

  it('finds keys by their upper bits, many of one bucket too', () => {
    const crowded = Uint32Array.from([...run(0x10000000, 40), 0x20000000, 0xffffffff]);
    const find = sortedLookup(crowded);
    for (const [at, key] of crowded.entries()) assert.equal(find(key), at);
    for (const none of [0, 0x0fffffff, 0x10000028, 0xfffffffe]) assert.equal(find(none), -1);
    assert.deepEqual([0, 1, 255, 1023, 1024, 5000].map(bucketsFor), [257, 257, 257, 257, 513, 2049]);
    const starts = bucketsOf(words(0, 0x01000000, 0xff000000));
    assert.deepEqual([starts[0], starts[1], starts[2], starts[255], starts[256]], [0, 1, 2, 2, 3]);
  });

  it('has the small units of a file as one more', () => {
    const small = (grams: readonly number[], tokens: number) => unit(grams, undefined, tokens);
    const joined = withSmallUnits(print(small([5, 1], 4), unit([9]), small([1, 3], 4))).units;
    assert.equal(joined.length, 4);
    assert.deepEqual(
      [joined[3]?.symbol, joined[3]?.tokens, [...(joined[3]?.grams ?? [])], joined[3]?.gramLines.length],
      [SMALL_UNITS, 8, [1, 3, 5], 3],
    );
    assert.equal(withSmallUnits(print(small([1], 4), small([2], 3))).units.length, 2);
    assert.equal(withSmallUnits(print(small([], 4), small([2], 4))).units.length, 2);
    assert.equal(withSmallUnits(print(small([1], 8), small([2], 8))).units.length, 2);
  });
});

describe('numbers of a comparison', () => {
  it('are a score of evidence, and evidence of a score', () => {
    holds(
      [
        [0, 0],
        [50, 0.5],
        [150, 0.75],
      ],
      scoreOf,
    );
    assert.equal(evidenceOf(0.5), 50);
    assert.equal(evidenceOf(scoreOf(17)).toFixed(6), '17.000000');
    assert.equal(setBack(10, 20), 0.625);
    assert.equal(setBack(10, 10), 10);
    assert.equal(combined([3, 4]), 5);
    assert.equal(combined([]), 0);
  });

  it('are rates that fall with evidence and are undone by it', () => {
    for (const evidence of [3, 7, 12, 20, 40, 90]) {
      const rate = falsePositiveRate(evidence);
      assert.ok(Math.abs(evidenceAt(rate) / evidence - 1) < 1e-6, `${evidence}`);
      assert.ok(falsePositiveRate(evidence, true) >= rate);
    }
    assert.equal(falsePositiveRate(0), 1);
    assert.equal(falsePositiveRate(-1), 1);
    assert.equal(falsePositiveRate(1e9), 1e-12);
    assert.ok(falsePositiveRate(12, true) > 2 * falsePositiveRate(12));
    holds(
      [
        [4e-7, 'conclusive'],
        [4.1e-7, 'strong'],
        [4e-6, 'strong'],
        [2.5e-5, 'moderate'],
        [2e-4, 'weak'],
        [2.1e-4, null],
      ],
      strengthOf,
    );
  });

  it('are at most moderate in a language that is not calibrated', () => {
    const of = (evidence: number, calibrated: boolean) => {
      const { score, rate, strength } = judgeEvidence(evidence, { calibrated });
      return [Number(score.toFixed(3)), rate === null, strength];
    };
    assert.deepEqual(of(200, true), [0.8, false, 'conclusive']);
    assert.deepEqual(of(200, false), [0.48, true, 'moderate']);
    assert.deepEqual(of(16, false), [0.242, true, of(16, true)[2]]);
    assert.deepEqual(of(0, false), [0, true, null]);
  });

  it('weigh a gram by the cube of its bits, boilerplate not at all', () => {
    const table = encodeRarity(
      1024,
      new Map([
        [1, 1024],
        [2, 256],
        [3, 32],
        [4, 2],
        [5, 182],
      ]),
    );
    for (const bytes of [table, withBuckets(table)]) {
      const opened = openRarity(bytes);
      assert.ok(opened.ok);
      const weigh = weighWith(opened.value);
      assert.deepEqual(
        [1, 2, 3, 4, 5, 99].map((gram) => Number(weigh(gram).toFixed(3))),
        [0, 0, 0.125, 0.729, Number(weigh(5).toFixed(3)), 0.729],
      );
      assert.deepEqual([1, 2, 3, 4].map(opened.value.weight), [0, 2, 5, 9]);
      assert.equal(opened.value.files, 1024);
    }
    assert.equal(openRarity(table.slice(0, -1)).ok, false);
    assert.equal(openRarity(new Uint8Array(8)).ok, false);
    const other = table.slice();
    other[0] = 0;
    assert.equal(openRarity(other).ok, false);
    const shifted = new Uint8Array(table.length + 1);
    shifted.set(table, 1);
    assert.equal(openRarity(shifted.subarray(1)).ok, true);
  });
});
