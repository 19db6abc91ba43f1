import assert from 'node:assert/strict';
import { headerLineHash } from '../../../src/catalogue/header-facts.ts';
import type { UpstreamHeader } from '../../../src/model/evidence.ts';
import type { ModuleMatch } from '../../../src/model/report.ts';
import { inEnglish } from '../../../src/model/said.ts';
import { baseModelNotDeclared } from '../../../src/rules/base-model-not-declared/rule.ts';
import { upstreamHeaderLost } from '../../../src/rules/upstream-header-lost/rule.ts';
import { sourceFacts } from '../credit/source-facts.ts';
import { holds } from '../table.ts';
import { artefactOf, moduleOf, type Sketch } from './evidence-builder.ts';
import { type Files, foundBy, placesBy, saidBy, written } from './written.ts';

const HERON = sourceFacts({
  project: 'heron',
  projectName: 'Heron-VL',
  repository: 'marshlight/heron-vl',
  codeLicense: { expression: 'MIT', source: 'LICENSE' },
});
const LAB = 'Copyright 2023 Marshlight Lab';
const NOTICE = 'Licensed under the Apache License, Version 2.0 (the "License");';
const header = (lines: readonly string[], more: Partial<UpstreamHeader> = {}): UpstreamHeader => ({
  copyrights: lines.filter((line) => line.startsWith('Copyright')),
  licenseExpression: 'Apache-2.0',
  lineHashes: lines.map(headerLineHash),
  ...more,
});
const BOTH = header([LAB, NOTICE]);
const copy = (path: string, match: Partial<ModuleMatch> = {}, symbol = 'Pooler') =>
  moduleOf(path, symbol, { upstream: 'heron', path: `heron/${path}`, symbol, ...match });

const repository = (
  files: Files,
  headers: readonly UpstreamHeader[] = [BOTH],
  { more, ...sketch }: Omit<Sketch, 'texts'> = {},
) =>
  written(
    { LICENSE: 'MIT License\n\nCopyright 2024 Wader Crew\n', ...files },
    {
      name: 'wader',
      sources: [HERON],
      modules: [copy('a.py')],
      more: { upstreamHeaders: () => headers, ...more },
      ...sketch,
    },
  );
const told = (files: Files, headers?: readonly UpstreamHeader[], sketch?: Omit<Sketch, 'texts'>) =>
  placesBy(upstreamHeaderLost, repository(files, headers, sketch));
const LOST = ['error a.py:1 a.py:10'];
const comment = (...lines: readonly string[]): Files => ({
  'a.py': lines.map((line) => `# ${line}\n`).join(''),
});

