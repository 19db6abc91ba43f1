import assert from 'node:assert/strict';
import type { LocalModule } from '../../../src/engine/file/file-analysis.ts';
import { datesTaken, inDatedOrder } from '../../../src/lineage/dated-order.ts';
import { describeMatch, totalEvidence } from '../../../src/lineage/describe-match.ts';
import { foreignBeforeOwn } from '../../../src/lineage/own-modules.ts';
import { statedAncestors } from '../../../src/lineage/stated-ancestors.ts';
import type { VersionEvidence } from '../../../src/lineage/weigh-versions.ts';
import type { MatchedRegion, ModuleMatch } from '../../../src/model/report.ts';
import type { AncestorFact } from '../../../src/model/source-facts.ts';
import { sourceFacts } from '../credit/source-facts.ts';
import { moduleOf } from '../rules/evidence-builder.ts';

const range = (startLine: number, endLine = startLine) => ({ startLine, endLine });

const region = (local: number, upstream: number): MatchedRegion => ({
  local: range(local),
  upstream: range(upstream),
  kind: 'verbatim',
});

type Pair = VersionEvidence['pairs'][number];

const pair = (
  unit: number,
  symbol: string,
  more: Partial<Pair['pair']> = {},
  path = 'up.py',
  lines = range(11, 19),
): Pair => {
  const place = { version: 'heron-1', path, symbol, role: 'resampler' as const, range: lines, since: null };
  return {
    place,
    pair: {
      unit,
      evidence: 20,
      shared: 40,
      upstreamWeight: 50,
      longestRun: 12,
      regions: [],
      renames: [],
      contradictions: 0,
      places: [place],
      ...more,
    },
  };
};

const evidenceOf = (pairs: readonly Pair[], evidence = 100): VersionEvidence => ({
  version: 'heron-1',
  project: 'heron',
  evidence,
  since: '2023-01-01',
  precedes: true,
  pairs,
});

const localOf = (...symbols: readonly string[]): LocalModule => ({
  symbol: 'Mix',
  role: 'resampler',
  range: range(1, 40),
  tokens: 120,
  units: symbols.map((symbol) => ({
    symbol,
    role: 'resampler',
    range: range(1, 20),
    tokens: 60,
    weight: 60,
  })),
  pairs: [],
});

const described = (pairs: readonly Pair[], local = localOf('Mix.pool', 'Mix.tile'), evidence = 100) =>
  describeMatch(local, evidenceOf(pairs, evidence), {
    ties: ['x'],
    sharedAncestor: 'y',
    alternatives: ['z'],
  });

describe('a match, in full', () => {
  it('has lines from the first to the last of its file, and its regions in order', () => {
    const match = described([
      pair(0, 'Pool.a', { regions: [region(9, 3), region(2, 5)] }, 'up.py', range(30, 40)),
      pair(1, 'Pool.b', { regions: [region(2, 4)] }, 'up.py', range(10, 20)),
      pair(1, 'Else.b', { evidence: 1 }, 'else.py', range(1, 90)),
    ]);
    assert.deepEqual(match?.range, range(10, 40));
    assert.deepEqual(
      match?.regions.map(({ local, upstream }) => `${local.startLine}-${upstream.startLine}`),
      ['2-4', '2-5', '9-3'],
    );
    assert.deepEqual([match?.ties, match?.sharedAncestor, match?.alternatives], [['x'], 'y', ['z']]);
    assert.deepEqual(
      [match?.score, match?.falsePositiveRate !== null, match?.strength],
      [0.6667, true, 'strong'],
    );
  });

  it('is in the file that explains most, the first by name of equals', () => {
    assert.equal(described([pair(0, 'A', {}, 'b.py'), pair(1, 'A', {}, 'a.py')])?.path, 'a.py');
    assert.equal(described([pair(0, 'A', { evidence: 21 }, 'b.py'), pair(1, 'A', {}, 'a.py')])?.path, 'b.py');
    assert.equal(totalEvidence([pair(0, 'A'), pair(1, 'B', { evidence: 5 })]), 25);
  });

  it('names its symbols, the one that explains most first', () => {
    assert.equal(
      described([pair(0, 'A.x'), pair(1, 'B.x', { evidence: 30 }), pair(0, 'B.y')])?.symbol,
      'B +1',
    );
    assert.equal(described([pair(0, '')])?.symbol, '');
  });

  it('holds no more than all of either side', () => {
    assert.deepEqual(described([pair(0, 'A', { shared: 500 })])?.containment, { local: 1, upstream: 1 });
    assert.deepEqual(described([pair(0, 'A', { upstreamWeight: 0 })], localOf())?.containment, {
      local: 0,
      upstream: 0,
    });
    assert.deepEqual(described([pair(0, 'A'), pair(1, 'A', { shared: 10 })])?.containment, {
      local: 0.4167,
      upstream: 0.2,
    });
  });

  it('tells no renames of what has one name, of top-level code, or with two partners', () => {
    const renames = (local: LocalModule, ...pairs: readonly Pair[]) =>
      described(pairs, local)?.renames.map(([from, to]) => `${from}>${to}`);
    assert.deepEqual(renames(localOf('Pool.a'), pair(0, 'Pool.a')), []);
    assert.deepEqual(renames(localOf('<module>'), pair(0, 'Pool.a')), []);
    assert.deepEqual(renames(localOf('Mix.a'), pair(0, '<module>')), []);
    assert.deepEqual(renames(localOf('Mix.a'), pair(0, 'b')), ['b>a']);
    assert.deepEqual(renames(localOf('a'), pair(0, 'Pool.b')), ['b>a']);
    assert.deepEqual(
      renames(
        localOf('Mix.a'),
        pair(0, 'Pool.b', {
          renames: [
            ['a', 'c'],
            ['x', 'y'],
            ['z', 'z'],
          ],
        }),
      ),
      ['b>a', 'Pool>Mix', 'y>x'],
    );
    const many = Array.from({ length: 50 }, (_, one) => [`l${one}`, `u${one}`] as const);
    assert.equal(renames(localOf('a'), pair(0, 'a', { renames: many }))?.length, 40);
  });
});

