import assert from 'node:assert/strict';
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
import { encodeRarity, openRarity, withBuckets } from '../../../src/compare/rarity.ts';
import { renameMap } from '../../../src/compare/rename-map.ts';
import { setBack } from '../../../src/compare/setback.ts';
import { SMALL_UNITS, withSmallUnits } from '../../../src/compare/small-units.ts';
import { bucketsFor, bucketsOf, sortedLookup } from '../../../src/compare/sorted-lookup.ts';
import { corpusOf, flatCorpus } from '../../../src/compare/unit-corpus.ts';
import type { FilePrint, UnitPrint } from '../../../src/compare/unit-print.ts';
import { holds } from '../table.ts';
import { run, unit } from './sketch-units.ts';

const words = (...numbers: number[]): Uint32Array => Uint32Array.from(numbers);

const print = (...units: readonly UnitPrint[]): FilePrint => ({ language: 'python', damage: 0, units });

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
