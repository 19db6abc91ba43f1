import assert from 'node:assert/strict';
import { declaredBaseModels } from '../../../src/rules/base-models.ts';
import { citationMissing } from '../../../src/rules/citation-missing/rule.ts';
import { licenseConflict } from '../../../src/rules/license-conflict/rule.ts';
import { upstreamNotCredited } from '../../../src/rules/upstream-not-credited/rule.ts';
import { sourceFacts } from '../credit/source-facts.ts';
import { holds } from '../table.ts';
import { artefactOf, licenseRecord, lineageOf, moduleOf, type Sketch } from './evidence-builder.ts';
import { type Files, placesBy, saidBy, written } from './written.ts';

const heron = (version: string, published: string, license: string) =>
  sourceFacts({
    id: `heron-${version}`,
    project: 'heron',
    projectName: 'Heron',
    name: `Heron ${version}`,
    repository: 'marshlight/heron',
    published,
    aliases: [`marshlight/heron-${version}`, 'marshlight/heron'],
    weightsLicense: { expression: license, source: 'LICENSE' },
  });
const ONE = heron('1', '2023-01-01', 'MIT');
const TWO = heron('2', '2024-01-01', 'Apache-2.0');
const THREE = heron('3', '2025-01-01', 'MIT');

describe('a base model that a card declares', () => {
  const bases = (files: Files, sketch: Omit<Sketch, 'texts'> = {}): readonly string[] =>
    declaredBaseModels(written(files, { sources: [ONE, TWO, THREE], ...sketch })).map(
      ({ upstream, source, isAdapter, relation }) =>
        [
          upstream,
          source.name,
          source.weightsLicense.expression,
          ...(isAdapter ? ['adapter'] : []),
          relation ?? '-',
        ].join(' '),
    );
  const card = (...fields: readonly string[]): Files => ({ 'README.md': `---\n${fields.join('\n')}\n---\n` });

  it('is the version that its name tells, else the versions as far as they agree', () => {
    holds(
      [
        ['marshlight/heron-1', ['heron Heron 1 MIT -']],
        ['marshlight/heron-2', ['heron Heron 2 Apache-2.0 -']],
        ['marshlight/heron', ['heron Heron 2 Apache-2.0 -']],
        ['marshlight/heron-2-chat', ['heron Heron 2 NOASSERTION -']],
        ['reeds/owl-7b', ['reeds/owl-7b reeds/owl-7b NOASSERTION -']],
        [
          'meta-llama/Llama-2-7b-hf',
          ['meta-llama/llama-2-7b-hf Llama 2 LicenseRef-scancode-llama-2-license-2023 -'],
        ],
      ],
      (model) => bases(card(`base_model: ${model}`)).map((one) => one.replace('Meta Llama', 'Llama')),
    );
  });

  it('is the latest version that was public when the repository began, else the latest of all', () => {
    const at = (firstCommitDate: string | null) =>
      bases(card('base_model: marshlight/heron'), { more: { target: { name: 'x', firstCommitDate } } })[0];
    holds(
      [
        ['2024-06-01', 'heron Heron 2 Apache-2.0 -'],
        ['2024-01-01', 'heron Heron 2 Apache-2.0 -'],
        ['2023-06-01', 'heron Heron 1 MIT -'],
        ['2020-01-01', 'heron Heron 3 MIT -'],
        [null, 'heron Heron 3 MIT -'],
      ],
      at,
    );
  });

  it('has a license where all versions of its project agree on one', () => {
    const of = (...sources: Sketch['sources'] & object) =>
      bases(card('base_model: marshlight/heron-9'), { sources })[0];
    assert.equal(of(ONE, THREE), 'heron Heron 1 MIT -');
    assert.equal(of(ONE, TWO), 'heron Heron 2 NOASSERTION -');
    assert.equal(of(ONE, { ...TWO, project: 'stork', aliases: [] }), 'heron Heron 1 MIT -');
  });

  it('is what an adapter, a merge or the card says that it is for', () => {
    const model = 'marshlight/heron-1';
    const adapter = `{"base_model_name_or_path": "${model}", "peft_type": "LORA"}`;
    const line = (relation: string, isAdapter = false) =>
      `heron Heron 1 MIT ${isAdapter ? 'adapter ' : ''}${relation}`;
    holds(
      [
        [card(`base_model: ${model}`, 'base_model_relation: merge'), [line('merge')]],
        [card(`base_model: ${model}`, 'base_model_relation: Quantized'), [line('quantized')]],
        [card(`base_model: ${model}`, 'base_model_relation: adapter'), [line('adapter', true)]],
        [card(`base_model: ${model}`, 'base_model_relation: cousin'), [line('-')]],
        [{ 'adapter_config.json': adapter }, [line('adapter', true)]],
        [{ 'lora/adapter_config.json': adapter }, [line('adapter', true)]],
        [
          { ...card(`base_model: ${model}`), 'lora/adapter_config.json': adapter },
          [line('adapter', true), line('adapter', true)],
        ],
        [
          { ...card('base_model: reeds/owl'), 'adapter_config.json': adapter },
          ['reeds/owl reeds/owl NOASSERTION adapter -', line('adapter', true)],
        ],
      ] as const,
      (files) => bases(files),
    );
    assert.deepEqual(bases(card(`base_model: ${model}`), { paths: ['my_adapter_config.json'] }), [line('-')]);
    assert.deepEqual(bases(card(`base_model: ${model}`), { paths: ['adapter_config.json.bak'] }), [
      line('-'),
    ]);
  });

  it('is no sample among code, where no adapter lies beside it', () => {
    const adapter = { 'tests/adapter_config.json': '{"base_model_name_or_path": "marshlight/heron-1"}' };
    const of = (...paths: readonly string[]) => bases(adapter, { paths }).length;
    assert.equal(of(), 1);
    assert.equal(of('a.py'), 0);
    for (const name of ['a.safetensors', 'a.bin', 'a.gguf', 'a.pt', 'a.pth', 'a.ckpt'])
      assert.equal(of('a.py', `tests/${name}`), 1, name);
    assert.equal(of('a.py', 'test/a.bin'), 0);
    assert.equal(of('a.py', 'tests/a.bin.txt'), 0);
    const top = { 'adapter_config.json': '{"base_model_name_or_path": "marshlight/heron-1"}' };
    assert.equal(bases(top, { paths: ['a.py'] }).length, 1, 'at the top');
  });
});

