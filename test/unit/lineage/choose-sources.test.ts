import { strict as assert } from 'node:assert';
import type { LocalModule, UnitPair } from '../../../src/engine/file/file-analysis.ts';
import { chooseSources } from '../../../src/lineage/choose-sources.ts';
import type { SourceFacts } from '../../../src/model/source-facts.ts';

function source(id: string, project: string, published: string): SourceFacts {
  const license = { expression: 'Apache-2.0', source: 'LICENSE' };
  return {
    id,
    project,
    projectName: project,
    name: id,
    organisation: '',
    repository: `lab/${project}`,
    commit: null,
    published,
    publishedBasis: 'test',
    codeLicense: license,
    weightsLicense: license,
    copyrights: [],
    files: [],
    identifiers: [],
    specialTokens: [],
    configKeys: [],
    tensorPrefixes: [],
    ancestors: [],
    aliases: [project],
    citations: [],
    factsOnly: false,
  };
}

const SOURCES = new Map(
  [
    source('heron-1', 'heron', '2023-01-01'),
    source('heron-2', 'heron', '2023-06-01'),
    source('ibis-1', 'ibis', '2022-01-01'),
    source('kite-1', 'kite', '2025-01-01'),
  ].map((each) => [each.id, each]),
);

function pair(versions: readonly string[], evidence: number, symbol = 'Pool'): UnitPair {
  return {
    unit: 0,
    evidence,
    shared: evidence,
    upstreamWeight: evidence * 1.25,
    longestRun: 30,
    regions: [],
    renames: [],
    contradictions: 0,
    places: versions.map((version) => ({
      version,
      path: 'model.py',
      symbol,
      role: 'resampler' as const,
      range: { startLine: 1, endLine: 9 },
      since: null,
    })),
  };
}

function module(pairs: readonly UnitPair[]): LocalModule {
  const range = { startLine: 1, endLine: 9 };
  return {
    symbol: 'Mix',
    role: 'resampler',
    range,
    tokens: 90,
    units: [{ symbol: 'Mix', role: 'resampler', range, tokens: 90, weight: 250 }],
    pairs,
  };
}

const choose = (date: string | null, ...modules: LocalModule[]) =>
  chooseSources(
    modules.map((each, at) => ({ path: `m${at}.py`, module: each })),
    SOURCES,
    () => date,
  );

