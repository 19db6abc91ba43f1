import assert from 'node:assert/strict';
import type { AuditedModule, ModuleMatch, OriginShare } from '../../../src/model/report.ts';
import { cameAlong } from '../../../src/rules/came-along.ts';
import { counterpartsOf } from '../../../src/rules/counterparts.ts';
import { derivationsOf } from '../../../src/rules/derivations.ts';
import { ownNames } from '../../../src/rules/own-names.ts';
import { sourceFacts } from '../credit/source-facts.ts';
import { holds } from '../table.ts';
import { lineageOf, moduleOf, type Sketch } from './evidence-builder.ts';
import { type Files, written } from './written.ts';

const HERON = sourceFacts({ project: 'heron', projectName: 'Heron-VL', repository: 'marshlight/heron-vl' });
const STORK = sourceFacts({ project: 'stork', projectName: 'Stork', repository: 'reeds/stork' });
const repository = (files: Files, sketch: Omit<Sketch, 'texts'> = {}) =>
  written(files, { name: 'wader', sources: [HERON, STORK], ...sketch });

describe('the names that a repository goes by', () => {
  it('are of its folder, its package, its first heading and what it tells to clone', () => {
    const names = (files: Files, name = 'wader') => [...ownNames(repository(files, { name }))].slice(1);
    holds(
      [
        [{}, []],
        [{ 'pyproject.toml': '[project]\nname = "finch"\n' }, ['finch']],
        [{ 'pyproject.toml': "  name='fin-ch'\n" }, ['finch']],
        [{ 'setup.cfg': '[metadata]\nname = finch\n' }, ['finch']],
        [{ 'setup.cfg': '[metadata]\nname = finch and more\n' }, []],
        [{ 'setup.cfg': 'filename = finch\n' }, []],
        [{ 'other.toml': 'name = "finch"\n' }, []],
        [{ 'lib/pyproject.toml': 'name = "finch"\n' }, []],
        [{ 'README.md': '# Finch\n\n# Robin\n' }, ['finch']],
        [{ 'README.md': 'Birds.\n\n  ##  Finch  \n' }, ['finch']],
        [{ 'README.md': '# Finch: birds of the marsh\n' }, ['finch']],
        [{ 'README.md': '# Finch：鸟\n' }, ['finch']],
        [{ 'README.md': 'Number #Finch\n' }, []],
        [{ 'README.md': `# ${'Finch '.repeat(20)}\n` }, []],
        [{ 'README.md': `${'Birds.\n'.repeat(1200)}# Finch\n` }, []],
        [{ 'README.md': 'git clone https://github.com/reeds/finch\n' }, ['finch']],
        [{ 'README.md': '`git clone git@github.com:reeds/fin-ch.git`\n' }, ['finch']],
        [{ 'README.md': 'git clone "https://github.com/reeds/finch"\n' }, ['finch']],
        [{ 'README.md': 'git pull https://github.com/reeds/finch\n' }, []],
        [{ 'README.md': '# AB\n' }, []],
        [{ 'README.md': '# ABC\n' }, ['abc']],
        [{ 'README.md': '# Wader\n' }, []],
        [{ 'readme.rst': '# Finch\n' }, ['finch']],
        [{ 'docs/README.md': '# Finch\n' }, []],
        [{ 'THE_README.md': '# Finch\n' }, []],
      ] as const,
      (files) => names(files),
    );
    assert.deepEqual([...ownNames(repository({ 'README.md': '# Finch\n' }, { name: 'ab' }))], ['finch']);
  });
});

