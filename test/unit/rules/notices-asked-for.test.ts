import assert from 'node:assert/strict';
import type { LicenseRecord } from '../../../src/model/report.ts';
import { inEnglish } from '../../../src/model/said.ts';
import { authorsNotNamed } from '../../../src/rules/authors-not-named/rule.ts';
import { hasNameIn } from '../../../src/rules/folder-names.ts';
import { licenseTextMissing } from '../../../src/rules/license-text-missing/rule.ts';
import { noLicenseUpstream } from '../../../src/rules/no-license-upstream/rule.ts';
import { noticeNotCarried } from '../../../src/rules/notice-not-carried/rule.ts';
import { noticeSentenceMissing } from '../../../src/rules/notice-sentence-missing/rule.ts';
import type { Rule } from '../../../src/rules/rule.ts';
import { isSetting } from '../../../src/rules/settings.ts';
import { sourceFacts } from '../credit/source-facts.ts';
import { holds } from '../table.ts';
import { artefactOf, licenseRecord, moduleOf, type Sketch } from './evidence-builder.ts';
import { type Files, foundBy, placesBy, saidBy, written } from './written.ts';

type Given = Omit<Sketch, 'texts'>;
const HERON = sourceFacts({
  project: 'heron',
  projectName: 'Heron-VL',
  organisation: 'Marshlight Lab',
  repository: 'marshlight/heron-vl',
});
const code = (source = HERON, path = 'a.py'): Given => ({
  sources: [source],
  modules: [moduleOf(path, 'Pooler', { upstream: source.project, path: `lib/${path}` })],
});
const weights = (license: string): Given => ({
  sources: [{ ...HERON, weightsLicense: { expression: license, source: 'LICENSE' } }],
  artefacts: [artefactOf('config.json', 'heron')],
});
const fixesOf = (rule: Rule, files: Files, given: Given) =>
  foundBy(rule, written(files, given)).flatMap(({ fixes = [] }) =>
    fixes.map(({ title, path, kind, text }) => [inEnglish(title), path, kind, text].join(' | ')),
  );

describe('an upstream without a license', () => {
  const stating = (expression: string, more: Partial<typeof HERON> = {}, source = '') =>
    saidBy(noLicenseUpstream, written({}, code({ ...HERON, codeLicense: { expression, source }, ...more })));
  const lead = 'a.py:10 Pooler in a.py matches Heron-VL.';
  const ask = 'Ask its authors for one: https://github.com/marshlight/heron-vl.';

  it('is told, and asked about where its terms are not known', () => {
    assert.deepEqual(stating('NONE'), [`error ${lead} That version gives no license for its code. ${ask}`]);
    assert.deepEqual(stating('NOASSERTION', {}, 'no file of that name'), [
      `note ${lead} The license of its code at that version is not known (no file of that name). ${ask}`,
    ]);
    assert.deepEqual(stating('MIT'), []);
    assert.deepEqual(stating('NOASSERTION', { factsOnly: true }), [], 'nobody read its terms');
    assert.equal(stating('NONE', { factsOnly: true }).length, 1);
    assert.deepEqual(stating('NONE', { repository: '/srv/heron' }), [
      `error ${lead} That version gives no license for its code. Ask its authors for one.`,
    ]);
    assert.deepEqual(saidBy(noLicenseUpstream, written({}, weights('NONE'))), [
      `error config.json:1 The configuration in config.json matches Heron-VL. That version gives no license for its weights (LICENSE). ${ask}`,
    ]);
    const facts = weights('NOASSERTION');
    const known = { ...facts, sources: (facts.sources ?? []).map((one) => ({ ...one, factsOnly: true })) };
    assert.equal(saidBy(noLicenseUpstream, written({}, known)).length, 1, 'of weights');
  });

  it('is not told of what may be chance, comes along, or is of the same owner', () => {
    const none = { ...HERON, codeLicense: { expression: 'NONE', source: '' } };
    const moderate = [moduleOf('a.py', 'Pooler', { upstream: 'heron', strength: 'moderate' })];
    assert.deepEqual(saidBy(noLicenseUpstream, written({}, { ...code(none), modules: moderate })), []);
    assert.deepEqual(
      saidBy(noLicenseUpstream, written({ LICENSE: 'Copyright 2024 Marshlight Lab\n' }, code(none))),
      [],
    );
    const base = {
      ...HERON,
      id: 'stork',
      project: 'stork',
      weightsLicense: { expression: 'NONE', source: '' },
    };
    const built = { ...HERON, weightsBases: [{ version: 'stork' }] as never };
    const artefacts = [artefactOf('config.json', 'heron')];
    assert.deepEqual(saidBy(noLicenseUpstream, written({}, { sources: [built, base], artefacts })), []);
  });
});

