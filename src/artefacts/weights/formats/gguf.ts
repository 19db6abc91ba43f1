import { failure, type Result, success } from '../../../model/result.ts';
import { elementType } from '../dtype.ts';
import type { StoredTensor } from '../safetensors-header.ts';
import { type ByteCursor, type ByteSource, CutOff, cursorOf, viewOfBytes } from './byte-source.ts';
import { countOf, type DescribedFile } from './described.ts';
import { plainName } from './gguf-names.ts';
import { settingsOf } from './gguf-settings.ts';

/** Number formats by the number that a file gives them; gaps are formats that were withdrawn. */
const TYPES: Readonly<Record<number, string>> = {
  0: 'F32',
  1: 'F16',
  2: 'Q4_0',
  3: 'Q4_1',
  6: 'Q5_0',
  7: 'Q5_1',
  8: 'Q8_0',
  9: 'Q8_1',
  10: 'Q2_K',
  11: 'Q3_K',
  12: 'Q4_K',
  13: 'Q5_K',
  14: 'Q6_K',
  15: 'Q8_K',
  16: 'IQ2_XXS',
  17: 'IQ2_XS',
  18: 'IQ3_XXS',
  19: 'IQ1_S',
  20: 'IQ4_NL',
  21: 'IQ3_S',
  22: 'IQ2_S',
  23: 'IQ4_XS',
  24: 'I8',
  25: 'I16',
  26: 'I32',
  27: 'I64',
  28: 'F64',
  29: 'IQ1_M',
  30: 'BF16',
  34: 'TQ1_0',
  35: 'TQ2_0',
  39: 'MXFP4',
};

/** Bytes of the scalar kinds of a metadata value. */
const SCALARS: Readonly<Record<number, number>> = {
  0: 1,
  1: 1,
  2: 2,
  3: 2,
  4: 4,
  5: 4,
  6: 4,
  7: 1,
  10: 8,
  11: 8,
  12: 8,
};
const STRING = 8;
const ARRAY = 9;

/** More than this is no model: a header that claims it is damaged or hostile. */
const MOST_TENSORS = 1_000_000;
const MOST_KEYS = 100_000;
const LONGEST_TEXT = 1 << 24;
const SHOWN_TEXT = 200;
const DEEPEST_ARRAY = 4;

/** What a file says of its origin. */
const CLAIMS =
  /^general\.(?:name|basename|author|organization|license(?:\.\w+)?|finetune|architecture|quantized_by|base_model\..{1,60}|dataset\..{1,60}|source\..{1,60}|url|repo_url|huggingface\.repository)$/;

interface Reader {
  readonly cursor: ByteCursor;
  readonly wide: boolean;
}

async function whole({ cursor }: Reader, bytes: 4 | 8): Promise<number> {
  const view = viewOfBytes(await cursor.take(bytes));
  if (bytes === 4) return view.getUint32(0, true);
  const value = view.getBigUint64(0, true);
  return value > BigInt(Number.MAX_SAFE_INTEGER) ? Number.POSITIVE_INFINITY : Number(value);
}

const count = (reader: Reader): Promise<number> => whole(reader, reader.wide ? 8 : 4);

async function text(reader: Reader): Promise<string> {
  const length = await count(reader);
  if (length > LONGEST_TEXT) throw new CutOff(`a text of ${length} bytes is claimed`);
  return new TextDecoder().decode(await reader.cursor.take(length));
}

/** Reads a value; arrays are walked over and give their length alone. */
async function value(reader: Reader, kind: number, depth = 0): Promise<string | number | null> {
  if (kind === STRING) return await text(reader);
  const bytes = SCALARS[kind];
  if (bytes !== undefined) return scalar(viewOfBytes(await reader.cursor.take(bytes)), kind);
  if (kind !== ARRAY || depth >= DEEPEST_ARRAY)
    throw new CutOff(`a value of the unknown kind ${kind} is claimed`);
  const inner = await whole(reader, 4);
  const length = await count(reader);
  const each = SCALARS[inner];
  if (each !== undefined) reader.cursor.skip(length * each);
  else for (let i = 0; i < length; i++) await value(reader, inner, depth + 1);
  return null;
}

function scalar(view: DataView, kind: number): number {
  switch (kind) {
    case 0:
    case 7:
      return view.getUint8(0);
    case 1:
      return view.getInt8(0);
    case 2:
      return view.getUint16(0, true);
    case 3:
      return view.getInt16(0, true);
    case 4:
      return view.getUint32(0, true);
    case 5:
      return view.getInt32(0, true);
    case 6:
      return view.getFloat32(0, true);
    case 12:
      return view.getFloat64(0, true);
    default:
      return Number(view.getBigInt64(0, true));
  }
}