const HERON = sourceFacts({
  project: 'heron',
  projectName: 'Heron-VL',
  repository: 'marshlight/heron-vl',
  citations: ['Herons of the shallow marsh', 'arXiv:2303.01234'],
});
const module = (
  path = 'a.py',
  more: Partial<Parameters<typeof moduleOf>[2]> = {},
  rest: Partial<Sketch> = {},
) => ({
  sources: [HERON],
  modules: [moduleOf(path, 'Pooler', { upstream: 'heron', path: 'heron/pooler.py', ...more })],
  ...rest,
});

describe('a paper that is not cited', () => {
  const told = (files: Files, sketch: Omit<Sketch, 'texts'> = module()) =>
    placesBy(citationMissing, written(files, { name: 'wader', ...sketch }));
  const NOTE = ['note a.py:1'];

  it('is told where no document has its title or number', () => {
    assert.deepEqual(saidBy(citationMissing, written({ 'README.md': 'Birds.\n' }, module())), [
      'note README.md:1 Pooler in a.py matches Heron-VL, which can be cited as Herons of the shallow marsh. Add it to README.md or CITATION.cff.',
    ]);
    assert.ok(
      saidBy(citationMissing, written({}, module()))[0]?.endsWith('Add it to the README or CITATION.cff.'),
    );
    holds(
      [
        [{}, NOTE],
        [{ 'docs/x.md': 'Herons of the shallow marsh, 2023.\n' }, []],
        [{ 'docs/x.md': '*Herons of the* [shallow marsh](https://x.example)\n' }, []],
        [{ 'docs/x.md': 'See 2303.01234.\n' }, []],
        [{ 'docs/x.md': 'See 2303.99999.\n' }, NOTE],
        [{ 'CITATION.cff': 'title: Herons of the shallow marsh\n' }, []],
      ] as const,
      (files) => told(files),
    );
  });

  it('is not told where there is none, on evidence that may be chance, or of the same owner', () => {
    assert.deepEqual(told({}, module('a.py', {}, { sources: [{ ...HERON, citations: [] }] })), []);
    assert.deepEqual(told({}, module('a.py', { strength: 'moderate' })), []);
    const lab = { ...HERON, organisation: 'Marshlight Lab' };
    assert.deepEqual(
      told({ LICENSE: 'Copyright 2024 Marshlight Lab\n' }, module('a.py', {}, { sources: [lab] })),
      [],
    );
    assert.deepEqual(
      told({ LICENSE: 'Copyright 2024 Wader Crew\n' }, module('a.py', {}, { sources: [lab] })),
      NOTE,
    );
  });

  it('is not told of a tokenizer alone', () => {
    const of = (...roles: readonly ('tokenizer' | 'resampler')[]) =>
      told(
        {},
        {
          sources: [HERON],
          modules: roles.map((role, at) =>
            moduleOf(
              `${at}.py`,
              `M${at}`,
              { upstream: 'heron', path: `heron/${at}.py`, symbol: `M${at}` },
              { role },
            ),
          ),
        },
      ).length;
    assert.equal(of('tokenizer'), 0);
    assert.equal(of('tokenizer', 'tokenizer'), 0);
    assert.equal(of('tokenizer', 'resampler'), 1);
    assert.equal(
      told(
        {},
        { sources: [HERON], artefacts: [artefactOf('tokenizer.json', 'heron', { kind: 'tokenizer' })] },
      ).length,
      1,
      'weights',
    );
  });

  it('is not told of helpers whose files say all that is said of it', () => {
    const from = { 'a.py': '# Adapted from https://github.com/marshlight/heron-vl\n' };
    assert.deepEqual(told(from), []);
    assert.deepEqual(told({ 'a.py': '# Inspired by https://github.com/marshlight/heron-vl\n' }), NOTE);
    assert.deepEqual(
      told({ ...from, 'README.md': 'Built on [it](https://github.com/marshlight/heron-vl).\n' }),
      ['note README.md:1'],
    );
    const two = module('a.py');
    const modules = [
      ...two.modules,
      moduleOf('b.py', 'Tile', { upstream: 'heron', path: 'heron/tile.py', symbol: 'Tile' }),
    ];
    assert.deepEqual(told(from, { ...two, modules }), NOTE, 'one file says nothing');
  });

  it('is not told of files of a version that no title has', () => {
    const of = (path: string, citations = HERON.citations, projectName = 'Heron') =>
      told({}, module('a.py', { path }, { sources: [{ ...HERON, projectName, citations }] })).length;
    assert.equal(of('heron3/pooler.py'), 0);
    assert.equal(of('lib/Heron-3/pooler.py'), 0);
    assert.equal(of('heron/pooler.py'), 1);
    assert.equal(of('heron3/pooler.py', ['Heron 3: a bird']), 1);
    assert.equal(of('heron3/pooler.py', ['Heron 2: a bird']), 0);
  });
});