describe('code that came along with another project than the one it matches', () => {
  const at = (path: string, match: Partial<ModuleMatch> = {}): AuditedModule =>
    moduleOf(path, 'Pooler', { upstream: 'heron', path: 'heron/pooler.py', ...match });
  const along = (
    path: string,
    files: Files,
    sketch: Omit<Sketch, 'texts'> = {},
    upstream = 'heron',
  ): boolean =>
    cameAlong(repository({ [path]: 'x = 1\n', ...files }, { modules: [at(path)], ...sketch }))(
      at(path),
      upstream,
    );
  const credit = (name: string): Files => ({ 'README.md': `Built on https://github.com/${name}\n` });

  it('lies in a folder that goes by the name of a credited project', () => {
    holds(
      [
        [['stork/a.py', credit('reeds/stork')], true],
        [['lib/Stork/a.py', credit('reeds/stork')], true],
        [['lib/stork.py', credit('reeds/stork')], false],
        [['lib/a.py', credit('reeds/stork')], false],
        [['storkling/a.py', credit('reeds/stork')], false],
        [['crane/a.py', credit('reeds/crane')], true],
        [['heron-vl/a.py', credit('marshlight/heron-vl')], false],
        [['stork/a.py', { 'README.md': 'Compare https://github.com/reeds/stork\n' }], false],
        [['stork/a.py', {}], false],
        // A folder that begins the name, unless it is the repository's own package.
        [['cranese/a.py', credit('reeds/cranesegmentation')], true],
        [['wader/a.py', credit('reeds/waderflights')], false],
        [['waders/a.py', credit('reeds/wadersflights')], true],
        // The own address is no other project.
        [['wader/a.py', credit('reeds/wader')], false],
      ] as const,
      ([path, files]) => along(path, files),
    );
    assert.ok(
      along('stork/a.py', { 'lib/b.py': '# Adapted from https://github.com/reeds/stork\n' }),
      'a comment',
    );
  });

  it('lies in a folder that a front page links to the repository it is from', () => {
    const link = (label: string, address = 'https://github.com/reeds/crane'): string =>
      `See [${label}](${address}).\n`;
    holds(
      [
        [['lib/fieldnotes/a.py', { 'README.md': link('fieldnotes') }], true],
        [['lib/fieldnotes/a.py', { 'README.md': link('Field-Notes') }], true],
        [['lib/fieldnotes/deep/a.py', { 'README.md': link('fieldnotes') }], true],
        [['lib/fieldnotes/a.py', { 'app/README.md': link('fieldnotes') }], true],
        [['lib/fieldnotes/a.py', { 'app/NOTES.md': link('fieldnotes') }], false],
        [['lib/fieldnotes/a.py', { 'README.md': link('others') }], false],
        [['fieldnotes/a.py', { 'README.md': link('fieldnotes') }], false],
        [['lib/fieldnotes.py', { 'README.md': link('fieldnotes') }], false],
        [['lib/notes/a.py', { 'README.md': link('notes') }], false],
        [['lib/notesy/a.py', { 'README.md': link('notesy') }], true],
        [['lib/fieldnotes/a.py', { 'README.md': link('fieldnotes', 'https://crane.example.org') }], false],
        [
          [
            'lib/fieldnotes/a.py',
            { 'README.md': link('fieldnotes', 'https://github.com/marshlight/heron-vl') },
          ],
          false,
        ],
      ] as const,
      ([path, files]) => along(path, files),
    );
  });

  it('lies in a tree that another project keeps', () => {
    const tree = (project: string, prefix = 'ext/'): readonly AuditedModule[] =>
      ['a', 'b', 'c', 'd', 'e'].map((name) =>
        moduleOf(`${prefix}lib/${name}.py`, name, { upstream: project, path: `lib/${name}.py` }),
      );
    const module = moduleOf('ext/lib/a.py', 'a', { upstream: 'heron' });
    const of = (
      modules: readonly AuditedModule[],
      upstream: string,
      sources = [HERON, STORK],
      more: Sketch = {},
    ) => cameAlong(repository({}, { modules, sources, ...more }))(module, upstream);
    assert.ok(of(tree('stork'), 'heron'));
    assert.ok(!of(tree('stork'), 'stork'));
    assert.ok(!of(tree('stork').slice(1), 'heron'), 'four files are no tree');
    assert.ok(!of(tree('stork', 'other/'), 'heron'), 'another folder');
    // Two projects of one repository are no two.
    assert.ok(!of(tree('stork'), 'heron', [HERON, { ...STORK, repository: HERON.repository }]));
    const homed = { ...lineageOf('stork', []), repository: 'https://github.com/marshlight/heron-vl' };
    assert.ok(!of(tree('stork'), 'heron', [HERON], { lineage: [homed] }));
    assert.ok(of(tree('stork'), 'heron', [HERON], { lineage: [{ ...homed, upstream: 'ibis' }] }));
    assert.ok(of(tree('stork'), 'heron', [HERON], { lineage: [lineageOf('stork', [])] }));
    const share: OriginShare = {
      project: 'stork',
      share: 1,
      root: true,
      alsoIn: [],
      repository: 'https://github.com/marshlight/heron-vl',
    };
    const told = (origin: readonly OriginShare[]) =>
      tree('stork').map((one) => ({ ...one, matches: one.matches.map((match) => ({ ...match, origin })) }));
    assert.ok(!of(told([share]), 'heron', [HERON], { lineage: [] }), 'the world tells its home');
    assert.ok(of(told([{ ...share, project: 'ibis' }]), 'heron', [HERON], { lineage: [] }));
    const { repository: _, ...homeless } = share;
    assert.ok(of(told([homeless]), 'heron', [HERON], { lineage: [] }));
  });
});

