import { strict as assert } from 'node:assert';
import { falsePositiveRate, judgeEvidence, scoreOf, strengthOf } from '../../../src/compare/calibration.ts';
import { openMatcher } from '../../../src/compare/match-units.ts';
import { encodeRarity, openRarity, withBuckets } from '../../../src/compare/rarity.ts';
import { renameMap } from '../../../src/compare/rename-map.ts';
import { sortedLookup } from '../../../src/compare/sorted-lookup.ts';
import { flatCorpus } from '../../../src/compare/unit-corpus.ts';
import { weighUnit } from '../../../src/compare/weighed-unit.ts';

const grams = (...numbers: number[]): Uint32Array => Uint32Array.from(numbers).sort();

describe('calibration', () => {
  it('lets the rate fall and the score rise with every bit of evidence', () => {
    let [rate, score] = [1, -1];
    for (const evidence of [0, 0.001, 0.05, 0.5, 1, 4, 9, 15, 30, 60, 120, 500, 5000]) {
      assert.ok(falsePositiveRate(evidence) <= rate);
      assert.ok(scoreOf(evidence) > score);
      [rate, score] = [falsePositiveRate(evidence), scoreOf(evidence)];
    }
    assert.equal(falsePositiveRate(0), 1);
  });

  it('cuts strengths on the rate', () => {
    assert.deepEqual([1e-8, 1e-6, 1e-5, 1e-4, 5e-4].map(strengthOf), [
      'conclusive',
      'strong',
      'moderate',
      'weak',
      null,
    ]);
  });
});

describe('the table of gram counts', () => {
  it('gives common grams fewer bits, and grams it does not list the most', () => {
    const opened = openRarity(
      encodeRarity(
        1000,
        new Map([
          [7, 500],
          [8, 10],
          [9, 1],
        ]),
      ),
    );
    assert.ok(opened.ok);
    const { weight } = opened.value;
    assert.ok(Math.abs(weight(7) - 1) < 0.1);
    assert.ok(weight(8) > 6 && weight(8) < weight(9));
    assert.equal(weight(9), weight(123456));
  });

  it('weighs the same with its buckets behind it', () => {
    const counts = new Map(
      Array.from({ length: 3001 }, (_, at) => [Math.imul(at + 1, 2654435761) >>> 0, 3 + (at % 700)]),
    );
    const table = encodeRarity(1000, counts);
    const [packed, open] = [openRarity(table), openRarity(withBuckets(table))];
    assert.ok(packed.ok && open.ok);
    for (const gram of [...counts.keys(), 0, 5, 0xffffffff])
      assert.equal(open.value.weight(gram), packed.value.weight(gram));
  });

  it('refuses bytes that are no table', () => {
    const bytes = encodeRarity(1000, new Map([[7, 500]]));
    for (const damaged of [
      withBuckets(bytes).slice(0, -4),
      bytes.slice(0, 3),
      bytes.slice(0, -1),
      Uint8Array.from(bytes, (byte) => byte ^ 1),
    ]) {
      assert.equal(openRarity(damaged).ok, false);
    }
  });
});

describe('sorted look-up', () => {
  it('finds every key and no other, at the ends of the range too', () => {
    const keys = Uint32Array.from(
      new Set([
        0,
        1,
        0xffff,
        0x10000,
        0x7fffffff,
        0xfffffffe,
        0xffffffff,
        ...Array.from({ length: 500 }, (_, at) => Math.imul(at + 1, 2654435761) >>> 0),
      ]),
    ).sort();
    const find = sortedLookup(keys);
    keys.forEach((key, at) => {
      assert.equal(find(key), at);
    });
    assert.equal(find(2), -1);
    assert.equal(sortedLookup(new Uint32Array(0))(5), -1);
  });
});

