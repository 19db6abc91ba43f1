import { failure, type Result, success } from '../../../model/result.ts';
import { type ByteSource, viewOfBytes } from './byte-source.ts';

/** One file inside a zip container. */
export interface ZipEntry {
  readonly name: string;
  /** 0: stored as it is; anything else is compressed. */
  readonly method: number;
  readonly bytes: number;
  readonly stored: number;
  /** Position of its own header. */
  readonly header: number;
}

const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
/** A directory longer than this is no checkpoint's. */
const LONGEST_DIRECTORY = 1 << 28;
const NOWHERE = 0xffffffff;

export function isZip(head: Uint8Array): boolean {
  return head.length >= 4 && viewOfBytes(head).getUint32(0, true) === LOCAL;
}

/** Reads the directory of a zip container (PKWARE APPNOTE 4.3.12 to 4.3.16, with the 64-bit records). */
export async function readZip(source: ByteSource): Promise<Result<readonly ZipEntry[], 'damaged'>> {
  const tailLength = Math.min(source.size, 65_557);
  const tail = viewOfBytes(await source.read(source.size - tailLength, tailLength));
  let end = -1;
  for (let at = tail.byteLength - 22; at >= 0; at--)
    if (tail.getUint32(at, true) === END) {
      end = at;
      break;
    }
  if (end < 0) return failure('damaged', 'its zip container has no directory; it is cut off');
  const behind = tail.byteLength - (end + 22 + tail.getUint16(end + 20, true));
  if (behind > 0)
    return failure('damaged', `it goes on for ${behind} bytes behind the end of its zip container`);
  let size = tail.getUint32(end + 12, true);
  let offset = tail.getUint32(end + 16, true);
  if (end >= 20 && tail.getUint32(end - 20, true) === LOCATOR_64) {
    const at = Number(tail.getBigUint64(end - 12, true));
    const record = viewOfBytes(await source.read(at, 56));
    if (record.byteLength < 56 || record.getUint32(0, true) !== END_64)
      return failure('damaged', 'the directory of its zip container is damaged');
    size = Number(record.getBigUint64(40, true));
    offset = Number(record.getBigUint64(48, true));
  }
  if (size > LONGEST_DIRECTORY || offset + size > source.size)
    return failure('damaged', 'its zip container claims a directory that the file does not hold');
  return parseDirectory(await source.read(offset, size));
}

function parseDirectory(bytes: Uint8Array): Result<readonly ZipEntry[], 'damaged'> {
  const view = viewOfBytes(bytes);
  const entries: ZipEntry[] = [];
  for (let at = 0; at + 46 <= bytes.length && view.getUint32(at, true) === CENTRAL; ) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) =>
      view.getUint16(at + field, true),
    );
    const extra = at + 46 + (nameLength ?? 0);
    const next = extra + (extraLength ?? 0) + (commentLength ?? 0);
    if (next > bytes.length) return failure('damaged', 'the directory of its zip container is damaged');
    const name = new TextDecoder().decode(bytes.subarray(at + 46, extra));
    const narrow = [24, 20, 42].map((field) => view.getUint32(at + field, true));
    const [size = 0, stored = 0, header = 0] = widened(view, extra, extra + (extraLength ?? 0), narrow);
    entries.push({ name, method: view.getUint16(at + 10, true), bytes: size, stored, header });
    at = next;
  }
  return success(entries);
}

/** Sizes and positions of more than 32 bits stand in an extra field, in order, for those that did not fit. */
function widened(view: DataView, from: number, to: number, narrow: readonly number[]): readonly number[] {
  for (let at = from; at + 4 <= to; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue;
    let field = at + 4;
    return narrow.map((value) => {
      if (value !== NOWHERE || field + 8 > to) return value;
      field += 8;
      return Number(view.getBigUint64(field - 8, true));
    });
  }
  return narrow;
}

/** Where the bytes of a stored entry begin. */
export async function dataOf(source: ByteSource, entry: ZipEntry): Promise<number | null> {
  const head = viewOfBytes(await source.read(entry.header, 30));
  if (head.byteLength < 30 || head.getUint32(0, true) !== LOCAL) return null;
  return entry.header + 30 + head.getUint16(26, true) + head.getUint16(28, true);
}
