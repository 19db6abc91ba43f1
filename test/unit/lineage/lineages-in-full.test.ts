import assert from 'node:assert/strict';
import type { ArtefactMatch } from '../../../src/artefacts/configs/compare-artefacts.ts';
import { buildLineage, type LineageInput } from '../../../src/lineage/build-lineage.ts';
import type { Identity } from '../../../src/lineage/identity.ts';
import type { DraftLineage } from '../../../src/model/evidence.ts';
import type { AuditedModule, ModuleMatch, Residue, Strength } from '../../../src/model/report.ts';
import { say } from '../../../src/model/said.ts';
import { sourceFacts } from '../credit/source-facts.ts';
import { artefactOf, moduleOf } from '../rules/evidence-builder.ts';
import { holds } from '../table.ts';

const SOURCES = new Map(
  (['heron-1', 'heron-2', 'ibis-1', 'stork-1'] as const).map((id) => {
    const project = id.slice(0, -2);
    return [id, sourceFacts({ id, project, projectName: project, name: id, repository: `reeds/${project}` })];
  }),
);

const build = (input: Partial<LineageInput>): readonly DraftLineage[] =>
  buildLineage({
    modules: [],
    residues: [],
    artefacts: [],
    self: new Set(),
    sources: SOURCES,
    dateOf: () => null,
    own: new Map(),
    threshold: 0,
    history: { firstCommit: null, oneCommit: null, shallow: false, firstTag: null },
    ...input,
  });
/** Each lineage in a line. */
const told = (input: Partial<LineageInput>): readonly string[] =>
  build(input).map(({ upstream, version, strength, relation, evidence }) =>
    [upstream, version, strength, relation, evidence.length].join(' '),
  );

const at = (
  path: string,
  match: Partial<ModuleMatch> = {},
  more: Partial<AuditedModule> = {},
): AuditedModule =>
  moduleOf(path, 'Pool', { upstream: 'heron', version: 'heron-1', symbol: 'Pool', ...match }, more);
const artefact = (
  path: string,
  strength: Strength,
  version = 'heron-1',
  facts: readonly string[] = [],
): ArtefactMatch => {
  const upstream = version.slice(0, -2);
  return { evidence: { ...artefactOf(path, upstream, { facts }), upstream, strength }, version, bits: 30 };
};
const residue = (upstream: string, id: string): Residue =>
  ({ id, upstream, path: 'a.py', line: 3, text: 'heronry' }) as unknown as Residue;

describe('what makes a lineage', () => {
  it('is one module of more than moderate strength, or a moderate one of which most is there', () => {
    const shares = (local: number, upstream: number): Partial<ModuleMatch> => ({
      strength: 'moderate',
      containment: { local, upstream },
    });
    holds<Partial<ModuleMatch>, readonly string[]>(
      [
        [{ strength: 'conclusive' }, ['heron heron-1 conclusive source 1']],
        [
          { strength: 'strong', containment: { local: 0.1, upstream: 0.1 } },
          ['heron heron-1 strong source 1'],
        ],
        [shares(0.6, 0.1), ['heron heron-1 moderate source 1']],
        [shares(0.1, 0.6), ['heron heron-1 moderate source 1']],
        [shares(0.59, 0.59), []],
        [{ strength: 'weak' }, []],
        [{ precedes: false }, []],
        [{ precedes: null }, ['heron heron-1 strong source 1']],
        [{ sharedAncestor: 'stork' }, []],
      ],
      (match) => told({ modules: [at('a.py', match)] }),
    );
    const few = shares(0.1, 0.1);
    assert.deepEqual(told({ modules: [at('a.py', few), at('b.py', few)] }), [
      'heron heron-1 moderate source 2',
    ]);
  });

  it('is an artefact of moderate strength', () => {
    assert.deepEqual(told({ artefacts: [artefact('c.json', 'moderate')] }), [
      'heron heron-1 moderate source 1',
    ]);
    assert.deepEqual(told({ artefacts: [artefact('c.json', 'weak')] }), []);
  });

  it('stands in order of strength, then of evidence, then of names', () => {
    const modules = [
      at('a.py', { upstream: 'stork', version: 'stork-1' }),
      at('b.py', { upstream: 'ibis', version: 'ibis-1' }),
      at('c.py'),
      at('d.py'),
    ];
    assert.deepEqual(told({ modules }), [
      'heron heron-1 strong source 2',
      'ibis ibis-1 strong source 1',
      'stork stork-1 strong source 1',
    ]);
    const surer = at('e.py', { upstream: 'stork', version: 'stork-1', strength: 'conclusive' });
    assert.deepEqual(told({ modules: [...modules, surer] })[0], 'stork stork-1 conclusive source 2');
  });
});

