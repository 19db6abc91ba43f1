import assert from 'node:assert/strict';
import type { AuditedModule, ModuleMatch } from '../../../src/model/report.ts';
import { inEnglish } from '../../../src/model/said.ts';
import { changesNotStated } from '../../../src/rules/changes-not-stated/rule.ts';
import { sourceFacts } from '../credit/source-facts.ts';
import { holds } from '../table.ts';
import { artefactOf, licenseRecord, lineageOf, moduleOf, type Sketch } from './evidence-builder.ts';
import { type Files, foundBy, placesBy, saidBy, written } from './written.ts';

const HERON = sourceFacts({
  project: 'heron',
  projectName: 'Heron-VL',
  organisation: 'Marshlight Lab',
  repository: 'marshlight/heron-vl',
});
const STORK = sourceFacts({ project: 'stork', projectName: 'Stork', repository: 'reeds/stork' });
const CREDIT: Files = { 'README.md': 'Built on [Heron-VL](https://github.com/marshlight/heron-vl).\n' };
const TOLD = ['warning model/pooler.py:10'];
const NONE: readonly string[] = [];

const range = { startLine: 10, endLine: 60 };
const region = (kind: 'verbatim' | 'renamed') => ({ local: range, upstream: range, kind });
const share = (project: string | null, of: number) => ({ project, share: of, root: true, alsoIn: [] });

const copyOf = (
  path: string,
  match: Partial<ModuleMatch> = {},
  tokens = 400,
  symbol = 'Pooler',
): AuditedModule =>
  moduleOf(path, symbol, { upstream: 'heron', path: 'heron/pooler.py', symbol, ...match }, { tokens });
const pooler = (match: Partial<ModuleMatch> = {}, tokens = 400) => copyOf('model/pooler.py', match, tokens);
/** All of it is here word for word. */
const whole: Partial<ModuleMatch> = { containment: { local: 1, upstream: 1 }, regions: [region('verbatim')] };
/** All of the upstream's is here word for word, and some more. */
const more = (local: number, rest: Partial<ModuleMatch> = {}) => ({
  ...whole,
  containment: { local, upstream: 1 },
  ...rest,
});
/** The world's fragments alone tell of it. */
const fragments = (local: number, rest: Partial<ModuleMatch> = {}) => ({
  containment: { local, upstream: 0 },
  regions: [],
  ...rest,
});

const repository = (modules: readonly AuditedModule[], files: Files = {}, sketch: Partial<Sketch> = {}) =>
  written(
    { ...CREDIT, ...files },
    {
      name: 'wader',
      sources: [HERON, STORK],
      licenses: [licenseRecord('LICENSE', 'MIT')],
      modules,
      ...sketch,
    },
  );
const told = (modules: readonly AuditedModule[], files: Files = {}, sketch: Partial<Sketch> = {}) =>
  placesBy(changesNotStated, repository(modules, files, sketch));

