import assert from 'node:assert/strict';
import { keptTrees, treeOf } from '../../../src/credit/kept-trees.ts';
import type { AuditedModule, Finding } from '../../../src/model/report.ts';
import { hasNameIn } from '../../../src/rules/folder-names.ts';
import { licenseRecord, lineageOf, moduleOf, type Sketch } from './evidence-builder.ts';
import { findingsOf, HERON, rulesOf, STORK, share, small, worldly } from './sketch-second-hand.ts';

describe('code at second hand', () => {
  const carried = [
    worldly('app/one.py', 'heron-vl', 'One', { alsoIn: ['stork'] }),
    worldly('app/two.py', 'heron-vl', 'Two', { alsoIn: ['stork'] }),
  ];

  it('is not asked for where a project is credited that has it too', () => {
    assert.ok(rulesOf({ modules: carried }).includes('upstream-not-credited warning'));
    const texts = { 'README.md': 'Built on [Stork](https://github.com/reeds/stork).\n' };
    assert.deepEqual(rulesOf({ modules: carried, texts }), []);
  });

  it('is asked for in files that this credit does not reach', () => {
    const texts = { 'other/README.md': 'Built on [Stork](https://github.com/reeds/stork).\n' };
    assert.ok(rulesOf({ modules: carried, texts }).includes('upstream-not-credited warning'));
  });

  it('is not asked for beside a module that is partly the code of a credited project which has both', () => {
    const heron = share('heron-vl', { share: 0.5, license: 'MIT', date: '2021-05-04', alsoIn: ['stork'] });
    const both = (own: number): AuditedModule => {
      const made = worldly('app/three.py', 'stork', 'Three');
      const matches = made.matches.map((one) => ({
        ...one,
        origin: [share('stork', { share: own }), heron],
      }));
      return { ...made, matches };
    };
    const asked = (modules: readonly AuditedModule[], page: string): boolean => {
      const texts = { [page]: 'Built on [Stork](https://github.com/reeds/stork).\n' };
      const lineage = [lineageOf('heron-vl', [HERON]), lineageOf('stork', [STORK])];
      return findingsOf({ modules, lineage, texts }).some((one) => one.upstream === 'heron-vl');
    };
    const beside = ['One', 'Two'].map((name) => worldly(`app/${name.toLowerCase()}.py`, 'heron-vl', name));
    assert.ok(asked(beside, 'README.md'));
    assert.ok(!asked([...beside, both(0.45)], 'README.md'));
    assert.ok(asked([...beside, both(0.1)], 'README.md'), 'a small part');
    assert.ok(asked([...beside, both(0.45)], 'other/README.md'), 'credited for another folder');
    const elsewhere = beside.map((one) => ({ ...one, path: one.path.replace('app/', 'lib/') }));
    assert.ok(asked([...elsewhere, both(0.45)], 'README.md'), 'another folder');
  });

  it("is the tree's to credit in a tree that is kept at its project's own paths", () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const tree = names.map((name) =>
      moduleOf(`proj/stork/src/${name}.py`, name, { upstream: 'stork', path: `src/${name}.py` }),
    );
    const inside = worldly('proj/stork/examples/train.py', 'heron-vl', 'One');
    const more = worldly('proj/stork/examples/test.py', 'heron-vl', 'Two');
    const modules = [...tree, inside, more];
    assert.deepEqual(keptTrees({ modules }), [{ folder: 'proj/stork/', project: 'stork' }]);
    assert.equal(treeOf(keptTrees({ modules }), 'proj/stork/examples/train.py'), 'stork');
    const upstreams = new Set(findingsOf({ modules }).map((one) => one.upstream));
    assert.ok(upstreams.has('stork') && !upstreams.has('heron-vl'));
    const few = [...tree.slice(0, 4), inside, more];
    assert.ok(findingsOf({ modules: few }).some((one) => one.upstream === 'heron-vl'));
  });

  it('is credited by the name of the folder that holds the tree, where it has papers of its own', () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const tree = (folder: string): readonly AuditedModule[] =>
      names.map((name) =>
        moduleOf(`${folder}/src/${name}.py`, name, { upstream: 'stork', path: `src/${name}.py` }),
      );
    const asked = (folder: string, paper: string): string | undefined => {
      const modules = tree(folder);
      const paths = [...modules.map((one) => one.path), `${folder}/${paper}`];
      return rulesOf({ modules, more: { paths } }).find((one) => one.startsWith('upstream-not-credited'));
    };
    assert.equal(asked('lib/stork_repo', 'README.md'), undefined);
    assert.equal(asked('lib/stork', 'setup.cfg'), 'upstream-not-credited warning', 'the name alone');
    assert.equal(asked('lib/birds', 'README.md'), 'upstream-not-credited error');
  });

  it('does not reach beyond the first folder of a tree that stands among others', () => {
    const modules = ['a', 'b', 'c', 'd', 'e'].map((name) =>
      moduleOf(`third/src/${name}.py`, name, { upstream: 'stork', path: `src/${name}.py` }),
    );
    assert.equal(treeOf(keptTrees({ modules }), 'third/src/a.py'), 'stork');
    assert.equal(treeOf(keptTrees({ modules }), 'third/other/a.py'), null);
  });

  it('is not asked for in a folder that goes by the name of a project which is credited', () => {
    const modules = [worldly('crane/one.py', 'heron-vl', 'One'), worldly('crane/two.py', 'heron-vl', 'Two')];
    const texts = { 'README.md': 'This code is built on https://github.com/reeds/crane.\n' };
    assert.ok(rulesOf({ modules }).includes('upstream-not-credited warning'));
    assert.deepEqual(rulesOf({ modules, texts }), []);
    const longer = { 'README.md': 'This code is built on https://github.com/reeds/cranesegmentation.\n' };
    assert.deepEqual(rulesOf({ modules, texts: longer }), [], 'the beginning of its name');
  });
});

