import assert from 'node:assert/strict';
import { inEnglish } from '../../../src/model/said.ts';
import { displayLineMissing } from '../../../src/rules/display-line-missing/rule.ts';
import { namePrefixMissing } from '../../../src/rules/name-prefix-missing/rule.ts';
import type { Rule } from '../../../src/rules/rule.ts';
import { sourceStatementMissing } from '../../../src/rules/source-statement-missing/rule.ts';
import { trainingLimit } from '../../../src/rules/training-limit/rule.ts';
import { useLimitsNotPassedOn } from '../../../src/rules/use-limits-not-passed-on/rule.ts';
import { sourceFacts } from '../credit/source-facts.ts';
import { holds } from '../table.ts';
import { artefactOf, licenseRecord, type Sketch } from './evidence-builder.ts';
import { type Files, foundBy, placesBy, saidBy, written } from './written.ts';

const YI = 'LicenseRef-Yi-Series-Models-1.0';
const LLAMA2 = 'LicenseRef-scancode-llama-2-license-2023';
const LLAMA3 = 'LicenseRef-scancode-llama-3-license-2024';
const MINICPM = 'LicenseRef-MiniCPM-Model-License';
const FALCON = 'LicenseRef-scancode-falcon-2-11b-1.0';

const egretUnder = (expression: string, more: Partial<ReturnType<typeof sourceFacts>> = {}) =>
  sourceFacts({
    project: 'egret',
    projectName: 'Egret',
    organisation: 'Reeds',
    repository: 'reeds/egret',
    weightsLicense: { expression, source: 'LICENSE' },
    ...more,
  });
const weights = (license: string, files: Files = {}, sketch: Omit<Sketch, 'texts'> = {}) =>
  written(files, {
    name: 'wader',
    sources: [egretUnder(license)],
    artefacts: [artefactOf('config.json', 'egret')],
    ...sketch,
  });
const fixesOf = (rule: Rule, evidence: ReturnType<typeof weights>) =>
  foundBy(rule, evidence).flatMap(({ fixes = [] }) =>
    fixes.map((fix) => [inEnglish(fix.title), fix.path, fix.kind, fix.text]),
  );
const CREDIT = 'Built on [Egret](https://github.com/reeds/egret).\n';

describe('a license of weights that asks for their source', () => {
  const lead =
    'The configuration in config.json ties this model to Egret. Yi Series Models License Agreement 1.0 asks to name the source of the model and to link to the license (section 2.4); no document of this repository';
  const said = (files: Files): readonly string[] =>
    saidBy(sourceStatementMissing, weights(YI, files)).map((one) => one.replace(lead, '…'));

  it('is kept where documents name the source and the license, by its name or its home', () => {
    const nothing = '… names the source or links to the license. Add both to README.md.';
    holds(
      [
        [{}, [`error config.json:1 ${nothing}`]],
        [{ 'README.md': 'Birds.\n' }, [`error README.md:1 ${nothing}`]],
        [{ 'README.md': CREDIT }, ['error README.md:1 … links to the license. Add both to README.md.']],
        [
          { 'README.md': 'Under the Yi Series Models License Agreement 1.0.\n' },
          ['error README.md:1 … names the source. Add both to README.md.'],
        ],
        [{ 'README.md': CREDIT, 'docs/terms.md': 'The YI series models license agreement 1.0 holds.\n' }, []],
        [{ 'README.md': `${CREDIT}\nSee github.com/01-ai/Yi for its license.\n` }, []],
      ] as const,
      said,
    );
  });

  it('is offered the words for it', () => {
    const text =
      '\n[Egret](https://github.com/reeds/egret) by Reeds, LicenseRef-Yi-Series-Models-1.0: the model builds on it. License of the model: Yi Series Models License Agreement 1.0, https://github.com/01-ai/Yi\n';
    const title = 'State the source of the model in README.md';
    assert.deepEqual(
      [
        fixesOf(sourceStatementMissing, weights(YI)),
        fixesOf(sourceStatementMissing, weights(YI, { 'README.md': '' })),
      ],
      [[[title, 'README.md', 'create', text]], [[title, 'README.md', 'append', text]]],
    );
  });
});