describe('changes to a copied file that it does not state', () => {
  it('are none where the upstream itself has a file like it, of that name', () => {
    const renamed = { ...whole, path: 'heron/stork.py', renames: [['Stork', 'Pooler']] as const };
    const since = { project: 'stork', share: 0.3, root: true, alsoIn: ['heron'] };
    const origin = [share('heron', 0.6), since, share(null, 0.1)];
    assert.deepEqual(told([pooler(renamed)]), TOLD);
    assert.deepEqual(told([pooler({ ...renamed, origin })]), NONE);
    assert.deepEqual(told([pooler({ ...renamed, origin, path: 'heron/pooler.py' })]), TOLD, 'its own name');
    assert.deepEqual(told([pooler({ ...renamed, origin: [share('heron', 0.9)] })]), TOLD);
    assert.deepEqual(told([pooler({ ...renamed, origin, containment: { local: 0.98, upstream: 1 } })]), TOLD);
  });

  it('are told where a name, a line or a part is another here', () => {
    holds(
      [
        [whole, NONE],
        [{ ...whole, renames: [['pool', 'gather']] as const }, TOLD],
        [{ ...whole, regions: [region('verbatim'), region('renamed')] }, TOLD],
        [{ ...whole, containment: { local: 1, upstream: 0.9 } }, TOLD],
      ] as const,
      (match) => told([pooler(match)]),
    );
  });

  it('are told where much stands here that nobody has, and all of the upstream is kept', () => {
    holds(
      [
        [[more(0.85), 2600], TOLD],
        [[more(0.9), 2600], NONE],
        // Of a small file, a share is few tokens.
        [[more(0.85), 1000], NONE],
        [[more(0.7), 1000], TOLD],
        // What another project is known for is no change made here; what is of unknown origin may be.
        [[more(0.7, { origin: [share('heron', 0.5), share('stork', 0.5)] }), 1000], NONE],
        [[more(0.7, { origin: [share('heron', 0.5), share(null, 0.5)] }), 1000], TOLD],
      ] as const,
      ([match, tokens]) => told([pooler(match, tokens)]),
    );
  });

  it('are told of what fragments alone tell of where more stands here that nobody has, in a file of that name', () => {
    holds(
      [
        [['heron/pooler.py', 0.65, 1000], TOLD],
        [['heron/Pooler.py', 0.65, 700], TOLD],
        [['heron/pooler.py', 0.75, 1000], NONE],
        [['heron/tiling.py', 0.65, 700], NONE],
        // So much that it is no print that is missing.
        [['heron/tiling.py', 0.65, 1000], TOLD],
      ] as const,
      ([path, local, tokens]) => told([pooler(fragments(local, { path }), tokens)]),
    );
    const small = [pooler(fragments(0.65, { path: 'heron/tiling.py' }), 700)];
    const from = '# Copied from https://github.com/marshlight/heron-vl\n';
    assert.deepEqual(told(small, { 'model/pooler.py': from }), TOLD, 'the file says that it is from there');
    assert.deepEqual(told(small, { 'model/other.py': from }), []);
    assert.deepEqual(
      told(small, { 'model/pooler.py': '# Copied from https://github.com/reeds/stork\n' }),
      [],
    );
  });

  it('are weighed by file, all its modules together', () => {
    const rest = copyOf('model/pooler.py', whole, 4000, 'Tiling');
    assert.deepEqual(told([pooler(more(0.7), 1000), rest]), []);
    assert.deepEqual(told([pooler(more(0.7), 1000), copyOf('model/tiling.py', whole, 4000, 'Tiling')]), TOLD);
    const other = copyOf('model/tiling.py', { ...whole, renames: [['a', 'b']] }, 400, 'Tiling');
    assert.deepEqual(told([pooler(whole), other]), ['warning model/tiling.py:10']);
    const known = copyOf('model/pooler.py', whole, 700, 'Tiling');
    const few = pooler(fragments(0.1, { path: 'heron/x.py' }), 290);
    assert.deepEqual(told([few, known]), TOLD, 'one module of it has its counterpart at hand');
    assert.deepEqual(told([few, { ...known, path: 'model/x.py' }]), []);
  });

  it('are told of a copy, and of a file with much else in it where that much is from there', () => {
    const own = moduleOf('model/pooler.py', 'Own', { upstream: 'heron' }, { tokens: 3000, matches: [] });
    const sure = copyOf('model/tiling.py', { ...whole, path: 'heron/tiling.py' }, 400, 'Tiling');
    holds(
      [
        [[170, 0.9], TOLD],
        [[165, 0.9], NONE],
        [[165, 0.95], TOLD],
      ] as const,
      ([tokens, local]) => told([pooler({ containment: { local, upstream: 0.9 } }, tokens), own, sure]),
    );
    assert.deepEqual(told([pooler({}, 165), sure]), TOLD, 'all of a small file');
    assert.deepEqual(
      told([pooler(fragments(0.1, { path: 'heron/pooler.py' }), 590), own, sure]),
      [],
      'fragments of a file with much else',
    );
  });

  it('are not told of a fork, of an upstream of the same holder, nor of what is some state of the file', () => {
    const changed = [pooler()];
    assert.deepEqual(told(changed, {}, { lineage: [lineageOf('heron', [HERON], 'fork')] }), []);
    const twice = [lineageOf('heron', [HERON]), lineageOf('stork', [STORK], 'fork')];
    assert.deepEqual(told(changed, {}, { lineage: twice }), TOLD, 'a fork of another');
    assert.deepEqual(told(changed, { LICENSE: 'Copyright 2024 Marshlight Lab\n' }), []);
    assert.deepEqual(told(changed, { LICENSE: 'Copyright 2024 Wader Crew\n' }), TOLD);
    const clone = { 'README.md': `${CREDIT['README.md']}git clone https://github.com/marshlight/wader\n` };
    assert.equal(told(changed, clone).length, 1, 'a README alone says that it is of the same owner');
    assert.deepEqual(told(changed, {}, { more: { unchanged: new Set(['model/pooler.py']) } }), []);
    assert.deepEqual(told(changed, {}, { more: { unchanged: new Set(['model/tiling.py']) } }), TOLD);
  });

  it('are told once, towards the upstream that most of the file is from', () => {
    const stork = (tokens: number, path = 'model/pooler.py') =>
      copyOf(path, { upstream: 'stork', path: 'stork/pooler.py' }, tokens, 'Tiling');
    const whose = (modules: readonly AuditedModule[], more: Partial<Sketch> = {}) =>
      foundBy(changesNotStated, repository(modules, {}, more)).map((one) => one.upstream);
    assert.deepEqual(whose([pooler({}, 500), stork(400)]), ['heron']);
    assert.deepEqual(whose([pooler({}, 400), stork(500)]), ['stork']);
    assert.deepEqual(whose([pooler({}, 400), stork(400)]), ['heron']);
    assert.deepEqual(whose([pooler({}, 400), stork(500), stork(900, 'model/tiling.py')]), ['stork']);
    assert.deepEqual(whose([pooler({}, 500), stork(400), stork(900, 'model/tiling.py')]), ['heron', 'stork']);
    const artefacts = [artefactOf('model/pooler.py', 'avocet')];
    const sources = [HERON, sourceFacts({ project: 'avocet' })];
    assert.deepEqual(whose([pooler()], { artefacts, sources }), ['heron'], 'weights are no part of a file');
  });
});

