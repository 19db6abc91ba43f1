import assert from 'node:assert/strict';
import type { CopyrightLine } from '../../../src/model/evidence.ts';
import type { Finding, LicenseRecord } from '../../../src/model/report.ts';
import { isOfAnotherTree } from '../../../src/rules/folder-names.ts';
import { sourceFacts } from '../credit/source-facts.ts';
import { holds } from '../table.ts';
import { licenseRecord, moduleOf, type Sketch } from './evidence-builder.ts';
import { findingsOf, STORK, worldly } from './sketch-second-hand.ts';

/** A project of which nothing but its license is known. */
const CRANE = sourceFacts({
  project: 'crane',
  projectName: 'Crane',
  organisation: 'Reed Bank',
  repository: 'reedbank/crane',
  codeLicense: { expression: 'MIT', source: 'LICENSE' },
});
const PLOVER = {
  ...CRANE,
  id: 'plover',
  project: 'plover',
  projectName: 'Plover',
  repository: 'mudflat/plover',
};

const line = (holder: string): CopyrightLine => ({
  line: 1,
  text: `Copyright (c) 2024 ${holder}`,
  holder,
  years: [2024],
});
const linesOf = (byPath: Readonly<Record<string, readonly string[]>>): ReadonlyMap<string, CopyrightLine[]> =>
  new Map(Object.entries(byPath).map(([path, holders]) => [path, holders.map(line)]));

/** A header that states a license, and no text of one. */
const stating = (path: string, license: string): LicenseRecord =>
  licenseRecord(path, license, { ranges: [{ startLine: 1, endLine: 2 }] });

const README = 'Built on [Crane](https://github.com/reedbank/crane).\n';

function asked(rule: string, sketch: Sketch): readonly Finding[] {
  return findingsOf({ sources: [CRANE, STORK], ...sketch }).filter((one) => one.rule === rule);
}

describe('a copyright line that is not known', () => {
  const crane = [worldly('app/one.py', 'crane', 'One'), worldly('app/two.py', 'crane', 'Two')];
  const lines = (
    sketch: Sketch,
    copyrights: Readonly<Record<string, readonly string[]>>,
  ): readonly string[] =>
    asked('copyright-line-missing', {
      modules: crane,
      texts: { 'README.md': README },
      paths: ['LICENSE'],
      ...sketch,
      more: { copyrights: linesOf(copyrights) },
    }).map((one) => one.message);

  it('is missing where the text that begins with it stands here with another holder alone', () => {
    const [message = ''] = lines({}, { LICENSE: ['Finch'] });
    assert.match(
      message,
      /match Crane, whose license asks that its copyright line be kept \(MIT paragraph 2\)/,
    );
    assert.match(message, /LICENSE names another holder/);
  });

  it('is asked for once, whatever number of projects have one', () => {
    const modules = [...crane, worldly('lib/a.py', 'plover', 'A'), worldly('lib/b.py', 'plover', 'B')];
    const texts = { 'README.md': `${README}And on [Plover](https://github.com/mudflat/plover).\n` };
    const found = lines({ modules, texts, sources: [CRANE, PLOVER, STORK] }, { LICENSE: ['Finch'] });
    assert.equal(found.length, 1);
    assert.match(found[0] ?? '', /So does that of Plover\./);
  });

  it('is not asked for where it may be here', () => {
    holds(
      [
        [{ LICENSE: ['Reed Bank'] }, 0],
        [{ LICENSE: ['reedbank'] }, 0],
        [{ LICENSE: ['Finch', 'Somebody'] }, 0],
        [{}, 0],
        [{ LICENSE: ['Finch'], 'app/one.py': ['Somebody'] }, 0],
        [{ LICENSE: ['Finch'], 'app/one.py': ['Finch'] }, 1],
        [{ LICENSE: ['Finch'], NOTICE: ['Somebody'] }, 0],
        [{ LICENSE: ['Finch'], 'LICENSE-crane': ['Reed Bank'] }, 0],
      ],
      (copyrights) => lines({}, copyrights).length,
    );
    const noticed = { 'README.md': README, NOTICE: 'Parts are from Crane.\n' };
    assert.equal(lines({ texts: noticed }, { LICENSE: ['Finch'] }).length, 0);
  });

  it('is not asked for in the name of a license whose text begins with none', () => {
    const apache = { ...CRANE, codeLicense: { expression: 'Apache-2.0', source: 'LICENSE' } };
    assert.equal(lines({ sources: [apache, STORK] }, { LICENSE: ['Finch'] }).length, 0);
  });
});

