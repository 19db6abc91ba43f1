import assert from 'node:assert/strict';
import type { LicenseRecord } from '../../../src/model/report.ts';
import { licenseTextMissing } from '../../../src/rules/license-text-missing/rule.ts';
import { sourceFacts } from '../credit/source-facts.ts';
import { holds } from '../table.ts';
import { licenseRecord, moduleOf, type Sketch } from './evidence-builder.ts';
import { type Files, foundBy, placesBy, saidBy, written } from './written.ts';

const HERON = sourceFacts({
  project: 'heron',
  projectName: 'Heron-VL',
  codeLicense: { expression: 'MIT', source: 'LICENSE' },
});
const LICENSE = 'Apache License\n\nCopyright 2024 Wader Crew\n';
const CRANE = '# Copyright 2020 Crane House\n';
const FROM = '# Adapted from https://github.com/reeds/stork\n';
const TOLD = ['warning a.py:1'];
const NONE: readonly string[] = [];

const states = (path: string, expression = 'MIT', more: Partial<LicenseRecord> = {}) =>
  licenseRecord(path, expression, { ranges: [{ startLine: 1, endLine: 2 }], ...more });
const repository = (
  files: Files,
  licenses: readonly LicenseRecord[],
  more: Omit<Sketch, 'texts' | 'licenses'> = {},
) =>
  written(
    { LICENSE, ...files },
    {
      name: 'wader',
      sources: [HERON],
      licenses: [licenseRecord('LICENSE', 'Apache-2.0'), ...licenses],
      ...more,
    },
  );
const told = (
  files: Files,
  licenses: readonly LicenseRecord[],
  more: Omit<Sketch, 'texts' | 'licenses'> = {},
): readonly string[] => placesBy(licenseTextMissing, repository(files, licenses, more));