describe('a change that is stated', () => {
  it('is so in the header, in any of the words for it', () => {
    holds(
      [
        ['Modified by us.', NONE],
        ['Copied from Heron-VL and modify to support tiles.', NONE],
        ['You may copy and modify it for any purpose.', TOLD],
        ['Our modifications are free.', NONE],
        ['With one modification.', NONE],
        ['It modifies the pool.', NONE],
        ['Adapted by us.', NONE],
        ['Adopted by us.', NONE],
        ['Changed by us.', NONE],
        ['Changes: pool.', NONE],
        ['Change: pool.', NONE],
        ['Altered by us.', NONE],
        ['Edited by us.', NONE],
        ['Derived work.', NONE],
        ['Ported to birds.', NONE],
        ['Rewritten by us.', NONE],
        ['Based on birds.', NONE],
        ['Based upon birds.', NONE],
        ['由我们修改', NONE],
        ['由我们改编', NONE],
        ['由我们改动', NONE],
        ['基于鸟', NONE],
        ['我们修正', NONE],
        ['改変した', NONE],
        ['変更した', NONE],
        ['Copied from birds.', TOLD],
        ['Unmodified.', TOLD],
        ['Exchange of birds.', TOLD],
        ['Supported by birds.', TOLD],
      ],
      (line) => told([pooler()], { 'model/pooler.py': `# Birds of the marsh.\n# ${line}\n` }),
    );
    const header = '# Modified by us.\n';
    assert.deepEqual(told([pooler()], { 'model/tiling.py': header }), TOLD, 'in another file');
  });

  it('is so in a comment anywhere that credits this upstream, or one that nobody knows', () => {
    const below = (line: string): Files => ({
      'model/pooler.py': `x = 1\n\n# ${line}\n# Copied from https://github.com/marshlight/heron-vl\n`,
    });
    holds(
      [
        [below('Modified from https://github.com/marshlight/heron-vl'), NONE],
        [below('Modified from https://github.com/reeds/crane'), NONE],
        [below('Modified from https://github.com/reeds/stork'), TOLD],
        [below('Birds.'), TOLD],
        [{ 'model/tiling.py': '# Modified from https://github.com/marshlight/heron-vl\n' }, TOLD],
      ],
      (files) => told([copyOf('model/pooler.py', { strength: 'conclusive' })], files),
    );
    assert.deepEqual(told([pooler()], {}, { more: { changeStated: new Set(['model/pooler.py']) } }), []);
    assert.deepEqual(told([pooler()], {}, { more: { changeStated: new Set(['model/tiling.py']) } }), TOLD);
  });

  it('is so in a document beside the file, in the sentence that credits the upstream', () => {
    const says = (name: string) => `The files here are modified from [it](https://github.com/${name}).\n`;
    holds(
      [
        [{ 'model/README.md': says('marshlight/heron-vl') }, NONE],
        [{ 'model/README.md': says('reeds/stork') }, TOLD],
        [{ 'model/README.md': CREDIT['README.md'] ?? '' }, TOLD],
        [{ 'README.md': says('marshlight/heron-vl') }, TOLD],
        [{ 'mod/README.md': says('marshlight/heron-vl') }, TOLD],
        [{ 'model/x/README.md': says('marshlight/heron-vl') }, TOLD],
      ] as const,
      (files) => told([pooler()], files),
    );
  });
});

