import assert from 'node:assert/strict';
import type { AuditedModule, ModuleMatch, OriginShare } from '../../../src/model/report.ts';
import { inEnglish } from '../../../src/model/said.ts';
import { suddenArrival } from '../../../src/rules/sudden-arrival/rule.ts';
import { upstreamNotCredited } from '../../../src/rules/upstream-not-credited/rule.ts';
import { sourceFacts } from '../credit/source-facts.ts';
import { holds } from '../table.ts';
import { moduleOf, type Sketch } from './evidence-builder.ts';
import { type Files, foundBy, saidBy, written } from './written.ts';

const HERON = sourceFacts({
  project: 'heron',
  projectName: 'Heron-VL',
  organisation: 'Marshlight Lab',
  repository: 'marshlight/heron-vl',
});
const STORK = sourceFacts({ project: 'stork', projectName: 'Stork', repository: 'reeds/stork' });
const link = (name: string, repository: string): string =>
  `Built on [${name}](https://github.com/${repository}).\n`;
const HERE = link('Heron-VL', 'marshlight/heron-vl');

const share = (more: Partial<OriginShare> = {}): OriginShare => ({
  project: 'heron',
  share: 0.9,
  root: true,
  alsoIn: [],
  ...more,
});
const module = (path: string, match: Partial<ModuleMatch> = {}, symbol = 'Pooler'): AuditedModule =>
  moduleOf(path, symbol, { upstream: 'heron', path: `lib/${path}`, symbol, ...match });
const worldly = (path: string, match: Partial<ModuleMatch> = {}) =>
  module(path, { containment: { local: 0.9, upstream: 0 }, ...match }, path);
const evidence = (modules: readonly AuditedModule[], files: Files = {}, sketch: Omit<Sketch, 'texts'> = {}) =>
  written(files, { name: 'wader', sources: [HERON, STORK], modules, ...sketch });
const said = (modules: readonly AuditedModule[], files: Files = {}, sketch: Omit<Sketch, 'texts'> = {}) =>
  saidBy(upstreamNotCredited, evidence(modules, files, sketch));