describe('code in a folder that goes by a project of which only a comment speaks', () => {
  const comment = '# Ported from https://github.com/reeds/stork\n';
  const names = (texts: Readonly<Record<string, string>>, folder = 'stork', file?: string): boolean =>
    findingsOf({
      sources: [CRANE, STORK],
      modules: [
        worldly(`${folder}/${file ?? 'one.py'}`, 'crane', 'One'),
        worldly(`${folder}/${file ?? 'two.py'}`, 'crane', 'Two'),
      ],
      texts,
      paths: ['LICENSE'],
      more: { copyrights: linesOf({ LICENSE: ['Finch'] }) },
    }).some((one) => one.upstream === 'crane');

  it('is what documents say of it', () => {
    assert.ok(names({ 'README.md': README, 'stork/three.py': comment }));
    assert.ok(!names({ 'README.md': `${README}And on https://github.com/reeds/stork.\n` }));
    assert.ok(!names({ 'README.md': '# Finch\n', 'stork/three.py': comment }));
  });

  it('is of that project where its code is not known', () => {
    const unknown = '# Ported from https://github.com/bank/dunlin\n';
    assert.ok(names({ 'README.md': README }, 'dunlin'));
    assert.ok(!names({ 'README.md': README, 'dunlin/three.py': unknown }, 'dunlin'));
  });

  it('is of a project that documents credit where the file has its name and its code is not known', () => {
    const readme = (address: string): string => `${README}\nIt builds on [another](${address}).\n`;
    const dunlin = { 'README.md': readme('https://github.com/bank/dunlin') };
    assert.ok(!names(dunlin, 'models', 'dunlin.py'));
    assert.ok(names(dunlin, 'models', 'dunlins.py'));
    const list =
      'Built on [Crane](https://github.com/reedbank/crane) and [it](https://github.com/bank/dunlin).\n';
    assert.ok(!names({ 'README.md': list }, 'models', 'dunlin.py'), 'in a list');
    assert.ok(
      names({ 'README.md': readme('https://github.com/bank/it') }, 'models', 'it.py'),
      'a short name',
    );
    assert.ok(names({ 'README.md': README }, 'models', 'dunlin.py'), 'of nobody');
    assert.ok(names({ 'README.md': readme('https://github.com/reeds/stork') }, 'models', 'stork.py'));
  });
});

describe('headers whose text is missing', () => {
  const MIT = { licenses: [stating('a.py', 'MIT'), stating('b.py', 'MIT')] };
  const says = (sketch: Sketch): readonly string[] =>
    asked('license-text-missing', { modules: [], paths: ['a.py', 'b.py', 'LICENSE'], ...MIT, ...sketch }).map(
      (one) => one.message,
    );

  it('name their holders, as far as they are few', () => {
    const of = (copyrights: Readonly<Record<string, readonly string[]>>): string =>
      says({ more: { copyrights: linesOf({ LICENSE: ['Finch'], ...copyrights }) } })[0] ?? '';
    assert.match(
      of({ 'a.py': ['Crane'], 'b.py': ['Crane'] }),
      /^The header of a\.py and 1 more file names "Crane" and MIT,/,
    );
    assert.match(
      of({ 'a.py': ['Crane'], 'b.py': ['Stork'] }),
      /^The headers of a\.py and 1 more file name "Crane" and "Stork" and state MIT,/,
    );
  });

  it('name nobody where a file states two licenses', () => {
    const licenses = [stating('a.py', 'MIT'), stating('a.py', 'BSD-3-Clause')];
    const copyrights = linesOf({ LICENSE: ['Finch'], 'a.py': ['Crane'] });
    for (const message of says({ licenses, more: { copyrights } }))
      assert.match(message, /^The header of a\.py states \S+ for code of others,/);
  });

  it('may give license and author in fields', () => {
    const header = (text: string): Sketch => ({
      licenses: [stating('a.py', 'MIT')],
      more: {
        headers: new Map([['a.py', { range: { startLine: 1, endLine: 4 }, text }]]),
        copyrights: linesOf({ LICENSE: ['Finch'] }),
      },
    });
    holds(
      [
        ['#   @author: Ada Crane\n#   @license: MIT License\n', 1],
        ['# Authors: Ada Crane\n# License: MIT\n', 1],
        ['# Author: Ada Crane\n', 0],
        ['# License: MIT\n', 0],
        ['# @author: Finch\n# @license: MIT\n', 0],
      ],
      (text) => says(header(text)).length,
    );
  });
});