describe('the matcher', () => {
  const units = [
    grams(1, 2, 3, 4, 5, 6, 7, 8),
    grams(1, 2, 3, 100, 101, 102, 103, 104),
    grams(50, 51, 52, 53),
  ];
  const corpus = flatCorpus(units, (id) => (id === 2 ? 4 : 20));

  const one = (): number => 1;
  const none = (): number => 0;
  const weighed = (of: Uint32Array, tokens: number) => weighUnit({ grams: of, tokens }, one);

  it('says how much of each side the other holds', () => {
    const [whole, part] = openMatcher(corpus, one).match(weighed(grams(1, 2, 3, 4), 20));
    assert.deepEqual([whole?.unit, whole?.shared, whole?.local, whole?.upstream], [0, 4, 1, 0.5]);
    assert.deepEqual([part?.unit, part?.shared, part?.local, part?.upstream], [1, 3, 0.75, 3 / 8]);
    assert.ok((whole?.evidence ?? 0) > (part?.evidence ?? 0));
  });

  it('leaves out units that are too small to tell, on both sides', () => {
    const matcher = openMatcher(corpus, one);
    assert.deepEqual(matcher.match(weighed(grams(1, 2, 3, 4), 3)), []);
    assert.deepEqual(matcher.match(weighed(grams(50, 51, 52, 53), 20)), []);
  });

  it('gives weightless grams no say', () => {
    assert.deepEqual(
      openMatcher(corpus, none).match(weighUnit({ grams: grams(1, 2, 3, 4), tokens: 20 }, none)),
      [],
    );
  });

  it('finds what is wanted and leaves out the rest', () => {
    const matcher = openMatcher(corpus, one);
    const all = matcher.match(weighed(grams(1, 2, 3, 4), 20));
    const best = Math.max(...all.map((match) => match.evidence));
    assert.deepEqual(
      matcher.match(weighed(grams(1, 2, 3, 4), 20), { evidence: best, shareOfBest: 0 }),
      all.filter((match) => match.evidence >= best),
    );
    assert.deepEqual(
      matcher.match(weighed(grams(1, 2, 3, 4), 20), { evidence: 0, shareOfBest: 0.9 }),
      all.filter((match) => match.evidence >= 0.9 * best),
    );
  });

  it('answers the same after any other query', () => {
    const matcher = openMatcher(corpus, one);
    const first = matcher.match(weighed(grams(1, 2, 3, 4), 20));
    matcher.match(weighed(grams(100, 101, 102, 103), 20));
    assert.deepEqual(matcher.match(weighed(grams(1, 2, 3, 4), 20)), first);
  });
});

describe('the rename map', () => {
  const name = (text: string, ...contexts: number[]) => ({ name: text, contexts: grams(...contexts) });

  it('pairs names by the surroundings they share, one to one', () => {
    const map = renameMap(
      [name('scale_res', 1, 2, 3), name('rows', 7)],
      [name('scale_resolution', 1, 2, 9), name('grid', 7, 8)],
    );
    assert.deepEqual(map.renames, [
      ['scale_res', 'scale_resolution'],
      ['rows', 'grid'],
    ]);
  });

  it('does not call a kept name renamed', () => {
    assert.deepEqual(renameMap([name('query', 1, 2)], [name('query', 1, 2)]), {
      renames: [],
      kept: 1,
      contradictions: 0,
    });
  });

  it('counts a second name for the same partner as a contradiction', () => {
    const map = renameMap([name('a1', 1, 2, 3), name('b1', 1, 2)], [name('size', 1, 2, 3)]);
    assert.deepEqual(map.renames, [['a1', 'size']]);
    assert.equal(map.contradictions, 1);
  });
});

describe('evidence in a language that nobody counted', () => {
  it('has no rate, and is moderate at most', () => {
    const counted = judgeEvidence(400, { calibrated: true });
    assert.equal(counted.strength, 'conclusive');
    const other = judgeEvidence(400, { calibrated: false });
    assert.deepEqual([other.strength, other.rate], ['moderate', null]);
    assert.equal(judgeEvidence(12, { calibrated: false }).strength, 'weak');
  });

  it('keeps its order, below the score of what is strong', () => {
    const scores = [1, 20, 22, 40, 150, 100_000].map(
      (evidence) => judgeEvidence(evidence, { calibrated: false }).score,
    );
    assert.deepEqual(
      [...scores].sort((a, b) => a - b),
      scores,
    );
    assert.equal(new Set(scores).size, scores.length);
    assert.ok(Math.max(...scores) < 0.55);
    assert.equal(scores[1], judgeEvidence(20, { calibrated: true }).score);
  });

  it('asks more of modules of one role', () => {
    const rate = (sameRole: boolean) => judgeEvidence(15, { calibrated: true, sameRole });
    assert.ok((rate(true).rate ?? 0) > 4 * (rate(false).rate ?? 1));
    assert.deepEqual([rate(true).strength, rate(false).strength], [null, 'weak']);
  });
});
