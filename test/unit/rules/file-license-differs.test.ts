import assert from 'node:assert/strict';
import type { LicenseRecord } from '../../../src/model/report.ts';
import { fileLicenseDiffers } from '../../../src/rules/file-license-differs/rule.ts';
import { sourceFacts } from '../credit/source-facts.ts';
import { holds } from '../table.ts';
import { licenseRecord, moduleOf, type Sketch } from './evidence-builder.ts';
import { type Files, placesBy, saidBy, written } from './written.ts';

const HERON = sourceFacts({ project: 'heron', projectName: 'Heron-VL' });
const GPL = 'GPL-3.0-only';
const LIMIT = 'LicenseRef-Stated-NonCommercial';
const AGREED = 'LicenseRef-Stated-By-Agreement';
const TOLD = ['warning lib/a.py:1'];
const NONE: readonly string[] = [];

const states = (path: string, expression = GPL, more: Partial<LicenseRecord> = {}) =>
  licenseRecord(path, expression, { ranges: [{ startLine: 1, endLine: 2 }], ...more });
const repository = (
  records: readonly LicenseRecord[],
  files: Files = {},
  sketch: Omit<Sketch, 'texts'> = {},
  own = 'MIT',
) =>
  written(
    { LICENSE: 'A text.\n', 'lib/a.py': '# Birds.\n', ...files },
    {
      name: 'wader',
      sources: [HERON],
      licenses: [...(own === '' ? [] : [licenseRecord('LICENSE', own)]), ...records],
      ...sketch,
    },
  );
const told = (
  records: readonly LicenseRecord[],
  files: Files = {},
  sketch: Omit<Sketch, 'texts'> = {},
  own = 'MIT',
) => placesBy(fileLicenseDiffers, repository(records, files, sketch, own));

describe("files under a license that does not fit the repository's", () => {
  it('are told where their headers state one that the outbound license does not keep', () => {
    holds(
      [
        [[GPL, 'MIT'], TOLD],
        [['MIT', 'Apache-2.0'], NONE],
        [['Apache-2.0', GPL], NONE],
        [[GPL, GPL], NONE],
        [['CC-BY-NC-4.0', 'MIT'], TOLD],
        [[GPL, ''], NONE],
        [[GPL, 'NOASSERTION'], NONE],
      ] as const,
      ([theirs, own]) => told([states('lib/a.py', theirs)], {}, {}, own),
    );
    assert.deepEqual(told([states('lib/a.md')]), [], 'no code');
    assert.deepEqual(told([states('lib/a.py', GPL, { ranges: [] })]), TOLD);
  });

  it('are one finding for each license, with all its files by path', () => {
    const records = [states('z.py'), states('lib/a.py'), states('m.py', 'CC-BY-NC-4.0'), states('b.py')];
    assert.deepEqual(told(records), ['warning b.py:1 lib/a.py:1 z.py:1', 'warning m.py:1']);
  });

  it('are told in words, one or many', () => {
    const next =
      'Name these files and their license in the README or LICENSE, replace them, or relicense the repository.';
    const said = (expression: string, ...paths: readonly string[]) =>
      saidBy(fileLicenseDiffers, repository(paths.map((path) => states(path, expression)))).map((one) =>
        one.replace(` ${next}`, ''),
      );
    assert.deepEqual(
      [
        said(GPL, 'a.py')[0]?.split('.0-only, ')[1]?.split('. ')[0],
        said(GPL, 'a.py', 'b.py', 'c.py')[0]?.split(', in')[0],
        said(GPL, 'a.py')[0]?.split(', in')[0],
        said(LIMIT, 'a.py'),
        said(LIMIT, 'a.py', 'b.py'),
        said(AGREED, 'a.py'),
        said(AGREED, 'a.py', 'b.py'),
      ],
      [
        'in a repository under MIT',
        'warning a.py:1 The headers of a.py and 2 more files state GPL-3.0-only',
        'warning a.py:1 The header of a.py states GPL-3.0-only',
        [
          'warning a.py:1 The header of a.py allows non-commercial or research use only, in a repository under MIT.',
        ],
        [
          'warning a.py:1 The headers of a.py and 1 more file allow non-commercial or research use only, in a repository under MIT.',
        ],
        [
          'warning a.py:1 The header of a.py allows use by agreement with its holder only, in a repository under MIT.',
        ],
        [
          'warning a.py:1 The headers of a.py and 1 more file allow use by agreement with their holder only, in a repository under MIT.',
        ],
      ],
    );
    assert.ok(saidBy(fileLicenseDiffers, repository([states('a.py')])).every((one) => one.endsWith(next)));
  });
});