/** Whether a file begins as a GGUF does. */
export function isGguf(head: Uint8Array): boolean {
  return new TextDecoder('latin1').decode(head.subarray(0, 4)) === 'GGUF';
}

/** Reads the header of a GGUF file (format description of ggml, versions 1 to 3). Its values are not read. */
export async function describeGguf(source: ByteSource): Promise<Result<DescribedFile, 'damaged'>> {
  try {
    return await describe(source);
  } catch (error) {
    if (error instanceof CutOff) return failure('damaged', `its header is damaged: ${error.message}`);
    throw error;
  }
}

async function describe(source: ByteSource): Promise<Result<DescribedFile, 'damaged'>> {
  const cursor = cursorOf(source, 4);
  const version = await whole({ cursor, wide: true }, 4);
  if (version < 1 || version > 3)
    return failure('damaged', `it is a GGUF file of version ${version}; versions 1 to 3 are read`);
  const reader: Reader = { cursor, wide: version > 1 };
  const [tensors, keys] = [await count(reader), await count(reader)];
  if (tensors > MOST_TENSORS || keys > MOST_KEYS)
    return failure(
      'damaged',
      `its header claims ${tensors} tensors and ${keys} keys, more than any model has`,
    );
  const facts = new Map<string, string | number>();
  for (let i = 0; i < keys; i++) {
    const key = await text(reader);
    const found = await value(reader, await whole(reader, 4));
    if (found !== null) facts.set(key, found);
  }
  const entries: { name: string; sides: number[]; type: number; offset: number }[] = [];
  for (let i = 0; i < tensors; i++) {
    const name = await text(reader);
    const sides: number[] = [];
    const rank = await whole(reader, 4);
    if (rank > 8)
      return failure('damaged', `tensor "${name.slice(0, SHOWN_TEXT)}" claims ${rank} dimensions`);
    for (let side = 0; side < rank; side++) sides.push(await count(reader));
    entries.push({ name, sides, type: await whole(reader, 4), offset: await whole(reader, 8) });
  }
  const alignment = Math.max(1, Number(facts.get('general.alignment') ?? 32));
  const data = Math.ceil(cursor.position() / alignment) * alignment;
  const architecture = String(facts.get('general.architecture') ?? '');
  const found: StoredTensor[] = [];
  const left: { name: string; reason: string }[] = [];
  for (const { name, sides, type, offset } of entries) {
    const dtype = TYPES[type];
    // The innermost side comes first; a row is stored whole, as everywhere.
    const shape = [...sides].reverse();
    const values = countOf(shape);
    const element = dtype === undefined ? undefined : elementType(dtype);
    if (values === null)
      return failure('damaged', `tensor "${name.slice(0, SHOWN_TEXT)}" has an impossible shape`);
    if (dtype === undefined || element === undefined) {
      left.push({
        name,
        reason: `has the number format ${dtype ?? type}, whose values are not decoded here`,
      });
      continue;
    }
    const bytes = values * element.bytes;
    const begin = data + offset;
    if (begin + bytes > source.size)
      return failure(
        'damaged',
        `it is cut off: tensor "${name.slice(0, SHOWN_TEXT)}" ends at byte ${begin + bytes} and the file has ${source.size}`,
      );
    const heads = headsOf(name, architecture, facts);
    const head = heads === null ? null : (shape[0] ?? 0) / heads;
    found.push({
      name: plainName(name),
      dtype,
      shape,
      begin,
      end: begin + bytes,
      ...(head === null || !Number.isInteger(head / 2) ? {} : { interleaved: head }),
    });
  }
  const claims = [...facts].flatMap(([key, fact]): [string, string][] =>
    CLAIMS.test(key) ? [[key, String(fact).slice(0, SHOWN_TEXT)]] : [],
  );
  return success({ format: 'gguf', tensors: found, left, claims, settings: settingsOf(facts, found) });
}

/** Converters store the rows of LLaMA's queries and keys in another order (pairs of rotary halves side by side). */
function headsOf(
  name: string,
  architecture: string,
  facts: ReadonlyMap<string, string | number>,
): number | null {
  if (architecture !== 'llama') return null;
  const heads = facts.get('llama.attention.head_count');
  if (/\.attn_q\.weight$/.test(name)) return typeof heads === 'number' ? heads : null;
  if (!/\.attn_k\.weight$/.test(name)) return null;
  const keys = facts.get('llama.attention.head_count_kv') ?? heads;
  return typeof keys === 'number' ? keys : null;
}
