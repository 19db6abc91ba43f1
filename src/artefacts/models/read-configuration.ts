/** What a configuration says of one language model in it, under the catalogue's keys. Absent: unknown. */
export interface StatedModel {
  /** Where in the file it stands: '' for the top, `text_config.` for a part. */
  readonly at: string;
  readonly facts: ReadonlyMap<string, string>;
}

/** Spellings of one fact in the configurations of public model libraries; the first that is there counts. */
const SPELLINGS: Readonly<Record<string, readonly string[]>> = {
  hidden_size: ['hidden_size', 'n_embd', 'd_model', 'dim', 'hidden_dim', 'embed_dim', 'model_dim'],
  intermediate_size: [
    'intermediate_size',
    'n_inner',
    'd_ff',
    'ffn_dim',
    'encoder_ffn_dim',
    'ffn_hidden_size',
    'inner_hidden_size',
  ],
  layers: ['num_hidden_layers', 'n_layer', 'num_layers', 'n_layers', 'encoder_layers'],
  heads: ['num_attention_heads', 'n_head', 'num_heads', 'n_heads', 'encoder_attention_heads'],
  kv_heads: ['num_key_value_heads', 'n_kv_heads', 'num_kv_heads', 'n_head_kv', 'multi_query_group_num'],
  vocab_size: ['vocab_size', 'padded_vocab_size', 'n_vocab'],
  rope_theta: ['rope_theta', 'rotary_emb_base', 'rope_parameters.rope_theta'],
  norm_eps: [
    'rms_norm_eps',
    'layer_norm_eps',
    'layer_norm_epsilon',
    'layernorm_epsilon',
    'norm_epsilon',
    'norm_eps',
  ],
  activation: ['hidden_act', 'activation_function', 'hidden_activation', 'feed_forward_proj'],
  max_position: [
    'max_position_embeddings',
    'n_positions',
    'n_ctx',
    'seq_length',
    'max_sequence_length',
    'model_max_length',
  ],
  tie: ['tie_word_embeddings'],
  bos: ['bos_token_id'],
  eos: ['eos_token_id'],
  pad: ['pad_token_id'],
  init_range: ['initializer_range', 'init_std', 'init_method_std'],
  head_dim: ['head_dim', 'd_kv', 'kv_channels', 'attention_head_dim'],
  attention_bias: ['attention_bias', 'add_qkv_bias', 'qkv_bias'],
  sliding_window: ['sliding_window'],
  experts: ['num_local_experts', 'n_routed_experts', 'num_experts', 'moe_num_experts'],
  experts_per_token: ['num_experts_per_tok', 'num_experts_per_token', 'moe_topk', 'moe_k'],
  moe_intermediate: ['moe_intermediate_size', 'expert_ffn_hidden_size'],
  shared_experts: ['n_shared_experts', 'num_shared_experts', 'num_shared_expert'],
  first_dense: ['first_k_dense_replace'],
  q_lora: ['q_lora_rank'],
  kv_lora: ['kv_lora_rank'],
  qk_nope: ['qk_nope_head_dim'],
  qk_rope: ['qk_rope_head_dim'],
  v_head: ['v_head_dim'],
  final_softcap: ['final_logit_softcapping'],
  attn_softcap: ['attn_logit_softcapping'],
  model_type: ['model_type'],
};

/** A fact's key as a configuration spells it, for sentences. */
export function spellingOf(key: string): string {
  return SPELLINGS[key]?.[0] ?? key;
}

/** Reads the models that flattened settings state: at the top, and in each part that has a width and a depth. */
export function statedModels(
  fields: readonly (readonly [path: string, value: string])[],
): readonly StatedModel[] {
  const values = new Map(fields);
  const prefixes = new Set<string>();
  for (const [path] of fields) {
    const key = path.slice(path.lastIndexOf('.') + 1);
    if (SPELLINGS.layers?.includes(key) === true) prefixes.add(path.slice(0, path.length - key.length));
  }
  return [...prefixes].sort().flatMap((at) => {
    const facts = factsAt(values, at);
    return facts.has('hidden_size') && facts.has('layers') ? [{ at, facts }] : [];
  });
}

function factsAt(values: ReadonlyMap<string, string>, at: string): ReadonlyMap<string, string> {
  const facts = new Map<string, string>();
  for (const [key, spellings] of Object.entries(SPELLINGS)) {
    const value = spellings.map((spelling) => values.get(`${at}${spelling}`)).find(isStated);
    if (value !== undefined) facts.set(key, plain(value));
  }
  const architecture = /^\["([^"]{1,80})"\]$/.exec(values.get(`${at}architectures`) ?? '')?.[1];
  if (architecture !== undefined) facts.set('architecture', architecture);
  return facts;
}

const isStated = (value: string | undefined): value is string => value !== undefined && value !== 'null';

/** A text without its quotes. A list of end tokens is no single value. */
function plain(value: string): string {
  return /^"([^"\\]*)"$/.exec(value)?.[1] ?? value;
}