describe('a header that states the license of another holder', () => {
  const A = { 'a.py': CRANE };

  it('asks for its text, where that is not here', () => {
    holds(
      [
        [[states('a.py')], TOLD],
        [[states('a.py', 'Apache-2.0')], NONE],
        [[states('a.py'), licenseRecord('LICENSES/MIT.txt', 'MIT')], NONE],
        [[states('a.py'), licenseRecord('other/LICENSE', 'MIT')], TOLD],
        [[states('a.py', 'CC0-1.0')], NONE],
        // Of a choice one text is enough; of several, each is asked for.
        [[states('a.py', 'MIT OR Apache-2.0')], NONE],
        [[states('a.py', 'MIT AND Apache-2.0')], TOLD],
        [[states('a.py', 'MIT OR BSD-3-Clause')], ['warning a.py:1', 'warning a.py:1']],
      ],
      (licenses) => told(A, licenses),
    );
  });

  it('is one that is sure, at the top of a file of code', () => {
    const at = (startLine: number): Partial<LicenseRecord> => ({
      ranges: [{ startLine, endLine: startLine }],
    });
    const below = (line: number): Files => ({ 'a.py': `${CRANE}${'# Birds.\n'.repeat(80)}x = ${line}\n` });
    holds(
      [
        [['a.py', { confidence: 0.85 }], TOLD],
        [['a.py', { confidence: 0.84 }], NONE],
        [['a.py', { slot: 'weights' }], NONE],
        [['a.md', {}], NONE],
        [['setup.py', {}], NONE],
        [['docs/conf.py', {}], NONE],
        [['a.min.js', {}], NONE],
        [['myconf.py', {}], ['warning myconf.py:1']],
        [['a.py', at(60)], ['warning a.py:60']],
        [['a.py', at(61)], NONE],
        [['a.py', { ranges: [] }], TOLD],
      ] as const,
      ([path, more]) => told({ [path]: CRANE }, [states(path, 'MIT', more)]),
    );
    assert.deepEqual(told({ 'a.py': CRANE }, [states('a.py', 'NOASSERTION')]), []);
    assert.deepEqual(
      told(below(1), [states('a.py', 'MIT', at(70))]),
      ['warning a.py:70'],
      'its comment goes on',
    );
  });

  it('names its holder, else the repository that it was taken from, and nobody of the own', () => {
    const said = (text: string, files: Files = {}) =>
      saidBy(licenseTextMissing, repository({ 'a.py': text, ...files }, [states('a.py')])).map(
        (one) => /names "(.*?)"/.exec(one)?.[1],
      );
    holds(
      [
        [CRANE, ['Crane House']],
        [CRANE + FROM, ['Crane House']],
        [`${CRANE}# Copyright 2018 Egret Guild\n`, ['Crane House']],
        [`${CRANE}# Copyright 2024 Wader Crew\n`, []],
        ['# Copyright 2024 Wader Crew\n', []],
        ['x = 1\n', []],
        [FROM, ['reeds/stork']],
        [`${FROM}# Adapted from https://github.com/reeds/egret\n`, ['reeds/stork']],
        ['# Compare https://github.com/reeds/stork\n', []],
        ['# Adapted from https://github.com/reeds/wader\n', []],
        [
          '# Adapted from https://github.com/reeds/wader and https://github.com/reeds/stork\n',
          ['reeds/stork'],
        ],
        ['# Adapted from Stork\n', []],
      ] as const,
      (text) => said(text),
    );
    assert.deepEqual(said('x = 1\n', { 'b.py': FROM }), [], 'another file says so');
    assert.deepEqual(said('x = 1\n', { 'README.md': FROM.slice(2) }), [], 'a document says so');
  });

  it('is asked for once a license, with all files that state it, by path', () => {
    const files = { 'c.py': CRANE, 'a.py': '# Copyright 2021 Crane House\n', 'b.py': CRANE };
    const records = [states('c.py'), states('a.py'), states('a.py'), states('b.py', 'ISC')];
    assert.deepEqual(told(files, records), ['warning a.py:1 c.py:1', 'warning b.py:1']);
    assert.deepEqual(saidBy(licenseTextMissing, repository(files, records)), [
      'warning a.py:1 The header of a.py and 1 more file names "Crane House" and MIT, which asks for its text to go along (MIT paragraph 2). The repository does not hold it. Add it under LICENSES/.',
      'warning b.py:1 The header of b.py names "Crane House" and ISC, which asks for its text to go along (ISC paragraph 1). The repository does not hold it. Add it under LICENSES/.',
    ]);
  });

  it('is told in the name of all where headers name several holders, and of nobody where one states several licenses', () => {
    const asks =
      'MIT, which asks for its text to go along (MIT paragraph 2). The repository does not hold it. Add it under LICENSES/.';
    const others =
      'MIT for code of others, which asks for its text to go along (MIT paragraph 2). The repository does not hold it. Add it under LICENSES/.';
    assert.deepEqual(
      saidBy(
        licenseTextMissing,
        repository({ 'a.py': CRANE, 'b.py': '# Copyright 2018 Egret Guild\n' }, [
          states('a.py'),
          states('b.py'),
        ]),
      ),
      [
        `warning a.py:1 The headers of a.py and 1 more file name "Crane House" and "Egret Guild" and state ${asks}`,
      ],
    );
    for (const records of [
      [states('a.py'), states('a.py', 'CC0-1.0')],
      [states('a.py', 'CC0-1.0'), states('a.py'), states('b.py')],
    ])
      assert.ok(saidBy(licenseTextMissing, repository(A, records))[0]?.includes(others));
    const two = [states('a.py'), states('a.py'), states('b.py', 'CC0-1.0')];
    assert.ok(!saidBy(licenseTextMissing, repository(A, two))[0]?.includes(others), 'one license, twice');
  });

  it('says where the text stands that is there for other files, and offers it', () => {
    const of = (licenses: readonly LicenseRecord[], more: Files = {}) =>
      foundBy(licenseTextMissing, repository({ ...A, ...more }, licenses)).flatMap(({ fixes = [] }) =>
        fixes.map(({ path, kind, licenseText }) => [path, kind, licenseText]),
      );
    assert.deepEqual(of([states('a.py')]), [['LICENSES/MIT.txt', 'create', 'MIT']]);
    assert.deepEqual(of([states('a.py')], { 'LICENSES/MIT.txt': '' }), [], 'such a file is there');
    assert.deepEqual(of([states('a.py', 'GPL-2.0-only WITH Classpath-exception-2.0')]), [
      ['LICENSES/GPL-2.0-only.txt', 'create', 'GPL-2.0-only'],
    ]);
    const [said = ''] = saidBy(
      licenseTextMissing,
      repository(A, [states('a.py'), licenseRecord('other/LICENSE', 'MIT')]),
    );
    assert.ok(said.includes('The repository holds it for other files only (other/LICENSE). Add it'));
  });

  it('is not asked for where an upstream is known for the file, or that text is asked for already', () => {
    const module = (path: string, strength: 'strong' | 'moderate' = 'strong') =>
      moduleOf(path, 'Pooler', { upstream: 'heron', strength });
    const levels = (modules: Sketch['modules'] = []) =>
      told(A, [states('a.py')], { modules }).map((one) => one.replace(/:.*/, ''));
    assert.deepEqual(levels(), ['warning a.py']);
    assert.deepEqual(levels([module('b.py')]), ['error b.py']);
    assert.deepEqual(levels([module('b.py', 'moderate')]), ['warning a.py']);
    const isc = (modules: Sketch['modules'] = []) => told(A, [states('a.py', 'ISC')], { modules });
    assert.deepEqual(isc([module('b.py')]), ['error b.py:10', 'warning a.py:1']);
    const stated = { 'a.py': `${CRANE}# Copied from https://github.com/example/heron\n` };
    assert.deepEqual(told(stated, [states('a.py', 'ISC')], { modules: [module('a.py')] }), ['error a.py:10']);
  });
});