describe('the choice of a source', () => {
  it('never names a version that was published after the module', () => {
    const [found] = choose('2024-01-01', module([pair(['kite-1'], 200), pair(['heron-1'], 120)]));
    assert.equal(found?.matches[0]?.upstream, 'heron');
    assert.ok(found?.matches.every((match) => match.upstream !== 'kite'));
    assert.deepEqual(found?.matches[0]?.alternatives, ['kite@kite-1 (published later)']);
  });

  it('leaves precedence open when the local date is not known', () => {
    const [found] = choose(null, module([pair(['kite-1'], 200)]));
    assert.deepEqual([found?.matches[0]?.upstream, found?.matches[0]?.precedes], ['kite', null]);
  });

  it('names the earlier of two projects that have the same code, and it as the ancestor of the other', () => {
    const [found] = choose('2024-01-01', module([pair(['heron-1', 'ibis-1'], 150)]));
    assert.equal(found?.matches[0]?.upstream, 'ibis');
    assert.deepEqual(
      found?.matches.map((match) => match.sharedAncestor),
      [null, 'ibis'],
    );
  });

  it('names the better of two projects when they differ', () => {
    const [found] = choose('2024-01-01', module([pair(['heron-1'], 200), pair(['ibis-1'], 120)]));
    assert.equal(found?.matches[0]?.upstream, 'heron');
    assert.equal(found?.matches[0]?.sharedAncestor, null);
  });

  it('says which versions it cannot tell apart, and lets other modules decide between them', () => {
    const tied = module([pair(['heron-1', 'heron-2'], 150)]);
    assert.deepEqual(
      choose('2024-01-01', tied).map((each) => [each.matches[0]?.version, each.matches[0]?.ties]),
      [['heron-1', ['heron-2']]],
    );
    const decided = choose('2024-01-01', tied, module([pair(['heron-2'], 300)]));
    assert.deepEqual(
      decided.map((each) => each.matches[0]?.version),
      ['heron-2', 'heron-2'],
    );
  });

  it('calls faint evidence no match, and leaves a module without role and match out', () => {
    const faint = module([pair(['heron-1'], 1)]);
    assert.deepEqual(choose('2024-01-01', faint)[0]?.matches, []);
    assert.deepEqual(choose('2024-01-01', { ...faint, role: 'other' }), []);
  });

  it('says when a module is too small to tell', () => {
    const small = {
      ...module([]),
      tokens: 5,
      units: [
        {
          symbol: 'Mix',
          role: 'resampler' as const,
          range: { startLine: 1, endLine: 2 },
          tokens: 5,
          weight: 3,
        },
      ],
    };
    assert.match(choose('2024-01-01', small)[0]?.notCompared ?? '', /too small to tell/);
  });

  it('does not name a project as the source of code that the audited one had earlier', () => {
    const placed = { path: 'model.py', module: module([pair(['heron-2'], 300), pair(['ibis-1'], 200)]) };
    const names = (self: ReadonlySet<string>): (string | undefined)[] =>
      chooseSources([placed], SOURCES, () => '2024-01-01', self).map(
        (each) => each.matches.find(({ precedes }) => precedes !== false)?.upstream,
      );
    assert.deepEqual(names(new Set()), ['heron']);
    // The audited project is ibis, and its own version of 2022 explains most of what heron's of 2023 would.
    assert.deepEqual(names(new Set(['ibis'])), [undefined]);
    // It is heron: ibis was public before it, and stays.
    assert.deepEqual(names(new Set(['heron'])), ['ibis']);
  });

  it('does not name a project as the source of a file when an older file here has the same', () => {
    const same = [pair(['heron-1'], 300)];
    const dates = new Map([
      ['old.py', '2022-05-01'],
      ['new.py', '2024-01-01'],
    ]);
    const found = chooseSources(
      [...dates.keys()].map((path) => ({ path, module: module(same) })),
      SOURCES,
      (path) => dates.get(path) ?? null,
    );
    assert.deepEqual(
      found.map((each) => each.matches.map(({ precedes }) => precedes)),
      [[false], [false]],
    );
  });

  it('tells code that was public only later as that, and does not drop it', () => {
    const [found] = chooseSources(
      [{ path: 'model.py', module: module([pair(['heron-1'], 300), pair(['kite-1'], 200)]) }],
      SOURCES,
      () => '2001-01-01',
    );
    assert.deepEqual(
      found?.matches.map(({ upstream, precedes, alternatives }) => [upstream, precedes, alternatives]),
      [['heron', false, ['kite@kite-1 (published later)']]],
    );
    const [faint] = chooseSources(
      [{ path: 'model.py', module: module([pair(['heron-1'], 20)]) }],
      SOURCES,
      () => '2001-01-01',
    );
    assert.deepEqual(faint?.matches ?? [], []);
  });

  it('says of a file that is a copy as a whole from whom both sides have it', () => {
    const copied = (from: string) => {
      const heron = source('heron-1', 'heron', '2021-01-01');
      const ancestors = [{ file: 'model.py', from, statedAt: 'header comment', whole: true }];
      return new Map([...SOURCES, ['heron-1', { ...heron, ancestors }]]);
    };
    const placed = (pairs: readonly UnitPair[]) => [{ path: 'm.py', module: module(pairs) }];
    const [outside] = chooseSources(
      placed([pair(['heron-1'], 300)]),
      copied('Osprey (Lab)'),
      () => '2024-01-01',
    );
    assert.equal(outside?.matches[0]?.sharedAncestor, 'Osprey (Lab)');
    // The ancestor has an entry and the same code: it is the source, though the copy is dated earlier.
    const [known] = chooseSources(
      placed([pair(['heron-1', 'ibis-1'], 300)]),
      copied('ibis'),
      () => '2024-01-01',
    );
    assert.deepEqual(
      known?.matches.map((match) => [match.upstream, match.sharedAncestor]),
      [
        ['ibis', null],
        ['heron', 'ibis'],
      ],
    );
  });

  it('keeps a copy of some classes and functions to these', () => {
    const heron = source('heron-1', 'heron', '2021-01-01');
    const ancestors = [
      { file: 'model.py', from: 'Osprey (Lab)', statedAt: 'comment', whole: true, symbols: ['Pool'] },
    ];
    const sources = new Map([...SOURCES, ['heron-1', { ...heron, ancestors }]]);
    const shared = (symbol: string): string | null | undefined =>
      chooseSources(
        [{ path: 'm.py', module: module([pair(['heron-1'], 300, symbol)]) }],
        sources,
        () => '2024-01-01',
      )[0]?.matches[0]?.sharedAncestor;
    assert.equal(shared('Pool.forward'), 'Osprey (Lab)');
    assert.equal(shared('Neck.forward'), null);
  });

  it('lets the modules of one file come from one version, before it asks the rest of the repository', () => {
    const tied = module([pair(['heron-1', 'heron-2'], 150)]);
    const found = chooseSources(
      [
        { path: 'a.py', module: tied },
        { path: 'a.py', module: module([pair(['heron-1'], 80)]) },
        { path: 'b.py', module: module([pair(['heron-2'], 900)]) },
      ],
      SOURCES,
      () => '2024-01-01',
    );
    assert.deepEqual(
      found.map((each) => each.matches[0]?.version),
      ['heron-1', 'heron-1', 'heron-2'],
    );
    assert.deepEqual(found[0]?.matches[0]?.ties, ['heron-2']);
  });
});

