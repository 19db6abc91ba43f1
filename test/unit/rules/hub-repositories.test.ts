import { strict as assert } from 'node:assert';
import type { Finding } from '../../../src/model/report.ts';
import { checkRules } from '../../../src/rules/check-rules.ts';
import type { Sketch } from './evidence-builder.ts';
import { evidenceOf, licenseRecord } from './evidence-builder.ts';

const rulesOf = (findings: readonly Finding[]): readonly string[] =>
  findings.map((one) => `${one.rule} ${one.level}`).sort();
const found = (sketch: Sketch): readonly Finding[] => checkRules(evidenceOf(sketch));

const adapter = (base: string): string =>
  `{\n  "base_model_name_or_path": "${base}",\n  "peft_type": "LORA"\n}\n`;

describe('a repository of a model hub, with weights and without code', () => {
  it('whose adapter names a base that the card does not name is asked to declare it', () => {
    const findings = found({
      texts: {
        'README.md': '---\nlicense: apache-2.0\n---\n# M\n',
        'adapter_config.json': adapter('google/gemma-2-9b-it'),
      },
    });
    const asked = findings.find((one) => one.rule === 'base-model-not-declared');
    assert.equal(asked?.path, 'README.md');
    assert.match(asked?.message ?? '', /Gemma 2/);
    assert.ok(!findings.some((one) => one.rule === 'upstream-not-credited'), 'the adapter itself names it');
  });

  it('whose adapter and card name the same base is not asked to declare it', () => {
    const findings = found({
      texts: {
        'README.md': '---\nlicense: apache-2.0\nbase_model: Qwen/Qwen2.5-7B\n---\n# M\n',
        'adapter_config.json': adapter('Qwen/Qwen2.5-7B'),
      },
    });
    assert.ok(!findings.some((one) => one.rule === 'base-model-not-declared'));
    assert.deepEqual(
      findings.filter((one) => one.rule === 'license-text-missing').map((one) => one.level),
      ['note'],
      'an adapter holds nothing of its base',
    );
  });

  it('is none where an example of a configuration lies among code, and no adapter beside it', () => {
    const asked = (path: string): readonly string[] =>
      rulesOf(
        found({
          texts: { 'README.md': '# Finch\n', 'sample/adapter_config.json': adapter('google/gemma-2-9b-it') },
          paths: ['finch/train.py', path],
        }),
      ).filter((one) => one.startsWith('base-model'));
    assert.deepEqual(asked('sample/data.jsonl'), []);
    assert.deepEqual(asked('sample/adapter_model.bin'), ['base-model-not-declared note']);
  });

  it("whose adapter names a folder of somebody's machine names no model", () => {
    for (const place of ['/home/x/models/base', './base', 'C:\\\\models', 'base'])
      assert.ok(
        !found({
          texts: { 'README.md': '---\nlicense: mit\n---\n# M\n', 'adapter_config.json': adapter(place) },
        }).some((one) => one.rule === 'base-model-not-declared'),
        place,
      );
  });

  it('that merges models is asked to declare each that its recipe names', () => {
    const recipe =
      'models:\n  - model: mistralai/Mistral-7B-v0.1\n  - model: lakeside/heron-7b+lakeside/adapter\nmerge_method: ties\n';
    const findings = found({
      texts: {
        'README.md': '---\nlicense: apache-2.0\nbase_model: mistralai/Mistral-7B-v0.1\n---\n# M\n',
        'mergekit_config.yml': recipe,
      },
    });
    const asked = findings.filter((one) => one.rule === 'base-model-not-declared');
    assert.equal(asked.length, 1);
    assert.match(asked[0]?.message ?? '', /lakeside\/heron-7b/);
  });

  it('states its license once, in the card or in LICENSE, and two that differ are told', () => {
    const card = licenseRecord('README.md', 'MIT', { slot: 'weights' });
    const texts = { 'README.md': '---\nlicense: mit\n---\n# M\n', 'model.safetensors': '', LICENSE: '' };
    const file = (expression: string) => licenseRecord('LICENSE', expression);
    assert.ok(
      rulesOf(found({ texts, licenses: [card, file('Apache-2.0')] })).includes(
        'license-fields-disagree warning',
      ),
    );
    assert.ok(
      !rulesOf(found({ texts, licenses: [card, file('MIT')] })).includes('license-fields-disagree warning'),
    );
  });

  it('whose card gives the text in LICENSE a name of its own contradicts nothing', () => {
    const card = licenseRecord('README.md', 'LicenseRef-heron-1.0', { slot: 'weights' });
    const file = licenseRecord('LICENSE', 'LicenseRef-Qwen-Research', { slot: 'weights' });
    const texts = { 'README.md': '---\nlicense: other\n---\n# M\n', 'model.safetensors': '', LICENSE: '' };
    assert.ok(!rulesOf(found({ texts, licenses: [card, file] })).includes('license-fields-disagree warning'));
  });

  it('whose card states a license is not said to state none', () => {
    const card = licenseRecord('README.md', 'LicenseRef-Llama-3', { slot: 'weights' });
    const texts = { 'README.md': '---\nlicense: llama3\n---\n# M\n', 'model.safetensors': '' };
    const [first] = found({ texts, licenses: [card] }).filter(
      (one) => one.rule === 'repository-without-license',
    );
    assert.equal(first?.level, 'note');
    assert.match(first?.message ?? '', /states LicenseRef-Llama-3/);
  });
});
