import assert from 'node:assert/strict';
import type { AuditedModule, ModuleMatch, Strength } from '../../../src/model/report.ts';
import { derivationsOf } from '../../../src/rules/derivations.ts';
import { sourceFacts } from '../credit/source-facts.ts';
import { holds } from '../table.ts';
import { artefactOf, lineageOf, moduleOf, type Sketch } from './evidence-builder.ts';
import { share } from './sketch-second-hand.ts';
import { type Files, written } from './written.ts';

const HERON = sourceFacts({
  project: 'heron',
  projectName: 'Heron-VL',
  repository: 'marshlight/heron-vl',
  weightsLicense: { expression: 'MIT', source: 'LICENSE' },
});
const STORK = sourceFacts({ project: 'stork', projectName: 'Stork', repository: 'reeds/stork' });
const CREDIT: Files = { 'README.md': 'Built on [Heron-VL](https://github.com/marshlight/heron-vl).\n' };
const FROM = '# Copied from https://github.com/marshlight/heron-vl\n';

const module = (
  path: string,
  match: Partial<ModuleMatch> = {},
  tokens = 400,
  symbol = 'Pooler',
): AuditedModule =>
  moduleOf(path, symbol, { upstream: 'heron', path: `lib/${path}`, symbol, ...match }, { tokens });
/** The world's fragments alone tell of it. */
const worldly = (path: string, match: Partial<ModuleMatch> = {}, tokens = 400, symbol = 'Pooler') =>
  module(path, { containment: { local: 0.9, upstream: 0 }, ...match }, tokens, symbol);

const evidence = (modules: readonly AuditedModule[], files: Files = {}, sketch: Omit<Sketch, 'texts'> = {}) =>
  written(files, { name: 'wader', sources: [HERON, STORK], modules, ...sketch });
/** Each derivation: the upstream, whether it is sure, and its files. */
const owed = (modules: readonly AuditedModule[], files: Files = {}, sketch: Omit<Sketch, 'texts'> = {}) =>
  derivationsOf(evidence(modules, files, sketch)).map(
    ({ upstream, certain, places, lone, firstKnown, byWayOf }) =>
      [
        upstream,
        certain ? 'sure' : 'open',
        ...places.map((one) => one.path),
        ...(lone === true ? ['lone'] : []),
        ...(firstKnown === true ? ['first known'] : []),
        ...(byWayOf ?? []),
      ].join(' '),
  );