describe('a sentence that a license of weights asks for', () => {
  const LLAMA3 = 'LicenseRef-scancode-llama-3-license-2024';
  const MINICPM = 'LicenseRef-MiniCPM-Model-License';
  const SENTENCE =
    'Meta Llama 3 is licensed under the Meta Llama 3 Community License, Copyright © Meta Platforms, Inc. All Rights Reserved.';
  const tied =
    'The configuration in config.json ties this model to Heron-VL. Meta Llama 3 Community License Agreement';
  const asks = `${tied} asks for the sentence "${SENTENCE}" in a text file named Notice (section 1.b.iii).`;
  const said = (files: Files) => saidBy(noticeSentenceMissing, written(files, weights(LLAMA3)));

  it('has to stand in a file named Notice', () => {
    assert.deepEqual(said({}), [
      `error config.json:1 ${asks} No file of this repository holds it. Add it to NOTICE.`,
    ]);
    assert.deepEqual(said({ 'Notice.txt': 'Birds.\n' }), [
      `error Notice.txt:1 ${asks} No file of this repository holds it. Add it to Notice.txt.`,
    ]);
    assert.deepEqual(said({ NOTICE: `${SENTENCE}\n` }), []);
    assert.deepEqual(said({ 'model/NOTICE': `${SENTENCE}\n` }), []);
    assert.deepEqual(said({ 'README.md': `${SENTENCE}\n` }), [
      `warning README.md:1 ${asks} It stands in README.md, where the license does not ask for it. Add it to NOTICE.`,
    ]);
    assert.deepEqual(fixesOf(noticeSentenceMissing, {}, weights(LLAMA3)), [
      `Add the sentence to NOTICE | NOTICE | create | ${SENTENCE}\n`,
    ]);
    assert.deepEqual(fixesOf(noticeSentenceMissing, { NOTICE: '' }, weights(LLAMA3)), [
      `Add the sentence to NOTICE | NOTICE | append | \n${SENTENCE}\n`,
    ]);
  });

  it('may stand anywhere, where the license leaves that open', () => {
    const of = (files: Files) => saidBy(noticeSentenceMissing, written(files, weights(MINICPM)));
    const sentence =
      'MiniCPM is licensed under the MiniCPM Model Community License, © OpenBMB Platforms, Inc. All rights reserved.';
    assert.ok(of({})[0]?.includes(`the sentence "${sentence}" in what is distributed (section 2).`));
    assert.deepEqual(of({ 'docs/x.md': sentence }), []);
  });
});

describe('the NOTICE of an upstream', () => {
  const noticed = { ...HERON, noticeFile: 'NOTICE' };
  const lead = 'Pooler in a.py matches Heron-VL, which has a NOTICE file.';
  const carry = 'Carry its lines in NOTICE (Apache-2.0 4(d)).';

  it('is asked for where nothing here names its project, if its words are not known', () => {
    const said = (files: Files) => saidBy(noticeNotCarried, written(files, code(noticed)));
    const none = `${lead} No notice or README of this repository names Heron-VL. ${carry}`;
    holds(
      [
        [{}, [`error a.py:10 ${none}`]],
        [{ 'notes.md': 'Heron-VL\n' }, [`error a.py:10 ${none}`]],
        [{ NOTICE: 'Heron-VL\n' }, []],
        [{ 'README.md': 'Heron-VL\n' }, []],
        [{ 'docs/x.md': 'Heron-VL\n' }, []],
        [{ 'x/about.md': 'Heron-VL\n' }, []],
      ] as const,
      said,
    );
    assert.deepEqual(saidBy(noticeNotCarried, written({}, code(HERON))), [], 'it has none');
    assert.deepEqual(fixesOf(noticeNotCarried, {}, code(noticed)), [
      'Carry the NOTICE of Heron-VL in NOTICE | NOTICE | create | ',
    ]);
    assert.deepEqual(fixesOf(noticeNotCarried, { 'NOTICE.txt': '' }, code(noticed)), [
      'Carry the NOTICE of Heron-VL in NOTICE.txt | NOTICE.txt | append | \n',
    ]);
  });
});