describe('stated ancestors', () => {
  const stated = (
    id: string,
    project: string,
    published: string,
    ...from: readonly string[]
  ): SourceFacts => ({
    ...source(id, project, published),
    ancestors: from.map((each) => ({
      file: 'model.py',
      from: each,
      statedAt: 'header comment',
      symbols: ['Pool'],
    })),
  });
  const FAMILY = new Map(
    [
      stated('egret-1', 'egret', '2020-01-01'),
      stated('ibis-1', 'ibis', '2021-01-01', 'egret'),
      stated('ibis-2', 'ibis', '2022-06-01', 'egret'),
      stated('heron-1', 'heron', '2022-01-01', 'ibis'),
    ].map((each) => [each.id, each]),
  );
  const from = (...modules: (readonly UnitPair[])[]) =>
    chooseSources(
      modules.map((pairs, at) => ({ path: `m${at}.py`, module: module(pairs) })),
      FAMILY,
      () => '2024-01-01',
    );

  it('are told of a match, the nearest first, in the version that was public in time', () => {
    const [found] = from([pair(['heron-1'], 200, 'Pool.forward')]);
    assert.deepEqual(
      found?.matches[0]?.ancestors?.map((each) => [each.upstream, each.version, each.of]),
      [
        ['ibis', 'ibis-1', 'heron-1'],
        ['egret', 'egret-1', 'ibis-1'],
      ],
    );
    assert.equal(found?.matches[0]?.sharedAncestor, null);
  });

  it('are not told of other code in the same file', () => {
    const [found] = from([pair(['heron-1'], 200, 'Neck'), pair(['heron-1'], 20, 'Pool')]);
    assert.equal(found?.matches[0]?.ancestors, undefined);
  });

  it('are the source of code that an upstream took nearly unchanged', () => {
    const [found] = from([pair(['heron-1'], 200), pair(['ibis-1'], 190)]);
    assert.deepEqual(
      found?.matches.map((match) => [match.upstream, match.sharedAncestor]),
      [
        ['ibis', null],
        ['heron', 'ibis'],
      ],
    );
  });

  it('give way to the upstream when it changed much, or when the repository has more of it', () => {
    const [changed] = from([pair(['heron-1'], 200), pair(['ibis-1'], 120)]);
    assert.equal(changed?.matches[0]?.upstream, 'heron');
    const [kept] = from([pair(['heron-1'], 200), pair(['ibis-1'], 190)], [pair(['heron-1'], 300, 'Neck')]);
    assert.deepEqual([kept?.matches[0]?.upstream, kept?.matches[0]?.sharedAncestor], ['heron', null]);
  });
});