describe('license files that headers point to', () => {
  it('did not come along, of several holders who are named', () => {
    const text =
      '# This source code is licensed under the license found in the\n# LICENSE file in the root directory of this source tree.\n';
    const header = { range: { startLine: 1, endLine: 3 }, text };
    const copyrights = linesOf({ LICENSE: ['Finch'], 'a.py': ['Crane'], 'b.py': ['Stork'] });
    const headers = new Map([
      ['a.py', header],
      ['b.py', header],
    ]);
    const [found] = asked('license-text-missing', {
      modules: [],
      licenses: [],
      paths: ['a.py', 'b.py', 'LICENSE'],
      more: { copyrights, headers },
    });
    assert.match(
      found?.message ?? '',
      /name "Crane" and "Stork" and point to license files that did not come along: LICENSE names others\. Add them/,
    );
  });
});

describe('the tree of a third', () => {
  it('is a folder of what others wrote, or a repository around its package', () => {
    holds(
      [
        ['training/HeronPool/src/heron_pool/pool.py', true],
        ['third_party/heron/pool.py', true],
        ['crane/third_party/crane/pool.py', false],
        ['Crane/src/crane/pool.py', false],
        ['app/datasets/datasets/pool.py', false],
        ['app/ops/Ops/pool.py', false],
        ['src/crane/pool.py', false],
      ],
      (path) => isOfAnotherTree(path, 'crane'),
    );
  });

  it('is no source of its own for a project that nothing here names', () => {
    const at = (path: string): number => {
      const modules = ['One', 'Two', 'Three'].map((symbol, i) => {
        const one = worldly(`app/${i}.py`, 'crane', symbol);
        return { ...one, matches: one.matches.map((match) => ({ ...match, path: `${path}/${symbol}.py` })) };
      });
      return asked('upstream-not-credited', { modules }).length;
    };
    assert.equal(at('crane'), 1);
    assert.equal(at('training/HeronPool/src/heron_pool'), 0);
  });
});

describe('a paper whose title is the name of its project', () => {
  it('is cited by a reference, and not where the project is spoken of', () => {
    const crane = {
      ...CRANE,
      projectName: 'Crane Anything',
      name: 'Crane Anything',
      citations: ['Crane Anything'],
    };
    holds(
      [
        ['Thanks to Crane Anything.\n', 1],
        ['Ada Reed et al. Crane Anything.\n', 0],
        ['A. Reed, Crane Anything, 2023.\n', 0],
        ['Thanks to Crane Anything.\n\n@article{x,\n  title={Crane Anything},\n}\n', 0],
      ],
      (text) =>
        asked('citation-missing', {
          sources: [crane, STORK],
          modules: [moduleOf('app/one.py', 'One', { upstream: 'crane' })],
          texts: { 'README.md': `Built on https://github.com/reedbank/crane.\n${text}` },
        }).length,
    );
  });
});

describe('a file that states another license than its project', () => {
  it('is asked for in its own name', () => {
    const at = (path: string, symbol: string): ReturnType<typeof moduleOf> =>
      moduleOf(path, symbol, { upstream: 'crane', containment: { local: 0.95, upstream: 0.9 } });
    const said = (holder: string, license: string): readonly string[] =>
      asked('license-text-missing', {
        modules: [at('app/one.py', 'One'), at('app/two.py', 'Two')],
        licenses: [stating('app/one.py', license)],
        texts: { 'README.md': README },
        paths: ['LICENSE'],
        more: { copyrights: linesOf({ LICENSE: ['Finch'], 'app/one.py': [holder] }) },
      }).map((one) => `${one.path} ${one.duty ?? ''}`);
    assert.deepEqual(said('Stork Guild', 'Apache-2.0'), [
      'app/one.py Apache-2.0 4(a)',
      'app/two.py MIT paragraph 2',
    ]);
    assert.deepEqual(said('Stork Guild', 'MIT').length, 1);
    assert.deepEqual(
      said('Finch', 'Apache-2.0'),
      ['app/one.py MIT paragraph 2'],
      'the word of who copied it',
    );
  });
});
