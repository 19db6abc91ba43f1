import { failure, type Result, success } from '../model/result.ts';

/** A column of numbers, as it stands in memory. */
export type Column = Uint8Array | Uint16Array | Uint32Array;

const TYPES = { u8: Uint8Array, u16: Uint16Array, u32: Uint32Array } as const;
type ColumnType = keyof typeof TYPES;

interface Head {
  readonly meta: unknown;
  readonly columns: Readonly<
    Record<string, { readonly type: ColumnType; readonly at: number; readonly length: number }>
  >;
}

/** A file of columns: 8 bytes of magic, 4 of the head's length, 32 of a SHA-256 of all that follows, the head as JSON, then each column on a multiple of 8, little-endian. */
const DIGEST_AT = 12;
const HEAD_AT = 44;

const padded = (length: number): number => (length + 7) & ~7;

function typeOf(column: Column): ColumnType {
  if (column instanceof Uint32Array) return 'u32';
  return column instanceof Uint16Array ? 'u16' : 'u8';
}

/** SHA-256 of bytes as 64 hex digits; given by the platform. */
type Digest = (bytes: Uint8Array) => string;

const hexBytes = (hex: string): number[] =>
  Array.from({ length: 32 }, (_, at) => Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16));

/** The bytes of a file of columns. `magic` has 8 ASCII characters. */
export function writeColumns(
  magic: string,
  meta: unknown,
  columns: Readonly<Record<string, Column>>,
  digest: Digest,
): Uint8Array<ArrayBuffer> {
  let at = 0;
  const places: Record<string, { type: ColumnType; at: number; length: number }> = {};
  for (const [name, column] of Object.entries(columns)) {
    places[name] = { type: typeOf(column), at, length: column.length };
    at += padded(column.byteLength);
  }
  const head = new TextEncoder().encode(JSON.stringify({ meta, columns: places } satisfies Head));
  const start = padded(HEAD_AT + head.length);
  const bytes = new Uint8Array(start + at);
  bytes.set(new TextEncoder().encode(magic.padEnd(8)).subarray(0, 8));
  new DataView(bytes.buffer).setUint32(8, head.length, true);
  bytes.set(head, HEAD_AT);
  for (const [name, column] of Object.entries(columns)) {
    const raw = new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
    bytes.set(raw, start + (places[name]?.at ?? 0));
  }
  bytes.set(hexBytes(digest(bytes.subarray(HEAD_AT))), DIGEST_AT);
  return bytes;
}

/** An opened file of columns: views into its bytes, nothing copied. */
export interface OpenedColumns {
  readonly meta: unknown;
  readonly u8: (name: string) => Uint8Array;
  readonly u16: (name: string) => Uint16Array;
  readonly u32: (name: string) => Uint32Array;
}

/** Opens what `writeColumns` wrote; `digest` null trusts memory that was checked before. The buffer must begin on a multiple of 8. */
export function openColumns(
  buffer: ArrayBufferLike,
  magic: string,
  digest: Digest | null,
): Result<OpenedColumns, 'foreign' | 'damaged'> {
  const bytes = new Uint8Array(buffer);
  const wanted = new TextEncoder().encode(magic.padEnd(8));
  if (bytes.length < HEAD_AT || wanted.some((byte, at) => bytes[at] !== byte))
    return failure('foreign', 'this is another kind of file.');
  if (digest !== null) {
    const expected = hexBytes(digest(bytes.subarray(HEAD_AT)));
    if (expected.some((byte, at) => bytes[DIGEST_AT + at] !== byte))
      return failure('damaged', 'the file is damaged: its checksum does not fit.');
  }
  const length = new DataView(buffer).getUint32(8, true);
  let head: Head;
  try {
    head = JSON.parse(new TextDecoder().decode(bytes.slice(HEAD_AT, HEAD_AT + length))) as Head;
  } catch {
    return failure('damaged', 'the file is damaged: its head cannot be read.');
  }
  if (head === null || typeof head !== 'object')
    return failure('damaged', 'the file is damaged: its head cannot be read.');
  const start = padded(HEAD_AT + length);
  const column = <T extends Column>(name: string, type: ColumnType): T => {
    const place = head.columns[name];
    const Type = TYPES[type];
    if (place?.type !== type || start + place.at + place.length * Type.BYTES_PER_ELEMENT > bytes.length)
      throw new RangeError(`no column ${name} of ${type}`);
    return new Type(buffer as ArrayBuffer, start + place.at, place.length) as T;
  };
  return success({
    meta: head.meta,
    u8: (name) => column<Uint8Array>(name, 'u8'),
    u16: (name) => column<Uint16Array>(name, 'u16'),
    u32: (name) => column<Uint32Array>(name, 'u32'),
  });
}
