import assert from 'node:assert/strict';
import type { LocalModule, UnitPair } from '../../../src/engine/file/file-analysis.ts';
import { chooseSources, moduleId, sourceChooser } from '../../../src/lineage/choose-sources.ts';
import { compareDates, weighVersions } from '../../../src/lineage/weigh-versions.ts';
import type { AuditedModule } from '../../../src/model/report.ts';
import type { SourceFacts } from '../../../src/model/source-facts.ts';
import { sourceFacts } from '../credit/source-facts.ts';
import { holds } from '../table.ts';

const source = (id: string, published: string | null, more: Partial<SourceFacts> = {}): SourceFacts =>
  sourceFacts({ id, project: id.slice(0, -2), published, ...more });
const PUBLISHED = [
  source('heron-1', '2023-01-01'),
  source('heron-2', '2023-06-01'),
  source('ibis-1', '2022-01-01'),
  source('kite-1', '2025-01-01'),
  source('rail-1', null),
];
const mapOf = (sources: readonly SourceFacts[]) => new Map(sources.map((one) => [one.id, one]));

const pair = (versions: readonly string[], evidence: number, more: Partial<UnitPair> = {}): UnitPair => ({
  unit: 0,
  evidence,
  shared: evidence,
  upstreamWeight: evidence * 2,
  longestRun: 30,
  regions: [],
  renames: [],
  contradictions: 0,
  places: versions.map((version) => ({
    version,
    path: 'model.py',
    symbol: 'Pool',
    role: 'resampler' as const,
    range: { startLine: 1, endLine: 9 },
    since: null,
  })),
  ...more,
});
const module = (pairs: readonly UnitPair[], more: Partial<LocalModule> = {}): LocalModule => {
  const range = { startLine: 1, endLine: 9 };
  return {
    symbol: 'Mix',
    role: 'resampler',
    range,
    tokens: 90,
    units: [0, 1].map(() => ({ symbol: 'Mix', role: 'resampler' as const, range, tokens: 90, weight: 250 })),
    pairs,
    ...more,
  };
};
const say = (modules: readonly AuditedModule[]): readonly string[] =>
  modules.flatMap(({ matches }) =>
    matches.map(({ version, sharedAncestor, ties, alternatives, precedes, ancestors = [] }) =>
      [
        version,
        ...(sharedAncestor === null ? [] : [`from ${sharedAncestor}`]),
        ...(ties.length === 0 ? [] : [`or ${ties.join(' ')}`]),
        ...(alternatives.length === 0 ? [] : [`beside ${alternatives.join(', ')}`]),
        ...(ancestors.length === 0 ? [] : [`of ${ancestors.map((one) => one.version).join(' ')}`]),
        ...(precedes === true ? [] : [precedes === null ? 'undated' : 'later']),
      ].join(' '),
    ),
  );
const chosen = (
  modules: readonly LocalModule[],
  {
    date = '2024-01-01',
    sources = PUBLISHED,
    self = [] as readonly string[],
  }: { date?: string | null; sources?: readonly SourceFacts[]; self?: readonly string[] } = {},
) =>
  chooseSources(
    modules.map((one, at) => ({ path: `m${at}.py`, module: one })),
    mapOf(sources),
    () => date,
    new Set(self),
  );

