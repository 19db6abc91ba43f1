import assert from 'node:assert/strict';
import type { LocalModule, UnitPair } from '../../../src/engine/file/file-analysis.ts';
import { moduleId } from '../../../src/lineage/choose-sources.ts';
import { withLaterHolder } from '../../../src/lineage/later-holder.ts';
import { nameOrigins, ownShareOf } from '../../../src/lineage/name-origins.ts';
import {
  isNamed,
  namesAnother,
  type OriginsInput,
  strengthFor,
  surerOf,
  worldMatch,
} from '../../../src/lineage/world-match.ts';
import { worldProjects } from '../../../src/lineage/world-projects.ts';
import type { AuditedModule, ModuleMatch, OriginShare } from '../../../src/model/report.ts';
import type { SourceFacts } from '../../../src/model/source-facts.ts';
import type { OriginWeight } from '../../../src/origins/pedigree.ts';
import { sourceFacts } from '../credit/source-facts.ts';
import { moduleOf } from '../rules/evidence-builder.ts';
import { holds } from '../table.ts';
import { sketchWorld, worldProject } from './sketch-world.ts';

const HERON = 0;
const STORK = 1;
const KIN = 2;
const LATE = 3;
const WORLD = sketchWorld([
  worldProject('heron', 0),
  worldProject('stork', 1, { license: '' }),
  worldProject('heron-kin', 0),
  worldProject('late', 2, { dateKind: 'published' }),
  worldProject('nowhere', 3, { repository: null }),
]);

const origin = (project: number, weight: number, more: Partial<OriginWeight> = {}): OriginWeight => ({
  project,
  file: project,
  weight,
  fileWeight: weight,
  fileFit: 0,
  day: '2021-01-01',
  root: 1,
  also: [],
  ...more,
});

interface Given {
  readonly whole?: number;
  readonly origins?: readonly OriginWeight[];
  readonly matches?: readonly ModuleMatch[];
  readonly pairs?: readonly UnitPair[];
  readonly stated?: readonly string[];
  readonly date?: string | null;
  readonly name?: string;
  readonly itself?: readonly number[];
  readonly sources?: readonly SourceFacts[];
  readonly path?: string;
}

const pair = (
  unit: number,
  evidence: number,
  whole: number,
  files: readonly (readonly [number, number, number])[],
  path = 'up.py',
): UnitPair => ({
  unit,
  evidence,
  shared: evidence,
  upstreamWeight: evidence,
  longestRun: 9,
  regions: [],
  renames: [],
  contradictions: 0,
  places: [
    { version: 'v-1', path, symbol: 'Up', role: 'other', range: { startLine: 1, endLine: 9 }, since: null },
  ],
  holders: { whole, files },
});

function asked(given: Given) {
  const {
    whole = 10,
    origins = [],
    matches = [],
    pairs = [],
    stated = [],
    date = '2022-01-01',
    path = 'a.py',
  } = given;
  const range = { startLine: 1, endLine: 9 };
  const local: LocalModule = {
    symbol: 'Pool',
    role: 'attention',
    range,
    tokens: 60,
    units: [],
    pairs,
    pedigree: { whole, unknown: 0, origins },
  };
  const module: AuditedModule = {
    ...moduleOf(path, 'Pool', { upstream: 'x' }, { role: 'attention', tokens: 60, range }),
    id: moduleId(path, local),
    matches,
  };
  const input: OriginsInput = {
    modules: [module],
    placed: [{ path, module: local }],
    world: WORLD,
    projects: worldProjects(WORLD, new Map((given.sources ?? []).map((one) => [one.id, one]))),
    dateOf: () => date,
    statedOf: () => ({ all: stated, ofFile: stated }),
    contentOf: () => -1,
    name: given.name ?? 'audited',
    itself: new Set(given.itself ?? []),
  };
  return { module, local, input };
}

const matchOf = (upstream: string, more: Partial<ModuleMatch> = {}): ModuleMatch => {
  const [first] = moduleOf('a.py', 'Pool', {
    upstream,
    version: `${upstream}-1`,
    path: 'up.py',
    ...more,
  }).matches;
  assert.ok(first !== undefined);
  return first;
};

const sayShare = ({
  project,
  share,
  root,
  stated,
  path,
  date,
  alsoIn,
  license,
  repository,
}: OriginShare): string =>
  [
    project ?? 'own',
    share,
    ...(root ? ['root'] : []),
    ...(stated === true ? ['stated'] : []),
    ...(path === undefined ? [] : [path]),
    ...(date === undefined ? [] : [date]),
    ...(license === undefined ? [] : [license]),
    ...(repository === undefined ? [] : [repository.replace('https://github.com/', '')]),
    ...(alsoIn.length === 0 ? [] : [`also ${alsoIn.join(' ')}`]),
  ].join(' ');

/** The matches of a module in a line each, the first with its origins. */
function told(given: Given): readonly string[] {
  const { modules } = nameOrigins(asked(given).input);
  return (modules[0]?.matches ?? []).flatMap(({ upstream, strength, basis, order, route, origin = [] }) => [
    [
      upstream,
      strength,
      order,
      ...(basis === undefined ? [] : [`by ${basis}`]),
      ...(route === undefined ? [] : [`through ${route.project}`]),
    ].join(' '),
    ...origin.map((one) => `  ${sayShare(one)}`),
  ]);
}

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