describe('the copy of a file of an upstream', () => {
  const module = (path: string, tokens = 400, match: Partial<ModuleMatch> = {}, symbol = 'Pooler') =>
    moduleOf(path, symbol, { upstream: 'heron', path: 'heron/pooler.py', symbol, ...match }, { tokens });
  /** Enough of the upstream that what is owed to it is clear. */
  const sure = module('sure/tiling.py', 400, { path: 'heron/tiling.py' }, 'Tiling');
  const copies = (modules: readonly AuditedModule[], paths: readonly string[] = []): readonly string[] => {
    const evidence = repository({}, { modules: [...modules, sure], paths });
    const [derivation] = derivationsOf(evidence);
    assert.ok(derivation !== undefined);
    return counterpartsOf(evidence, derivation)
      .map((one) => one.path)
      .filter((path) => path !== 'sure/tiling.py');
  };
  const other = (path: string, tokens: number): AuditedModule => ({
    ...module(path, tokens, {}, 'Own'),
    matches: [],
  });

  it('goes by its name, or matches for half of it and enough', () => {
    holds(
      [
        [[module('m/pooler.py')], ['m/pooler.py']],
        [[module('m/Pooler.py')], ['m/Pooler.py']],
        [[module('m/x.py')], ['m/x.py']],
        [[module('m/pooler.py', 20)], ['m/pooler.py']],
        [[module('m/x.py', 50)], []],
        [[module('m/x.py', 56)], ['m/x.py']],
        [[module('m/pooler.py', 200), other('m/pooler.py', 700)], ['m/pooler.py']],
        [[module('m/pooler.py', 200), other('m/pooler.py', 701)], []],
        [[module('m/pooler.py', 200), other('m/x.py', 5000)], ['m/pooler.py']],
        [[module('m/x.py', 200), other('m/x.py', 160)], ['m/x.py']],
        [[module('m/x.py', 200), other('m/x.py', 161)], []],
        // So much is a substantial part, whatever else is there.
        [[module('m/x.py', 445), other('m/x.py', 5000)], ['m/x.py']],
        [[module('m/x.py', 444), other('m/x.py', 5000)], []],
      ],
      (modules) => copies(modules),
    );
  });

  it('is none that has another name, where a file of that name stands in the same tree', () => {
    const x = [module('m/x.py')];
    holds(
      [
        [['m/pooler.py'], []],
        [['m/deep/Pooler.py'], []],
        [['pooler.py'], []],
        [['n/pooler.py'], ['m/x.py']],
        [['m/tiling.py'], ['m/x.py']],
      ] as const,
      (paths) => copies(x, paths),
    );
    assert.deepEqual(copies([module('x.py')], ['n/pooler.py']), [], 'at the top');
    assert.deepEqual(copies([module('m/pooler.py')], ['m/deep/pooler.py']), ['m/pooler.py']);
  });

  it('may have another name where the name is one that every package has', () => {
    const names = [
      '__init__',
      'util',
      'utils',
      'helper',
      'helpers',
      'common',
      'misc',
      'model',
      'models',
      'layers',
    ];
    const more = ['modules', 'config', 'constants', 'main', 'train', 'test'];
    for (const name of [...names, ...more])
      assert.deepEqual(
        copies([module('m/x.py', 400, { path: `heron/${name}.py` })], [`m/${name}.py`]),
        ['m/x.py'],
        name,
      );
    for (const name of ['my_utils', 'utils_x'])
      assert.deepEqual(
        copies([module('m/x.py', 400, { path: `heron/${name}.py` })], [`m/${name}.py`]),
        [],
        name,
      );
  });
});