describe('sources of modules, in full', () => {
  // What is weaker is set back by its fourth power.
  it('are of the same code from 92 hundredths of the evidence, the earliest then', () => {
    const two = (ibis: number) => say(chosen([module([pair(['heron-1'], 100), pair(['ibis-1'], ibis)])]));
    assert.deepEqual(two(98.4), ['ibis-1 beside heron@heron-1', 'heron-1 from ibis']);
    assert.deepEqual(two(98.3)[0], 'heron-1 beside ibis@ibis-1');
    assert.deepEqual(two(100), ['ibis-1 beside heron@heron-1', 'heron-1 from ibis']);
  });

  it('are worth naming beside the best from four tenths of its evidence', () => {
    // What is weaker is set back by its fourth power: 0.8326 of the evidence counts four tenths.
    const two = (ibis: number) =>
      say(chosen([module([pair(['heron-1'], 400), pair(['ibis-1'], ibis)])])).length;
    assert.equal(two(334), 2);
    assert.equal(two(332), 1);
  });

  it('are never a copy as a whole where the original is there', () => {
    const copy = source('ibis-1', '2022-01-01', {
      ancestors: [{ file: 'model.py', from: 'heron', statedAt: 'line 1', whole: true }],
    });
    const sources = [...PUBLISHED.filter(({ id }) => id !== 'ibis-1'), copy];
    assert.deepEqual(say(chosen([module([pair(['heron-1', 'ibis-1'], 100)])], { sources })), [
      'heron-1 beside ibis@ibis-1',
      'ibis-1 from heron of heron-1',
    ]);
    assert.deepEqual(say(chosen([module([pair(['ibis-1'], 100)])], { sources })), [
      'ibis-1 from heron of heron-1',
    ]);
    const other = [
      ...PUBLISHED,
      { ...copy, ancestors: [{ file: 'else.py', from: 'heron', statedAt: 'line 1', whole: true }] },
    ];
    assert.deepEqual(
      say(chosen([module([pair(['heron-1', 'ibis-1'], 100)])], { sources: other }))[0],
      'ibis-1 beside heron@heron-1',
    );
  });

  it('are the stated ancestor that explains nearly as much, unless the repository shows more of the descendant', () => {
    const heir = source('heron-1', '2023-01-01', {
      ancestors: [{ file: 'model.py', from: 'ibis', statedAt: 'line 1', symbols: ['Pool'] }],
    });
    const sources = [heir, ...PUBLISHED.filter(({ id }) => id !== 'heron-1')];
    const inherited = (ibis: number) => module([pair(['heron-1'], 100), pair(['ibis-1'], ibis)]);
    assert.equal(say(chosen([inherited(95)], { sources }))[0]?.split(' ')[0], 'ibis-1');
    assert.equal(say(chosen([inherited(60)], { sources }))[0], 'heron-1 of ibis-1');
    const own = module([pair(['heron-2'], 200)]);
    assert.deepEqual(
      chosen([inherited(91), own], { sources }).map((one) => one.matches[0]?.upstream),
      ['heron', 'heron'],
    );
    const weak = module([pair(['heron-2'], 12)]);
    assert.equal(chosen([inherited(91), weak], { sources })[0]?.matches[0]?.upstream, 'heron');
  });

  it('are the version that explains its file as well as any, and then the repository, and then the earlier', () => {
    const tied = pair(['heron-1', 'heron-2'], 150);
    assert.deepEqual(say(chosen([module([tied])])), ['heron-1 or heron-2']);
    const near = module([pair(['heron-2'], 150, { unit: 0 }), pair(['heron-1'], 147, { unit: 0 })]);
    assert.deepEqual(say(chosen([near])), ['heron-2 or heron-1']);
    assert.deepEqual(
      say(chosen([near, module([pair(['heron-1'], 300)])])).map((one) => one.split(' ')[0]),
      ['heron-1', 'heron-1'],
    );
    const far = module([pair(['heron-2'], 150), pair(['heron-1'], 140)]);
    assert.deepEqual(say(chosen([far])), ['heron-2']);
  });

  it('let the modules of one file decide before those of others', () => {
    const tied = module([pair(['heron-1', 'heron-2'], 150)]);
    const placed = [
      { path: 'a.py', module: tied },
      { path: 'a.py', module: module([pair(['heron-2'], 200)], { symbol: 'Other' }) },
      { path: 'b.py', module: module([pair(['heron-1'], 900)]) },
    ];
    assert.deepEqual(
      chooseSources(placed, mapOf(PUBLISHED), () => '2024-01-01').map((one) => one.matches[0]?.version),
      ['heron-2', 'heron-2', 'heron-1'],
    );
  });

  it('that came later are told where nothing came before, unless they are weak', () => {
    const later = (evidence: number) => say(chosen([module([pair(['kite-1'], evidence)])]));
    assert.deepEqual(later(200), ['kite-1 later']);
    assert.deepEqual(later(14), []);
    assert.deepEqual(say(chosen([module([pair(['kite-1', 'heron-1'], 200)])])), [
      'heron-1 beside kite@kite-1 (published later)',
    ]);
    const two = [...PUBLISHED, source('lark-1', '2025-06-01')];
    assert.deepEqual(say(chosen([module([pair(['kite-1', 'lark-1'], 200)])], { sources: two })), [
      'kite-1 beside lark@lark-1 (published later) later',
    ]);
  });

  it('are none that the repository is itself, and none that nobody knows', () => {
    assert.deepEqual(
      say(chosen([module([pair(['heron-1'], 200), pair(['ibis-1'], 150)])], { self: ['heron'] })),
      ['ibis-1'],
    );
    assert.deepEqual(say(chosen([module([pair(['unknown-1'], 200)])])), []);
    assert.deepEqual(say(chosen([module([pair(['rail-1'], 200)])])), ['rail-1 undated']);
  });

  it('are the same when they are chosen again, for oneself and for others', () => {
    const modules = [
      module([pair(['heron-1'], 200), pair(['ibis-1'], 190)]),
      module([pair(['ibis-1'], 150)]),
    ].map((one, at) => ({ path: `m${at}.py`, module: one }));
    const choose = sourceChooser(modules, mapOf(PUBLISHED), () => '2024-01-01');
    const once = (self: readonly string[], undated: readonly string[] = []) =>
      chooseSources(modules, mapOf(PUBLISHED), () => '2024-01-01', new Set(self), new Set(undated));
    for (const self of [[], ['heron'], ['ibis'], [], ['heron', 'ibis']])
      assert.deepEqual(choose(new Set(self)), once(self), self.join());
    assert.deepEqual(choose(new Set(), new Set(['ibis'])), once([], ['ibis']));
    assert.equal(once([], ['ibis'])[1]?.matches[0]?.precedes, null);
  });

  it('are none for what is too small to compare, which is said', () => {
    const small = module([pair(['heron-1'], 200)], {
      units: [
        { symbol: 'Mix', role: 'resampler', range: { startLine: 1, endLine: 2 }, tokens: 3, weight: 9 },
      ],
      tokens: 3,
    });
    const [found] = chosen([small]);
    assert.deepEqual([found?.matches, found?.notCompared !== null, found?.tokens], [[], true, 3]);
    assert.equal(chosen([module([])])[0]?.notCompared, null);
  });

  it('leave out modules of no role of which nothing is known', () => {
    const other = (more: Partial<LocalModule> = {}) => module([], { role: 'other', ...more });
    assert.equal(chosen([other()]).length, 0);
    assert.equal(chosen([other({ pedigree: { whole: 1, unknown: 1, origins: [] } })]).length, 0);
    assert.equal(chosen([other({ pedigree: { whole: 1, unknown: 0, origins: [{}] as never } })]).length, 1);
    assert.equal(chosen([module([])]).length, 1);
  });

  it('go with a module that is known by its path, symbol and role', () => {
    const ids = [
      moduleId('a.py', module([])),
      moduleId('b.py', module([])),
      moduleId('a.py', module([], { symbol: 'Other' })),
      moduleId('a.py', module([], { role: 'slicing' })),
    ];
    assert.equal(new Set(ids).size, 4);
    assert.match(ids[0] ?? '', /^module-[0-9a-f]{8}$/);
    assert.equal(moduleId('a.py', module([], { tokens: 1 })), ids[0]);
  });
});