describe('files whose license is told elsewhere', () => {
  it('lie in a folder, near or far above, that has a license file', () => {
    holds(
      [
        ['lib/LICENSE', NONE],
        ['lib/COPYING.txt', NONE],
        ['lib/licence-gpl', NONE],
        ['LICENSE-gpl', TOLD],
        ['lib/deep/LICENSE', TOLD],
        ['li/LICENSE', TOLD],
        ['lib/THE_LICENSE', TOLD],
        ['lib/NOTICE', TOLD],
      ] as const,
      (path) => told([states('lib/a.py')], { [path]: 'A text.\n' }),
    );
    const deep = { 'lib/deep/b.py': '', 'lib/LICENSE': '' };
    assert.deepEqual(told([states('lib/deep/b.py')], deep), []);
  });

  it('stand under a license that a document names too', () => {
    const readme = { 'README.md': 'lib is under the GPL.\n' };
    assert.deepEqual(told([states('lib/a.py'), licenseRecord('README.md', GPL)], readme), []);
    assert.deepEqual(told([states('lib/a.py'), licenseRecord('README.md', `MIT AND ${GPL}`)], readme), []);
    assert.deepEqual(told([states('lib/a.py'), licenseRecord('README.md', 'ISC')], readme), TOLD);
    assert.deepEqual(told([states('lib/a.py'), licenseRecord('README.md', GPL)]), TOLD, 'not read');
    assert.deepEqual(told([states('lib/a.py'), licenseRecord('lib/b.py', GPL)]).length, 1, 'code says it');
  });

  it('are told to stand under it by what stands beside them, and not by themselves or the repository', () => {
    const by = (terms: { expression: string; by: string; at?: { path: string } }) =>
      told([states('lib/a.py')], {}, { more: { licenseOf: () => terms as never } });
    const at = { path: 'REUSE.toml' };
    assert.deepEqual(by({ expression: GPL, by: 'file', at }), []);
    assert.deepEqual(by({ expression: GPL, by: 'file' }), []);
    assert.deepEqual(by({ expression: 'MIT', by: 'file', at }), TOLD);
    assert.deepEqual(by({ expression: GPL, by: 'repository', at }), TOLD);
    assert.deepEqual(by({ expression: GPL, by: 'file', at: { path: 'lib/a.py' } }), TOLD);
  });

  it("are an upstream's, where that is sure", () => {
    const of = (path: string, strength: 'strong' | 'moderate') =>
      told(
        [states('lib/a.py')],
        {},
        {
          modules: [moduleOf(path, 'Pooler', { upstream: 'heron', strength })],
        },
      );
    assert.deepEqual(of('lib/a.py', 'strong'), []);
    assert.deepEqual(of('lib/a.py', 'moderate'), TOLD);
    assert.deepEqual(of('lib/b.py', 'strong'), TOLD);
    const both = ['lib/a.py', 'lib/b.py'].map((path) => moduleOf(path, path, { upstream: 'heron', path }));
    assert.deepEqual(told([states('lib/a.py')], {}, { modules: both }), []);
  });

  it('have a limit that a document speaks of, or that is of a holder whom a license file names', () => {
    const CRANE = { 'lib/a.py': '# Copyright 2020 Crane House\n' };
    const limit = states('lib/a.py', LIMIT);
    assert.deepEqual(told([limit], CRANE), TOLD);
    holds(
      [
        [{ LICENSE: 'Copyright 2024 Crane House\n' }, NONE],
        [{ NOTICE: 'Copyright 2024 Crane\n' }, NONE],
        [{ NOTICE: 'Copyright 2024 Egret Guild\n' }, TOLD],
        [{ NOTICE: 'Copyright 2024 Egret Guild\nCopyright 2019 Crane House\n' }, NONE],
        [{ 'notes.md': 'Copyright 2024 Crane House\n' }, TOLD],
        [{ 'lib/b.py': '# Copyright 2020 Crane House\n' }, TOLD],
      ],
      (files) => told([limit], { ...CRANE, ...files }),
    );
    const readme = { 'README.md': 'Data for research.\n' };
    assert.deepEqual(told([limit, licenseRecord('README.md', 'CC-BY-NC-4.0', { slot: 'data' })], readme), []);
    assert.deepEqual(told([limit, licenseRecord('README.md', 'CC-BY-4.0', { slot: 'data' })], readme), TOLD);
    assert.deepEqual(
      told([states('lib/a.py'), licenseRecord('README.md', 'CC-BY-NC-4.0', { slot: 'data' })], readme),
      TOLD,
      'a license with a name',
    );
    assert.deepEqual(told([states('lib/a.py')], { ...CRANE, LICENSE: 'Copyright Crane House\n' }), TOLD);
  });
});