describe('one file that only the world tells of', () => {
  const lone = [worldly('app/one.py', 'heron-vl', 'One'), worldly('app/one.py', 'heron-vl', 'Two')];

  it('is a question where many pieces of it are there, and none from a few', () => {
    const pieces = ['One', 'Two', 'Three', 'Four', 'Five'].map((symbol) =>
      small(worldly('app/one.py', 'heron-vl', symbol)),
    );
    const asked = (modules: readonly AuditedModule[]): readonly string[] =>
      rulesOf({ modules }).filter((one) => one.startsWith('upstream-not-credited'));
    assert.deepEqual(
      asked(pieces).map((one) => one.split(' ')[0]),
      ['upstream-not-credited'],
    );
    assert.ok(!asked(pieces).includes('upstream-not-credited error'));
    assert.deepEqual(asked(pieces.slice(1)), []);
    const large = { ...worldly('app/one.py', 'heron-vl'), tokens: 900 };
    assert.equal(asked([large]).length, 1, 'a large class by itself');
  });

  it('is no finding where nothing here names that project', () => {
    assert.deepEqual(rulesOf({ modules: lone }), []);
  });

  it('is none where it is only spoken of', () => {
    assert.deepEqual(rulesOf({ modules: lone, texts: { 'README.md': 'We compare with Heron-VL.\n' } }), []);
  });

  it('is one where it is credited but its terms are not kept, or a second file has its code', () => {
    const texts = { 'README.md': 'Built on Heron-VL.\n' };
    assert.ok(rulesOf({ modules: lone, texts }).length > 0);
    assert.ok(rulesOf({ modules: [...lone, worldly('app/two.py', 'heron-vl', 'Three')] }).length > 0);
  });

  it('is none where a source of this repository has it too, that is credited or of which there is more', () => {
    const modules = ['One', 'Two'].map((name) =>
      worldly(`app/${name.toLowerCase()}.py`, 'heron-vl', name, { alsoIn: ['stork'] }),
    );
    const stork = (symbols: readonly string[]): readonly AuditedModule[] =>
      symbols.map((name) => worldly(`lib/${name.toLowerCase()}.py`, 'stork', name));
    const lineage = [lineageOf('heron-vl', [HERON]), lineageOf('stork', [STORK])];
    const asked = (symbols: readonly string[], texts: Sketch['texts'] = {}): boolean =>
      findingsOf({ modules: [...modules, ...stork(symbols)], lineage, texts }).some(
        (one) => one.upstream === 'heron-vl',
      );
    assert.ok(asked(['Three']), 'of which there is less');
    assert.ok(!asked(['Three', 'Four', 'Five']), 'of which there is more');
    assert.ok(!asked(['Three'], { 'lib/README.md': 'Built on [Stork](https://github.com/reeds/stork).\n' }));
  });

  it('is one in a folder that has its name, whoever else has it too', () => {
    const under = (folder: string): boolean => {
      const modules = ['One', 'Two'].map((name) =>
        worldly(`${folder}/${name.toLowerCase()}.py`, 'heron-vl', name, { alsoIn: ['stork'] }),
      );
      const more = ['Three', 'Four', 'Five'].map((name) => worldly(`lib/${name}.py`, 'stork', name));
      const lineage = [lineageOf('heron-vl', [HERON]), lineageOf('stork', [STORK])];
      return findingsOf({ modules: [...modules, ...more], lineage }).some(
        (one) => one.upstream === 'heron-vl',
      );
    };
    assert.ok(under('app/heron-vl'));
    assert.ok(under('app/my_heron-vl') === false, 'that is no word of it');
    assert.ok(!under('app/heronry'));
  });

  it('brings no duty in the name of who had it first, before it is told where it is from', () => {
    const modules = ['One', 'Two'].map((name) => worldly(`app/${name.toLowerCase()}.py`, 'heron-vl', name));
    const apache = { modules, licenses: [licenseRecord('LICENSE', 'Apache-2.0')] };
    assert.deepEqual(rulesOf(apache), ['upstream-not-credited warning']);
    const texts = { 'README.md': 'Built on Heron-VL.\n' };
    assert.ok(rulesOf({ ...apache, texts }).includes('license-text-missing error'));
  });

  it('is none in a folder that the front page names with a link to where it is from', () => {
    const under = (folder: string) =>
      ['One', 'Two'].map((name) => worldly(`${folder}/${name.toLowerCase()}.py`, 'heron-vl', name));
    const modules = under('tools/fieldnotes');
    const texts = (label: string) => ({
      'README.md': `# Finch\n\nONNX for [${label}](https://github.com/reeds/crane) works now.\n`,
    });
    assert.ok(rulesOf({ modules, texts: texts('the release') }).includes('upstream-not-credited warning'));
    assert.deepEqual(rulesOf({ modules, texts: texts('fieldnotes') }), []);
    const own = rulesOf({ modules: under('fieldnotes'), texts: texts('fieldnotes') });
    assert.ok(own.includes('upstream-not-credited warning'), 'a package at the top is its own');
  });

  it('is none where the file was here before the first day on which the upstream is known to have it', () => {
    const since = (date: string, order: 'unknown' | 'before'): readonly string[] =>
      rulesOf({
        modules: [worldly('app/one.py', 'heron-vl', 'One'), worldly('app/two.py', 'heron-vl', 'Two')].map(
          (module) => ({ ...module, matches: module.matches.map((match) => ({ ...match, order })) }),
        ),
        more: {
          history: {
            authors: [],
            arrivals: new Map(['app/one.py', 'app/two.py'].map((path) => [path, { date, commits: 2 }])),
            commits: 9,
          },
        },
      }).filter((one) => one.startsWith('upstream-not-credited'));
    assert.deepEqual(since('2021-05-03', 'unknown'), []);
    assert.deepEqual(since('2021-05-05', 'unknown'), ['upstream-not-credited warning']);
    assert.deepEqual(since('2021-05-03', 'before'), ['upstream-not-credited warning']);
  });

  it('is none where a document credits who added to it later, by any name of that house', () => {
    const modules = ['One', 'Two'].map((name) => {
      const module = worldly(`app/${name.toLowerCase()}.py`, 'heron-vl', name);
      const later = share('wide-diffusion', {
        share: 0.1,
        root: false,
        date: '2022-01-01',
        repository: 'https://github.com/reeds/wide-diffusion',
      });
      return {
        ...module,
        matches: module.matches.map((match) => ({ ...match, origin: [...(match.origin ?? []), later] })),
      };
    });
    const crediting = (address: string) =>
      rulesOf({ modules, texts: { 'README.md': `Based on [it](https://github.com/${address}).\n` } });
    assert.ok(crediting('willow/deep-diffusion').includes('upstream-not-credited note'));
    assert.deepEqual(crediting('reeds/deep-diffusion'), []);
  });

  it('is none where a document credits the project at another owner, by a name of its own', () => {
    const modules = [worldly('app/one.py', 'heron-vl', 'One'), worldly('app/two.py', 'heron-vl', 'Two')];
    const isUncredited = (address: string): boolean =>
      rulesOf({
        modules,
        texts: { 'README.md': `Thanks to [it](https://github.com/${address}).\n` },
      }).includes('upstream-not-credited note');
    assert.ok(!isUncredited('oldmarsh/heron-vl'));
    assert.ok(isUncredited('oldmarsh/heron'));
  });

  it('is a question that says whose code is not known, where a document credits code that is not known', () => {
    const modules = [worldly('app/one.py', 'heron-vl', 'One'), worldly('app/two.py', 'heron-vl', 'Two')];
    const with_ = (readme: string): readonly Finding[] =>
      findingsOf({ modules, texts: { 'README.md': readme } });
    const asked = with_('Thanks to [it](https://github.com/willow/rushes).\n');
    assert.deepEqual(
      asked.flatMap((one) => (one.upstream === undefined ? [] : [`${one.rule} ${one.level}`])),
      ['upstream-not-credited note'],
    );
    assert.match(asked.map((one) => one.message).join('\n'), /The code of willow\/rushes is not known here/);
    const known = with_('Thanks to [it](https://github.com/reeds/stork).\n');
    assert.ok(known.some((one) => one.rule === 'upstream-not-credited' && one.level === 'warning'));
  });

  it('is one in the package that has the name of the repository, whatever its README links to', () => {
    const modules = ['One', 'Two'].map((name) =>
      worldly(`my_finch/${name.toLowerCase()}.py`, 'heron-vl', name),
    );
    const texts = { 'README.md': 'The code is adapted from https://github.com/reeds/my-finch.\n' };
    const asked = (name: string): boolean =>
      rulesOf({ name, modules, texts }).includes('upstream-not-credited warning');
    assert.ok(!asked('other'));
    assert.ok(asked('my-finch') && asked('reeds+my-finch'));
    const by = (more: Readonly<Record<string, string>>): boolean =>
      rulesOf({ name: 'clone', modules, texts: { ...texts, ...more } }).includes(
        'upstream-not-credited warning',
      );
    assert.ok(!by({}));
    assert.ok(by({ 'pyproject.toml': '[project]\nname = "my-finch"\n' }), 'its package says so');
    const page = 'The code is adapted from https://github.com/reeds/my-finch.\n';
    assert.ok(by({ 'README.md': `# My Finch: a bird\n\n${page}` }), 'its first heading says so');
    assert.ok(
      by({ 'README.md': `# Birds\n\n${page}\n    git clone https://github.com/reeds/my-finch.git\n` }),
      'it says what to clone',
    );
  });

  it('is none in a folder of its name, where it is credited anywhere', () => {
    const asked = (folder: string): boolean =>
      rulesOf({
        modules: ['One', 'Two'].map((name) =>
          worldly(`lib/${folder}/${name.toLowerCase()}.py`, 'heron-vl', name),
        ),
        texts: { 'tools/run.py': '# From https://github.com/marshlight/heron-vl\n' },
      }).some((one) => one.startsWith('upstream-not-credited'));
    assert.ok(asked('birds'));
    assert.ok(!asked('heron_vl'));
  });

  it('is enough in pieces of one file, each counted once, whose names in that file are not known', () => {
    const piece = (path: string, symbol: string): AuditedModule => {
      const module = worldly(path, 'heron-vl', symbol);
      const matches = module.matches.map((one) => ({ ...one, path: 'lib/all.py', symbol: 'all.py' }));
      return { ...module, tokens: 90, matches };
    };
    const texts = { 'README.md': 'Code of https://github.com/marshlight/heron-vl is used.\n' };
    const isCertain = (...modules: readonly AuditedModule[]): boolean =>
      rulesOf({ modules, texts, licenses: [licenseRecord('LICENSE', 'Apache-2.0')] }).some((one) =>
        one.endsWith('error'),
      );
    assert.ok(isCertain(piece('app/one.py', 'One'), piece('app/two.py', 'Two')));
    assert.ok(!isCertain(piece('app/one.py', 'One'), piece('lib/one.py', 'One')));
  });

  it('is asked about in a folder of its name, few as the pieces are', () => {
    const asked = (folder: string): boolean =>
      rulesOf({
        modules: ['One', 'Two'].map((name) => worldly(`${folder}/one.py`, 'stork', name)),
      }).some((one) => one.startsWith('upstream-not-credited'));
    assert.ok(asked('lib/stork'));
    assert.ok(asked('lib/my_stork'));
    assert.ok(!asked('lib/birds'));
    assert.ok(hasNameIn('lib/crane/a.py', 'crane-v3'));
    assert.ok(!hasNameIn('lib/a/crane.py', 'crane-v3'));
  });

  it('is none where the same file of it stands here twice', () => {
    const twice = [worldly('app/one.py', 'heron-vl', 'One'), worldly('lib/one.py', 'heron-vl', 'One')];
    assert.deepEqual(rulesOf({ modules: twice }), []);
  });

  it("is one where the catalogue knows the upstream's file", () => {
    const known = [moduleOf('app/one.py', 'One', { upstream: 'heron-vl', strength: 'conclusive' })];
    assert.ok(rulesOf({ modules: known }).includes('upstream-not-credited error'));
  });
});