describe('ancestors that are stated', () => {
  const facts = (id: string, ancestors: readonly AncestorFact[] = [], published = '2023-01-01') =>
    sourceFacts({ id, project: id.slice(0, -2), published, ancestors });
  const said = (sources: ReturnType<typeof facts>[], ...pairs: readonly Pair[]) =>
    statedAncestors(evidenceOf(pairs), new Map(sources.map((one) => [one.id, one]))).map(
      ({ upstream, version, of, statedAt }) => `${of} has it from ${upstream} ${version} (${statedAt})`,
    );
  const fact = (from: string, more: Partial<AncestorFact> = {}): AncestorFact => ({
    file: 'up.py',
    from,
    statedAt: 'line 1',
    whole: true,
    ...more,
  });

  it('are of the file and of the symbols that match, at least half of the evidence', () => {
    const ibis = facts('ibis-1', [], '2022-01-01');
    const of = (one: AncestorFact, ...pairs: readonly Pair[]) =>
      said([facts('heron-1', [one]), ibis], ...pairs).length;
    assert.equal(of(fact('ibis'), pair(0, 'Pool')), 1);
    assert.equal(of(fact('ibis', { file: 'else.py' }), pair(0, 'Pool')), 0);
    assert.equal(of(fact('ibis', { whole: false }), pair(0, 'Pool')), 0);
    assert.equal(of(fact('ibis', { symbols: ['Pool'], whole: false }), pair(0, 'Pool.a')), 1);
    assert.equal(of(fact('ibis', { symbols: ['Pool'] }), pair(0, 'Pool.a'), pair(1, 'Else')), 1);
    assert.equal(
      of(fact('ibis', { symbols: ['Pool'] }), pair(0, 'Pool.a'), pair(1, 'Else', { evidence: 21 })),
      0,
    );
    assert.equal(of(fact('crane'), pair(0, 'Pool')), 0);
    assert.equal(of(fact('heron'), pair(0, 'Pool')), 0);
  });

  it('are the latest version that was public by then, else the earliest', () => {
    const all = [
      facts('ibis-3', [], '2024-01-01'),
      facts('ibis-2', [], '2022-06-01'),
      facts('ibis-1', [], '2022-01-01'),
    ];
    const of = (published: string) =>
      said([facts('heron-1', [fact('ibis')], published), ...all], pair(0, 'Pool'))[0];
    assert.equal(of('2023-01-01'), 'heron-1 has it from ibis ibis-2 (line 1)');
    assert.equal(of('2022-01-01'), 'heron-1 has it from ibis ibis-1 (line 1)');
    assert.equal(of('2021-01-01'), 'heron-1 has it from ibis ibis-1 (line 1)');
    assert.equal(of('2025-01-01'), 'heron-1 has it from ibis ibis-3 (line 1)');
  });

  it('have ancestors themselves, as long as the names are kept', () => {
    const chain = (symbols: readonly string[], names: readonly string[]) =>
      said(
        [
          facts('heron-1', [fact('ibis', { symbols })]),
          facts('ibis-1', [fact('crane', { symbols: names, file: 'any.py' })], '2022-01-01'),
          facts('crane-1', [], '2021-01-01'),
        ],
        pair(0, 'Pool'),
      ).map((one) => one.split(' ')[4]);
    assert.deepEqual(chain(['Pool'], ['Pool']), ['ibis', 'crane']);
    assert.deepEqual(chain(['Pool'], ['Else']), ['ibis']);
    assert.deepEqual(
      said(
        [
          facts('heron-1', [fact('ibis')]),
          facts('ibis-1', [fact('heron', { symbols: ['Pool'] }), fact('crane')], '2022-01-01'),
          facts('crane-1'),
        ],
        pair(0, 'Pool'),
      ).length,
      1,
    );
  });
});

