import { failure, type Result, success } from '../../../model/result.ts';
import { elementType } from '../dtype.ts';
import type { StoredTensor } from '../safetensors-header.ts';
import { type ByteCursor, type ByteSource, CutOff, cursorOf } from './byte-source.ts';
import { countOf, type DescribedFile } from './described.ts';

/** TensorProto.DataType of onnx.proto. */
const TYPES: Readonly<Record<number, string>> = {
  1: 'F32',
  2: 'U8',
  3: 'I8',
  4: 'U16',
  5: 'I16',
  6: 'I32',
  7: 'I64',
  9: 'BOOL',
  10: 'F16',
  11: 'F64',
  12: 'U32',
  16: 'BF16',
  17: 'F8_E4M3',
  19: 'F8_E5M2',
};
const MOST_TENSORS = 1_000_000;
const LONGEST_NAME = 4096;

async function varint(cursor: ByteCursor): Promise<number> {
  let value = 0;
  for (let shift = 0; shift < 10; shift++) {
    const byte = (await cursor.take(1))[0] ?? 0;
    value += (byte & 127) * 2 ** (7 * shift);
    if (byte < 128) return value;
  }
  throw new CutOff('a number is longer than any');
}

/** Walks the fields of one message; `take` answers whether it read the field's content itself. */
async function walk(
  cursor: ByteCursor,
  end: number,
  take: (field: number, wire: number, length: number) => Promise<boolean>,
): Promise<void> {
  while (cursor.position() < end) {
    const key = await varint(cursor);
    const [field, wire] = [Math.floor(key / 8), key % 8];
    if (wire === 0) {
      if (!(await take(field, wire, 0))) await varint(cursor);
      continue;
    }
    const length = wire === 2 ? await varint(cursor) : wire === 1 ? 8 : wire === 5 ? 4 : -1;
    const from = cursor.position();
    if (length < 0 || from + length > end) throw new CutOff('a field is longer than what holds it');
    if (!(await take(field, wire, length))) cursor.skip(length);
    else if (cursor.position() !== from + length) cursor.skip(from + length - cursor.position());
  }
}

/** Reads the initializers of an ONNX model (onnx.proto: ModelProto.graph 7, GraphProto.initializer 5). */
export async function describeOnnx(source: ByteSource): Promise<Result<DescribedFile, 'damaged'>> {
  const cursor = cursorOf(source);
  const tensors: StoredTensor[] = [];
  const left: { name: string; reason: string }[] = [];
  try {
    await walk(cursor, source.size, async (field, wire, length) => {
      if (field !== 7 || wire !== 2) return false;
      await walk(cursor, cursor.position() + length, async (inner, kind, bytes) => {
        if (inner !== 5 || kind !== 2) return false;
        if (tensors.length + left.length > MOST_TENSORS)
          throw new CutOff('more tensors than any model has are claimed');
        const tensor = await initializer(cursor, cursor.position() + bytes);
        if ('reason' in tensor) left.push(tensor);
        else tensors.push(tensor);
        return true;
      });
      return true;
    });
  } catch (error) {
    if (error instanceof CutOff)
      return failure('damaged', `it is no ONNX model, or damaged: ${error.message}`);
    throw error;
  }
  return success({ format: 'onnx', tensors, left, claims: [] });
}

async function initializer(
  cursor: ByteCursor,
  end: number,
): Promise<StoredTensor | { readonly name: string; readonly reason: string }> {
  const shape: number[] = [];
  let [type, name, begin, stored] = [0, '', -1, 0];
  let isOutside = false;
  await walk(cursor, end, async (field, wire, length) => {
    const until = cursor.position() + length;
    if (field === 1 && wire === 0) shape.push(await varint(cursor));
    else if (field === 1 && wire === 2) while (cursor.position() < until) shape.push(await varint(cursor));
    else if (field === 2 && wire === 0) type = await varint(cursor);
    else if (field === 8 && wire === 2)
      name = new TextDecoder().decode(await cursor.take(Math.min(length, LONGEST_NAME)));
    else if (wire === 2 && (field === 9 || (field === 4 && type === 1))) {
      [begin, stored] = [cursor.position(), length];
      return false;
    } else {
      if (field === 13) isOutside = true;
      return false;
    }
    return true;
  });
  const dtype = TYPES[type];
  const values = countOf(shape);
  const bytes = dtype === undefined ? undefined : elementType(dtype)?.bytes;
  if (isOutside) return { name, reason: 'keeps its values in another file, which is not read' };
  if (dtype === undefined || bytes === undefined || values === null || begin < 0 || stored !== values * bytes)
    return { name, reason: 'has a number format or a size that is not read' };
  return { name, dtype, shape, begin, end: begin + stored };
}
