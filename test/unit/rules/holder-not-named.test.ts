import assert from 'node:assert/strict';
import { holderNotNamed } from '../../../src/rules/holder-not-named/rule.ts';
import { sourceFacts } from '../credit/source-facts.ts';
import { holds } from '../table.ts';
import { licenseRecord, moduleOf, type Sketch } from './evidence-builder.ts';
import { type Files, placesBy, saidBy, written } from './written.ts';

const HERON = sourceFacts({
  project: 'heron',
  projectName: 'Heron-VL',
  organisation: 'Marshlight Lab',
  repository: 'reedbank/heron-vl',
  copyrights: ['Copyright 2019 Saltpan Society'],
});
const LICENSE = 'MIT License\n\nCopyright (c) 2024 Wader Crew\n';
const CRANE = '# Copyright 2020 Crane House\n';
/** The repository's own line beside the other's: the file was changed here. */
const BOTH = `${CRANE}# Copyright 2024 Wader Crew\n`;
const NOTE = ['note a.py:1'];

const repository = (files: Files, sketch: Omit<Sketch, 'texts'> = {}) =>
  written({ LICENSE, ...files }, { name: 'finches', sources: [HERON], ...sketch });
const told = (files: Files, sketch: Omit<Sketch, 'texts'> = {}): readonly string[] =>
  placesBy(holderNotNamed, repository(files, sketch));
const ofHeron = (path: string) => moduleOf(path, 'Pooler', { upstream: 'heron' });

