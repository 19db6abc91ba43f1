/**
 * Keys that the common model library defines for every model, or that the choice of a base model
 * dictates. An equal value says little; it never weighs more than one bit.
 */
const STANDARD = new Set(
  (
    'add_bos_token add_cross_attention add_eos_token add_prefix_space adapter_layers apply_residual_connection_post_layernorm attention_bias attention_dropout ' +
    'attn_dropout attn_dropout_prob bad_words_ids begin_suppress_tokens bf16 bias bos_token bos_token_id chat_template chunk_size_feed_forward clean_up_tokenization_spaces ' +
    'crop_size cross_attention_hidden_size d_ff d_kv d_model decoder_start_token_id diversity_penalty do_center_crop do_convert_rgb do_lower_case do_normalize do_pad ' +
    'do_rescale do_resize do_sample dropout early_stopping embd_pdrop emb_dropout_prob encoder_no_repeat_ngram_size eos_token eos_token_id errors exponential_decay_length_penalty ' +
    'feature_extractor_type ffn_hidden_size finetuning_task forced_bos_token_id forced_eos_token_id fp16 fp32 head_dim hidden_act hidden_dim hidden_dropout ' +
    'hidden_dropout_prob hidden_size image_mean image_size image_std initializer_factor initializer_range inner_hidden_size intermediate_size is_decoder is_encoder_decoder ' +
    'kv_channels label2id id2label layer_norm_eps layer_norm_epsilon layernorm_epsilon legacy length_penalty mask_token max_length max_new_tokens max_position_embeddings max_sequence_length ' +
    'mlp_bias min_length model_input_names model_max_length multi_query_attention n_ctx n_embd n_head n_inner n_layer n_positions no_bias no_repeat_ngram_size num_attention_heads ' +
    'num_beam_groups num_beams num_channels num_hidden_layers num_key_value_heads num_layers num_return_sequences onnx_safe output_attentions output_hidden_states ' +
    'output_scores pad_token pad_token_id padding_side patch_size position_encoding_2d prefix pretraining_tp problem_type processor_class pruned_heads quantization_bit ' +
    'remove_invalid_values repetition_penalty resample rescale_factor resid_pdrop return_dict return_dict_in_generate rms_norm_eps rope_scaling rope_theta rotary_emb_base rotary_pct ' +
    'rotary_emb_dim rotary_emb_scale_base scale_attn_weights sep_token seq_length size sliding_window sp_model_kwargs spaces_between_special_tokens suppress_tokens ' +
    'task_specific_params temperature tf_legacy_loss tie_encoder_decoder tie_word_embeddings tokenizer_class tokenizer_type top_k top_p torchscript truncation_side type_vocab_size ' +
    'typical_p unk_token use_bfloat16 use_default_system_prompt use_dynamic_ntk use_flash_attn use_logn_attn use_rotary_emb use_sliding_window max_window_layers vocab_size vocab ' +
    'additional_special_tokens added_tokens_decoder cls_token special_tokens_map_file tokenizer_file use_fast name_or_path split_special_tokens max_pixels min_pixels chat_format max_context_size max_generate_length ' +
    'dim multiple_of n_heads n_layers n_kv_heads norm_eps ffn_dim_multiplier attention_probs_dropout_prob classifier_dropout gradient_checkpointing hidden_activation layer_types ' +
    'logit_scale_init_value projection_dim text_config_dict vision_config_dict vision_feature_layer peft_type r lora_alpha lora_dropout target_modules task_type inference_mode fan_in_fan_out modules_to_save'
  ).split(' '),
);

/** Names, dates and run settings: they change without meaning. */
const VOLATILE = new Set(
  'transformers_version torch_dtype use_cache _commit_hash _from_model_config _diffusers_version model_type architectures dtype version _name_or_path name_or_path base_model_name_or_path task framework'.split(
    ' ',
  ),
);

function lastKey(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

export function isVolatile(path: string): boolean {
  return VOLATILE.has(lastKey(path)) || path.split('.').includes('auto_map');
}

export function isStandard(path: string): boolean {
  return STANDARD.has(lastKey(path)) || /(?:^|\.)(?:id2label|label2id)\./.test(path);
}