describe('how sure it is that code was taken', () => {
  it('rests on so much of it, each file and name of the upstream once', () => {
    holds(
      [
        [[module('a.py', {}, 167)], ['heron sure a.py']],
        [[module('a.py', {}, 166)], ['heron open a.py']],
        [[module('a.py', {}, 100), module('b.py', {}, 100)], ['heron sure a.py b.py']],
        [[module('a.py', {}, 100), module('b.py', { path: 'lib/a.py' }, 100)], ['heron open a.py b.py']],
        [
          [module('a.py', {}, 100), module('b.py', { path: 'lib/a.py', symbol: 'Tile' }, 100)],
          ['heron sure a.py b.py'],
        ],
        // A copy of a copy counts by its larger one.
        [[module('a.py', {}, 100), module('b.py', { path: 'lib/a.py' }, 167)], ['heron sure a.py b.py']],
        [[module('a.py', {}, 167), module('b.py', { path: 'lib/a.py' }, 100)], ['heron sure a.py b.py']],
        [[module('a.py', {}, 100), module('b.py', { strength: 'moderate' }, 400)], ['heron open a.py b.py']],
      ],
      (modules) => owed(modules),
    );
  });

  it('asks less of folders that have the name of the upstream', () => {
    assert.deepEqual(owed([module('heron/a.py', {}, 84)]), ['heron sure heron/a.py']);
    assert.deepEqual(owed([module('heron/a.py', {}, 83)]), ['heron open heron/a.py']);
    assert.deepEqual(owed([module('heron/a.py', {}, 84), module('b.py', { path: 'lib/heron/a.py' }, 84)]), [
      'heron open b.py heron/a.py',
    ]);
  });

  it('is told by the strength of the match and of the whole', () => {
    const at = (strength: Strength, whole: Strength = 'strong') =>
      owed(
        [module('a.py', { strength })],
        {},
        { lineage: [{ ...lineageOf('heron', [HERON]), strength: whole }] },
      );
    assert.deepEqual(at('strong'), ['heron sure a.py']);
    assert.deepEqual(at('conclusive'), ['heron sure a.py']);
    assert.deepEqual(at('moderate'), ['heron open a.py']);
    assert.deepEqual(at('weak'), []);
    assert.deepEqual(at('strong', 'moderate'), ['heron open a.py']);
    assert.deepEqual(at('strong', 'conclusive'), ['heron sure a.py']);
  });

  it('is told by the word of a file, of that one and of what is strong beside it', () => {
    const [a, b] = [module('a.py', { strength: 'moderate' }), module('b.py', { strength: 'moderate' })];
    assert.deepEqual(owed([a, b], { 'a.py': FROM }), ['heron sure a.py']);
    assert.deepEqual(owed([a, module('b.py', {}, 100)], { 'a.py': FROM }), ['heron sure b.py a.py']);
    assert.deepEqual(owed([a, b], { 'a.py': '# Inspired by https://github.com/marshlight/heron-vl\n' }), [
      'heron open a.py b.py',
    ]);
  });

  it('rests on the files that say nothing to the contrary, where there are some', () => {
    const other = { 'a.py': '# Adapted from https://github.com/reeds/stork\n' };
    assert.deepEqual(owed([module('a.py'), module('b.py')], other), ['heron sure b.py']);
    assert.deepEqual(owed([module('a.py')], other), ['heron open a.py']);
  });

  it('is told at the strongest place first, then by path and line', () => {
    const line = (path: string, startLine: number, symbol: string, strength: Strength = 'strong') => ({
      ...module(path, { strength, path: `lib/${symbol}.py` }, 400, symbol),
      range: { startLine, endLine: startLine + 9 },
    });
    const [first] = derivationsOf(
      evidence([
        line('b.py', 5, 'X'),
        line('a.py', 50, 'Y'),
        line('a.py', 9, 'Z'),
        line('z.py', 1, 'W', 'conclusive'),
      ]),
    );
    assert.deepEqual(
      first?.places.map((one) => `${one.path}:${one.range.startLine}`),
      ['z.py:1', 'a.py:9', 'a.py:50', 'b.py:5'],
    );
  });
});