describe('versions that are weighed', () => {
  const weigh = (one: LocalModule, date: string | null = '2024-01-01', undated: readonly string[] = []) => {
    const { eligible, afterwards, later } = weighVersions(
      one,
      mapOf(PUBLISHED),
      date,
      () => null,
      new Set(),
      new Set(undated),
    );
    const say = (all: typeof eligible) =>
      all.map(
        ({ version, evidence, since, precedes }) => `${version} ${evidence.toFixed(1)} ${since} ${precedes}`,
      );
    return [say(eligible), say(afterwards), later];
  };

  it('count their best pair of each unit, set back beside a better one, and together as a vector', () => {
    assert.deepEqual(
      weigh(module([pair(['heron-1'], 30), pair(['heron-1'], 40), pair(['heron-1'], 30, { unit: 1 })])),
      [['heron-1 50.0 2023-01-01 true'], [], []],
    );
    assert.deepEqual(weigh(module([pair(['heron-1'], 100), pair(['ibis-1'], 50)]))[0], [
      'heron-1 100.0 2023-01-01 true',
      'ibis-1 3.1 2022-01-01 true',
    ]);
  });

  it('are parted by their dates, and named as later where nothing of them came before', () => {
    assert.deepEqual(weigh(module([pair(['kite-1', 'heron-1'], 40)])), [
      ['heron-1 40.0 2023-01-01 true'],
      ['kite-1 40.0 2025-01-01 false'],
      ['kite@kite-1'],
    ]);
    const mixed = pair(['kite-1'], 40);
    const early = { ...mixed, unit: 1, places: mixed.places.map((one) => ({ ...one, since: '2020-01-01' })) };
    assert.deepEqual(weigh(module([mixed, early]))[2], []);
    assert.deepEqual(weigh(module([pair(['kite-1'], 40)]), '2024-01-01', ['kite'])[0], [
      'kite-1 40.0 2025-01-01 null',
    ]);
    assert.deepEqual(weigh(module([pair(['kite-1'], 40)]), null)[0], ['kite-1 40.0 2025-01-01 null']);
  });

  it('stand by evidence, then by date, then by name', () => {
    const [eligible] = weigh(module([pair(['heron-2', 'heron-1', 'rail-1', 'ibis-1'], 40)]));
    assert.deepEqual(
      eligible?.map((one) => one.split(' ')[0]),
      ['ibis-1', 'heron-1', 'heron-2', 'rail-1'],
    );
  });

  it('have dates in order, unknown ones last', () => {
    holds<readonly [string | null, string | null], number>(
      [
        [[null, null], 0],
        [['2024-01-01', '2024-01-01'], 0],
        [[null, '2024-01-01'], 1],
        [['2024-01-01', null], -1],
        [['2024-01-01', '2024-01-02'], -1],
        [['2024-01-02', '2024-01-01'], 1],
      ],
      ([a, b]) => Math.sign(compareDates(a, b)),
    );
  });
});