describe('a license of weights that asks for words in the name', () => {
  const names = (license: string, name: string, readme?: string): readonly string[] =>
    saidBy(
      namePrefixMissing,
      weights(license, readme === undefined ? {} : { 'README.md': readme }, { name }),
    ).map((one) => /it is called (.*?)\. Rename/.exec(one)?.[1] ?? one);

  it('is told with every name that the model has', () => {
    assert.deepEqual(saidBy(namePrefixMissing, weights(LLAMA3)), [
      'error config.json:1 The configuration in config.json ties this model to Egret. Meta Llama 3 Community License Agreement asks that a derived model\'s name begins with "Llama 3" (section 1.b.i); it is called "wader". Rename it, or show that no weights were taken.',
    ]);
    assert.ok(saidBy(namePrefixMissing, weights(MINICPM))[0]?.includes('name holds "MiniCPM" (section 2)'));
    assert.deepEqual(placesBy(namePrefixMissing, weights(LLAMA3, { 'README.md': '' })), [
      'error README.md:1',
    ]);
  });

  it('is kept by a name, title or field that begins with them, however it is written', () => {
    holds(
      [
        [['wader', 'Birds.\n'], ['"wader"']],
        [['Llama-3-wader', 'Birds.\n'], []],
        [['llama3_8b', 'Birds.\n'], []],
        [['LLaMA.3', 'Birds.\n'], []],
        [['wader-llama-3', 'Birds.\n'], ['"wader-llama-3"']],
        [['wader', '# Llama 3 Wader\n'], []],
        [['wader', '# **Llama 3** `Wader`\n'], []],
        [['wader', '#  <b>Llama 3</b> Wader\n'], []],
        [['wader', '# Wader on Llama 3\n'], ['"wader" and "Wader on Llama 3"']],
        [['wader', '## Llama 3 Wader\n'], ['"wader"']],
        [['wader', 'See # Llama 3 Wader\n'], ['"wader"']],
        [['wader', '---\nmodel_name: Llama-3-Wader\n---\n'], []],
        [['wader', '---\nmodel_name: "Llama-3-Wader"\n---\n'], []],
        [['wader', '---\nmodel_name: Ibis\n---\n# Birds\n'], ['"wader", "Birds" and "Ibis"']],
        [['wader', '---\nbase_model_name: Llama-3-8B\n---\n'], ['"wader"']],
        [['wader', '# wader\n'], ['"wader"']],
      ] as const,
      ([name, readme]) => names(LLAMA3, name, readme),
    );
    assert.deepEqual(names(MINICPM, 'wader-minicpm'), [], 'where they may stand anywhere');
    assert.deepEqual(names(MINICPM, 'wader'), ['"wader"']);
  });
});

describe('a license of weights that limits their use', () => {
  it('is passed on where it is stated or named', () => {
    const of = (files: Files, licenses: Sketch['licenses'] = []) =>
      placesBy(useLimitsNotPassedOn, weights(MINICPM, files, { licenses }));
    const readme = { 'README.md': 'Birds.\n' };
    assert.deepEqual(of({}), ['error config.json:1']);
    assert.deepEqual(of(readme), ['error README.md:1']);
    assert.deepEqual(of({ 'docs/x.md': 'MiniCPM Model Community License\n' }), []);
    assert.deepEqual(of({}, [licenseRecord('LICENSE', 'MIT')]), ['error config.json:1']);
    assert.deepEqual(of({}, [licenseRecord('LICENSE', `MIT AND ${MINICPM}`)]), []);
    assert.deepEqual(of({}, [licenseRecord('LICENSE', LLAMA2)]), ['error config.json:1']);
    const text =
      '\nUse of the weights derived from Egret is subject to the MiniCPM Model Community License, including its limits on use.\n';
    const title = 'Name the license of the weights in README.md';
    assert.deepEqual(fixesOf(useLimitsNotPassedOn, weights(MINICPM)), [[title, 'README.md', 'create', text]]);
    assert.deepEqual(fixesOf(useLimitsNotPassedOn, weights(MINICPM, readme)), [
      [title, 'README.md', 'append', text],
    ]);
    assert.deepEqual(saidBy(useLimitsNotPassedOn, weights(MINICPM)), [
      'error config.json:1 The configuration in config.json ties this model to Egret. MiniCPM Model Community License (v1.0, 2024-06-05) limits what it may be used for and asks that everyone who gets it further is bound by the same (section 4). Name that license for the weights in README.md and ship its text.',
    ]);
  });
});

