import { strict as assert } from 'node:assert';
import type { Finding } from '../../../src/model/report.ts';
import { checkRules } from '../../../src/rules/check-rules.ts';
import { sourceFacts } from '../credit/source-facts.ts';
import type { Sketch } from './evidence-builder.ts';
import { artefactOf, evidenceOf, licenseRecord } from './evidence-builder.ts';

function card(fields: string, body = '# Model\n'): Readonly<Record<string, string>> {
  return { 'README.md': `---\n${fields}---\n${body}` };
}

function found(sketch: Sketch): readonly Finding[] {
  return checkRules(evidenceOf(sketch));
}

/** `rule section`, without what is about the repository alone. */
function rules(sketch: Sketch): readonly string[] {
  return found(sketch)
    .filter((finding) => finding.upstream !== undefined)
    .map((finding) => `${finding.rule} ${finding.duty?.split(' ').at(-1) ?? ''}`.trim())
    .sort();
}

const LLAMA = [
  sourceFacts({
    id: 'llama-2',
    project: 'llama',
    projectName: 'Llama',
    name: 'Llama 2',
    published: '2023-07-18',
    aliases: ['Llama 2', 'LLaMA'],
    weightsLicense: { expression: 'LicenseRef-Llama-2-Community', source: 'LICENSE' },
  }),
  sourceFacts({
    id: 'llama-3',
    project: 'llama',
    projectName: 'Llama',
    name: 'Llama 3',
    published: '2024-04-18',
    aliases: ['Llama 3', 'Meta Llama 3', 'meta-llama/Meta-Llama-3-8B'],
    weightsLicense: { expression: 'LicenseRef-Llama-3-Community', source: 'LICENSE' },
  }),
];

describe('a declared base model', () => {
  it('brings the duties of its own version, not of its newest', () => {
    const texts = card('base_model: meta-llama/Llama-2-7b-hf\n');
    assert.deepEqual(rules({ texts, sources: LLAMA }), [
      'license-text-missing 1.b.i',
      'notice-sentence-missing 1.b.iii',
    ]);
  });

  it('that no catalogue holds brings the duties of its family', () => {
    assert.deepEqual(
      rules({ name: 'foo', texts: card('base_model: meta-llama/Llama-3.1-8B\n'), sources: LLAMA }),
      [
        'display-line-missing 1.b.i',
        'license-text-missing 1.b.i',
        'name-prefix-missing 1.b.i',
        'notice-sentence-missing 1.b.iii',
      ],
    );
    assert.deepEqual(rules({ texts: card('base_model: google/gemma-2-9b\n') }), [
      'license-text-missing 3.1',
      'notice-sentence-missing 3.1',
      'use-limits-not-passed-on 3.1',
    ]);
  });

  it('whose name does not tell the version brings a note only', () => {
    const findings = found({ texts: card('base_model: somebody/llama-5\n'), sources: LLAMA });
    assert.deepEqual(
      findings.filter((one) => one.upstream !== undefined).map((one) => `${one.rule} ${one.level}`),
      ['no-license-upstream note'],
    );
  });

  it('whose name does not tell the version takes the version that the files lead to', () => {
    const findings = found({
      texts: card('base_model: somebody/llama-5\n'),
      sources: LLAMA,
      artefacts: [artefactOf('config.json', 'llama')],
    });
    assert.ok(!findings.some((one) => one.rule === 'no-license-upstream'));
    assert.ok(
      findings.some(
        (one) => one.rule === 'notice-sentence-missing' && /Llama 2 is licensed/.test(one.message),
      ),
    );
  });

  it('that nobody knows brings no duty: that its license is not known is said', () => {
    const findings = found({ texts: card('base_model: somebody/something\n'), sources: LLAMA });
    assert.deepEqual(
      findings.filter((one) => one.upstream !== undefined).map((one) => `${one.rule} ${one.level}`),
      ['no-license-upstream note'],
    );
  });

  it('is judged by its own size: one model of a family is free, the next is for research only', () => {
    const levels = (model: string): readonly string[] =>
      found({ texts: { LICENSE: '', ...card(`license: mit\nbase_model: ${model}\n`) } }).map(
        (one) => one.rule,
      );
    assert.ok(!levels('Qwen/Qwen2.5-7B').includes('license-conflict'));
    assert.ok(levels('Qwen/Qwen2.5-3B').includes('license-conflict'));
  });

  it('is credit, and needs no other', () => {
    const texts = card('base_model: meta-llama/Meta-Llama-3-8B\n');
    const findings = found({ texts, sources: LLAMA, artefacts: [artefactOf('config.json', 'llama')] });
    assert.ok(!findings.some((one) => one.rule === 'upstream-not-credited'));
    assert.ok(!findings.some((one) => one.rule === 'base-model-not-declared'));
  });

  it('is no mention: a comparison with Gemma and Llama brings nothing', () => {
    const texts = card(
      'license: mit\n',
      '# M\n\nWe fine-tune a small model and compare with Llama 3 and Gemma baselines.\n',
    );
    assert.deepEqual(rules({ texts, sources: LLAMA }), []);
  });
});

