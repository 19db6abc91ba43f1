import assert from 'node:assert/strict';
import { coversPath } from '../../../src/credit/credit-scope.ts';
import { creditedFolder, isNamedFor, keptTrees, treeOf } from '../../../src/credit/kept-trees.ts';
import { knownAddresses, repositoriesOf } from '../../../src/credit/known-addresses.ts';
import { isOwed, leadingMatch, matchedPaths, owedMatch } from '../../../src/credit/matched-paths.ts';
import { pedigreeOf } from '../../../src/credit/pedigree.ts';
import type { ModuleMatch, OriginShare } from '../../../src/model/report.ts';
import { moduleOf } from '../rules/evidence-builder.ts';
import { holds } from '../table.ts';
import { sourceFacts } from './source-facts.ts';

const share = (project: string | null, more: Partial<OriginShare> = {}): OriginShare => ({
  project,
  share: 0.5,
  root: true,
  alsoIn: [],
  ...more,
});
const file = (path: string) => ({ path, role: 'other' as const, firstCommitted: null });

describe('what a credit covers', () => {
  it('is told by its place', () => {
    holds<readonly [kind: 'readme' | 'code-comment', path: string], readonly [boolean, boolean]>(
      [
        [
          ['code-comment', 'a/b/x.py'],
          [true, false],
        ],
        [
          ['code-comment', 'a/__init__.py'],
          [true, false],
        ],
        [
          ['code-comment', '__init__.py'],
          [false, false],
        ],
        [
          ['code-comment', 'a/b/x__init__.py'],
          [false, false],
        ],
        [
          ['readme', 'README.md'],
          [true, true],
        ],
        [
          ['readme', 'a/README.md'],
          [true, false],
        ],
        [
          ['readme', 'a/b/README.md'],
          [true, false],
        ],
        [
          ['readme', 'a/b/c/README.md'],
          [false, false],
        ],
        [
          ['readme', 'docs/x.md'],
          [true, true],
        ],
        [
          ['readme', 'docs/more/x.md'],
          [true, true],
        ],
        [
          ['readme', '.github/x.md'],
          [true, true],
        ],
        [
          ['readme', 'docsy/x.md'],
          [false, false],
        ],
        [
          ['readme', 'a/docs/x.md'],
          [false, false],
        ],
      ],
      ([kind, path]) => [coversPath({ kind, path }, 'a/b/x.py'), coversPath({ kind, path }, 'c.py')],
    );
  });
});

describe('the match that duties rest on', () => {
  const of = (more: Partial<ModuleMatch>, notCompared: string | null = null) =>
    leadingMatch(moduleOf('a.py', 'A', { upstream: 'heron', ...more }, { notCompared }))?.upstream ?? null;

  it('is at least moderate, public before, compared and no inheritance of both sides', () => {
    assert.equal(of({}), 'heron');
    assert.equal(of({ strength: 'moderate' }), 'heron');
    assert.equal(of({ strength: 'weak' }), null);
    assert.equal(of({ precedes: false }), null);
    assert.equal(of({ precedes: null }), 'heron');
    assert.equal(of({ order: 'after' }), null);
    assert.equal(of({ order: 'disputed' }), 'heron');
    assert.equal(of({ sharedAncestor: 'stork' }), null);
    assert.equal(of({ sharedAncestor: 'heron' }), 'heron');
    assert.equal(of({}, 'too small'), null);
  });

  it('is owed to who had it first and is a root, with a share that counts', () => {
    const owed = (upstream: string, ...origin: OriginShare[]) => {
      const match = owedMatch(moduleOf('a.py', 'A', { upstream: 'heron', path: 'h.py', origin }), upstream);
      return match === null ? null : `${match.upstream} ${match.path}`;
    };
    assert.equal(owed('heron'), 'heron h.py');
    assert.equal(owed('stork'), null);
    assert.equal(owed('heron', share('heron', { path: 'x.py' })), 'heron h.py');
    assert.equal(owed('stork', share('heron'), share('stork', { path: 's.py' })), 'stork s.py');
    assert.equal(owed('stork', share('stork')), 'stork h.py');
    assert.equal(owed('heron', share('stork')), null);
    assert.equal(owed('stork', share('stork', { root: false })), null);
    assert.equal(owed('stork', share('stork', { share: 0.149 })), null);
    assert.equal(owed('stork', share('stork', { share: 0.15 })), 'stork h.py');
    assert.equal(isOwed(share(null)), false);
    assert.equal(owedMatch(moduleOf('a.py', 'A', { upstream: 'heron', strength: 'weak' }), 'heron'), null);
  });

  it('is a share of the match alone where less than half is owed to another than the one that leads', () => {
    const origin = [
      share('ibis', { share: 0.6 }),
      share('heron', { share: 0.15 }),
      share('stork', { share: 0.25 }),
    ];
    const containment = { local: 0.8, upstream: 0.9 };
    const module = moduleOf('a.py', 'A', { upstream: 'heron', origin, containment });
    assert.deepEqual(owedMatch(module, 'heron')?.containment, containment);
    assert.deepEqual(owedMatch(module, 'ibis')?.containment, containment);
    assert.deepEqual(owedMatch(module, 'stork')?.containment, { local: 0.2, upstream: 0 });
  });

  it('is in the files that are owed or matched first, each once and sorted', () => {
    const modules = [
      moduleOf('c.py', 'A', { upstream: 'heron' }),
      moduleOf('b.py', 'A', { upstream: 'stork', origin: [share('heron')] }),
      moduleOf('c.py', 'B', { upstream: 'heron' }),
      moduleOf('a.py', 'A', { upstream: 'heron', origin: [share('stork')] }),
      moduleOf('d.py', 'A', { upstream: 'stork' }),
    ];
    assert.deepEqual(matchedPaths({ modules }, 'heron'), ['a.py', 'b.py', 'c.py']);
  });
});