describe('passages of documents that are not credited', () => {
  const page = (path: string, more: Partial<Parameters<typeof artefactOf>[2]> = {}) =>
    artefactOf(path, 'heron', { kind: 'prose', ...more });
  const told = (artefacts: Sketch['artefacts'], files: Files = {}, sketch: Omit<Sketch, 'texts'> = {}) =>
    saidBy(
      upstreamNotCredited,
      written(files, { name: 'wader', sources: [HERON], artefacts: artefacts ?? [], ...sketch }),
    );
  const ask =
    'No document credits Heron-VL: quote the passages, say where they are from, or record a decision on this finding.';

  it('are told with the document that holds most of them', () => {
    const held = `docs/a.md holds passages of Heron-VL. ${ask}`;
    assert.deepEqual(told([page('docs/a.md')]), [`warning docs/a.md:1 ${held}`]);
    assert.deepEqual(told([page('docs/a.md', { strength: 'moderate' })]), [`note docs/a.md:1 ${held}`]);
    assert.deepEqual(told([page('docs/a.md', { strength: 'weak' })]), []);
    assert.deepEqual(
      told([page('docs/b.md', { strength: 'conclusive' }), page('docs/a.md', { strength: 'moderate' })]),
      [`warning docs/a.md:1 ${held}`],
    );
    assert.deepEqual(told([page('docs/a.md', { facts: ['docs/a.md has 9 sentences of theirs.'] })]), [
      `warning docs/a.md:1 docs/a.md has 9 sentences of theirs. ${ask}`,
    ]);
    assert.deepEqual(told([{ ...page('docs/a.md'), upstream: 'stork' }]), []);
  });

  it('are not told where they are credited, or something else ties the repository to the project', () => {
    const pages = [page('docs/a.md')];
    assert.deepEqual(
      told(pages, { 'README.md': 'Built on [it](https://github.com/marshlight/heron-vl).\n' }),
      [],
    );
    const asked = (sketch: Omit<Sketch, 'texts'>) => told(pages, {}, sketch).some((one) => one.endsWith(ask));
    assert.ok(asked({}));
    assert.ok(!asked(module()));
    assert.ok(!asked({ lineage: [lineageOf('heron', [HERON], 'ancestor')] }));
    assert.ok(!asked({ artefacts: [...pages, artefactOf('config.json', 'heron')] }));
    assert.ok(
      !asked({ lineage: [{ ...lineageOf('heron', [HERON]), version: 'heron-9' }] }),
      'a version without facts',
    );
  });
});