describe('an upstream that is not credited', () => {
  const one = [module('m/a.py')];
  const lead = 'Pooler in m/a.py matches Heron-VL, public since 2024-01-01.';
  const ask = (readme = 'a README') =>
    `Acknowledge Heron-VL in ${readme}, or record a decision on this finding.`;

  it('is told with what the documents do credit', () => {
    holds(
      [
        [{}, `error m/a.py:10 ${lead} No document of this repository names Heron-VL. ${ask()}`],
        [
          { 'README.md': 'Birds.\n' },
          `error m/a.py:10 ${lead} No document of this repository names Heron-VL. ${ask('README.md')}`,
        ],
        [
          { 'README.md': 'Birds.\nWe compare with Heron-VL.\n' },
          `error m/a.py:10 ${lead} README.md names Heron-VL (line 2), but not as something this repository builds on. ${ask('README.md')}`,
        ],
        [
          { 'README.md': link('Stork', 'reeds/stork') },
          `error m/a.py:10 ${lead} The documents credit Stork, not Heron-VL. ${ask('README.md')}`,
        ],
        [
          { 'README.md': `${link('Stork', 'reeds/stork')}\n${link('Crane', 'reeds/crane')}` },
          `error m/a.py:10 ${lead} The documents credit Stork and reeds/crane, not Heron-VL. ${ask('README.md')}`,
        ],
        [
          {
            'README.md':
              'Built on [Stork](https://github.com/reeds/stork) and https://github.com/reeds/crane.\n',
          },
          `error m/a.py:10 ${lead} The documents credit Stork and reeds/crane, not Heron-VL. ${ask('README.md')}`,
        ],
        [
          { 'README.md': `${link('Stork', 'reeds/stork')}\n${link('Stork', 'reeds/stork')}` },
          `error m/a.py:10 ${lead} The documents credit Stork, not Heron-VL. ${ask('README.md')}`,
        ],
        [
          { 'README.md': link('it', 'reeds/wader') },
          `error m/a.py:10 ${lead} No document of this repository names Heron-VL. ${ask('README.md')}`,
        ],
        [
          { 'n/b.py': '# Adapted from https://github.com/reeds/stork\n' },
          `error m/a.py:10 ${lead} No document of this repository names Heron-VL. ${ask()}`,
        ],
        [
          { 'CREDITS.md': 'Birds.\n' },
          `error m/a.py:10 ${lead} No document of this repository names Heron-VL. ${ask('CREDITS.md')}`,
        ],
        [
          { 'n/b.py': HERE.replace('Built on', '# Adapted from') },
          `warning m/a.py:10 ${lead} It is credited in a comment elsewhere (n/b.py:1), not in these files and in no document. ${ask()}`,
        ],
        [
          { 'n/README.md': HERE },
          `warning m/a.py:10 ${lead} It is credited elsewhere (n/README.md:1), not for these files. ${ask()}`,
        ],
      ] as const,
      (files) => said(one, files)[0] ?? '',
    );
    assert.deepEqual(said(one, { 'README.md': HERE }), []);
  });

  it('is told of the part that no credit covers', () => {
    const two = [module('m/a.py'), module('n/b.py', {}, 'Tile')];
    assert.deepEqual(said(two, { 'm/a.py': '# Adapted from https://github.com/marshlight/heron-vl\n' }), [
      `warning n/b.py:10 Tile in n/b.py matches Heron-VL, public since 2024-01-01. It is credited in a comment elsewhere (m/a.py:1), not in these files and in no document. ${ask()}`,
    ]);
    const kept = { 'm/a.py': '# Copyright 2023 Marshlight Lab\n' };
    assert.deepEqual(said(two, kept), [
      `warning n/b.py:10 Tile in n/b.py matches Heron-VL, public since 2024-01-01. Other files say themselves whose they are; these do not, and no document names Heron-VL. ${ask()}`,
    ]);
    const little = [module('m/a.py'), { ...module('n/b.py', {}, 'Tile'), tokens: 100 }];
    assert.deepEqual(said(little, kept), [], 'too little by itself');
  });

  it('is a warning in a folder that goes by its name', () => {
    const named = (path: string) =>
      said([module(path)])[0]?.replace(/^(\w+) .*?(The folder \S+|No document).*/, '$1 $2');
    holds(
      [
        ['heron/a.py', 'warning The folder heron/'],
        ['lib/Heron_VL/x/a.py', 'warning The folder lib/Heron_VL/'],
        ['lib/heron-vl/a.py', 'warning The folder lib/heron-vl/'],
        ['herons/a.py', 'error No document'],
        ['lib/heron.py', 'error No document'],
      ],
      named,
    );
    const most = (...paths: readonly string[]) =>
      said(paths.map((path) => module(path, {}, path)))[0]?.includes('The folder heron/');
    assert.equal(most('heron/a.py', 'heron/b.py', 'z/c.py'), true);
    assert.equal(most('heron/a.py', 'z/c.py'), false, 'half of them are no most');
    assert.ok(
      said([module('heron/a.py')])[0]?.includes(
        'goes by its name; no document says that this repository builds on it.',
      ),
    );
    const tiny = { ...HERON, project: 'tit', id: 'tit', projectName: 'Tit', repository: 'marshlight/tit' };
    const short = [moduleOf('tit/a.py', 'Pooler', { upstream: 'tit' })];
    assert.ok(said(short, {}, { sources: [tiny] })[0]?.startsWith('error'), 'a short word');
    const kind = {
      ...HERON,
      project: 'models',
      id: 'models',
      projectName: 'Models',
      repository: 'marshlight/models',
    };
    const things = [moduleOf('models/a.py', 'Pooler', { upstream: 'models' })];
    assert.ok(said(things, {}, { sources: [kind] })[0]?.startsWith('error'), 'a word for a kind of thing');
  });

  it('is told with the day from which all of it was public', () => {
    const since = (source: Partial<typeof HERON>, origin?: readonly OriginShare[]) =>
      /Heron-VL(.*?)\. (?:No|The)/.exec(
        said(
          [module('m/a.py', origin === undefined ? {} : { origin })],
          {},
          { sources: [{ ...HERON, ...source }] },
        )[0] ?? '',
      )?.[1];
    assert.equal(since({ published: '2023-05-06T10:00:00Z' }), ', public since 2023-05-06');
    assert.equal(since({ published: null }), '');
    assert.equal(since({}, [share({ date: '2021-01-01' })]), ', public since 2021-01-01');
    assert.equal(
      since({}, [share(), share({ project: 'stork', date: '2021-01-01' })]),
      ', public since 2024-01-01',
    );
    const two = [
      module('m/a.py', { origin: [share({ date: '2021-01-01' })] }),
      module('m/b.py', { origin: [share({ date: '2022-01-01' })] }, 'Tile'),
    ];
    assert.ok(said(two)[0]?.includes('public since 2022-01-01'));
  });

  it('points to what is credited and named, and to every place', () => {
    const files = {
      'README.md': `We compare with Heron-VL.\n\n${link('Stork', 'reeds/stork')}\nBuilt on [Crane](https://github.com/reeds/crane) by Marshlight Lab.\n`,
    };
    const related = (made: Files) =>
      foundBy(upstreamNotCredited, evidence([module('m/a.py'), module('n/b.py', {}, 'Tile')], made)).flatMap(
        ({ related = [] }) =>
          related.map((place) => `${place.path}:${place.range.startLine} ${inEnglish(place.message)}`),
      );
    assert.deepEqual(related(files), [
      'README.md:1 names it here, not as something this repository builds on',
      'README.md:3 credits Stork',
      'README.md:5 credits reeds/crane, and names Marshlight Lab',
      'n/b.py:10 Tile: matches lib/n/b.py of Heron-VL',
    ]);
    assert.ok(
      related({ 'x/b.py': HERE.replace('Built on', '# Adapted from') }).includes('x/b.py:1 credits it here'),
    );
  });
});