describe('to whom code is owed', () => {
  it('is whoever the lineage says, and nobody who is the repository itself or only carries it', () => {
    const as = (relation: Parameters<typeof lineageOf>[2], files: Files = {}) =>
      owed([module('a.py')], files, { lineage: [lineageOf('heron', [HERON], relation)] });
    for (const relation of ['source', 'vendored', 'fork', 'copy'] as const)
      assert.deepEqual(as(relation), ['heron sure a.py'], relation);
    for (const relation of ['ancestor', 'carrier', 'self'] as const)
      assert.deepEqual(as(relation), [], relation);
    assert.deepEqual(as('carrier', { 'a.py': FROM }), ['heron sure a.py']);
    assert.deepEqual(as('carrier', { 'b.py': FROM }), []);
    const both = [lineageOf('heron', [HERON], 'carrier'), lineageOf('heron', [HERON])];
    assert.equal(owed([module('a.py')], {}, { lineage: both }).length, 1);
  });

  it('is nobody of whom nothing is known on the day on which the file was here', () => {
    const at = (here: string | null, match: Partial<ModuleMatch>) =>
      owed(
        [module('a.py', { order: 'unknown', published: '2023-06-01', ...match })],
        {},
        {
          more: {
            history: {
              authors: [],
              commits: 9,
              arrivals: here === null ? new Map() : new Map([['a.py', { date: here, commits: 1 }]]),
            },
          },
        },
      ).length;
    assert.equal(at('2023-05-31T23:00:00Z', {}), 0);
    assert.equal(at('2023-06-01T00:00:00Z', {}), 1);
    assert.equal(at(null, {}), 1);
    assert.equal(at('2023-05-31', { order: 'before' }), 1);
    assert.equal(at('2023-05-31', { origin: [share('heron', { date: '2022-01-01' })] }), 1);
    assert.equal(at('2021-05-31', { origin: [share('heron', { date: '2022-01-01' })] }), 0);
    assert.equal(at('2023-05-31', { origin: [share('heron'), share('stork', { date: '2022-01-01' })] }), 0);
  });

  it('offers the licenses of versions that cannot be told apart as alternatives', () => {
    const version = (id: string, expression: string) =>
      sourceFacts({ ...HERON, id, codeLicense: { expression, source: id } });
    const license = (sources: Sketch['sources'] & object, ...ties: readonly (readonly string[])[]) =>
      derivationsOf(
        evidence(
          ties.map((one, at) => module(`${at}.py`, { version: 'heron', ties: one })),
          {},
          { sources },
        ),
      )[0]?.license.expression;
    const [own, mit, gpl] = [
      version('heron', 'ISC'),
      version('h2', 'MIT'),
      version('h3', 'GPL-3.0-only OR MIT'),
    ];
    assert.equal(license([own, mit], ['h2']), 'ISC OR MIT');
    assert.equal(license([own, mit], []), 'ISC');
    assert.equal(license([own, mit], ['h2'], ['h2']), 'ISC OR MIT');
    assert.equal(license([own, mit], ['h2'], []), 'ISC', 'one file tells which it is');
    assert.equal(license([own, gpl], ['h3']), 'ISC OR (GPL-3.0-only OR MIT)');
    assert.equal(license([own, version('h2', 'NONE')], ['h2']), 'ISC');
    assert.equal(license([own, version('h2', 'NOASSERTION')], ['h2']), 'ISC');
    assert.equal(license([own, { ...mit, project: 'stork' }], ['h2']), 'ISC', 'of another project');
    assert.equal(license([own], ['gone']), 'ISC');
  });
});

describe('code that only the fragments of the world tell of', () => {
  const two = [worldly('a.py'), worldly('b.py', {}, 400, 'Tile')];

  it('is a question of who had it first, where nothing here names the project', () => {
    assert.deepEqual(owed(two), ['heron open a.py b.py first known']);
    assert.deepEqual(owed(two, CREDIT), ['heron sure a.py b.py']);
    assert.deepEqual(owed([...two, module('c.py', {}, 400, 'Gate')]), ['heron sure a.py b.py c.py']);
    assert.deepEqual(owed(two, { 'README.md': 'Built on [Crane](https://github.com/reeds/crane).\n' }), [
      'heron open a.py b.py first known reeds/crane',
    ]);
    assert.deepEqual(owed(two, { 'n/README.md': 'Built on [Crane](https://github.com/reeds/crane).\n' }), [
      'heron open a.py b.py first known',
    ]);
  });

  it('is no ground for anything where it is of one file here or there', () => {
    const NAMED = 'heron/x.py';
    holds(
      [
        [[worldly('a.py')], ['heron open a.py lone']],
        [
          [worldly('a.py'), worldly('b.py', { path: 'lib/a.py' }, 400, 'Tile')],
          ['heron open a.py b.py lone'],
        ],
        [
          [worldly('a.py'), worldly('a.py', { path: 'lib/b.py' }, 400, 'Tile')],
          ['heron open a.py a.py lone'],
        ],
        [[worldly(NAMED)], [`heron open ${NAMED} first known`]],
        // Much of one file is no chance.
        [[worldly('a.py', {}, 889)], ['heron open a.py first known']],
        [[worldly('a.py', {}, 888)], ['heron open a.py lone']],
      ],
      (modules) => owed(modules),
    );
    assert.deepEqual(owed([worldly('a.py')], CREDIT), ['heron sure a.py']);
    const many = (count: number, tokens: number, more: Partial<ModuleMatch> = {}) =>
      owed(Array.from({ length: count }, (_, at) => worldly('a.py', more, tokens, `F${at}`)))[0]
        ?.split(' ')
        .at(-1);
    assert.equal(many(5, 34), 'known');
    assert.equal(many(5, 33), 'lone');
    assert.equal(many(4, 60), 'lone');
    assert.equal(many(5, 100, { strength: 'moderate' }), 'lone');
    const kept = (project: string) =>
      owed([worldly('a.py')], {}, { more: { keptFrom: new Map([['a.py', project]]) } });
    assert.deepEqual(kept('heron'), ['heron open a.py first known']);
  });
});

