import assert from 'node:assert/strict';
import { copyrightLineMissing } from '../../../src/rules/copyright-line-missing/rule.ts';
import { licenseConflict } from '../../../src/rules/license-conflict/rule.ts';
import { licenseTextMissing } from '../../../src/rules/license-text-missing/rule.ts';
import { sourceFacts } from '../credit/source-facts.ts';
import { holds } from '../table.ts';
import { licenseRecord, moduleOf, type Sketch } from './evidence-builder.ts';
import { type Files, placesBy, saidBy, written } from './written.ts';

const apache = (project: string, projectName: string, expression = 'Apache-2.0') =>
  sourceFacts({
    project,
    projectName,
    name: projectName,
    repository: `reeds/${project}`,
    organisation: 'Reeds',
    copyrights: [],
    codeLicense: { expression, source: 'LICENSE' },
  });
const SOURCES = [
  apache('crane', 'Crane'),
  apache('plover', 'Plover'),
  apache('dunlin', 'Dunlin', 'NOASSERTION'),
];
const AT = 'https://github.com/reeds/crane';
const FROM = `# Copied from ${AT}/blob/main/crane/pool.py\n`;
const TOLD = ['warning a.py:1'];
const NONE: readonly string[] = [];

const repository = (files: Files, sketch: Omit<Sketch, 'texts'> = {}) =>
  written(files, { name: 'wader', sources: SOURCES, licenses: [licenseRecord('LICENSE', 'MIT')], ...sketch });
const told = (files: Files, sketch: Omit<Sketch, 'texts'> = {}): readonly string[] =>
  placesBy(licenseTextMissing, repository(files, sketch));