describe('a license that does not fit', () => {
  const gpl = { ...HERON, codeLicense: { expression: 'GPL-3.0-only', source: 'LICENSE' } };
  const told = (sketch: Omit<Sketch, 'texts'> = {}, files: Files = {}) =>
    placesBy(
      licenseConflict,
      written(files, {
        ...module('a.py', {}, { sources: [gpl] }),
        licenses: [licenseRecord('LICENSE', 'MIT')],
        ...sketch,
      }),
    );
  const TOLD = ['error a.py:10'];
  const header = (...licenses: readonly string[]) => ({
    more: {
      upstreamHeaders: () =>
        licenses.map((licenseExpression) => ({ copyrights: [], licenseExpression, lineHashes: [] })),
    },
  });

  it("is the one that the upstream file's header states, at every state of it, else that of its repository", () => {
    holds(
      [
        [[], TOLD],
        [['MIT'], []],
        [['MIT', 'MIT'], []],
        [['MIT', 'GPL-3.0-only'], TOLD],
        [['', ''], TOLD],
        [['LicenseRef-Something'], TOLD],
        [['AGPL-3.0-only'], TOLD],
      ] as const,
      (licenses) => told(header(...licenses)),
    );
    assert.deepEqual(told({ ...header('GPL-3.0-only'), sources: [HERON] }), TOLD);
  });

  it('is held against what the folder or the file itself stands under', () => {
    const by = (terms: { expression: string; by: string }) =>
      told({ more: { licenseOf: () => terms as never } });
    assert.deepEqual(by({ expression: 'GPL-3.0-only', by: 'folder' }), []);
    assert.deepEqual(by({ expression: 'ISC', by: 'folder' }), TOLD);
    assert.deepEqual(by({ expression: 'MIT', by: 'repository' }), TOLD);
  });

  it('is not told of a match that may be chance, unless the file says that it is from there', () => {
    const weak = moduleOf('b.py', 'Tile', {
      upstream: 'heron',
      path: 'heron/tile.py',
      symbol: 'Tile',
      strength: 'moderate',
    });
    const modules = [...module().modules, weak];
    assert.deepEqual(told({ modules }), TOLD);
    const from = { 'b.py': '# Copied from https://github.com/marshlight/heron-vl\n' };
    assert.deepEqual(told({ modules }, from), ['error a.py:10 b.py:10']);
  });
});