describe('who had code first, where only the world tells of it', () => {
  const two = [
    worldly('a.py', { origin: [share({ date: '2021-05-04' })] }),
    worldly('b.py', { origin: [share({ date: '2021-05-04' })] }),
  ];
  const first =
    'a.py in a.py and 1 more module in 1 other file match Heron-VL, which had this code first of all projects compared (2021-05-04).';
  const next = (readme: string) =>
    `Say in ${readme} where it is from, and acknowledge Heron-VL if it is from there; or record a decision on this finding.`;

  it('is a question, and a weaker one where the documents point to code that is not known', () => {
    assert.deepEqual(said(two), [
      `warning a.py:10 ${first} No document of this repository names Heron-VL. ${next('a README')}`,
    ]);
    const crane = link('Crane', 'reeds/crane');
    assert.deepEqual(said(two, { 'README.md': crane }), [
      `note a.py:10 ${first} The documents point to reeds/crane, not to Heron-VL. The code of reeds/crane is not known here. ${next('README.md')}`,
    ]);
    const three = ['crane', 'egret', 'ibis'].map((one) => link(one, `reeds/${one}`)).join('\n');
    assert.ok(
      said(two, { 'README.md': three })[0]?.includes(
        'The code of 3 projects that the documents point to is not known here.',
      ),
    );
    const both = ['crane', 'egret'].map((one) => link(one, `reeds/${one}`)).join('\n');
    assert.ok(
      said(two, { 'README.md': both })[0]?.includes(
        'The code of reeds/crane and reeds/egret is not known here.',
      ),
    );
    assert.deepEqual(said([worldly('a.py')]), [], 'one file alone is no question');
  });

  it('is asked of what is not sure only where it is known who had it', () => {
    const moderate = (origin?: readonly OriginShare[]) =>
      said([module('a.py', { strength: 'moderate', ...(origin === undefined ? {} : { origin }) })]).map(
        (one) => one.split(' ')[0],
      );
    assert.deepEqual(moderate(), []);
    assert.deepEqual(moderate([share()]), ['note']);
    const other = { 'a.py': '# Adapted from https://github.com/reeds/stork\n' };
    const doubted = (
      local: number,
      upstream: number,
      strength: 'strong' | 'conclusive' | 'moderate' = 'strong',
    ) => said([module('a.py', { strength, containment: { local, upstream } })], other).length;
    assert.equal(doubted(0.95, 0.95), 1);
    assert.equal(doubted(0.95, 0.95, 'conclusive'), 1);
    assert.equal(doubted(0.95, 0.95, 'moderate'), 0);
    assert.equal(doubted(0.94, 1), 0);
    assert.equal(doubted(1, 0.94), 0);
  });
});