describe("an upstream's header", () => {
  it('is asked for where most of one of both files is the other', () => {
    const by = (local: number, upstream: number) =>
      told({ 'a.py': 'x = 1\n' }, undefined, {
        modules: [copy('a.py', { containment: { local, upstream } })],
      });
    holds(
      [
        [[0.71, 0.3], LOST],
        [[0.45, 0.71], LOST],
        [[0.69, 0.69], []],
      ] as const,
      ([local, upstream]) => by(local, upstream),
    );
  });

  it('is told as lost, altered, or open, by what the copy has in its place', () => {
    const said = (...lines: readonly string[]) => saidBy(upstreamHeaderLost, repository(comment(...lines)));
    const put = 'Put the notice back; your own line may stand beside it.';
    const check = 'Check which file it was taken from.';
    const from = 'heron/a.py of Heron-VL';
    assert.deepEqual(
      [
        said('Birds.'),
        said(NOTICE),
        said('Copyright 2024 Wader Crew', NOTICE),
        said('Copyright 2020 Marshlight Lab', NOTICE),
        said('Copyright 2020 Crane House'),
        said(LAB, NOTICE),
        said('Copyright 2023-2024 Marshlight Lab'),
        saidBy(upstreamHeaderLost, repository(comment('Birds.'), [header([NOTICE])])),
      ],
      [
        [
          `error a.py:1 a.py holds code that matches ${from}, whose header has the copyright line "${LAB}"; here it is missing. ${put}`,
        ],
        [`error a.py:1 a.py keeps the header of ${from}, but not its copyright line "${LAB}". ${put}`],
        [
          `note a.py:1 a.py carries "Copyright 2024 Wader Crew", and its code matches ${from}, whose header has "${LAB}". ${check}`,
        ],
        [
          `note a.py:1 a.py holds code that matches ${from}, whose header has "${LAB}"; here the same holder stands with other years: "Copyright 2020 Marshlight Lab". ${check}`,
        ],
        [],
        [],
        [],
        [
          `error a.py:1 a.py holds code that matches ${from}, whose header has its Apache-2.0 notice; here it is missing. ${put}`,
        ],
      ],
    );
    const two = [header([LAB, 'Copyright 2021 Saltpan Society', NOTICE])];
    assert.deepEqual(
      saidBy(upstreamHeaderLost, repository(comment(LAB, 'Copyright 2024 Wader Crew', NOTICE), two)),
      [
        `error a.py:1 a.py keeps the header of ${from}, but not its copyright line "Copyright 2021 Saltpan Society"; it reads "Copyright 2024 Wader Crew" instead. ${put}`,
      ],
    );
  });

  it('is asked for in a copy that is sure, and is no state of the file', () => {
    const of = (match: Partial<ModuleMatch>) =>
      told({}, [BOTH], { modules: [copy('a.py', match), copy('b.py', {}, 'Tile')] });
    const B = (level: string) => [`${level} a.py:1 a.py:10 b.py:1`];
    assert.deepEqual(of({}), B('error'));
    assert.deepEqual(of({ strength: 'moderate' }), ['error b.py:1 b.py:10', 'warning a.py:1 a.py:10']);
    assert.deepEqual(told({}, [BOTH], { modules: [copy('a.py', { strength: 'moderate' })] }), []);
    assert.deepEqual(told({}, [BOTH], { more: { unchanged: new Set(['a.py']) } }), []);
    assert.deepEqual(told({}, [BOTH], { more: { unchanged: new Set(['b.py']) } }), LOST);
    assert.deepEqual(told({}, []), [], 'the upstream has none');
    assert.deepEqual(told({}, [header([], { licenseExpression: '' })]), []);
  });

  it('is kept by that of any state, and by what documents state for the file', () => {
    const older = header(['Copyright 2020 Saltpan Society']);
    assert.deepEqual(told(comment('Copyright 2020 Saltpan Society'), [BOTH, older]), []);
    const own = comment('Copyright 2024 Wader Crew');
    assert.deepEqual(told(own, [BOTH, header(['Copyright 2020 Wader Crew'])]), ['note a.py:1 a.py:10']);
    assert.deepEqual(told(own, [BOTH, header(['Copyright 2024 Wader Crew'])]), []);
    const stating = (...copyrights: readonly string[]) =>
      told({}, [BOTH], { more: { licenseOf: () => ({ copyrights }) as never } });
    assert.deepEqual(stating('2023 Marshlight Lab'), [], 'REUSE.toml states its line');
    assert.deepEqual(stating(LAB), []);
    assert.deepEqual(stating('2020 Crane House'), LOST, 'who else is stated is no line in its header');
  });

  it('is one finding for all files of one fate, and one for each question', () => {
    const modules = ['a.py', 'b.py', 'c.py'].map((path) => copy(path, {}, path));
    assert.deepEqual(told({}, [BOTH], { modules }), ['error a.py:1 a.py:10 b.py:1 c.py:1']);
    assert.ok(
      saidBy(upstreamHeaderLost, repository({}, [BOTH], { modules }))[0]?.includes(
        'here it is missing. So it is with 2 more files. Put',
      ),
    );
    const own = comment('Copyright 2024 Wader Crew');
    assert.deepEqual(told(own, [BOTH], { modules: modules.slice(0, 2) }), [
      'note a.py:1 a.py:10',
      'error b.py:1 b.py:10',
    ]);
    for (const [text, words] of [
      ['Copyright 2024 Wader Crew', 'carries "Copyright 2024 Wader Crew"'],
      ['Copyright 2020 Marshlight Lab', 'other years'],
      [NOTICE, 'keeps the header of'],
    ] as const) {
      const files = { 'a.py': `# ${text}\n`, 'b.py': `# ${text}\n` };
      const said = saidBy(upstreamHeaderLost, repository(files, [BOTH], { modules: modules.slice(0, 2) }));
      assert.ok(said[0]?.includes(words) && said[0].includes('So it is with 1 more file.'), said[0]);
    }
  });

  it('is asked for once, where two upstreams carry the same line', () => {
    const stork = { ...HERON, id: 'stork', project: 'stork', projectName: 'Stork' };
    const modules = [
      copy('a.py'),
      moduleOf('a.py', 'Tile', { upstream: 'stork', path: 'stork/a.py', symbol: 'Tile' }),
    ];
    assert.deepEqual(told({}, [BOTH], { sources: [HERON, stork], modules }), LOST);
  });

  it('is owed to the license that its own lines state, else to that of the repository', () => {
    const duty = (licenseExpression: string) =>
      foundBy(upstreamHeaderLost, repository({}, [header([LAB], { licenseExpression })])).map(
        (one) => one.duty,
      );
    holds(
      [
        ['Apache-2.0', ['Apache-2.0 4(c)']],
        ['', ['MIT paragraph 2']],
        ['CC0-1.0', [undefined]],
        ['CC0-1.0 OR ISC', ['ISC paragraph 1']],
      ],
      duty,
    );
  });

  it('is offered to be put back as it stood, and never where a person has to look first', () => {
    const fixes = (files: Files, headers: readonly UpstreamHeader[] = [BOTH], source = HERON) =>
      foundBy(upstreamHeaderLost, repository(files, headers, { sources: [source] })).flatMap(
        ({ fixes = [] }) =>
          fixes.map((fix) => [inEnglish(fix.title), fix.path, fix.kind, fix.line, fix.text].join(' | ')),
      );
    const lead = 'Put the notice of Heron-VL back into a.py | a.py | insert | 1 | ';
    const from = '# From Heron-VL, heron/a.py';
    const at = `${from}: https://github.com/marshlight/heron-vl\n`;
    assert.deepEqual(fixes({}), [`${lead}# ${LAB}\n# ${NOTICE}\n${at}`]);
    assert.deepEqual(fixes(comment(NOTICE)), [`${lead}# ${LAB}\n${at}`]);
    assert.deepEqual(fixes(comment('Copyright 2024 Wader Crew')), []);
    assert.deepEqual(fixes(comment('Copyright 2020 Marshlight Lab')), []);
    assert.deepEqual(fixes({}, [header(['Words of nobody.'])]), [], 'no line of it is known');
    assert.deepEqual(fixes({}, [BOTH], { ...HERON, repository: '/srv/heron' }), [
      `${lead}# ${LAB}\n# ${NOTICE}\n${from}\n`,
    ]);
  });
});

