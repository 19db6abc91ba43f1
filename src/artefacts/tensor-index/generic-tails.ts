import type { TensorIndexFacts } from '../configs/artefact-facts.ts';
import { digestOf } from '../configs/digest.ts';
import { countOf } from './templates.ts';

/** Digest of how many tensors of which layers there are, whatever prefixes they have. */
export function layoutDigest({ templates }: TensorIndexFacts): string {
  return digestOf(
    templates
      .map((item) => `${tailOf(item.template)} ${countOf(item)}`)
      .sort()
      .join('\n'),
  );
}

/**
 * The part of a tensor template that names the layer, without what a project puts before it:
 * from the last `#` on, or the last two names. `vpm.encoder.layers.#.mlp.fc1.weight` gives
 * `#.mlp.fc1.weight`, `resampler.kv_proj.weight` gives `resampler.kv_proj.weight`.
 */
export function tailOf(template: string): string {
  const segments = template.split('.');
  const number = segments.lastIndexOf('#');
  return segments.slice(number >= 0 ? number : Math.max(0, segments.length - 2)).join('.');
}

/** Layer names of the common library's decoders and vision towers: they come with the base model. */
const GENERIC =
  /^(?:#\.(?:self_attn|self_attention|attention|attn|mlp|feed_forward|ffn|intermediate|output|crossattention)\.[\w.#]{1,80}|#\.(?:(?:input|post_attention|pre_feedforward|post_feedforward)_layernorm|layer_norm[12]?|norm[12]?|ln_[12]|ls[12])(?:\.\w{1,20})?|(?:attn|self_attn|multihead_attn)\.(?:in_proj|out_proj|q_proj|k_proj|v_proj)(?:[._](?:weight|bias))?|(?:\w{1,40}\.)?(?:embed_tokens|lm_head|norm|final_layernorm|post_layernorm|pre_layrnorm|patch_embedding|position_embedding|class_embedding|patch_embed|wte|ln_f|word_embeddings|cls_token|pos_embed|embeddings)(?:\.\w{1,20})?)$/;

export function isGenericTail(tail: string): boolean {
  return GENERIC.test(tail);
}