describe('the text of the license of a known project that a file says it has code from', () => {
  it('came along where the docstring of a class that matches somebody else says it, or a small piece of a file of theirs', () => {
    const at = (startLine: number, strength: 'strong' | 'weak', symbol = 'Pooler') => ({
      ...moduleOf('a.py', symbol, {
        upstream: 'plover',
        path: 'plover/a.py',
        strength,
        containment: { local: 0.9, upstream: 1 },
      }),
      range: { startLine, endLine: startLine + 3 },
    });
    const inside = (doc: string): Files => ({
      'a.py': `import x\n${'y = 1\n'.repeat(40)}class Pooler:\n    """Pools.\n${'\n'.repeat(9)}    ${doc}\n    """\n`,
    });
    const said = inside(`Copied from ${AT}`);
    assert.deepEqual(told(said), ['warning a.py:53']);
    assert.deepEqual(told(said, { modules: [at(70, 'strong')] }), NONE);
    assert.deepEqual(told(said, { modules: [at(79, 'strong')] }), ['error a.py:79'], 'too far below');
    const small = (...lines: readonly number[]) =>
      told(said, { modules: lines.map((line, one) => at(line, 'weak', `Part${one}`)) });
    assert.deepEqual(small(55, 80, 90), NONE);
    assert.deepEqual(small(55, 80), ['warning a.py:53'], 'two pieces');
    assert.deepEqual(small(80, 90, 100), ['warning a.py:53'], 'none of them there');
  });

  it('is missing where a comment says that the code itself was taken, and gives the address', () => {
    const by = (words: string): Files => ({ 'a.py': `# ${words}\n` });
    holds(
      [
        [by(`Copied from ${AT}`), TOLD],
        [by(`copy from ${AT}`), TOLD],
        [by(`Copied, with changes, from ${AT}`), TOLD],
        [by(`Directly borrowed by us from ${AT}`), TOLD],
        [by(`Modified from Crane (${AT})`), TOLD],
        [by(`Code from ${AT}`), TOLD],
        [by(`This implementation borrows code from ${AT}`), TOLD],
        [by(`This script is largely based on ${AT}`), TOLD],
        [by(`From: ${AT}`), TOLD],
        [by(`修改自 ${AT}`), TOLD],
        [{ 'a.py': `x = 1\n# Pooling, adapted from\n# ${AT}\n` }, ['warning a.py:3']],
        [by(`Inspired by ${AT}`), NONE],
        [by(`Inspired from ${AT}`), NONE],
        [by(`dataset idea from ${AT}`), NONE],
        [by(`Links from: ${AT}`), NONE],
        [by(`See ${AT}`), NONE],
        [by('Copied from Crane'), NONE],
        [by('Copied from https://github.com/reeds/dunlin'), NONE],
        [by('Copied from https://github.com/reeds/stork'), NONE],
        [{ 'README.md': `Copied from ${AT}\n` }, NONE],
      ],
      told,
    );
  });

  it('is not asked for where it is here, or the terms of the file are told otherwise', () => {
    const files = { 'a.py': FROM };
    const kept = [licenseRecord('LICENSE', 'MIT'), licenseRecord('LICENSES/Apache-2.0.txt', 'Apache-2.0')];
    assert.deepEqual(told(files, { licenses: kept }), []);
    const header = [licenseRecord('LICENSE', 'MIT'), licenseRecord('a.py', 'ISC')];
    assert.deepEqual(
      told(files, { licenses: header }).filter((one) => one !== 'warning a.py:1'),
      [],
    );
    const module = (path: string, upstream: string) => ({
      modules: [moduleOf(path, 'Pooler', { upstream })],
      sources: [...SOURCES, apache('ibis', 'Ibis', 'NOASSERTION')],
    });
    assert.deepEqual(told(files, module('a.py', 'ibis')), []);
    assert.deepEqual(told(files, module('b.py', 'ibis')), TOLD);
    assert.deepEqual(told(files, { more: { unchanged: new Set(['a.py']) } }), []);
    assert.deepEqual(told(files, { more: { keptFrom: new Map([['a.py', 'ibis']]) } }), []);
  });

  it('is asked for where a comment gives the address of a file of this name, whatever its words', () => {
    holds(
      [
        [
          { 'crane/pool_rows.py': `# Reference: ${AT}/blob/main/crane/pool_rows.py\n` },
          ['warning crane/pool_rows.py:1'],
        ],
        [{ 'crane/pool_rows.py': `# Reference: ${AT}/blob/main/crane/pool_cols.py\n` }, NONE],
        [{ 'crane/utils.py': `# Reference: ${AT}/blob/main/crane/utils.py\n` }, NONE],
      ],
      told,
    );
  });

  it('is asked for below and beside what matches somebody else, and not in it or at its top', () => {
    const at = (line: number): Files => ({ 'a.py': `x = 1\n${'y = 1\n'.repeat(line - 2)}${FROM}` });
    const sketch = {
      modules: [moduleOf('a.py', 'Pooler', { upstream: 'ibis' }, { range: { startLine: 40, endLine: 60 } })],
      sources: [...SOURCES, apache('ibis', 'Ibis', 'NOASSERTION')],
      lineage: [],
    };
    holds(
      [
        [at(10), NONE],
        [at(35), ['warning a.py:35']],
        [at(36), NONE],
        [at(60), NONE],
        [at(61), ['warning a.py:61']],
      ],
      (files) => told(files, sketch),
    );
  });

  it("is not asked for of the repository's own owner", () => {
    const cloned = (owner: string): Files => ({
      'README.md': `\`git clone https://github.com/${owner}/wader\`\n`,
      'a.py': FROM,
    });
    assert.deepEqual(told(cloned('reeds')), []);
    assert.deepEqual(told(cloned('bank')), TOLD);
    assert.deepEqual(told({ 'a.py': FROM }, { name: 'crane' }), []);
  });

  it('begins with a line that is asked for where the text stands here with another holder alone', () => {
    const mit = [apache('crane', 'Crane', 'MIT'), apache('plover', 'Plover', 'MIT')];
    const lines = (files: Files, holder = 'Finch', sources = mit) =>
      saidBy(
        copyrightLineMissing,
        repository({ LICENSE: `Copyright (c) 2024 ${holder}\n`, ...files }, { sources }),
      );
    const end =
      'LICENSE names another holder, and no header of these files and no notice file has such a line. Add it as its license file has it.';
    const first =
      'warning a.py:1 a.py says that it has code from Crane, whose license asks that its copyright line be kept (MIT paragraph 2).';
    assert.deepEqual(lines({ 'a.py': FROM }), [`${first} ${end}`]);
    const plover = '# Adapted from https://github.com/reeds/plover\n';
    assert.deepEqual(lines({ 'a.py': FROM, 'b.py': plover }), [`${first} So does that of Plover. ${end}`]);
    assert.deepEqual(lines({ 'a.py': FROM }, 'Reeds'), []);
    assert.deepEqual(lines({ 'a.py': FROM, NOTICE: 'Parts are from Crane.\n' }), []);
    const line = 'Copyright (c) 2020 The Reeds';
    const known = [{ ...apache('crane', 'Crane', 'MIT'), copyrights: [line] }];
    assert.equal(lines({ 'a.py': FROM }, 'Finch', known).length, 1);
    assert.equal(lines({ 'a.py': `${FROM}# ${line}\n` }, 'Finch', known).length, 0);
  });

  it('may not fit the license of the repository, which is a warning', () => {
    const conflicts = (expression: string) =>
      saidBy(
        licenseConflict,
        repository({ 'a.py': FROM }, { sources: [apache('crane', 'Crane', expression)] }),
      ).map((one) => one.slice(0, 60));
    assert.deepEqual(conflicts('AGPL-3.0-only'), [
      'warning a.py:1 a.py: from Crane under AGPL-3.0-only, in a re',
    ]);
    assert.deepEqual(conflicts('Apache-2.0'), []);
  });

  it('is asked for once for all files and projects', () => {
    const said = (files: Files) => saidBy(licenseTextMissing, repository(files));
    const plover = '# Adapted from https://github.com/reeds/plover\n';
    const end =
      'under Apache-2.0, which asks for its text to go along (Apache-2.0 4(a)). The repository does not hold it. Add it under LICENSES/.';
    assert.deepEqual(said({ 'a.py': FROM }), [
      `warning a.py:1 a.py says that it has code from Crane, ${end}`,
    ]);
    assert.deepEqual(said({ 'b.py': FROM, 'a.py': FROM, 'c.py': plover }), [
      `warning a.py:1 a.py and 2 more files say that they have code from Crane and Plover, ${end}`,
    ]);
    assert.deepEqual(told({ 'b.py': FROM, 'a.py': FROM, 'c.py': plover }), ['warning a.py:1 b.py:1 c.py:1']);
  });
});
