import { isList, isObject, type Json, own } from '../../configs/json-shape.ts';
import { FORMS, SKETCH } from './sketch.ts';

/** Tensors of a fingerprint, at most: it stays below 1 MB. */
export const MOST_TENSORS = 1500;

/** What a fingerprint keeps of one matrix. */
export interface TensorPrint {
  readonly name: string;
  readonly shape: readonly number[];
  /** {@link SKETCH} whole numbers of -127..127: direction alone, no size. */
  readonly sketch: readonly number[];
  /** {@link FORMS} numbers, for some matrices whose rows may be reordered. */
  readonly forms?: readonly number[];
}

/** A small file that stands for a checkpoint. `seed` gives the signs; anyone may choose it. */
export interface Fingerprint {
  readonly forebearFingerprint: 1;
  readonly name: string;
  readonly seed: number;
  readonly tensors: readonly TensorPrint[];
}

/** Scales to whole numbers of -127..127. */
export function wholeNumbers(values: Float64Array): readonly number[] {
  let most = 0;
  for (const value of values) most = Math.max(most, Math.abs(value));
  return Array.from(values, (value) => (most === 0 ? 0 : Math.round((127 * value) / most)));
}

/** One line for each tensor: sketches as base64 of signed bytes. */
export function writeFingerprint({ name, seed, tensors }: Fingerprint): string {
  const lines = tensors.map(({ sketch, forms, ...tensor }) =>
    JSON.stringify({
      ...tensor,
      sketch: encode(sketch),
      ...(forms === undefined ? {} : { forms: forms.map((one) => Number(one.toPrecision(4))) }),
    }),
  );
  return `{"forebearFingerprint": 1, "name": ${JSON.stringify(name)}, "seed": ${seed}, "tensors": [\n${lines.join(',\n')}\n]}\n`;
}

function encode(values: readonly number[]): string {
  return btoa(String.fromCharCode(...values.map((value) => value & 255)));
}

function decode(text: string): readonly number[] | null {
  try {
    const bytes = Array.from(atob(text), (letter) => (letter.charCodeAt(0) << 24) >> 24);
    return bytes.length === SKETCH ? bytes : null;
  } catch {
    return null;
  }
}

/** Reads a fingerprint; null when it is none, or damaged. */
export function readFingerprint(root: Json | undefined): Fingerprint | null {
  if (!isObject(root) || own(root, 'forebearFingerprint') !== 1) return null;
  const [name, seed, list] = [own(root, 'name'), own(root, 'seed'), own(root, 'tensors')];
  if (typeof name !== 'string' || typeof seed !== 'number' || !isList(list)) return null;
  const tensors: TensorPrint[] = [];
  for (const item of list.slice(0, MOST_TENSORS)) {
    if (!isObject(item)) return null;
    const [tensor, shape, sketch, forms] = ['name', 'shape', 'sketch', 'forms'].map((key) => own(item, key));
    const numbers = typeof sketch === 'string' ? decode(sketch) : null;
    if (typeof tensor !== 'string' || !isNumbers(shape) || numbers === null) return null;
    tensors.push({
      name: tensor,
      shape,
      sketch: numbers,
      ...(isNumbers(forms) && forms.length === FORMS ? { forms } : {}),
    });
  }
  return { forebearFingerprint: 1, name, seed, tensors };
}

function isNumbers(value: Json | undefined): value is readonly number[] {
  return isList(value) && value.every((one) => typeof one === 'number');
}
