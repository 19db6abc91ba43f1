import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { extractArtefactFacts } from '../../../../src/artefacts/configs/extract-facts.ts';
import type { Json } from '../../../../src/artefacts/configs/json-shape.ts';
import { configurationEvidence } from '../../../../src/artefacts/models/configuration-evidence.ts';
import { knownModels, SIZES } from '../../../../src/artefacts/models/known-models.ts';
import { type ModelRow, readModelRows } from '../../../../src/artefacts/models/model-row.ts';
import { recognise } from '../../../../src/artefacts/models/recognise.ts';

const rows = readModelRows(JSON.parse(readFileSync('catalogue/configurations.json', 'utf8')) as Json);
const known = knownModels(rows);

const DEEPSEEK_V3 = {
  architectures: ['DeepseekV3ForCausalLM'],
  model_type: 'deepseek_v3',
  hidden_size: 7168,
  intermediate_size: 18432,
  moe_intermediate_size: 2048,
  num_hidden_layers: 61,
  num_attention_heads: 128,
  num_key_value_heads: 128,
  n_routed_experts: 256,
  num_experts_per_tok: 8,
  q_lora_rank: 1536,
  kv_lora_rank: 512,
  vocab_size: 129280,
  rope_theta: 10000,
  rms_norm_eps: 1e-6,
  hidden_act: 'silu',
  max_position_embeddings: 163840,
  tie_word_embeddings: false,
};
const YI_34B = {
  architectures: ['LlamaForCausalLM'],
  hidden_size: 7168,
  intermediate_size: 20480,
  num_hidden_layers: 60,
  num_attention_heads: 56,
  num_key_value_heads: 8,
  vocab_size: 64000,
  rope_theta: 5000000,
};
const QWEN_14B = {
  architectures: ['Qwen2ForCausalLM'],
  hidden_size: 5120,
  intermediate_size: 13824,
  num_hidden_layers: 48,
  num_attention_heads: 40,
  num_key_value_heads: 8,
  vocab_size: 152064,
  rope_theta: 1000000,
  rms_norm_eps: 1e-6,
};

function tell(configuration: object, path = 'config.json') {
  const facts = extractArtefactFacts(path, JSON.stringify(configuration));
  assert.ok(facts.ok);
  return configurationEvidence([facts.value], known);
}
const modelsOf = (configuration: object): readonly string[] =>
  tell(configuration).flatMap(({ candidates }) => (candidates ?? []).map(({ model }) => model));

describe('a configuration', () => {
  it('comes from at least 700 published models, each value with its place', () => {
    assert.ok(rows.length >= 700, String(rows.length));
    for (const row of rows)
      for (const [key, fact] of row.facts)
        assert.match(
          fact.place,
          /^https:\/\/github\.com\/[^/]+\/[^/]+\/blob\/[0-9a-f]{40}\//,
          `${row.id} ${key}`,
        );
  });

  it('that has the values of DeepSeek-V3 names the set it cannot be told apart in, without strength or upstream', () => {
    const [told] = tell(DEEPSEEK_V3);
    assert.equal(told?.likeness, 'named');
    assert.equal(told?.strength, undefined);
    assert.equal(told?.upstream, undefined);
    const models = modelsOf(DEEPSEEK_V3);
    assert.ok(models.includes('deepseek-ai/DeepSeek-V3') && models.includes('deepseek-ai/DeepSeek-R1'));
  });

  it('that has the sizes of Qwen2.5-14B tells so, and shows the one value that differs', () => {
    const [told] = tell(QWEN_14B);
    assert.equal(told?.likeness, 'same');
    const base = told?.candidates?.find(({ model }) => model === 'Qwen/Qwen2.5-14B');
    assert.deepEqual(base?.differs, ['rms_norm_eps']);
  });

  it('that has the sizes of Yi-34B tells so and names nothing: one source alone holds them', () => {
    assert.equal(tell(YI_34B)[0]?.likeness, 'same');
    assert.deepEqual(modelsOf(YI_34B), ['01-ai/Yi-34B']);
  });

  it('is recognised in the language part of a larger model, and under a renamed class', () => {
    const part = { model_type: 'own', text_config: { ...QWEN_14B, architectures: ['OwnForCausalLM'] } };
    assert.ok(modelsOf(part).includes('Qwen/Qwen2.5-14B'));
    assert.ok(tell(part)[0]?.facts.some((fact) => fact.includes('OwnForCausalLM')));
  });

  it('tells a deeper, an extended and an up-cycled model by what was kept', () => {
    assert.equal(tell({ ...QWEN_14B, num_hidden_layers: 64 })[0]?.likeness, 'depth');
    assert.equal(tell({ ...QWEN_14B, vocab_size: 151665 })[0]?.likeness, 'same');
    assert.equal(tell({ ...QWEN_14B, num_local_experts: 8 })[0]?.likeness, 'experts');
  });

  it('says of sizes that independent projects chose that they weigh nothing, or marks the independents', () => {
    const llama = {
      architectures: ['LlamaForCausalLM'],
      hidden_size: 4096,
      intermediate_size: 11008,
      num_hidden_layers: 32,
      num_attention_heads: 32,
      num_key_value_heads: 32,
      vocab_size: 32000,
    };
    const [same] = tell(llama);
    assert.ok(new Set(same?.candidates?.map(({ lineage }) => lineage)).size > 1);
    assert.equal(tell({ ...llama, vocab_size: 77777 })[0]?.likeness, 'common');
  });

  it('of sizes that nobody has tells nothing', () => {
    assert.deepEqual(tell({ ...QWEN_14B, hidden_size: 5184 }), []);
  });

  it('never names a model whose lineage is not in the table', () => {
    for (const row of rows.filter((one) => SIZES.every((key) => one.facts.has(key)))) {
      const stated = new Map([...row.facts].map(([key, { value }]) => [key, value]));
      const found = recognise(stated, known, (other: ModelRow) => other.lineage !== row.lineage);
      assert.notEqual(found?.kind, 'named', `${row.id} -> ${found?.likenesses[0]?.row.id}`);
    }
  });
});
