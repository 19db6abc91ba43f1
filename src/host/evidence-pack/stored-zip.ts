import { zipSync } from 'fflate';
import { failure, type Result, success } from '../../model/result.ts';
import { byText } from '../../model/text-order.ts';

/** One file of an archive. */
export interface PackedFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** The earliest date a zip can hold, read in no time zone: every entry has it, so that no clock shows. */
const FIXED_DATE = '1980-01-01T00:00:00';

/**
 * A zip (APPNOTE 6.3, method 0) whose bytes depend on its files alone: sorted, stored without compression, one date.
 * Stored, so that an archive made with one version of a compressor can be made again with another.
 */
export function storedZip(files: readonly PackedFile[]): Uint8Array {
  const sorted = [...files].sort((left, right) => byText(left.path, right.path));
  return zipSync(Object.fromEntries(sorted.map((file) => [file.path, file.bytes])), {
    level: 0,
    mtime: FIXED_DATE,
    os: 0,
  });
}

const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const HEADER_BYTES = 30;
/** A pack has one entry for each file of evidence, and a handful beside. */
const MOST_ENTRIES = 20_000;

interface Reading {
  readonly files: readonly PackedFile[];
  /** Name of the entry at each offset of the archive at which one starts. */
  readonly starts: readonly { readonly offset: number; readonly path: string }[];
}

/** Walks the entries from the first byte on; stops at the central directory or where the walk breaks off. */
function walk(bytes: Uint8Array): Reading {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const files: PackedFile[] = [];
  const starts: { offset: number; path: string }[] = [];
  let at = 0;
  while (
    files.length < MOST_ENTRIES &&
    at + HEADER_BYTES <= bytes.length &&
    view.getUint32(at, true) === LOCAL_HEADER
  ) {
    const size = view.getUint32(at + 18, true);
    const nameLength = view.getUint16(at + 26, true);
    const extraLength = view.getUint16(at + 28, true);
    const from = at + HEADER_BYTES + nameLength + extraLength;
    if (view.getUint16(at + 8, true) !== 0 || from + size > bytes.length) break;
    const path = new TextDecoder().decode(bytes.subarray(at + HEADER_BYTES, at + HEADER_BYTES + nameLength));
    starts.push({ offset: at, path });
    files.push({ path, bytes: bytes.subarray(from, from + size) });
    at = from + size;
  }
  const whole = at + 4 <= bytes.length && view.getUint32(at, true) === CENTRAL_HEADER;
  starts.push({ offset: at, path: whole ? 'the list of files at the end' : 'the entry that follows' });
  return { files, starts };
}

/** Whether a pack may have a file of this name. Others mean something to whoever unpacks it, or to us. */
function isPlainName(path: string): boolean {
  return (
    path !== '__proto__' &&
    !/[\0\\]/.test(path) &&
    path.split('/').every((part) => part !== '' && part !== '.' && part !== '..')
  );
}

export interface ZipReading {
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Null when the archive is exactly what its files make; else where it first departs from that. */
  readonly damage: string | null;
}

function firstDifference(left: Uint8Array, right: Uint8Array): number {
  const shorter = Math.min(left.length, right.length);
  for (let at = 0; at < shorter; at++) if (left[at] !== right[at]) return at;
  return left.length === right.length ? -1 : shorter;
}

/**
 * Reads an archive of `storedZip` and makes it again: a byte that differs, in a name, a date, a checksum or behind the
 * end, is told by its place. Nothing is extracted and nothing is decompressed.
 */
export function readStoredZip(bytes: Uint8Array): Result<ZipReading, 'not-a-pack'> {
  const { files, starts } = walk(bytes);
  if (files.length === 0)
    return failure('not-a-pack', 'This is not an evidence pack: it holds no stored file.');
  const odd = files.find(({ path }) => !isPlainName(path));
  if (odd !== undefined) {
    const damage = `the archive itself was changed: no file of a pack is called "${odd.path.slice(0, 80)}"`;
    return success({ files: new Map(files.map((file) => [file.path, file.bytes])), damage });
  }
  const known = new Map(files.map((file) => [file.path, file.bytes]));
  if (files.length >= MOST_ENTRIES)
    return success({ files: known, damage: `the archive has more files than the ${MOST_ENTRIES} of a pack` });
  const again = storedZip([...known].map(([path, content]) => ({ path, bytes: content })));
  const at = firstDifference(bytes, again);
  const inside = [...starts].reverse().find((start) => start.offset <= at);
  return success({
    files: known,
    damage:
      at < 0 ? null : `the archive itself was changed at byte ${at}, in ${inside?.path ?? 'its first entry'}`,
  });
}
