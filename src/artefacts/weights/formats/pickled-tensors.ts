import { elementType } from '../dtype.ts';
import type { StoredTensor } from '../safetensors-header.ts';
import { countOf } from './described.ts';
import type { Pickled } from './pickle.ts';
import { DTYPES, STORAGE_TYPES } from './pickle-globals.ts';

/** Where the values of one storage begin. */
export interface StoragePlace {
  readonly begin: number;
  /** Bytes; null: to the end of the file. */
  readonly bytes: number | null;
}

/** A storage as a pickle names it. */
export interface NamedStorage {
  readonly key: string;
  readonly dtype: string;
  /** Values. */
  readonly size: number;
}

interface Found {
  readonly name: string;
  readonly storage: NamedStorage;
  /** In values, of the first one. */
  readonly offset: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
}

/** Deeper nesting than this holds no tensors that have a name. */
const DEEPEST = 12;
const REBUILD = /^torch\._utils\._rebuild_tensor(?:_v2|_v3)?$/;
const PARAMETER = /^torch\._utils\._rebuild_parameter(?:_with_state)?$|^torch\.nn\.parameter\.Parameter$/;

/** All tensors that a described pickle holds, under the path that leads to them. */
export function pickledTensors(root: Pickled): readonly Found[] {
  const found: Found[] = [];
  const seen = new Set<Pickled>();
  const visit = (value: Pickled, path: string, depth: number): void => {
    if (depth > DEEPEST || (value.kind === 'dict' && seen.has(value))) return;
    seen.add(value);
    const tensor = tensorOf(value, path);
    if (tensor !== null) {
      found.push(tensor);
      return;
    }
    const inner = (key: string): string => (path === '' ? key : `${path}.${key}`);
    if (value.kind === 'dict')
      for (const [key, entry] of value.entries)
        if (key.kind === 'plain') visit(entry, inner(String(key.value)), depth + 1);
    if (value.kind === 'list')
      for (const [i, item] of value.items.entries()) visit(item, inner(String(i)), depth + 1);
    if (value.kind === 'built' && value.state !== undefined) visit(value.state, path, depth + 1);
  };
  visit(root, '', 0);
  return found;
}

function tensorOf(value: Pickled, name: string): Found | null {
  if (value.kind !== 'built' || value.args.kind !== 'list') return null;
  const { items } = value.args;
  if (PARAMETER.test(value.name)) return items[0] === undefined ? null : tensorOf(items[0], name);
  if (!REBUILD.test(value.name)) return null;
  const [storage, offset, size, stride] = items;
  const shape = numbersOf(size);
  const strides = numbersOf(stride);
  const from = storage === undefined ? null : storageOf(storage, items);
  if (from === null || shape === null || strides === null || offset?.kind !== 'plain') return null;
  return { name, storage: from, offset: Number(offset.value), shape, strides };
}

/** A persistent id: ('storage', class, key, place, size). */
function storageOf(value: Pickled, args: readonly Pickled[]): NamedStorage | null {
  if (value.kind !== 'persistent' || value.id.kind !== 'list') return null;
  const [tag, type, key, , size] = value.id.items;
  if (tag?.kind !== 'plain' || tag.value !== 'storage' || type?.kind !== 'global' || key?.kind !== 'plain')
    return null;
  const named = args.find((arg) => arg.kind === 'global' && DTYPES[arg.name] !== undefined);
  const dtype = STORAGE_TYPES[type.name] ?? (named?.kind === 'global' ? DTYPES[named.name] : undefined);
  if (dtype === undefined) return null;
  return { key: String(key.value), dtype, size: size?.kind === 'plain' ? Number(size.value) : 0 };
}

function numbersOf(value: Pickled | undefined): readonly number[] | null {
  const list = value?.kind === 'built' ? value.args : value;
  const items =
    list?.kind === 'list' && list.items[0]?.kind === 'list' && list.items.length === 1 ? list.items[0] : list;
  if (items?.kind !== 'list') return null;
  const numbers = items.items.map((item) => (item.kind === 'plain' ? Number(item.value) : Number.NaN));
  return numbers.every((one) => Number.isSafeInteger(one) && one >= 0) ? numbers : null;
}

/** Puts described tensors in their place; those that are no plain stretch of a storage are left, with the reason. */
export function placeTensors(
  found: readonly Found[],
  placeOf: (storage: NamedStorage) => StoragePlace | null,
  fileSize: number,
): {
  readonly tensors: readonly StoredTensor[];
  readonly left: readonly { readonly name: string; readonly reason: string }[];
} {
  const tensors: StoredTensor[] = [];
  const left: { name: string; reason: string }[] = [];
  for (const { name, storage, offset, shape, strides } of found) {
    const leave = (reason: string): void => {
      left.push({ name, reason });
    };
    const place = placeOf(storage);
    const values = countOf(shape);
    const bytes = elementType(storage.dtype)?.bytes;
    if (place === null || bytes === undefined || values === null) {
      leave('points at values that the file does not hold');
      continue;
    }
    const order = orderOf(shape, strides);
    if (order === null) {
      leave('is a view with gaps of a larger tensor and was not compared');
      continue;
    }
    const begin = place.begin + offset * bytes;
    const end = begin + values * bytes;
    const limit = place.bytes === null ? fileSize : place.begin + place.bytes;
    if (end > Math.min(limit, fileSize)) leave('ends behind the values that the file holds');
    else tensors.push({ name, dtype: storage.dtype, shape: order, begin, end });
  }
  return { tensors, left };
}

/** The shape in which values lie in a row; a transposed matrix lies as the other one. */
function orderOf(shape: readonly number[], strides: readonly number[]): readonly number[] | null {
  const isRowMajor = (sides: readonly number[], steps: readonly number[]): boolean => {
    let expected = 1;
    for (let i = sides.length - 1; i >= 0; i--) {
      if (sides[i] !== 1 && steps[i] !== expected) return false;
      expected *= sides[i] ?? 1;
    }
    return true;
  };
  if (isRowMajor(shape, strides)) return shape;
  const [turned, steps] = [[...shape].reverse(), [...strides].reverse()];
  return shape.length === 2 && isRowMajor(turned, steps) ? turned : null;
}