describe('a license that asks to display a line', () => {
  it('is kept where a document shows it, and is offered it where none does', () => {
    const of = (files: Files) => placesBy(displayLineMissing, weights(LLAMA3, files));
    assert.deepEqual(of({}), ['error config.json:1']);
    assert.deepEqual(of({ 'README.md': 'Built with Llama.\n' }), ['error README.md:1']);
    assert.deepEqual(of({ 'docs/x.md': 'Built with Meta Llama 3\n', 'README.md': '' }), []);
    const title = 'Add "Built with Meta Llama 3" to README.md';
    assert.deepEqual(
      [
        fixesOf(displayLineMissing, weights(LLAMA3)),
        fixesOf(displayLineMissing, weights(LLAMA3, { 'README.md': '' })),
      ],
      [
        [[title, 'README.md', 'create', 'Built with Meta Llama 3\n']],
        [[title, 'README.md', 'append', '\nBuilt with Meta Llama 3\n']],
      ],
    );
    const two = saidBy(displayLineMissing, weights('LicenseRef-scancode-qwen-2024'));
    assert.ok(
      two[0]?.includes(
        'asks to display "Built with Qwen" or "Improved using Qwen" (section 5.b); no document',
      ),
    );
    assert.equal(placesBy(displayLineMissing, weights(FALCON)).length, 1);
  });
});

describe('a license that forbids improving other models', () => {
  const IBIS = sourceFacts({ project: 'ibis', projectName: 'Ibis', repository: 'guild/ibis' });
  const both = [
    artefactOf('config.json', 'egret'),
    artefactOf('tokenizer.json', 'ibis', { kind: 'tokenizer' }),
  ];
  const told = (
    egret = egretUnder(LLAMA2),
    ibis: ReturnType<typeof sourceFacts> = IBIS,
    artefacts = both,
    files: Files = {},
  ) => saidBy(trainingLimit, weights(LLAMA2, files, { sources: [egret, ibis], artefacts }));
  const from = (name: string) => ({ ancestors: [{ from: name, kind: 'derived' } as never] });

  it('is told where weights of another family stand beside them', () => {
    const said =
      'config.json:1 The configuration in config.json ties this model to Egret, whose license forbids using it to improve any other large language model (LicenseRef-scancode-llama-2-license-2023 1.b.v). The tokenizer in tokenizer.json ties it to Ibis. Check how the two were brought together, and record the decision.';
    assert.deepEqual(told(), [`warning ${said}`]);
    assert.deepEqual(told(egretUnder('MIT')), []);
    assert.deepEqual(told(egretUnder(`MIT AND ${LLAMA2}`)), [`warning ${said}`]);
    assert.deepEqual(told(egretUnder(YI)), [], 'a license without such a limit');
    assert.deepEqual(told(undefined, undefined, both.slice(0, 1)), []);
    const moderate = both.map((one, at) => (at === 1 ? { ...one, strength: 'moderate' as const } : one));
    assert.deepEqual(told(undefined, undefined, moderate), [`note ${said}`]);
    const first = both.map((one, at) => (at === 0 ? { ...one, strength: 'moderate' as const } : one));
    assert.deepEqual(told(undefined, undefined, first), [`note ${said}`]);
  });

  it('is not told of a model that is built on the other, either way', () => {
    assert.deepEqual(told(undefined, { ...IBIS, ...from('egret') }), []);
    assert.deepEqual(told(undefined, { ...IBIS, ...from('Egret') }), []);
    assert.deepEqual(told(egretUnder(LLAMA2, from('ibis'))), []);
    assert.deepEqual(told(egretUnder(LLAMA2, from('Ibis'))), []);
    assert.equal(told(egretUnder(LLAMA2, from('stork'))).length, 1);
    const two = { ancestors: [...from('stork').ancestors, ...from('egret').ancestors] };
    assert.deepEqual(told(undefined, { ...IBIS, ...two }), []);
  });

  it('points to both', () => {
    const sources = [egretUnder(LLAMA2), IBIS];
    const evidence = weights(
      LLAMA2,
      {},
      { sources, artefacts: [...both, artefactOf('model.bin', 'egret', { kind: 'weights' })] },
    );
    assert.deepEqual(
      foundBy(trainingLimit, evidence).map(({ related = [], evidence }) => [
        related.map((one) => `${one.path} ${inEnglish(one.message)}`),
        evidence,
      ]),
      [
        [
          ['model.bin The weights: matches Egret', 'tokenizer.json ties it to Ibis'],
          ['artefact:config.json:egret', 'artefact:model.bin:egret', 'artefact:tokenizer.json:ibis'],
        ],
      ],
    );
  });
});