describe('a holder in headers whom no document names', () => {
  it('is told as a question, and as a warning where the own line stands beside it', () => {
    holds(
      [
        [{ 'a.py': CRANE }, NOTE],
        [{ 'a.py': BOTH }, ['warning a.py:1']],
        [{ 'a.py': '# Copyright 2024 Wader Crew\n' }, []],
        [{ 'a.py': CRANE, 'b.py': BOTH }, ['warning a.py:1 b.py:1']],
        [{ 'a.py': `${CRANE}# Copyright 2021 Crane House\n` }, NOTE],
      ],
      told,
    );
  });

  it('is quoted with its first file and the number of others, whoever stands in most files first', () => {
    const long = 'Crane '.repeat(30).trim();
    assert.deepEqual(
      [
        saidBy(holderNotNamed, repository({ 'a.py': CRANE })),
        saidBy(
          holderNotNamed,
          repository({
            'README.md': 'Birds.\n',
            'z/a.py': CRANE,
            'b.py': CRANE,
            'c.py': '# Copyright 2018 Ibis Guild\n',
            'a.py': '# Copyright 2018 Egret Guild\n',
            'd.py': BOTH,
          }),
        ),
        saidBy(holderNotNamed, repository({ 'a.py': `#   Copyright 2020 ${long}\n` })),
      ],
      [
        [
          'note a.py:1 Headers name holders whom no document of this repository names: "Copyright 2020 Crane House" in a.py. Say in a README whose code it is and under which license.',
        ],
        [
          'warning b.py:1 Headers name holders whom no document of this repository names: "Copyright 2020 Crane House" in b.py and 2 more files, "Copyright 2018 Egret Guild" in a.py and "Copyright 2018 Ibis Guild" in c.py. Its own line stands beside theirs, so the file was changed here. Say in README.md whose code it is and under which license.',
        ],
        [
          `note a.py:1 Headers name holders whom no document of this repository names: "${`Copyright 2020 ${long}`.slice(0, 120)}" in a.py. Say in a README whose code it is and under which license.`,
        ],
      ],
    );
  });

  it('is not told of who is named in any document, in whatever letters, nor of the own people', () => {
    holds(
      [
        [{ 'docs/thanks.md': 'Thanks to the CRANE people.\n' }, []],
        [{ 'docs/thanks.md': 'Thanks to the house.\n' }, []],
        [{ 'docs/thanks.md': 'Thanks to ibises.\n' }, NOTE],
        [{ 'README.md': '# Crane tools\n' }, []],
        [{ LICENSE: 'Copyright 2024 Crane Crew\n' }, []],
        [{ LICENSE_crane: 'Copyright 2024 Egret Crew\n' }, NOTE],
      ] as const,
      (files) => told({ 'a.py': CRANE, ...files }),
    );
    assert.deepEqual(told({ 'a.py': CRANE }, { name: 'crane' }), []);
    const authors = [
      { name: 'Kim Crane', commits: 3 },
      { name: 'Robin', commits: 1 },
    ];
    const history = { authors, arrivals: new Map(), commits: 4 };
    assert.deepEqual(told({ 'a.py': CRANE }, { more: { history } }), []);
    const others = { ...history, authors: authors.slice(1) };
    assert.deepEqual(told({ 'a.py': CRANE }, { more: { history: others } }), NOTE);
  });

  it('stands beside the own line where that is of whom the first heading names', () => {
    const lines = `${CRANE}# Copyright 2018 Egret Guild\n`;
    holds(
      [
        ['Birds.\n\n# Crane house\n\n# Owls\n', ['warning a.py:2']],
        ['  ##   Crane house\n', ['warning a.py:2']],
        ['# Birds\n\n# Crane house\n', ['note a.py:2']],
        ['Crane house\n', ['note a.py:2']],
        ['# Birds\n', ['note a.py:1 a.py:2']],
      ],
      (readme) => told({ 'a.py': lines, 'README.md': readme }),
    );
    assert.deepEqual(told({ 'a.py': lines, 'docs/README.md': '# Crane house\n' }), ['note a.py:2']);
  });

  it('is told of code alone, in no hidden folder and in no folder that has a license of its own', () => {
    holds(
      [
        ['notes.md', []],
        ['.ci/a.py', []],
        ['lib/.cache/a.py', []],
        ['lib.old/a.py', ['note lib.old/a.py:1']],
        ['ext/a.py', []],
        ['ext/deep/a.py', []],
        ['extra/a.py', ['note extra/a.py:1']],
        ['top/a.py', ['note top/a.py:1']],
        ['held/a.py', []],
        ['stated/a.py', []],
        ['coded/a.py', ['note coded/a.py:1']],
        ['other/a.py', ['note other/a.py:1']],
      ] as const,
      (path) =>
        told({
          [path]: CRANE,
          'ext/LICENSE': 'Text.\n',
          'held/Copying.txt': 'Text.\n',
          'stated/NOTICE': 'Text.\n',
          'coded/license.py': 'x = 1\n',
          'other/the-LICENSE': 'Text.\n',
        }),
    );
  });

  it("is that project's doing in a folder for third parties, unless the own line stands beside it", () => {
    const path = 'third_party/stork/a.py';
    assert.deepEqual(told({ [path]: CRANE }), []);
    assert.deepEqual(told({ [path]: BOTH }), [`warning ${path}:1`]);
  });

  it("may be another project's doing where a document credits code that is not known here", () => {
    const credit = 'Built on [Egret](https://github.com/reeds/egret).\n';
    holds(
      [
        [{ 'README.md': credit, 'lib/a.py': CRANE }, []],
        [{ 'README.md': credit, 'lib/a.py': BOTH }, ['warning lib/a.py:1']],
        [{ 'app/README.md': credit, 'lib/a.py': CRANE }, ['note lib/a.py:1']],
        // In a file or folder that goes by its name, it is, whatever line stands beside.
        [{ 'README.md': credit, 'lib/egret.py': BOTH }, []],
        [{ 'README.md': credit, 'egret/a.py': BOTH }, []],
        [{ 'README.md': credit, 'lib/egrets.py': BOTH }, ['warning lib/egrets.py:1']],
        [
          { 'README.md': 'Built on [Owl](https://github.com/reeds/owl).\n', 'lib/owl.py': BOTH },
          ['warning lib/owl.py:1'],
        ],
      ] as const,
      told,
    );
  });

  it('is not told of files that are from a credited project, whoever is named in them', () => {
    const modules = [ofHeron('a.py'), { ...ofHeron('c.py'), matches: [] }];
    const credit = { 'README.md': 'Built on [Heron-VL](https://github.com/reedbank/heron-vl).\n' };
    holds(
      [
        [{ 'a.py': BOTH }, ['warning a.py:1']],
        [{ 'a.py': BOTH, ...credit }, []],
        [{ 'b.py': BOTH, ...credit }, ['warning b.py:1']],
        [{ 'c.py': BOTH, ...credit }, ['warning c.py:1']],
        [{ 'a.py': BOTH, 'README.md': 'We compare with Heron-VL.\n' }, ['warning a.py:1']],
        [{ 'a.py': BOTH, 'docs/x/README.md': 'Birds.\n' }, ['warning a.py:1']],
      ] as const,
      (files) => told(files, { modules }),
    );
  });

  it("is not told of a credited project's own holder, where the credit covers the file", () => {
    const credit = 'Built on [Heron-VL](https://github.com/reedbank/heron-vl).\n';
    const own = '# Copyright 2024 Wader Crew\n';
    const lab = `# Copyright 2020 Marshlight Lab\n${own}`;
    const society = `# Copyright 2019 Saltpan Society\n${own}`;
    holds(
      [
        [{ 'lib/a.py': lab, 'README.md': credit }, []],
        [{ 'lib/a.py': society, 'README.md': credit }, []],
        [{ 'lib/a.py': BOTH, 'README.md': credit }, ['warning lib/a.py:1']],
        [{ 'lib/a.py': lab, 'README.md': 'We compare with Heron-VL.\n' }, ['warning lib/a.py:1']],
        [{ 'lib/a.py': lab, 'app/README.md': credit }, ['warning lib/a.py:1']],
      ] as const,
      told,
    );
  });

  it('is asked for in the name of the upstream whose code is here, by its lab, its lines or its address', () => {
    const modules = [ofHeron('lib/b.py')];
    holds(
      [
        ['Marshlight Lab', []],
        ['Saltpan Society', []],
        ['Reedbank', []],
        ['Heron-VL Makers', NOTE],
        ['Crane House', NOTE],
      ] as const,
      (holder) => told({ 'a.py': `# Copyright 2020 ${holder}\n` }, { modules }),
    );
  });

  it('is not told where the file says itself where it is from', () => {
    const from = '# Adapted from https://github.com/reeds/stork\n';
    const code = (lines: number): string => 'x = 1\n'.repeat(lines);
    const NONE: readonly string[] = [];
    holds(
      [
        [from + CRANE, NONE],
        // Anywhere in the header, else above the line and near it.
        [CRANE + from, NONE],
        [`${CRANE}${code(3)}${from}`, NOTE],
        [`${code(5)}${from}${code(7)}${CRANE}`, NONE],
        [`${code(5)}${from}${code(8)}${CRANE}`, ['note a.py:15']],
        [`# Compare https://github.com/reeds/stork\n${CRANE}`, ['note a.py:2']],
      ],
      (text) => told({ 'a.py': text }),
    );
    assert.deepEqual(told({ 'a.py': CRANE, 'b.py': from }), NOTE);
    assert.deepEqual(
      told({ 'a.py': CRANE, 'README.md': 'Adapted from https://github.com/reeds/stork\n' }),
      [],
      'a document says so',
    );
  });

  it('is not told where the file holds the whole license, and is where it only points to it', () => {
    holds(
      [
        [['a.py', 1, 8], []],
        [['a.py', 1, 7], NOTE],
        [['a.py', 9, 20], []],
        [['a.py', 10, 20], NOTE],
        [['b.py', 1, 20], NOTE],
      ] as const,
      ([path, startLine, endLine]) =>
        told(
          { 'a.py': CRANE },
          { licenses: [licenseRecord(path, 'MIT', { ranges: [{ startLine, endLine }] })] },
        ),
    );
  });

  it('is told of lines at the top that name somebody', () => {
    const below = (lines: number): string => `${'x = 1\n'.repeat(lines)}${CRANE}`;
    const of = (holder: string): string => `# Copyright (c) 2020 ${holder}\n`;
    const NONE: readonly string[] = [];
    holds(
      [
        [below(59), ['note a.py:60']],
        [below(60), NONE],
        [of('Crane <crane@example.org>'), NONE],
        [of('Crane (your name)'), NONE],
        [of('Crane, the name of the copyright owner'), NONE],
        [of('Crane {house}'), NONE],
        // Words that stand in a thousand names, short ones, and those with a number in them.
        [of('The Teams Authors Group'), NONE],
        [of('Research Project Developers Foundation'), NONE],
        [of('Rights Reserved Contributors Their'), NONE],
        [of('This Software Under License'), NONE],
        [of('An Owl'), NONE],
        [of('Crane2'), NONE],
        [of('The Owls'), NOTE],
      ],
      (text) => told({ 'a.py': text }),
    );
  });
});

describe('the own holder, where the license file names nobody', () => {
  const LICENSE = 'Apache License\n';
  const files = (count: number, more: Files = {}): Files => ({
    LICENSE,
    ...Object.fromEntries(Array.from({ length: count }, (_, at) => [`${at}.py`, CRANE])),
    ...more,
  });
  const code = (count: number): Files =>
    Object.fromEntries(Array.from({ length: count }, (_, at) => [`x${at}.py`, 'x = 1\n']));

  it('is whom half of the code files name, from three on', () => {
    holds(
      [
        [files(3), []],
        [files(3, code(3)), []],
        [files(3, code(4)), ['note 0.py:1 1.py:1 2.py:1']],
        [files(2), ['note 0.py:1 1.py:1']],
        [files(2, { 'notes.txt': 'Copyright 2020 Egret House\n' }), []],
        [{ ...files(3), LICENSE: 'Copyright 2024 Wader Crew\n' }, ['note 0.py:1 1.py:1 2.py:1']],
      ],
      told,
    );
  });

  it('is counted once a file', () => {
    assert.deepEqual(told({ LICENSE, 'a.py': CRANE.repeat(3), 'b.py': 'x = 1\n' }), NOTE);
  });
});