describe('the finding on changes', () => {
  it('names the first file and counts the others, and points to each', () => {
    const files = ['a.py', 'b.py', 'c.py'].map((path) => copyOf(path, { path: `heron/${path}` }, 400, path));
    assert.deepEqual(saidBy(changesNotStated, repository(files.slice(0, 1))), [
      'warning a.py:10 a.py differs from Heron-VL and does not say so. State in the file that it was changed (Apache-2.0 4(b)).',
    ]);
    assert.deepEqual(saidBy(changesNotStated, repository(files)), [
      'warning a.py:10 a.py and 2 more files differ from Heron-VL and do not say so. State in the file that it was changed (Apache-2.0 4(b)).',
    ]);
    assert.deepEqual(told(files), ['warning a.py:10 b.py:10 c.py:10']);
    assert.deepEqual(
      told([pooler(), copyOf('model/pooler.py', {}, 400, 'Tiling')]),
      TOLD,
      'a file once, whatever is in it',
    );
  });

  it('offers the words for each file, with an address that others can go to', () => {
    const fixes = (source: typeof HERON, text: string) =>
      foundBy(
        changesNotStated,
        repository([pooler()], { 'model/pooler.py': text }, { sources: [source, STORK] }),
      ).flatMap(({ fixes = [] }) =>
        fixes.map((fix) => [inEnglish(fix.title), fix.path, fix.kind, fix.line, fix.text]),
      );
    const [title, path] = ['State in model/pooler.py that it was changed', 'model/pooler.py'];
    assert.deepEqual(fixes(HERON, '#!/usr/bin/env python\n# coding: utf-8\n# Birds.\n'), [
      [
        title,
        path,
        'insert',
        3,
        '# Modified from Heron-VL, heron/pooler.py (https://github.com/marshlight/heron-vl).\n',
      ],
    ]);
    assert.deepEqual(fixes({ ...HERON, repository: '/srv/heron' }, '# Birds.\n'), [
      [title, path, 'insert', 1, '# Modified from Heron-VL, heron/pooler.py.\n'],
    ]);
  });
});
