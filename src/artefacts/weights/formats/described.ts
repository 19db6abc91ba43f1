import type { StoredTensor } from '../safetensors-header.ts';

/** What a file of any format says of itself, without its values. */
export interface DescribedFile {
  readonly format: 'safetensors' | 'gguf' | 'torch' | 'torch-legacy' | 'onnx' | 'npz';
  readonly tensors: readonly StoredTensor[];
  /** Tensors that are there and cannot be read, each with a reason. */
  readonly left: readonly { readonly name: string; readonly reason: string }[];
  /** What the file claims about itself: base models, license, name. Somebody's word, never evidence. */
  readonly claims: readonly (readonly [key: string, value: string])[];
  /** Settings of the model, as a configuration spells them, where the header states them. */
  readonly settings?: readonly (readonly [path: string, value: string])[];
}

/** Values in a sane shape, or null where a file states nonsense. */
export function countOf(shape: readonly number[]): number | null {
  let values = 1;
  for (const side of shape) {
    if (!Number.isSafeInteger(side) || side < 0) return null;
    values *= side;
    if (!Number.isSafeInteger(values)) return null;
  }
  return values;
}
