/**
 * Tokens that base models and chat layouts bring: they come with the base and say nothing of a
 * project. Llama 2 and 3, GPT-2, ChatML, Mistral, Gemma, BERT, T5, and reserved slots of any kind.
 */
const GENERIC =
  /^(?:<s>|<\/s>|<unk>|<pad>|\[PAD\]|\[UNK\]|\[CLS\]|\[SEP\]|\[MASK\]|<mask>|<bos>|<eos>|<\|begin_of_text\|>|<\|end_of_text\|>|<\|(?:start|end)_header_id\|>|<\|eot_id\|>|<\|eom_id\|>|<\|python_tag\|>|<\|finetune_right_pad_id\|>|<\|im_(?:start|end)\|>|<\|endoftext\|>|<\|startoftext\|>|<(?:start|end)_of_turn>|\[\/?INST\]|<\|(?:user|assistant|system|end)\|>|<\|?(?:extra|reserved|unused)\D{0,30}\d{1,6}\|?>|\[unused\d{1,5}\]|<0x[0-9A-F]{2}>|\s+)$/;

export function isGenericToken(content: string): boolean {
  return GENERIC.test(content);
}
