import type { TensorRelation } from '../../model/weights-report.ts';
import { elementType } from './dtype.ts';
import type { StoredTensor } from './safetensors-header.ts';

/** A tensor and the number of its file in the checkpoint's list of files. */
export interface CheckpointTensor extends StoredTensor {
  readonly file: number;
}

/** A tensor, or some of its rows, as a matrix in row-major order. */
export interface MatrixView {
  readonly file: number;
  readonly dtype: string;
  /** Bytes from the start of the file. */
  readonly begin: number;
  readonly rows: number;
  readonly columns: number;
  /** Rows are stored in another order; `first`: number of this view's first row in the whole tensor. */
  readonly order?: { readonly head: number; readonly first: number };
}

/**
 * The place of a row in its file. Converters to GGUF store rotary halves of a head side by side: rows 0, D/2, 1, D/2+1, …
 */
export function storedRow(view: MatrixView, row: number): number {
  if (view.order === undefined) return row;
  const { head, first } = view.order;
  const at = first + row;
  const inside = at % head;
  const half = head / 2;
  return at - inside + (inside < half ? 2 * inside : 2 * (inside - half) + 1);
}

/** Some rows of a view. */
export function rowsOf(view: MatrixView, first: number, count: number): MatrixView {
  if (view.order !== undefined)
    return { ...view, rows: count, order: { ...view.order, first: view.order.first + first } };
  const bytes = elementType(view.dtype)?.bytes ?? 1;
  return { ...view, begin: view.begin + first * view.columns * bytes, rows: count };
}

type RowRange = readonly [first: number, count: number];

/** Two tensors that are taken to belong together. */
export interface TensorPair {
  readonly upstream: CheckpointTensor;
  readonly suspect: CheckpointTensor;
  readonly relation: TensorRelation;
  /** The suspect holds the transpose. */
  readonly transposed: boolean;
  readonly rows: { readonly upstream: RowRange; readonly suspect: RowRange } | null;
}

/** Fewer values than this say nothing about kinship: norms of unrelated models are alike. */
export const FEWEST_VALUES = 2048;

export function valueCount(tensor: StoredTensor): number {
  return tensor.shape.reduce((product, side) => product * side, 1);
}

/** Sides of a tensor as a matrix. Convolutions keep their first side; stacks of matrices are put on one another. */
export function matrixSides(shape: readonly number[]): readonly [rows: number, columns: number] {
  const values = shape.reduce((product, side) => product * side, 1);
  const [first = 1, second = 1, third = 1] = shape;
  if (shape.length <= 1) return [1, values];
  if (shape.length === 3 && third >= 32) return [first * second, third];
  return first === 0 ? [0, 0] : [first, values / first];
}

export function viewOf(tensor: CheckpointTensor, range: RowRange | null): MatrixView {
  const [rows, columns] = matrixSides(tensor.shape);
  const [first, count] = range ?? [0, rows];
  const whole: MatrixView = {
    file: tensor.file,
    dtype: tensor.dtype,
    begin: tensor.begin,
    rows,
    columns,
    ...(tensor.interleaved === undefined ? {} : { order: { head: tensor.interleaved, first: 0 } }),
  };
  return rowsOf(whole, first, count);
}

export function viewsOf(pair: TensorPair): { readonly upstream: MatrixView; readonly suspect: MatrixView } {
  return {
    upstream: viewOf(pair.upstream, pair.rows?.upstream ?? null),
    suspect: viewOf(pair.suspect, pair.rows?.suspect ?? null),
  };
}

/** Whether a tensor can tell kinship: floating or quantised values in at least two dimensions, and enough of them. */
export function canTell(tensor: StoredTensor, fewest = FEWEST_VALUES): boolean {
  const type = elementType(tensor.dtype);
  if (type === undefined || tensor.dtype === 'BOOL' || tensor.dtype === 'I64') return false;
  const sides = tensor.shape.filter((side) => side > 1);
  return sides.length >= 2 && valueCount(tensor) >= fewest;
}

const PLAIN_SECOND =
  /^(layers|embed_tokens|norm|rotary_emb|h|wte|wpe|ln_f|decoder|encoder|embeddings|weight|bias)$/;
const WRAPPER = /^(model|base_model|transformer|module|_orig_mod)$/;

/** Part of the model that a tensor belongs to: the first word of its name, or two behind a plain wrapper. */
export function componentOf(name: string): string {
  const words = name.split('.');
  const [first = name, second] = words;
  if (words.length < 3 || second === undefined) return words.length > 1 ? first : name;
  if (WRAPPER.test(first) && !PLAIN_SECOND.test(second)) return `${first}.${second}`;
  return first;
}
