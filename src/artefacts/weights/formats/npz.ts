import { failure, type Result, success } from '../../../model/result.ts';
import { elementType } from '../dtype.ts';
import type { StoredTensor } from '../safetensors-header.ts';
import { type ByteSource, viewOfBytes } from './byte-source.ts';
import { countOf, type DescribedFile } from './described.ts';
import { dataOf, type ZipEntry } from './zip.ts';

/** Number formats of NumPy's array files, little endian. */
const TYPES: Readonly<Record<string, string>> = {
  '<f8': 'F64',
  '<f4': 'F32',
  '<f2': 'F16',
  '|i1': 'I8',
  '|u1': 'U8',
  '<i2': 'I16',
  '<u2': 'U16',
  '<i4': 'I32',
  '<u4': 'U32',
  '<i8': 'I64',
  '|b1': 'BOOL',
  '<V2': 'BF16',
  '|V2': 'BF16',
  bfloat16: 'BF16',
};
const LONGEST_HEADER = 65_536;

/** Reads the headers of the arrays in an npz container (numpy.lib.format 1.0 to 3.0; MLX writes bfloat16 as two raw bytes). */
export async function describeNpz(
  source: ByteSource,
  entries: readonly ZipEntry[],
): Promise<Result<DescribedFile, 'damaged'>> {
  const tensors: StoredTensor[] = [];
  const left: { name: string; reason: string }[] = [];
  for (const entry of entries.filter(({ name }) => name.endsWith('.npy'))) {
    const name = entry.name.slice(0, -4);
    const tensor =
      entry.method === 0
        ? await arrayOf(source, entry, name)
        : 'is compressed; save it plainly to compare it';
    if (typeof tensor === 'string') left.push({ name, reason: tensor });
    else tensors.push(tensor);
  }
  if (tensors.length === 0 && left.length === 0)
    return failure('damaged', 'its zip container holds no arrays');
  return success({ format: 'npz', tensors, left, claims: [] });
}

async function arrayOf(source: ByteSource, entry: ZipEntry, name: string): Promise<StoredTensor | string> {
  const begin = await dataOf(source, entry);
  if (begin === null) return 'has a damaged header';
  const head = await source.read(begin, Math.min(LONGEST_HEADER, entry.bytes));
  if (head.length < 12 || head[0] !== 0x93 || new TextDecoder().decode(head.subarray(1, 6)) !== 'NUMPY')
    return 'is no array';
  const isFirst = head[6] === 1;
  const length = isFirst ? viewOfBytes(head).getUint16(8, true) : viewOfBytes(head).getUint32(8, true);
  const from = isFirst ? 10 : 12;
  const text = new TextDecoder('latin1').decode(head.subarray(from, from + length));
  const type = TYPES[/'descr':\s*'([^']{1,20})'/.exec(text)?.[1] ?? ''];
  const shape = (/'shape':\s*\(([\d,\s]{0,200})\)/.exec(text)?.[1] ?? '')
    .split(',')
    .flatMap((side) => (side.trim() === '' ? [] : [Number(side)]));
  const values = countOf(shape);
  const bytes = type === undefined ? undefined : elementType(type)?.bytes;
  if (type === undefined || bytes === undefined || values === null)
    return 'has a number format that is not read';
  const data = begin + from + length;
  if (from + length + values * bytes > entry.bytes) return 'is cut off';
  const isFortran = /'fortran_order':\s*True/.test(text);
  if (isFortran && shape.length !== 2) return 'is stored by columns';
  return {
    name,
    dtype: type,
    shape: isFortran ? [...shape].reverse() : shape,
    begin: data,
    end: data + values * bytes,
  };
}