describe('the version of a lineage', () => {
  it('is the one that explains most: modules by score, artefacts by half a module or a whole one', () => {
    const module = (version: string, score: number) => at(`${version}${score}.py`, { version, score });
    const version = (input: Partial<LineageInput>) => told(input)[0]?.split(' ')[1];
    assert.equal(version({ modules: [module('heron-1', 0.5), module('heron-2', 0.6)] }), 'heron-2');
    assert.equal(version({ modules: [module('heron-2', 0.5), module('heron-1', 0.5)] }), 'heron-1');
    assert.equal(
      version({ modules: [module('heron-1', 0.4), module('heron-2', 0.6), module('heron-1', 0.3)] }),
      'heron-1',
    );
    assert.equal(
      version({ modules: [module('heron-1', 0.6)], artefacts: [artefact('a', 'strong', 'heron-2')] }),
      'heron-1',
    );
    assert.equal(
      version({ modules: [module('heron-1', 0.6)], artefacts: [artefact('a', 'conclusive', 'heron-2')] }),
      'heron-2',
    );
  });
});

describe('how a repository stands to an upstream', () => {
  const tree = (files: readonly string[], folder: string, more: Partial<ModuleMatch> = {}) =>
    files.map((path) => at(`${folder}${path}`, { path, ...more }));
  const three = ['src/a.py', 'src/b.py', 'src/deep/c.py'];
  const relation = (input: Partial<LineageInput>) => told(input)[0]?.split(' ')[3];

  it('is vendored where three files stand under one folder at the upstream’s paths, nearly unchanged', () => {
    assert.equal(relation({ modules: tree(three, 'lib/') }), 'vendored');
    assert.equal(relation({ modules: tree(three, '') }), 'source');
    assert.equal(relation({ modules: tree(three.slice(1), 'lib/') }), 'source');
    assert.equal(
      relation({ modules: tree(three, 'lib/', { containment: { local: 0.85, upstream: 0 } }) }),
      'vendored',
    );
    assert.equal(
      relation({ modules: tree(three, 'lib/', { containment: { local: 0.84, upstream: 1 } }) }),
      'source',
    );
    assert.equal(relation({ modules: [...tree(three, 'lib/'), ...tree(['x.py'], 'other/')] }), 'source');
    assert.equal(relation({ modules: tree(three, 'lib/'), artefacts: [artefact('a', 'strong')] }), 'source');
  });

  it('is vendored with a quarter of its code elsewhere, and no more', () => {
    const elsewhere = (tokens: number) => at('main.py', { path: 'other.py' }, { tokens });
    assert.equal(relation({ modules: [...tree(three, 'lib/'), elsewhere(400)] }), 'vendored');
    assert.equal(relation({ modules: [...tree(three, 'lib/'), elsewhere(401)] }), 'source');
  });

  it('counts the unchanged files of the folder that a tree shares', () => {
    const code = ['lib/src/a.py', 'lib/src/b.py', 'lib/setup.py', 'main.py'].map((path) => ({
      path,
      unchanged: path !== 'lib/src/b.py',
    }));
    const kept = (files: readonly string[], folder: string) =>
      build({ modules: tree(files, folder), code })[0]?.keptFiles;
    assert.deepEqual(kept(three, 'lib/'), { folder: 'lib/src/', files: 2, unchanged: 1 });
    assert.deepEqual(kept([...three, 'setup.py'], 'lib/'), { folder: 'lib/', files: 3, unchanged: 2 });
    assert.deepEqual(kept(['src/deep/a.py', 'src/deep/b.py', 'src/deep/c.py'], 'lib/'), undefined);
    assert.deepEqual(kept(three, ''), undefined);
  });

  it('is what its identity says, and then the whole repository is counted, but for its own', () => {
    const code = [
      { path: 'a.py', unchanged: true },
      { path: 'b/c.py', unchanged: false },
    ];
    const identity = (relation: Identity['relation']): Identity => ({
      relation,
      publisher: relation === 'self' ? null : 'other',
      parting: relation === 'fork' ? { commit: 'c', date: '2024-01-01', changed: 3 } : null,
      because: say`told so`,
    });
    const one = (relation: Identity['relation']) => {
      const found = build({
        modules: [at('a.py')],
        code,
        identities: new Map([['heron', identity(relation)]]),
      })[0];
      return [
        found?.relation,
        found?.publisher,
        found?.forkedAt?.changed,
        found?.keptFiles?.files,
        found?.why[0],
      ];
    };
    assert.deepEqual(one('fork'), ['fork', 'other', 3, 2, 'told so']);
    assert.deepEqual(one('copy'), ['copy', 'other', undefined, 2, 'told so']);
    assert.deepEqual(one('self'), ['self', undefined, undefined, undefined, 'told so']);
    assert.equal(relation({ modules: [at('a.py')], self: new Set(['heron']) }), 'self');
  });

  it('is of an ancestor where a descendant explains each module nearly as well', () => {
    const both = (score: number): AuditedModule => {
      const module = at('a.py', { score: 0.5 });
      const [first] = module.matches;
      assert.ok(first !== undefined);
      return { ...module, matches: [first, { ...first, upstream: 'ibis', sharedAncestor: 'heron', score }] };
    };
    assert.equal(relation({ modules: [both(0.5)] }), 'ancestor');
    assert.equal(relation({ modules: [both(0.48)] }), 'ancestor');
    assert.equal(relation({ modules: [both(0.47)] }), 'source');
    assert.equal(relation({ modules: [both(0.5), at('b.py')] }), 'source');
    assert.equal(relation({ artefacts: [artefact('a', 'strong')] }), 'source');
  });

  it('is of a carrier where the upstream had next to nothing of it first', () => {
    const carrier = (own: number, more: Partial<LineageInput> = {}) =>
      relation({
        modules: [at('a.py')],
        own: new Map([['heron', { whole: 100, own }]]),
        threshold: 20,
        ...more,
      });
    assert.equal(carrier(14.9), 'carrier');
    assert.equal(carrier(15), 'carrier');
    assert.equal(carrier(15, { threshold: 0 }), 'source');
    assert.equal(carrier(14.9, { threshold: 0 }), 'carrier');
    assert.equal(carrier(20), 'source');
    assert.equal(carrier(50, { threshold: 60 }), 'source');
    assert.equal(carrier(49, { threshold: 60 }), 'carrier');
    assert.equal(carrier(0, { own: new Map([['heron', { whole: 0, own: 0 }]]) }), 'source');
    assert.equal(carrier(0, { artefacts: [artefact('a', 'strong')] }), 'source');
    assert.equal(carrier(0, { modules: [], artefacts: [artefact('a', 'strong')] }), 'source');
  });
});