describe('a base model that the card does not name', () => {
  const source = sourceFacts({
    project: 'heron',
    projectName: 'Heron',
    repository: 'marshlight/heron',
    aliases: ['Heron', 'marshlight/heron', 'marshlight-models/heron-7b'],
  });
  const of = (readme: string | null, more: Omit<Sketch, 'texts'> = {}) =>
    written(readme === null ? {} : { 'README.md': readme }, {
      sources: [source],
      artefacts: [artefactOf('config.json', 'heron')],
      ...more,
    });
  const fixes = (readme: string, facts = source) =>
    foundBy(baseModelNotDeclared, of(readme, { sources: [facts] })).flatMap(({ fixes = [] }) =>
      fixes.map(({ kind, line, text }) => [kind, line, text].join(' ')),
    );
  const CARD = '---\nlicense: mit\n---\n# Bird\n';

  it('is told of weights that are tied to it, as a question where that is not sure or no card is there', () => {
    assert.deepEqual(
      [saidBy(baseModelNotDeclared, of(CARD)), saidBy(baseModelNotDeclared, of('# Bird\n'))],
      [
        [
          'warning README.md:1 The configuration in config.json ties this model to Heron, and the model card in README.md does not name it. Add it as base_model.',
        ],
        [
          'note README.md:1 The configuration in config.json ties this model to Heron, and README.md has no model card fields. Add it as base_model.',
        ],
      ],
    );
    const moderate = { artefacts: [artefactOf('config.json', 'heron', { strength: 'moderate' })] };
    assert.deepEqual(placesBy(baseModelNotDeclared, of(CARD, moderate)), ['note README.md:1']);
    assert.deepEqual(placesBy(baseModelNotDeclared, of(null)), [], 'no README');
    assert.deepEqual(
      placesBy(baseModelNotDeclared, of('---\nlicense: mit\n')),
      ['note README.md:1'],
      'no end',
    );
    const code = { artefacts: [], modules: [moduleOf('a.py', 'Pooler', { upstream: 'heron' })] };
    assert.deepEqual(placesBy(baseModelNotDeclared, of(CARD, code)), []);
    assert.deepEqual(
      placesBy(baseModelNotDeclared, of('---\nbase_model: marshlight-models/heron-7b\n---\n')),
      [],
    );
  });

  it('is offered as a field of the card, or an item of its list, under the id of the model', () => {
    const id = 'marshlight-models/heron-7b';
    holds(
      [
        [CARD, [`insert 3 base_model: ${id}\n`]],
        ['# Bird\n', [`insert 1 ---\nbase_model: ${id}\n---\n\n`]],
        ['---\nbase_model:\n- reeds/owl\n---\n', [`insert 4 - ${id}\n`]],
        ['---\nbase_model: # two\n  - reeds/owl\n  -  reeds/ibis\ntags: x\n---\n', [`insert 5   -  ${id}\n`]],
        ['---\nbase_model: reeds/owl\n---\n', []],
        ['---\nbase_model :\n- reeds/owl\n---\n', [`insert 4 - ${id}\n`]],
        ['---\nbase_model:\n---\n', []],
        ['---\nbase_models: x\n---\n', [`insert 3 base_model: ${id}\n`]],
        ['---\r\nlicense: mit\r\n---\r\n', [`insert 3 base_model: ${id}\n`]],
      ],
      (readme) => fixes(readme),
    );
    assert.deepEqual(
      fixes(CARD, { ...source, aliases: ['Heron', 'marshlight/heron'] }),
      [],
      'the code alone has one',
    );
    const hub = {
      ...source,
      repository: 'https://huggingface.co/marshlight/heron',
      aliases: ['marshlight/heron'],
    };
    assert.deepEqual(fixes(CARD, hub), ['insert 3 base_model: marshlight/heron\n']);
  });
});