describe('what an upstream’s own repository has from others', () => {
  const own = moduleOf('a.py', 'Pool', { upstream: 'heron', version: 'heron-1' });
  const sources = new Map([
    [
      'heron-1',
      sourceFacts({
        id: 'heron-1',
        project: 'heron',
        ancestors: [
          { file: 'a.py', from: 'ibis', statedAt: 'x' },
          { file: 'b.py', from: 'rail', statedAt: 'x' },
        ],
      }),
    ],
    ['stork-1', sourceFacts({ id: 'stork-1', project: 'stork' })],
  ]);
  const foreign = (...matches: readonly (Partial<ModuleMatch> & { readonly upstream: string })[]) => {
    const found = {
      ...own,
      matches: matches.flatMap(
        (one) => moduleOf('a.py', 'Pool', { containment: { local: 0.6, upstream: 1 }, ...one }).matches,
      ),
    };
    return foreignBeforeOwn([own], [found], sources)[0]?.matches.map(
      ({ upstream, sharedAncestor }) => `${upstream} ${sharedAncestor}`,
    );
  };
  const share = (local: number) => ({ containment: { local, upstream: 1 } });

  it('comes first from six tenths of a module, from half where it is strong', () => {
    assert.deepEqual(foreign({ upstream: 'rail' }), ['rail null', 'heron null']);
    assert.deepEqual(foreign({ upstream: 'rail', strength: 'moderate' }), ['rail null', 'heron null']);
    assert.deepEqual(foreign({ upstream: 'rail', strength: 'moderate', ...share(0.59) }), ['heron null']);
    assert.deepEqual(foreign({ upstream: 'rail', strength: 'strong', ...share(0.5) }), [
      'rail null',
      'heron null',
    ]);
    assert.deepEqual(foreign({ upstream: 'rail', strength: 'conclusive', ...share(0.5) }), [
      'rail null',
      'heron null',
    ]);
    assert.deepEqual(foreign({ upstream: 'rail', strength: 'strong', ...share(0.49) }), ['heron null']);
    assert.deepEqual(foreign({ upstream: 'rail', strength: 'weak', ...share(1) }), ['heron null']);
    assert.deepEqual(foreign({ upstream: 'rail', precedes: null }), ['heron null']);
    assert.deepEqual(foreign(), ['heron null']);
  });

  it('is from whom the catalogue states for the file, and keeps an ancestor that no catalogue has', () => {
    assert.deepEqual(foreign({ upstream: 'rail' }, { upstream: 'ibis' }), ['ibis null', 'heron null']);
    assert.deepEqual(foreign({ upstream: 'rail', sharedAncestor: 'nobody' }), ['rail nobody', 'heron null']);
    assert.deepEqual(foreign({ upstream: 'rail', sharedAncestor: 'stork' }), ['rail null', 'heron null']);
    assert.deepEqual(foreignBeforeOwn([own], [], sources), [own]);
  });
});

describe('what a report takes on the audited side’s word', () => {
  const module = (precedes: boolean | null, published = '2023-01-01') =>
    moduleOf('a.py', 'Pool', { upstream: 'heron', precedes, published });
  const facts = (claimed: string | null, ...modules: ReturnType<typeof module>[]) =>
    datesTaken(inDatedOrder(modules, () => claimed)).map(({ fact, effect }) => `${fact} | ${effect}`);

  it('is said of one module or of several', () => {
    const after = 'Nothing is asked for it. With later dates it would count as taken.';
    assert.deepEqual(facts(null, module(false)), [
      `by its own dates the repository had a module before the upstream | ${after}`,
    ]);
    assert.deepEqual(facts(null, module(false), module(false)), [
      `by its own dates the repository had 2 modules before the upstream | ${after}`,
    ]);
    const [one, two] = [facts('2020-01-01', module(true)), facts('2020-01-01', module(true), module(true))];
    assert.match(
      one[0] ?? '',
      /give a module two dates, one before the upstream and one after \| Which came first is disputed there\.$/,
    );
    assert.match(two[0] ?? '', /give 2 modules two dates/);
    assert.deepEqual(facts('2022-12-31T12:00:00Z', module(true)), []);
  });

  it('leaves modules that nothing contradicts as they are', () => {
    const one = module(true);
    assert.equal(inDatedOrder([one], () => null)[0], one);
  });
});