describe('whose the repository is, of whom headers name', () => {
  const files = (own: number, others: number, more: Files = {}): Files => ({
    LICENSE: 'Apache License\n',
    ...Object.fromEntries(
      Array.from({ length: own }, (_, at) => [`own${at}.py`, '# Copyright 2021 Ibis Guild\n']),
    ),
    ...Object.fromEntries(Array.from({ length: others }, (_, at) => [`x${at}.py`, 'x = 1\n'])),
    ...more,
  });

  it('is whom half of six files or more name, where the license file names none of them', () => {
    holds(
      [
        [files(3, 3), NONE],
        [files(3, 4), ['warning own0.py:1']],
        [files(3, 2), ['warning own0.py:1']],
        [files(3, 3, { LICENSE: 'Copyright 2024 Wader Crew\n' }), NONE],
        [files(3, 3, { LICENSE: 'Copyright 2024 Ibis Guild\n' }), NONE],
        [files(3, 4, { 'notes.md': 'Copyright 2021 Ibis Guild\n' }), ['warning own0.py:1']],
        // Far below its top a file names nobody for its license.
        [
          files(2, 3, { 'own9.py': `${'x = 1\n'.repeat(60)}# Copyright 2021 Ibis Guild\n` }),
          ['warning own0.py:1'],
        ],
        [files(2, 3, { 'own9.py': `${'x = 1\n'.repeat(59)}# Copyright 2021 Ibis Guild\n` }), NONE],
        [files(2, 3, { 'own9.py': '# Copyright 2021 Ibis Guild\n'.repeat(2) }), NONE],
        [files(2, 4, { 'own9.py': '# Copyright 2021 Ibis Guild\n'.repeat(2) }), ['warning own0.py:1']],
      ],
      (all) => told(all, [states('own0.py')]),
    );
  });
});

