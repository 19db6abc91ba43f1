import assert from 'node:assert/strict';
import { nameOrigins } from '../../../src/lineage/name-origins.ts';
import type { ModuleMatch } from '../../../src/model/report.ts';
import { sourceFacts } from '../credit/source-facts.ts';
import { asked, type Given, HERON, KIN, matchOf, origin, pair, STORK, told } from './sketch-origins.ts';

const LATE = 3;

describe('shares of a module by origin', () => {
  it('are told with file, day, license and address, and what is left is its own', () => {
    assert.deepEqual(
      told({ whole: 20, origins: [origin(HERON, 12), origin(STORK, 6, { root: 0.4, also: [KIN, HERON] })] }),
      [
        'heron conclusive before',
        '  heron 0.6 root 0.py 2021-01-01 MIT lakeside/heron',
        '  stork 0.3 1.py 2021-01-01 lakeside/stork also heron-kin heron',
        '  own 0.1',
      ],
    );
  });

  it('are left out under two hundredths, by either side', () => {
    assert.deepEqual(
      told({ whole: 100, origins: [origin(HERON, 97), origin(STORK, 2)] })
        .slice(1)
        .map((one) => one.trim().split(' ').slice(0, 2).join(' ')),
      ['heron 0.97', 'stork 0.02'],
    );
    assert.deepEqual(
      told({ whole: 100, origins: [origin(HERON, 98), origin(STORK, 1.9)] })
        .slice(1)
        .map((one) => one.trim().split(' ').slice(0, 2).join(' ')),
      ['heron 0.98', 'own 0.02'],
    );
    assert.deepEqual(told({ whole: 100, origins: [origin(HERON, 98.1)] }).length, 2);
  });

  it('are roots where at least half of the weight stands in files that name nobody', () => {
    const root = (share: number) =>
      told({ origins: [origin(HERON, 10, { root: share })] })[1]?.includes('root');
    assert.equal(root(0.5), true);
    assert.equal(root(0.49), false);
  });

  it('are not of the repository itself, nor of who had it later', () => {
    assert.deepEqual(told({ origins: [origin(HERON, 8)], itself: [HERON] }), []);
    assert.deepEqual(told({ origins: [origin(HERON, 9)], date: '2020-01-01' }), [
      'heron conclusive after',
      '  own 1',
    ]);
    assert.deepEqual(told({ origins: [origin(LATE, 9)], date: '2020-12-20' })[0], 'late conclusive unknown');
    assert.deepEqual(
      told({ whole: 20, origins: [origin(STORK, 4, { day: '2023-01-01' }), origin(HERON, 16)] }),
      ['heron conclusive before', '  heron 0.8 root 0.py 2021-01-01 MIT lakeside/heron', '  own 0.2'],
    );
  });

  it('are without file and day where these are not known', () => {
    assert.deepEqual(
      told({ matches: [matchOf('heron')], origins: [origin(STORK, 8, { file: -1, day: '' })] }),
      ['heron strong before', '  stork 0.8 root lakeside/stork', '  own 0.2'],
    );
  });

  it('are stated where the file names whom no share shows', () => {
    const heron = [origin(HERON, 10)];
    const stated = (...keys: readonly string[]) => told({ origins: heron, stated: keys }).slice(2);
    assert.deepEqual(stated('lakeside/stork'), ['  stork 0 root stated lakeside/stork']);
    assert.deepEqual(stated('lakeside/heron'), []);
    assert.deepEqual(stated('marsh/crane'), ['  marsh/crane 0 root stated marsh/crane']);
    assert.deepEqual(stated('crane'), []);
    assert.deepEqual(stated('marsh/audited'), []);
    assert.deepEqual(stated('stork', 'lakeside/stork'), ['  stork 0 root stated lakeside/stork']);
    assert.deepEqual(stated('nowhere'), ['  nowhere 0 root stated MIT']);
    assert.deepEqual(told({ origins: heron, stated: ['stork'], itself: [STORK] }).slice(2), []);
  });
});