describe('weights that are built on other weights', () => {
  const vision = sourceFacts({
    project: 'vision',
    projectName: 'Vision',
    weightsBases: [{ version: 'llama-3', statedAt: 'README.md' }],
  });
  const artefacts = [artefactOf('tokenizer.json', 'vision', { kind: 'tokenizer' })];

  it('carry the terms of those along, and name the model in between', () => {
    const findings = found({ name: 'foo', sources: [...LLAMA, vision], artefacts });
    const inherited = findings.filter((one) => one.upstream === 'llama');
    assert.deepEqual(inherited.map((one) => one.rule).sort(), [
      'display-line-missing',
      'license-text-missing',
      'name-prefix-missing',
      'notice-sentence-missing',
    ]);
    assert.match(
      inherited[0]?.message ?? '',
      /ties this model to Vision, which is built on Llama \(Llama 3\)\./,
    );
  });

  it('are asked for nothing when only their code was taken', () => {
    assert.deepEqual(
      rules({ texts: { 'README.md': 'Built on Vision.\n' }, sources: [...LLAMA, vision] }),
      [],
    );
  });
});

describe('base-model-not-declared', () => {
  const artefacts = [artefactOf('tokenizer.json', 'llama', { kind: 'tokenizer' })];
  const sources = LLAMA.slice(1);

  it('warns when the card has fields but not this one, and offers to add it before the end of the fields', () => {
    const findings = found({ texts: card('license: llama3\n'), artefacts, sources });
    const finding = findings.find((one) => one.rule === 'base-model-not-declared');
    assert.equal(finding?.level, 'warning');
    assert.deepEqual(
      finding?.fixes.map(({ said: _said, ...fix }) => fix),
      [
        {
          title: 'Name meta-llama/Meta-Llama-3-8B as base_model in README.md',
          path: 'README.md',
          kind: 'insert',
          line: 3,
          text: 'base_model: meta-llama/Meta-Llama-3-8B\n',
        },
      ],
    );
  });

  it('leaves a field that names another model as it is', () => {
    const findings = found({ texts: card('base_model: somebody/else\n'), artefacts, sources });
    const finding = findings.find((one) => one.rule === 'base-model-not-declared');
    assert.deepEqual(finding?.fixes, []);
  });

  it('only notes it in a repository that has no model card', () => {
    const findings = found({ texts: { 'README.md': '# x\n' }, artefacts, sources });
    assert.equal(findings.find((one) => one.rule === 'base-model-not-declared')?.level, 'note');
  });
});

describe('license-fields-disagree', () => {
  const disagree = (
    ...records: readonly (readonly [path: string, expression: string])[]
  ): readonly string[] =>
    found({
      licenses: records.map(([path, expression]) => licenseRecord(path, expression)),
      paths: ['LICENSE'],
    })
      .filter((one) => one.rule === 'license-fields-disagree')
      .map((one) => one.message.split(' for ')[0] ?? '');

  it('names the statement that differs from the license file', () => {
    assert.deepEqual(disagree(['LICENSE', 'Apache-2.0'], ['pyproject.toml', 'MIT']), [
      'pyproject.toml states MIT',
    ]);
  });

  it('takes -only and -or-later of one text for the same', () => {
    assert.deepEqual(disagree(['LICENSE', 'GPL-3.0-only'], ['pyproject.toml', 'GPL-3.0-or-later']), []);
  });

  it('takes the two texts of a choice for the choice', () => {
    assert.deepEqual(
      disagree(
        ['LICENSE-MIT', 'MIT'],
        ['LICENSE-APACHE', 'Apache-2.0'],
        ['pyproject.toml', 'MIT OR Apache-2.0'],
      ),
      [],
    );
  });

  it('does not judge a README that names several licenses', () => {
    assert.deepEqual(
      disagree(['LICENSE', 'Apache-2.0'], ['README.md', 'Apache-2.0'], ['README.md', 'CC-BY-NC-4.0']),
      [],
    );
  });

  it('judges code and weights apart', () => {
    const licenses = [
      licenseRecord('LICENSE', 'MIT'),
      licenseRecord('README.md', 'LicenseRef-Llama-3-Community', { slot: 'weights' }),
    ];
    assert.ok(!found({ licenses, paths: ['LICENSE'] }).some((one) => one.rule === 'license-fields-disagree'));
  });
});