describe('why a lineage is told', () => {
  const why = (input: Partial<LineageInput>) => build(input)[0]?.why ?? [];
  const MATCH =
    'a.py:10 Pool (resampler) matches upstream.py Pool of heron-1: 90% of it is there, 90% of that is here; strong';

  it('is each match, the largest score first, each reason once', () => {
    assert.deepEqual(why({ modules: [at('a.py')] }), [MATCH]);
    assert.deepEqual(why({ modules: [at('a.py'), at('a.py')] }), [MATCH]);
    const scores = [0.2, 0.9, 0.5].map((score) => at(`${score}.py`, { score }));
    assert.deepEqual(
      why({ modules: scores }).map((one) => one.slice(0, 3)),
      ['0.9', '0.5', '0.2'],
    );
    assert.match(why({ modules: [at('a.py', { version: 'unknown' })] })[0] ?? '', /of unknown:/);
  });

  it('is renames, six of which are shown, and versions that cannot be told apart', () => {
    const renames = Array.from({ length: 7 }, (_, one) => [`a${one}`, `b${one}`] as const);
    assert.deepEqual(
      why({ modules: [at('a.py', { renames })] })[1],
      'consistent renames in Pool: a0 → b0, a1 → b1, a2 → b2, a3 → b3, a4 → b4, a5 → b5, and 1 more',
    );
    assert.deepEqual(
      why({ modules: [at('a.py', { renames: renames.slice(0, 6) })] })[1],
      'consistent renames in Pool: a0 → b0, a1 → b1, a2 → b2, a3 → b3, a4 → b4, a5 → b5',
    );
    assert.deepEqual(
      why({ modules: [at('a.py', { ties: ['heron-2', 'x'] })] })[1],
      'Pool cannot tell heron-1 from heron-2, x',
    );
  });

  it('is the time between both, in hours up to two days and then in days', () => {
    const gap = (local: string | null, published: string | null = '2024-01-01T00:00:00Z') =>
      why({ modules: [at('a.py', { published })], dateOf: () => local })[1]?.replace(
        /^.*committed on \S+ | \(commit.*$/g,
        '',
      ) ?? null;
    holds<string | null, string | null>(
      [
        [null, null],
        ['2023-12-31T23:59:59Z', null],
        ['2024-01-01T00:00:00Z', 'within the hour'],
        ['2024-01-01T00:59:59Z', 'within the hour'],
        ['2024-01-01T01:00:00Z', '1 hour later'],
        ['2024-01-01T01:29:59Z', '1 hour later'],
        ['2024-01-01T01:30:00Z', '2 hours later'],
        ['2024-01-02T23:59:59Z', '48 hours later'],
        ['2024-01-03T00:00:00Z', '2 days later'],
        ['2024-01-11T00:00:00Z', '10 days later'],
      ],
      (local) => gap(local),
    );
    assert.equal(gap('2024-01-03', null), null);
    assert.equal(
      why({ modules: [at('a.py', { published: '2024-01-01' })], dateOf: () => '2024-01-03T10:00:00Z' })[1],
      'upstream.py was public on 2024-01-01, a.py was committed on 2024-01-03, 2 days later (commit dates are self-declared)',
    );
  });

  it('is facts of artefacts, four of each, and eight names that are left over', () => {
    const facts = ['one', 'two', 'three', 'four', 'five'];
    assert.deepEqual(why({ artefacts: [artefact('c.json', 'strong', 'heron-1', facts)] }), [
      'c.json: one',
      'c.json: two',
      'c.json: three',
      'c.json: four',
    ]);
    const residues = Array.from({ length: 9 }, (_, one) => ({ ...residue('heron', `r${one}`), line: one }));
    const found = build({ modules: [at('a.py')], residues: [...residues, residue('ibis', 'x')] })[0];
    assert.equal(found?.why.length, 9);
    assert.equal(found?.why[1], 'a.py:0 still holds "heronry"');
    assert.deepEqual(found?.evidence.slice(-2), ['r7', 'r8']);
  });

  it('has a timeline of both sides, without what the publication says already', () => {
    const events = (published: string) =>
      build({
        modules: [at('a.py', { published })],
        artefacts: [artefact('c.json', 'strong')],
        dateOf: (path) => (path === 'a.py' ? '2024-03-01' : '2024-04-01'),
        history: { firstCommit: '2024-02-01', oneCommit: false, shallow: false, firstTag: null },
      })[0]?.timeline.map(({ date, side, event }) => `${date} ${side} ${event}`);
    assert.deepEqual(events('2024-01-01'), [
      '2024-01-01 upstream heron-1 is published',
      '2024-02-01 local the audited repository has its first commit',
      '2024-03-01 local a.py first appears',
      '2024-04-01 local c.json first appears',
    ]);
    assert.equal(events('2024-01-15')?.[1], '2024-01-15 upstream upstream.py appears in this state');
  });
});

describe('ancestors that a lineage reaches', () => {
  const from = (upstream: string, symbol: string, statedAt = 'line 1') =>
    at(`${symbol}.py`, {
      symbol,
      ancestors: [{ upstream, version: `${upstream}-1`, of: 'heron-1', statedAt }],
    });

  it('are told with what was taken, three of which are named, by each statement', () => {
    const modules = ['A', 'B', 'C', 'D'].map((symbol) => from('ibis', symbol));
    const [, ibis] = build({ modules });
    assert.deepEqual(ibis?.why, ['heron-1 took A, B, C, and 1 more from ibis-1 (line 1)']);
    assert.equal(ibis?.repository, 'https://github.com/reeds/ibis');
    assert.deepEqual(
      ibis?.timeline.map(({ event }) => event),
      ['ibis-1 is published'],
    );
    const two = build({ modules: [from('ibis', 'A'), from('ibis', 'B', 'line 2'), from('ibis', 'A')] })[1];
    assert.deepEqual(two?.why, [
      'heron-1 took A from ibis-1 (line 1)',
      'heron-1 took B from ibis-1 (line 2)',
    ]);
    assert.equal(two?.evidence.length, 2);
  });

  it('are as sure as the surest module', () => {
    const surer = { ...from('ibis', 'B') };
    const [first] = surer.matches;
    assert.ok(first !== undefined);
    const modules = [
      from('ibis', 'A'),
      { ...surer, matches: [{ ...first, strength: 'conclusive' as const }] },
    ];
    assert.equal(told({ modules })[1], 'ibis ibis-1 conclusive ancestor 2');
  });

  it('are told once where modules match them too, and what was reached is said there', () => {
    const modules = [from('ibis', 'A'), at('b.py', { upstream: 'ibis', version: 'ibis-1' })];
    const found = build({ modules });
    assert.deepEqual(
      found.map(({ upstream, relation }) => `${upstream} ${relation}`),
      ['heron source', 'ibis source'],
    );
    assert.equal(found[1]?.why.at(-1), 'heron-1 took A from ibis-1 (line 1)');
  });
});
