/** Names that GGUF gives to parts of a decoder, and what the same parts are called in most checkpoints. */
const PARTS: readonly (readonly [RegExp, string])[] = [
  [/^token_embd\./, 'model.embed_tokens.'],
  [/^output_norm\./, 'model.norm.'],
  [/^output\./, 'lm_head.'],
  [/^blk\.(\d+)\.attn_q\./, 'model.layers.$1.self_attn.q_proj.'],
  [/^blk\.(\d+)\.attn_k\./, 'model.layers.$1.self_attn.k_proj.'],
  [/^blk\.(\d+)\.attn_v\./, 'model.layers.$1.self_attn.v_proj.'],
  [/^blk\.(\d+)\.attn_output\./, 'model.layers.$1.self_attn.o_proj.'],
  [/^blk\.(\d+)\.attn_q_norm\./, 'model.layers.$1.self_attn.q_norm.'],
  [/^blk\.(\d+)\.attn_k_norm\./, 'model.layers.$1.self_attn.k_norm.'],
  [/^blk\.(\d+)\.attn_norm\./, 'model.layers.$1.input_layernorm.'],
  [/^blk\.(\d+)\.ffn_norm\./, 'model.layers.$1.post_attention_layernorm.'],
  [/^blk\.(\d+)\.ffn_gate\./, 'model.layers.$1.mlp.gate_proj.'],
  [/^blk\.(\d+)\.ffn_up\./, 'model.layers.$1.mlp.up_proj.'],
  [/^blk\.(\d+)\.ffn_down\./, 'model.layers.$1.mlp.down_proj.'],
];

/** The usual name of a tensor of a GGUF file; one of a part that is not known stays as it is. */
export function plainName(name: string): string {
  for (const [pattern, plain] of PARTS) if (pattern.test(name)) return name.replace(pattern, plain);
  return name;
}