describe('the text of a license that code stands under', () => {
  const mit = { ...HERON, codeLicense: { expression: 'MIT', source: 'LICENSE' } };
  const told = (licenses: readonly LicenseRecord[], source = mit, files: Files = {}) =>
    placesBy(licenseTextMissing, written(files, { ...code(source), licenses })).length;
  const lines = (endLine: number): Partial<LicenseRecord> => ({ ranges: [{ startLine: 1, endLine }] });

  it('is a whole one, in a license or notice file, unchanged', () => {
    holds(
      [
        [licenseRecord('LICENSE', 'MIT'), 0],
        [licenseRecord('LICENSE', 'MIT', { changes: ['a rider'] }), 1],
        [licenseRecord('README.md', 'MIT'), 1],
        [licenseRecord('LICENSE', 'MIT', lines(1)), 0],
        [licenseRecord('NOTICE', 'MIT', lines(4)), 0],
        [licenseRecord('NOTICE', 'MIT', lines(3)), 1],
        [licenseRecord('LICENSE', 'MIT', { ranges: [] }), 0],
        [licenseRecord('LICENSE', 'ISC'), 1],
        [licenseRecord('LICENSE', 'MIT AND ISC'), 0],
        [licenseRecord('a.py', 'MIT', lines(8)), 0],
        [licenseRecord('a.py', 'MIT', lines(7)), 1],
        [licenseRecord('b.py', 'MIT', lines(8)), 1],
      ],
      (record) => told([record]),
    );
  });

  it('is the same for all versions of a GNU license, and for one with an exception', () => {
    const under = (expression: string) => ({ ...HERON, codeLicense: { expression, source: 'LICENSE' } });
    const at = (held: string, asked: string) => told([licenseRecord('other/LICENSE', held)], under(asked));
    assert.equal(at('GPL-3.0-only', 'GPL-3.0-or-later'), 0);
    assert.equal(at('GPL-2.0-only', 'GPL-3.0-only'), 1);
    assert.equal(at('GPL-2.0-only', 'GPL-2.0-only WITH Classpath-exception-2.0'), 0);
    assert.equal(at('Apache-2.0', 'Apache-2.0'), 0, 'wherever it stands');
  });

  it("holds in another folder with the upstream's own line", () => {
    const source = { ...mit, copyrights: ['Copyright 2023 Marshlight Lab'] };
    const held = (text: string) =>
      told([licenseRecord('other/LICENSE', 'MIT')], source, { 'other/LICENSE': text });
    assert.equal(held('Copyright 2023 Marshlight Lab\n'), 0);
    assert.equal(held('Copyright 2023 Crane House\n'), 1);
    assert.equal(held(''), 1);
  });

  it('is asked for once for all upstreams, but for one that may be of the same owner', () => {
    const stork = {
      ...mit,
      id: 'stork',
      project: 'stork',
      projectName: 'Stork',
      organisation: 'Reeds',
      repository: 'reeds/stork',
    };
    const both: Given = {
      sources: [mit, stork],
      modules: [
        moduleOf('a.py', 'Pooler', { upstream: 'heron', path: 'lib/a.py' }),
        moduleOf('b.py', 'Tile', { upstream: 'stork', path: 'lib/b.py' }),
      ],
    };
    const said = saidBy(licenseTextMissing, written({}, both));
    assert.deepEqual(said, [
      'error a.py:10 Pooler in a.py stands under MIT as Heron-VL, which asks for its text to go along (MIT paragraph 2). So does what matches Stork. The repository does not hold it. Add it under LICENSES/.',
    ]);
    assert.deepEqual(placesBy(licenseTextMissing, written({}, both)), ['error a.py:10 b.py:10']);
    const clone = { 'README.md': 'git clone https://github.com/reeds/wader\n' };
    assert.equal(saidBy(licenseTextMissing, written(clone, { ...both, name: 'wader' })).length, 2);
    const lined = { ...mit, copyrights: ['Copyright 2023 Marshlight Lab'] };
    assert.deepEqual(saidBy(licenseTextMissing, written({}, code(lined))), [
      'error a.py:10 Pooler in a.py stands under MIT as Heron-VL, which asks for its text to go along (MIT paragraph 2). The repository holds neither the text nor "Copyright 2023 Marshlight Lab". Add the text under LICENSES/ and this to a license or notice file.',
    ]);
  });
});