describe('projects that a module is known to have passed through', () => {
  it('are those of its matches, their routes, origins and ancestors', () => {
    const match: Parameters<typeof moduleOf>[2] = {
      upstream: 'heron',
      version: 'heron-1',
      sharedAncestor: 'stork',
      route: { project: 'crane' } as never,
      ancestors: [{ upstream: 'ibis' } as never],
      alternatives: ['egret@egret-2', 'rail'],
      origin: [share('coot', { alsoIn: ['moorhen'] }), share(null)],
    };
    const sources = new Map([
      [
        'heron-1',
        sourceFacts({ project: 'heron', ancestors: [{ file: 'x.py', from: 'grebe', statedAt: 'line 1' }] }),
      ],
    ]);
    const of = (one: typeof match) => [...pedigreeOf(moduleOf('a.py', 'A', one), sources)].sort();
    assert.deepEqual(of(match), [
      'coot',
      'crane',
      'egret',
      'grebe',
      'heron',
      'ibis',
      'moorhen',
      'rail',
      'stork',
    ]);
    assert.deepEqual(of({ upstream: 'heron' }), ['heron']);
  });
});

describe('trees that are kept', () => {
  const FILES = ['a', 'b', 'c', 'd', 'e'].map((name) => `nets/${name}.py`);
  const tree = (folder: string, upstream: string, files: readonly string[]) =>
    files.map((path) => moduleOf(`${folder}${path}`, 'A', { upstream, path }));
  const trees = (modules: ReturnType<typeof tree>) =>
    keptTrees({ modules }).map(({ folder, project }) => `${folder} ${project}`);

  it('are folders with five files at their project’s own paths, the deepest first', () => {
    assert.deepEqual(trees(tree('lib/heron/', 'heron', FILES)), ['lib/heron/ heron']);
    assert.deepEqual(trees(tree('lib/', 'heron', FILES)), ['lib/nets/ heron']);
    assert.deepEqual(trees(tree('lib/heron/', 'heron', FILES.slice(1))), []);
    assert.deepEqual(trees(tree('', 'heron', FILES)), []);
    assert.deepEqual(trees(tree('lib/', 'heron', ['a.py', 'b.py', 'c.py', 'd.py', 'e.py'])), []);
    assert.deepEqual(trees([...tree('x/', 'heron', FILES), ...tree('much/deeper/', 'stork', FILES)]), [
      'much/deeper/nets/ stork',
      'x/nets/ heron',
    ]);
  });

  it('are of the project with the most files there', () => {
    const six = [...FILES, 'nets/f.py'];
    assert.deepEqual(trees([...tree('x/', 'heron', FILES), ...tree('x/', 'stork', six)]), ['x/nets/ stork']);
    assert.deepEqual(trees([...tree('x/', 'stork', six), ...tree('x/', 'heron', FILES)]), ['x/nets/ stork']);
  });

  it('are found by who had the code first as well', () => {
    const modules = FILES.map((path) =>
      moduleOf(`lib/${path}`, 'A', {
        upstream: 'stork',
        origin: [share('heron', { path }), share(null, { path })],
      }),
    );
    assert.deepEqual(trees(modules), ['lib/nets/ heron']);
    assert.equal(treeOf(keptTrees({ modules }), 'lib/nets/x.py'), 'heron');
    assert.equal(treeOf(keptTrees({ modules }), 'other/x.py'), null);
  });

  it('go by their project’s name where the folder does', () => {
    holds<readonly [string, string], boolean>(
      [
        [['peft/', 'peft'], true],
        [['lib/PE-FT/', 'peft'], true],
        [['midas_repo/', 'midas'], true],
        [['lib/midas/nets/', 'midas'], false],
        [['vit_repo/', 'vit'], false],
        [['vit/', 'vit'], true],
      ],
      ([folder, project]) => isNamedFor({ folder, project }),
    );
  });

  it('are credited by a document that credits a project whose name a folder has', () => {
    const credited = new Set(['reeds/vit', 'reeds/heron-segmentation', 'reeds/crane']);
    holds<string, string | null>(
      [
        ['crane/pooler.py', 'reeds/crane'],
        ['lib/Crane/x/pooler.py', 'reeds/crane'],
        ['crane.py', null],
        ['third_party/crane.py', 'reeds/crane'],
        ['cranes/pooler.py', null],
        ['heronseg/pooler.py', 'reeds/heron-segmentation'],
        ['hero/pooler.py', null],
        ['heron/pooler.py', 'reeds/heron-segmentation'],
        ['vit/pooler.py', null],
      ],
      (path) => creditedFolder(credited, path),
    );
    // The repository's own package has to have the whole name.
    assert.equal(creditedFolder(credited, 'heronseg/pooler.py', 'heronseg'), null);
    assert.equal(creditedFolder(credited, 'crane/pooler.py', 'crane'), 'reeds/crane');
    assert.equal(
      creditedFolder(credited, 'heronseg/heron/pooler.py', 'heronseg'),
      'reeds/heron-segmentation',
    );
  });
});

