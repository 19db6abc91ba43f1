import { inflateSync } from 'fflate';
import { failure, type Result, success } from '../../../model/result.ts';
import { elementType } from '../dtype.ts';
import { type ByteSource, viewOfBytes } from './byte-source.ts';
import type { DescribedFile } from './described.ts';
import { type PickleFailure, readPickle } from './pickle.ts';
import { type NamedStorage, pickledTensors, placeTensors, type StoragePlace } from './pickled-tensors.ts';
import { dataOf, type ZipEntry } from './zip.ts';

export type TorchFailure = PickleFailure | 'compressed';

/** A description of tensors longer than this is none. */
const LONGEST_PICKLE = 1 << 28;
/** The first pickle of a checkpoint that is no zip: torch.serialization.MAGIC_NUMBER. */
const MAGIC = 0x1950a86a20f9469cfc6cn;

/** Reads the description in a zip checkpoint (torch.save since 1.6). Nothing is imported, called or run. */
export async function describeTorch(
  source: ByteSource,
  entries: readonly ZipEntry[],
): Promise<Result<DescribedFile, TorchFailure>> {
  const pickle = entries.find(({ name }) => /(?:^|\/)data\.pkl$/.test(name));
  if (pickle === undefined) return failure('damaged', 'its zip container holds no data.pkl');
  const more = entries.find((entry) => entry !== pickle && /\.pkl$/i.test(entry.name));
  if (more !== undefined)
    return failure(
      'damaged',
      `it holds a further pickle, ${more.name}, which no checkpoint of tensors needs`,
    );
  const names = new Set<string>();
  const twice = entries.find(({ name }) => {
    if (names.has(name)) return true;
    names.add(name);
    return false;
  });
  if (twice !== undefined)
    return failure(
      'damaged',
      `its zip container holds ${twice.name} twice: readers differ in which they take`,
    );
  if (entries.some(({ name, method }) => method !== 0 && /(?:^|\/)data\/\w+$/.test(name)))
    return failure(
      'compressed',
      'its values are compressed inside of the zip container; save it plainly to compare it',
    );
  const description = await contentOf(source, pickle);
  if (description === null) return failure('damaged', 'its data.pkl cannot be read');
  const read = readPickle(description);
  if (!read.ok) return read;
  if (read.value.end < description.length)
    return failure(
      'damaged',
      `its data.pkl goes on for ${description.length - read.value.end} bytes behind its end`,
    );
  const root = pickle.name.slice(0, pickle.name.length - 'data.pkl'.length);
  const order = entries.find(({ name }) => name === `${root}byteorder`);
  if (order !== undefined) {
    const at = await dataOf(source, order);
    const text = at === null ? '' : new TextDecoder().decode(await source.read(at, order.bytes));
    if (text === 'big')
      return failure('damaged', 'its values are stored in big-endian order, which is not read');
  }
  const places = new Map<string, StoragePlace>();
  for (const entry of entries) {
    const key = entry.name.startsWith(`${root}data/`) ? entry.name.slice(`${root}data/`.length) : null;
    const at = key === null ? null : await dataOf(source, entry);
    if (key !== null && at !== null) places.set(key, { begin: at, bytes: entry.bytes });
  }
  const found = pickledTensors(read.value.value);
  return success({
    format: 'torch',
    claims: [],
    ...placeTensors(found, ({ key }) => places.get(key) ?? null, source.size),
  });
}

/** The description, taken out of its compression where it has one; null where it is damaged or far too long. */
async function contentOf(source: ByteSource, entry: ZipEntry): Promise<Uint8Array | null> {
  const begin = await dataOf(source, entry);
  if (begin === null || entry.bytes > LONGEST_PICKLE || entry.stored > LONGEST_PICKLE) return null;
  const bytes = await source.read(begin, entry.stored);
  if (entry.method === 0) return bytes;
  try {
    // What does not fit the stated size is cut off: no more memory is taken than it says.
    return entry.method === 8 ? inflateSync(bytes, { out: new Uint8Array(entry.bytes) }) : null;
  } catch {
    return null;
  }
}

/** Whether a file begins like a pickle of protocol 2 or later. */
export function isPickle(head: Uint8Array): boolean {
  return head[0] === 0x80 && (head[1] ?? 9) <= 5;
}

/** Reads the description in a checkpoint of torch.save before 1.6: pickles in a row, then the storages one by one. */
export async function describeLegacyTorch(source: ByteSource): Promise<Result<DescribedFile, TorchFailure>> {
  // The description stands in front; how long it is shows only when it is read.
  let bytes = await source.read(0, Math.min(source.size, 1 << 20));
  for (;;) {
    const read = await legacy(source, bytes);
    const isShort =
      !read.ok && read.reason === 'damaged' && bytes.length < Math.min(source.size, LONGEST_PICKLE);
    if (!isShort) return read;
    bytes = await source.read(0, Math.min(source.size, bytes.length * 4));
  }
}

async function legacy(source: ByteSource, bytes: Uint8Array): Promise<Result<DescribedFile, TorchFailure>> {
  const pickles = [];
  let at = 0;
  // Magic number, protocol, facts of the machine, the state, the keys of the storages.
  for (let i = 0; i < 5; i++) {
    const read = readPickle(bytes, at);
    if (!read.ok) return read;
    if (i === 0 && !(read.value.value.kind === 'plain' && isMagic(read.value.value.value)))
      return failure('damaged', 'it is a pickle, and no checkpoint of tensors');
    pickles.push(read.value.value);
    at = read.value.end;
  }
  const [, , , state, keys] = pickles;
  if (state === undefined || keys?.kind !== 'list') return failure('damaged', 'it names no storages');
  const found = pickledTensors(state);
  const storages = new Map<string, NamedStorage>(found.map(({ storage }) => [storage.key, storage]));
  const places = new Map<string, StoragePlace>();
  let isPlaced = true;
  for (const key of keys.items) {
    const storage = storages.get(key.kind === 'plain' ? String(key.value) : '');
    // How long a storage is that no tensor uses is not known: what follows it cannot be placed.
    isPlaced = storage !== undefined;
    if (storage === undefined) break;
    const head = await source.read(at, 8);
    if (head.length < 8) return failure('damaged', 'it is cut off before the values');
    const size = Number(viewOfBytes(head).getBigInt64(0, true));
    const length = size * (elementType(storage.dtype)?.bytes ?? 1);
    places.set(storage.key, { begin: at + 8, bytes: length });
    at += 8 + length;
  }
  if (isPlaced && at < source.size)
    return failure('damaged', `it goes on for ${source.size - at} bytes behind its values`);
  return success({
    format: 'torch-legacy',
    claims: [],
    ...placeTensors(found, ({ key }) => places.get(key) ?? null, source.size),
  });
}

/** The number has 77 bits: as a floating number it is known to 53, which tells it well enough. */
function isMagic(value: number | string | boolean | null): boolean {
  return value === Number(MAGIC);
}