describe('a file that came whole in one commit', () => {
  const arrived = (
    files: Readonly<Record<string, readonly [date: string, commits: number]>>,
    commits: number | null = 9,
  ) => ({
    history: {
      authors: [],
      commits,
      arrivals: new Map(
        Object.entries(files).map(([path, [date, count]]) => [path, { date, commits: count }]),
      ),
    },
  });
  const big = { ...module('z/big.py', {}, 'Big'), tokens: 900 };
  const small = (path: string, tokens = 100) => ({ ...module(path, {}, path), tokens });
  /** Most of the upstream's code keeps its line; what is left is too little to ask for its credit. */
  const kept = { 'z/big.py': '# Copyright 2023 Marshlight Lab\n' };
  const of = (modules: readonly AuditedModule[], more: Sketch['more'], files: Files = kept) =>
    saidBy(suddenArrival, evidence([big, ...modules], files, { more: more ?? {} }));
  const one = arrived({ 'm/a.py': ['2024-05-06T07:08:09Z', 1], 'z/big.py': ['2024-01-01', 5] });

  it('is told, with its day and the length of the history', () => {
    assert.deepEqual(of([small('m/a.py')], one), [
      'note m/a.py:1 m/a.py came in one commit (2024-05-06) and did not change since, in a history of 9 commits; it matches Heron-VL. Say where it comes from.',
    ]);
    const two = arrived({ 'm/a.py': ['2024-05-06', 1], 'n/b.py': ['2024-05-06', 1] });
    const asked = of([small('m/a.py', 70), small('n/b.py', 70)], two);
    assert.deepEqual(asked, [
      'note m/a.py:1 m/a.py and 1 more file came in one commit (2024-05-06) and did not change since, in a history of 9 commits; they match Heron-VL. Say where they come from.',
    ]);
  });

  it('is not told of one that was worked on, of a short history, or of a few lines', () => {
    const at = (count: number, commits: number | null = 9) =>
      of([small('m/a.py')], arrived({ 'm/a.py': ['2024-05-06', count] }, commits)).length;
    assert.equal(at(1), 1);
    assert.equal(at(2), 0);
    assert.equal(at(1, 2), 1);
    assert.equal(at(1, 1), 0);
    assert.equal(at(1, null), 0);
    assert.equal(of([small('m/a.py')], {}).length, 0, 'no history at all');
    assert.equal(of([small('m/a.py', 56)], one).length, 1);
    assert.equal(of([small('m/a.py', 55)], one).length, 0);
  });

  it('is not told where the credit is asked for, is there, or is the own', () => {
    assert.equal(of([small('m/a.py', 400)], one).length, 0, 'asked for');
    assert.equal(of([small('m/a.py')], one, { ...kept, 'README.md': HERE }).length, 0, 'there');
    assert.equal(
      of([small('m/a.py')], one, { ...kept, LICENSE: 'Copyright 2024 Marshlight Lab\n' }).length,
      0,
      'the own',
    );
    assert.equal(of([small('m/a.py')], one, { ...kept, LICENSE: 'Copyright 2024 Wader Crew\n' }).length, 1);
    assert.equal(
      of([small('m/a.py')], one, {
        ...kept,
        'm/a.py': '# Adapted from https://github.com/marshlight/heron-vl\n',
      }).length,
      0,
      'the file says it',
    );
  });
});