describe('who leads a module', () => {
  const sources = ['heron', 'stork'].map((project) =>
    sourceFacts({ id: `${project}-1`, project, repository: `lakeside/${project}` }),
  );
  const pairs = (own: number) => [
    {
      ...pair(0, 10, 100, [[HERON, 0, own]]),
      places: pair(0, 1, 1, []).places.map((one) => ({ ...one, version: 'heron-1' })),
    },
  ];

  it('is the upstream that had enough of it first', () => {
    const matches = [matchOf('heron')];
    const lead = (own: number, stork: number) =>
      told({ whole: 40, sources, matches, pairs: pairs(own), origins: [origin(STORK, stork)] })[0];
    assert.equal(lead(15, 19), 'heron strong before');
    assert.equal(lead(15, 20), 'stork conclusive before through heron');
    assert.equal(lead(14, 19), 'stork conclusive before through heron');
    assert.equal(lead(0, 19), 'stork conclusive before through heron');
    assert.equal(lead(14, 8), 'heron strong before');
    assert.equal(
      told({
        sources,
        matches: [matchOf('heron', { strength: 'conclusive' })],
        pairs: pairs(15),
        origins: [origin(STORK, 9)],
      })[0],
      'heron conclusive before',
    );
  });

  it('is the other match of a module where that one is of the origin', () => {
    const matches = [matchOf('heron'), matchOf('stork', { strength: 'moderate' })];
    assert.deepEqual(
      told({ sources, matches, origins: [origin(STORK, 9)] }).filter((one) => !one.startsWith(' ')),
      ['stork moderate before through heron', 'heron strong before'],
    );
  });

  it('is left where the world lacks the upstream, and that has its part', () => {
    const [front, ...shares] = told({ matches: [matchOf('private')], origins: [origin(STORK, 4)] });
    assert.equal(front, 'private strong before');
    assert.deepEqual(shares, [
      '  private 0.6 root up.py 2024-01-01',
      '  stork 0.4 root 1.py 2021-01-01 lakeside/stork',
    ]);
    assert.deepEqual(
      told({
        matches: [matchOf('private', { containment: { local: 0.3, upstream: 1 } })],
        origins: [],
      }).slice(1),
      ['  private 0.3 root up.py 2024-01-01', '  own 0.7'],
    );
    assert.deepEqual(
      told({ matches: [matchOf('private', { containment: { local: 0.01, upstream: 1 } })] }).slice(1),
      ['  own 1'],
    );
    assert.deepEqual(told({ matches: [matchOf('private', { precedes: false })] }), [
      'private strong after',
      '  own 1',
    ]);
  });

  it('has its part where what both share is common and it had enough of that first', () => {
    const part = (own: number, more: Partial<ModuleMatch> = {}) =>
      told({ sources, matches: [matchOf('heron', more)], pairs: pairs(own) })
        .slice(1)
        .map((one) => one.trim().split(' ')[0]);
    assert.deepEqual(part(15), ['heron', 'own']);
    assert.deepEqual(part(14.9), ['own']);
    assert.deepEqual(part(15, { strength: 'moderate' }), ['own']);
    assert.deepEqual(part(15, { strength: 'conclusive' }), ['heron', 'own']);
    assert.deepEqual(part(15, { containment: { local: 0.9, upstream: 0 } }), ['own']);
  });

  it('is as sure as what its own origin tells', () => {
    const weak = { strength: 'weak', falsePositiveRate: 1e-4 } as const;
    assert.equal(
      told({ sources, matches: [matchOf('heron', weak)], origins: [origin(HERON, 9)] })[0],
      'heron conclusive before',
    );
    assert.equal(
      told({ sources, matches: [matchOf('heron')], origins: [origin(KIN, 9)] })[0]?.split(' ')[1],
      'conclusive',
    );
    assert.equal(
      told({
        sources,
        matches: [matchOf('heron', { strength: 'conclusive' })],
        origins: [origin(HERON, 1)],
      })[0],
      'heron conclusive before',
    );
  });

  it('is nobody whose match came later; the origin leads then without a route', () => {
    const matches = [matchOf('heron', { precedes: false })];
    assert.deepEqual(
      told({ sources, matches, origins: [origin(STORK, 9)] }).filter((one) => !one.startsWith(' ')),
      ['stork conclusive before', 'heron strong after'],
    );
  });

  it('is the part of a library whose file had most of it first', () => {
    const library = ['part-a', 'part-b'].map((project, at) =>
      sourceFacts({
        id: `${project}-1`,
        project,
        repository: 'lakeside/heron',
        files: [{ path: `${at}.py`, role: 'other', firstCommitted: null }],
      }),
    );
    const lead = (matches: readonly ModuleMatch[], weight = 9) =>
      told({ sources: library, matches, origins: [origin(HERON, weight)] }).filter(
        (one) => !one.startsWith(' '),
      );
    assert.deepEqual(lead([matchOf('part-a')]), ['part-a conclusive before']);
    assert.deepEqual(lead([matchOf('part-b')]), [
      'part-a conclusive before through part-b',
      'part-b strong before',
    ]);
    assert.deepEqual(lead([matchOf('part-b'), matchOf('part-a')]), [
      'part-a conclusive before through part-b',
      'part-b strong before',
    ]);
    assert.deepEqual(lead([matchOf('part-b')], 4), ['part-b strong before']);
  });

  it('sums up what each upstream had first of what it leads', () => {
    const own = (given: Given) =>
      [...nameOrigins(asked(given).input).own].map(([id, { whole, own }]) => `${id} ${own} of ${whole}`);
    assert.deepEqual(own({ origins: [origin(HERON, 8, { root: 0.5 })] }), ['heron 4 of 8']);
    assert.deepEqual(own({ origins: [origin(HERON, 8)], stated: ['stork'] }), ['heron 0 of 8']);
    assert.deepEqual(own({ origins: [origin(HERON, 8)], stated: ['heron'] }), ['heron 8 of 8']);
    assert.deepEqual(own({ sources, matches: [matchOf('heron')], pairs: pairs(30), origins: [] }), [
      'heron 30 of 100',
    ]);
    assert.deepEqual(own({ matches: [matchOf('private')] }), ['private 0 of 0']);
  });

  it('names the facts of each project that only the world has', () => {
    const found = nameOrigins(
      asked({ sources: [], origins: [origin(HERON, 8), origin(STORK, 1), origin(KIN, 1, { file: -1 })] })
        .input,
    );
    assert.deepEqual([...found.sources.keys()], ['heron', 'stork']);
    assert.deepEqual(
      [...nameOrigins(asked({ sources, origins: [origin(HERON, 8)] }).input).sources.keys()],
      [],
    );
  });

  it('leaves out a module of no role of which nothing is told, and keeps the others', () => {
    const count = (role: 'other' | 'attention') => {
      const { input } = asked({});
      return nameOrigins({ ...input, modules: input.modules.map((one) => ({ ...one, role })) }).modules
        .length;
    };
    assert.equal(count('other'), 0);
    assert.equal(count('attention'), 1);
  });
});
