import assert from 'node:assert/strict';
import type { UnitPair } from '../../../src/engine/file/file-analysis.ts';
import { withLaterHolder } from '../../../src/lineage/later-holder.ts';
import { ownShareOf } from '../../../src/lineage/name-origins.ts';
import { isNamed, namesAnother, strengthFor, surerOf, worldMatch } from '../../../src/lineage/world-match.ts';
import type { OriginWeight } from '../../../src/origins/pedigree.ts';
import { sourceFacts } from '../credit/source-facts.ts';
import { holds } from '../table.ts';
import { asked, type Given, HERON, KIN, matchOf, origin, pair, STORK, WORLD } from './sketch-origins.ts';

describe('what an upstream had first of a match', () => {
  it('is counted once for each unit, by its best pair in that file and version', () => {
    const { input } = asked({
      sources: [sourceFacts({ id: 'heron-1', project: 'heron', repository: 'lakeside/heron' })],
    });
    const match = matchOf('heron', { version: 'v-1', ties: ['v-2'] });
    const of = (...pairs: readonly UnitPair[]) => {
      const { whole, own } = ownShareOf({ ...asked({}).local, pairs }, match, input);
      return `${own} of ${whole}`;
    };
    const files = [
      [HERON, 0, 30],
      [STORK, 1, 20],
      [KIN, 2, 5],
    ] as const;
    assert.equal(of(pair(0, 10, 100, files)), '35 of 100');
    assert.equal(of(pair(0, 10, 100, files), pair(1, 10, 50, files)), '70 of 150');
    assert.equal(of(pair(0, 10, 100, files), pair(0, 11, 60, [])), '0 of 60');
    assert.equal(of(pair(0, 10, 100, files), pair(0, 10, 60, [])), '35 of 100');
    assert.equal(of(pair(0, 10, 100, files, 'else.py')), '0 of 0');
    const { holders: _, ...bare } = pair(0, 10, 100, files);
    assert.equal(of(bare), '0 of 0');
    const tied = pair(0, 10, 100, files);
    assert.equal(
      of({ ...tied, places: tied.places.map((one) => ({ ...one, version: 'v-2' })) }),
      '35 of 100',
    );
    assert.equal(of({ ...tied, places: tied.places.map((one) => ({ ...one, version: 'v-3' })) }), '0 of 0');
  });
});

describe('how surely a module is from a project', () => {
  const sure = (one: OriginWeight, given: Given = {}) => {
    const { module, input } = asked(given);
    const { strength, basis, rate } = strengthFor(module, one, 10, input);
    return [strength ?? 'nothing', basis ?? 'itself', rate.toPrecision(2)].join(' ');
  };

  it('is told by its own code, by its file where it partakes, and by what the file says', () => {
    holds<readonly [OriginWeight, Given], string>(
      [
        [[origin(HERON, 10), {}], 'conclusive itself 5.6e-10'],
        [[origin(HERON, 7), {}], 'moderate itself 0.000015'],
        [[origin(HERON, 4), {}], 'nothing itself 0.013'],
        [[origin(HERON, 4, { fileFit: 9 }), {}], 'conclusive file 4.2e-9'],
        [[origin(HERON, 2.4, { fileFit: 9 }), {}], 'nothing itself 1.0'],
        [[origin(HERON, 2.5, { fileFit: 9 }), {}], 'conclusive file 4.2e-9'],
        [[origin(HERON, 4), { stated: ['heron'] }], 'moderate statement 0.00013'],
        [[origin(HERON, 4), { stated: ['heron-kin'] }], 'moderate statement 0.00013'],
        [[origin(HERON, 4, { also: [STORK] }), { stated: ['stork'] }], 'moderate statement 0.00013'],
        [[origin(HERON, 4), { stated: ['stork'] }], 'nothing itself 0.013'],
        [[origin(HERON, 3), { stated: ['heron'] }], 'nothing itself 1.0'],
        [[origin(HERON, 10), { path: 'a.cpp' }], 'moderate itself 5.6e-10'],
      ],
      ([one, given]) => sure(one, given),
    );
  });

  it('is the surer of two, the first where both are', () => {
    const one = { rate: 0.1, strength: null };
    assert.equal(surerOf(one, { rate: 0.2, strength: null }), one);
    assert.equal(surerOf({ rate: 0.2, strength: null }, one), one);
    const same = { rate: 0.1, strength: null };
    assert.equal(surerOf(one, same), one);
  });

  it('names a project, or somebody else, by what the file states', () => {
    const named = (...stated: readonly string[]) => {
      const { input } = asked({ stated });
      return [isNamed('a.py', HERON, input), namesAnother('a.py', HERON, input)];
    };
    assert.deepEqual(named(), [false, false]);
    assert.deepEqual(named('heron'), [true, false]);
    assert.deepEqual(named('heron-kin'), [true, false]);
    assert.deepEqual(named('stork'), [false, true]);
    assert.deepEqual(named('crane'), [false, true]);
    assert.deepEqual(named('stork', 'heron'), [true, false]);
  });

  it('makes a match of which the file alone is known', () => {
    const { module, input } = asked({});
    const one = { ...origin(HERON, 5), file: 7 };
    assert.equal(worldMatch(module, one, 10, { rate: 1e-7, strength: null }, input), null);
    const found = worldMatch(
      module,
      one,
      10,
      { rate: 1.234e-7, strength: 'conclusive', basis: 'file' },
      { ...input, world: { ...WORLD, pathOf: () => 'src/pool.py' } },
    );
    assert.deepEqual(found, {
      upstream: 'heron',
      version: 'heron',
      path: 'src/pool.py',
      symbol: 'pool.py',
      range: { startLine: 1, endLine: 1 },
      score: found?.score,
      strength: 'conclusive',
      containment: { local: 0.5, upstream: 0 },
      longestRun: 0,
      falsePositiveRate: 1.2e-7,
      basis: 'file',
      renames: [],
      regions: [],
      published: '2021-01-01',
      precedes: true,
      ties: [],
      sharedAncestor: null,
      alternatives: [],
    });
    assert.ok((found?.score ?? 0) > 0.5 && (found?.score ?? 1) < 0.9);
  });
});

describe('who has the same code since later', () => {
  const later = (origins: readonly OriginWeight[], given: Given = {}) => {
    const { module, local, input } = asked({ origins, date: '2019-01-01', ...given });
    return withLaterHolder(module, local, input).matches.map(
      ({ upstream, precedes }) => `${upstream} ${precedes}`,
    );
  };

  it('is told of a module of which nothing else is, by evidence that counts', () => {
    assert.deepEqual(later([origin(HERON, 10)]), ['heron false']);
    assert.deepEqual(later([origin(HERON, 10)], { date: '2022-01-01' }), []);
    assert.deepEqual(later([origin(HERON, 10)], { matches: [matchOf('private')] }), ['private true']);
    assert.deepEqual(later([origin(HERON, 4)]), []);
    assert.deepEqual(later([origin(HERON, 6.2)]), []);
    assert.deepEqual(later([origin(HERON, 10, { file: -1 }), origin(STORK, 9)]), ['stork false']);
    assert.deepEqual(later([origin(HERON, 10), origin(STORK, 9)], { itself: [HERON] }), ['stork false']);
  });
});