describe('authors of the history', () => {
  const told = (files: Files, ...authors: readonly (readonly [name: string, commits: number])[]) =>
    saidBy(
      authorsNotNamed,
      written(files, {
        more: {
          history: {
            authors: authors.map(([name, commits]) => ({ name, commits })),
            arrivals: new Map(),
            commits: 100,
          },
        },
      }),
    );
  const list = (text: string): Files => ({ AUTHORS: text });

  it('are told where a list of people leaves out who wrote a tenth of it', () => {
    assert.deepEqual(told(list('Robin Bird\n'), ['Robin Bird', 90], ['Kim Lee', 10]), [
      'note AUTHORS:1 AUTHORS does not name Kim Lee (10 commits of 100). If they are authors, add them; git may know them under another name.',
    ]);
    assert.deepEqual(told(list('Robin Bird\n'), ['Robin Bird', 91], ['Kim Lee', 9]), []);
    assert.equal(told({ 'README.md': 'Birds.\n' }, ['Kim Lee', 10]).length, 0, 'no such list');
    for (const name of ['CONTRIBUTORS.md', 'MAINTAINERS', 'CITATION.cff', 'CREDITS.txt'])
      assert.equal(told({ [name]: 'Robin Bird\n' }, ['Kim Lee', 10]).length, 1, name);
    assert.equal(told({ 'docs/AUTHORS': 'Robin Bird\n' }, ['Kim Lee', 10]).length, 0);
    assert.equal(told({ ...list('Robin Bird\n'), 'README.md': 'By Kim Lee.\n' }, ['Kim Lee', 10]).length, 0);
    assert.equal(told({ ...list('Robin Bird\n'), 'notes.md': 'By Kim Lee.\n' }, ['Kim Lee', 10]).length, 1);
  });

  it('are named by both names, in any order, short or with marks', () => {
    holds(
      [
        ['Lee, Kim', 0],
        ['KIM LEE', 0],
        ['Kím Leé', 0],
        ['Kim', 1],
        ['Kimberly Leeds', 0],
        ['Ki Lee', 1],
        ['Kimlee', 1],
      ],
      (text) => told(list(`${text}\n`), ['Kim Lee', 10]).length,
    );
    assert.equal(told(list('Robin Bird\n'), ['kimlee99', 10]).length, 0, 'a handle');
    assert.equal(told(list('Robin Bird\n'), ['金李', 10]).length, 1);
    assert.equal(told(list('金李\n'), ['金李', 10]).length, 0);
    assert.equal(
      told(list('Robin Bird\n'), ['dependabot[bot]', 90], ['Kim Lee', 1]).length,
      1,
      'no robot counts',
    );
    assert.equal(told(list('Robin Bird\n'), ['Release Bot', 90]).length, 0);
  });

  it('are not asked for by a list of a team, of holders, or one that does not mean to be whole', () => {
    for (const text of [
      'The Bird Team',
      '- name: Bird',
      'The Bird Group.',
      'Authors for copyright purposes.',
      'This does not list everyone.\nIt does not necessarily list every one.',
      'See the full list of contributors in git.',
      'See the git history.',
    ])
      assert.equal(told(list(`${text}\n`), ['Kim Lee', 10]).length, 0, text);
  });
});

describe('names of folders, and settings', () => {
  it('have the name of a project, whole or as a word, with or without its number', () => {
    holds(
      [
        [['heron/a.py', 'heron'], true],
        [['lib/Heron/x/a.py', 'heron'], true],
        [['heron_clip/a.py', 'heron'], true],
        [['my-heron.lib/a.py', 'heron'], true],
        [['herons/a.py', 'heron'], false],
        [['heron.py', 'heron'], false],
        [['heron/a.py', 'heron-v3'], true],
        [['heron/a.py', 'heron12'], true],
        [['heron-v3/a.py', 'heron-v3'], true],
        [['heron/a.py', 'heron-vl'], false],
      ] as const,
      ([path, name]) => hasNameIn(path, name),
    );
  });

  it('are no model of a repository with code, unless weights lie with them', () => {
    holds(
      [
        [['x/config.json', ['a.py']], true],
        [['config.json', ['a.py']], false],
        [['x/config.json', []], false],
        [['x/config.json', ['a.py', 'x/m.safetensors']], false],
        [['x/config.json', ['a.py', 'x/deep/m.h5']], false],
        [['x/config.json', ['a.py', 'x/m.bin.index.json']], false],
        [['x/config.json', ['a.py', 'y/m.bin']], true],
        [['x/config.json', ['a.py', 'x/m.bin.txt']], true],
        [['x/config.json', ['a.py', 'x/notes.md', 'm.bin']], true],
      ] as const,
      ([path, paths]) => isSetting(written({}, { paths: [path, ...paths] }), path),
    );
  });
});