describe('repositories and modules that are known', () => {
  it('are those that a project gives, as owner and name', () => {
    const of = (repository: string, alternates?: readonly string[], homepage?: string) =>
      repositoriesOf({ repository, ...(alternates && { alternates }), ...(homepage && { homepage }) });
    assert.deepEqual(of('Reeds/Heron'), ['reeds/heron']);
    assert.deepEqual(of('https://github.com/Reeds/Heron'), ['reeds/heron']);
    assert.deepEqual(of('./local'), []);
    assert.deepEqual(of('.hidden/x'), []);
    assert.deepEqual(of('a/b', ['c/d'], 'https://e.github.io/f'), ['a/b', 'c/d', 'e/f']);
    assert.deepEqual(of('a/b/c'), []);
    assert.deepEqual(of('a/b', [], 'https://example.com'), ['a/b']);
  });

  const known = knownAddresses([
    sourceFacts({
      project: 'heron',
      repository: 'reeds/marsh',
      files: [file('src/marsh/heron/pooler.py'), file('marsh/heron/__init__.py'), file('top.py')],
    }),
    sourceFacts({
      project: 'stork',
      repository: 'reeds/marsh',
      files: [file('src/marsh/stork/legs.py'), file('src/marsh/stork/legs.cu')],
    }),
    sourceFacts({ project: 'crane', repository: 'reeds/crane', files: [file('marsh/heron/other.py')] }),
  ]);
  const modules = (module: string) => known.projectsAt({ module });

  it('tell the project by the file or its folder, where several share a repository', () => {
    const at = (file?: string) => known.projectsAt({ repository: 'reeds/marsh', ...(file && { file }) });
    assert.deepEqual(at(), ['heron', 'stork']);
    assert.deepEqual(at('src/marsh/heron/pooler.py'), ['heron']);
    assert.deepEqual(at('src/marsh/stork/other.py'), ['stork']);
    assert.deepEqual(at('src/marsh/stork'), ['stork']);
    assert.deepEqual(at('elsewhere/x.py'), []);
    assert.deepEqual(known.projectsAt({ repository: 'reeds/crane', file: 'elsewhere/x.py' }), ['crane']);
    assert.deepEqual(known.projectsAt({ repository: 'reeds/none' }), []);
    assert.deepEqual(known.projectsAt({}), []);
  });

  it('tell the project by a module of its own package', () => {
    assert.deepEqual(modules('marsh.heron.pooler'), ['heron']);
    assert.deepEqual(modules('marsh.heron.pooler.Pooler.forward'), ['heron']);
    assert.deepEqual(modules('marsh.heron'), ['heron']);
    assert.deepEqual(modules('marsh.stork.legs'), ['stork']);
    assert.deepEqual(modules('marsh.stork.other'), []);
    assert.deepEqual(modules('marsh'), []);
    assert.deepEqual(modules('crane.heron.other'), []);
    assert.deepEqual(modules('marsh.heron.other'), ['heron']);
    assert.deepEqual(modules('top'), []);
  });

  it('tell the project by a package of three parts and more', () => {
    const deep = knownAddresses([
      sourceFacts({
        project: 'heron',
        repository: 'reeds/marsh',
        files: [file('lib/marsh/models/heron/a.py')],
      }),
    ]);
    assert.deepEqual(deep.projectsAt({ module: 'marsh.models.heron.other' }), ['heron']);
    assert.deepEqual(deep.projectsAt({ module: 'marsh.models.other' }), []);
  });
});
