import { byText } from '../../../model/text-order.ts';
import type { StoredTensor } from '../safetensors-header.ts';

type Facts = ReadonlyMap<string, string | number>;

/** Keys of GGUF's metadata after the architecture's name, and how a configuration spells the same setting. */
const SETTINGS: Readonly<Record<string, string>> = {
  embedding_length: 'hidden_size',
  feed_forward_length: 'intermediate_size',
  block_count: 'num_hidden_layers',
  'attention.head_count': 'num_attention_heads',
  'attention.head_count_kv': 'num_key_value_heads',
  'attention.key_length': 'head_dim',
  'attention.sliding_window': 'sliding_window',
  'attention.layer_norm_rms_epsilon': 'rms_norm_eps',
  'attention.layer_norm_epsilon': 'layer_norm_eps',
  'rope.freq_base': 'rope_theta',
  context_length: 'max_position_embeddings',
  vocab_size: 'vocab_size',
  expert_count: 'num_experts',
  expert_used_count: 'num_experts_per_tok',
  expert_feed_forward_length: 'moe_intermediate_size',
  expert_shared_count: 'n_shared_experts',
};
const TOKENS: Readonly<Record<string, string>> = {
  'tokenizer.ggml.bos_token_id': 'bos_token_id',
  'tokenizer.ggml.eos_token_id': 'eos_token_id',
};
const EMBEDDING = 'model.embed_tokens.weight';

/**
 * The settings that a header states, as a configuration spells them, sorted. `llama` is the layout of many families, so
 * that name is left out. The vocabulary is that of the embedding where no key states one.
 */
export function settingsOf(
  facts: Facts,
  tensors: readonly StoredTensor[],
): readonly (readonly [path: string, value: string])[] {
  const architecture = String(facts.get('general.architecture') ?? '');
  const found = new Map<string, string>();
  for (const [key, spelling] of Object.entries(SETTINGS)) {
    const value = facts.get(`${architecture}.${key}`);
    if (typeof value === 'number') found.set(spelling, plainNumber(value));
  }
  for (const [key, spelling] of Object.entries(TOKENS)) {
    const value = facts.get(key);
    if (typeof value === 'number') found.set(spelling, String(value));
  }
  const rows = tensors.find(({ name }) => name === EMBEDDING)?.shape[0];
  if (!found.has('vocab_size') && rows !== undefined) found.set('vocab_size', String(rows));
  if (architecture !== '' && architecture !== 'llama') found.set('model_type', `"${architecture}"`);
  return [...found].sort(([a], [b]) => byText(a, b));
}

/** Settings are stored in single precision: 1e-5 comes as 9.99999974737875e-6. */
function plainNumber(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(7)));
}