describe('what is owed for weights', () => {
  const weights = (sketch: Omit<Sketch, 'texts'>, files: Files = {}) =>
    derivationsOf(written(files, { sources: [HERON, STORK], ...sketch })).map(
      ({ upstream, slot, certain, places, license, via, isAdapter }) =>
        [
          upstream,
          slot,
          certain ? 'sure' : 'open',
          ...places.map((one) => `${one.path}:${one.subject}`),
          license.expression,
          ...(via === null ? [] : [`via ${via.project}`]),
          ...(isAdapter === true ? ['adapter'] : []),
        ].join(' '),
    );
  const card = (model: string): Files => ({ 'README.md': `---\nbase_model: ${model}\n---\n` });
  const aliased = { ...HERON, aliases: ['marshlight/heron-7b'] };

  it('rests on configuration, tokenizer, tensors and weights', () => {
    const of = (kind: 'config' | 'tokenizer' | 'tensor-index' | 'weights' | 'prose' | 'predictions') =>
      weights({ artefacts: [artefactOf('x', 'heron', { kind })] }).length;
    assert.deepEqual(
      (['config', 'tokenizer', 'tensor-index', 'weights', 'prose', 'predictions'] as const).map(of),
      [1, 1, 1, 1, 0, 0],
    );
    assert.deepEqual(weights({ artefacts: [artefactOf('x', 'stork'), artefactOf('y', 'heron')] }), [
      'heron weights sure y:config MIT',
      'stork weights sure x:config Apache-2.0',
    ]);
  });

  it('is the same for a declared base and the files that lead to it', () => {
    const artefacts = [artefactOf('config.json', 'heron', { strength: 'moderate' })];
    const sources = [aliased];
    assert.deepEqual(weights({ artefacts, sources }), ['heron weights open config.json:config MIT']);
    assert.deepEqual(weights({ artefacts, sources }, card('marshlight/heron-7b')), [
      'heron weights sure config.json:config README.md:base_model MIT',
    ]);
    assert.deepEqual(weights({ sources }, card('marshlight/heron-7b')), [
      'heron weights sure README.md:base_model MIT',
    ]);
    const self = [lineageOf('heron', [HERON], 'self')];
    assert.deepEqual(weights({ sources, lineage: self }, card('marshlight/heron-7b')), []);
  });

  it('is told as an adapter where only one is here', () => {
    const adapter = {
      'adapter_config.json': '{"base_model_name_or_path": "marshlight/heron-7b", "peft_type": "LORA"}',
    };
    assert.deepEqual(weights({ sources: [aliased] }, adapter), [
      'heron weights sure adapter_config.json:made of MIT adapter',
    ]);
  });

  it('comes along from what those weights are built on', () => {
    const based = { ...HERON, weightsBases: [{ version: 'stork' }] as never };
    const artefacts = [artefactOf('config.json', 'heron')];
    assert.deepEqual(weights({ artefacts, sources: [based, STORK] }), [
      'heron weights sure config.json:config MIT',
      'stork weights sure config.json:config Apache-2.0 via heron',
    ]);
    assert.equal(weights({ artefacts, sources: [based] }).length, 1, 'a version without facts');
    const own = { ...HERON, weightsBases: [{ version: 'heron-0' }] as never };
    assert.equal(
      weights({ artefacts, sources: [own, { ...HERON, id: 'heron-0' }] }).length,
      1,
      'of its own project',
    );
    const code = written({}, { sources: [based, STORK], modules: [module('a.py')] });
    assert.equal(derivationsOf(code).length, 1, 'code brings no terms of weights');
  });
});