describe('a header that points to a license file', () => {
  const pointing = (
    words = 'This source code is licensed under the license found in the\n# LICENSE file in the root directory of this source tree.',
    holder = 'Crane House',
  ) => `# Copyright 2020 ${holder}\n#\n# ${words}\n`;
  const NOTE = ['note a.py:1'];

  it('is told where the one that is here names others', () => {
    assert.deepEqual(
      [
        saidBy(licenseTextMissing, repository({ 'a.py': pointing() }, [])),
        saidBy(licenseTextMissing, repository({ 'b.py': pointing(), 'a.py': pointing() }, [])),
        saidBy(
          licenseTextMissing,
          repository({ 'a.py': pointing(), 'b.py': pointing(undefined, 'Egret Guild') }, []),
        ),
      ],
      [
        [
          'note a.py:1 The header of a.py names "Crane House" and points to a license file that did not come along: LICENSE names others. Add it under LICENSES/.',
        ],
        [
          'note a.py:1 The header of a.py and 1 more file names "Crane House" and points to a license file that did not come along: LICENSE names others. Add it under LICENSES/.',
        ],
        [
          'note a.py:1 The headers of a.py and 1 more file name "Crane House" and "Egret Guild" and point to license files that did not come along: LICENSE names others. Add them under LICENSES/.',
        ],
      ],
    );
    assert.deepEqual(told({ 'b.py': pointing(), 'a.py': pointing() }, []), ['note a.py:1 b.py:1']);
  });

  it('does so in the words of many projects', () => {
    holds(
      [
        ['The license is found in "LICENSE" in the root.', NOTE],
        ['License: see LICENSE.txt file at the repo.', NOTE],
        ['Licence in the LICENCE of this repository.', NOTE],
        ['See under the terms of the `LICENSE` file.', NOTE],
        ['Use it under the terms of the LICENSE.md file.', NOTE],
        ['Use it under the terms of the license.', NONE],
        ['Use it under the terms of the MIT license file.', NONE],
        ['See LICENSE.', NONE],
        ['The license is found in the root.', NONE],
      ],
      (words) => told({ 'a.py': pointing(words) }, []),
    );
  });

  it('is not told where that license may be here, or the file is told of otherwise', () => {
    const A = { 'a.py': pointing() };
    holds(
      [
        [{ ...A, LICENSE: 'Apache License\n' }, NONE],
        [{ ...A, LICENSE: 'Copyright 2024 Crane House\n' }, NONE],
        [{ 'a.py': pointing(undefined, 'Wader Crew') }, NONE],
        [{ 'a.md': pointing() }, NONE],
        [{ 'ext/a.py': pointing(), 'ext/LICENSE': '' }, NONE],
        [{ 'ext/a.py': pointing(), 'ext/COPYING.txt': '' }, NONE],
        [{ 'ext/a.py': pointing(), 'other/LICENSE': '' }, ['note ext/a.py:1']],
        [{ 'ext/a.py': pointing(), 'ext/THE_LICENSE': '' }, ['note ext/a.py:1']],
        [{ 'a.py': `x = 1\n\n\n${pointing()}` }, NONE],
      ],
      (files) => told(files, []),
    );
    assert.deepEqual(told(A, [states('a.py')]), TOLD, 'the license is named');
    assert.deepEqual(told(A, [states('a.py', 'LicenseRef-Stated-NonCommercial')]), []);
    assert.deepEqual(told(A, [states('b.py', 'LicenseRef-Stated-NonCommercial')]), NOTE);
    const modules = [moduleOf('a.py', 'Pooler', { upstream: 'heron' })];
    const copied = { 'a.py': `${pointing()}# Copied from https://github.com/example/heron\n` };
    assert.deepEqual(told(copied, [], { modules }), ['error a.py:10']);
    const none = written(A, { licenses: [] });
    assert.deepEqual(placesBy(licenseTextMissing, none), [], 'no license file at all');
  });
});
