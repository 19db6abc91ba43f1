import { LITTLE_ENDIAN } from '../bytes/little-endian.ts';
import { PRINT_VERSION } from '../compare/unit-print.ts';
import { failure, type Result, success } from '../model/result.ts';
import { packSections, unpackSections } from './pack-sections.ts';
import { SECTION_NAMES, SECTIONS, type SectionName, type Sections } from './sections.ts';

/**
 * Layout of a catalogue index, all numbers little-endian (see docs/catalogue.md):
 * bytes 0-7 magic, 8-11 format version, 12-15 print version, 16-19 length, 20-23 layout (0 packed; 1 open, as in
 * memory), 24-55 SHA-256 of everything from byte 56 (files only), then for each section its offset, its length and
 * its unpacked length in bytes, then the sections, each on a multiple of 8: in the open layout typed arrays look into
 * them as they are.
 */
export const FORMAT_VERSION = 2;
const MAGIC = [0x46, 0x4f, 0x52, 0x45, 0x42, 0x45, 0x41, 0x52] as const;
const DIGEST_AT = 24;
const DIGESTED_FROM = 56;
const LAYOUT = { packed: 0, open: 1 } as const;

const HEADER_BYTES = DIGESTED_FROM + SECTION_NAMES.length * 12;

/** SHA-256 of bytes as 64 hex digits; given by the platform. */
export type Digest = (bytes: Uint8Array) => string;

export type IndexFailure = 'foreign' | 'other-version' | 'damaged';

function hexBytes(hex: string): readonly number[] {
  return Array.from({ length: 32 }, (_, at) => Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16));
}

/** Far above any real catalogue; keeps a forged table from taking the machine's memory. */
const MEMORY_LIMIT = 1024 * 1024 * 1024;

const padded = (length: number): number => (length + 7) & ~7;

/** Writes header and table, and answers where each section stands. */
function layOut(
  allocate: (length: number) => ArrayBufferLike,
  layout: number,
  sizes: readonly number[],
  openSizes: readonly number[],
): { readonly file: Uint8Array; readonly sections: Sections } {
  const start = padded(HEADER_BYTES);
  const total = sizes.reduce((sum, size) => sum + padded(size), start);
  const buffer = allocate(total);
  const file = new Uint8Array(buffer);
  const view = new DataView(buffer);
  file.set(MAGIC, 0);
  view.setUint32(8, FORMAT_VERSION, true);
  view.setUint32(12, PRINT_VERSION, true);
  view.setUint32(16, total, true);
  view.setUint32(20, layout, true);
  const sections: Partial<Record<SectionName, Uint8Array>> = {};
  let at = start;
  for (const [position, name] of SECTION_NAMES.entries()) {
    const size = sizes[position] ?? 0;
    const row = DIGESTED_FROM + position * 12;
    view.setUint32(row, at, true);
    view.setUint32(row + 4, size, true);
    view.setUint32(row + 8, openSizes[position] ?? 0, true);
    sections[name] = file.subarray(at, at + size);
    at += padded(size);
  }
  return { file, sections: sections as Sections };
}

/** Packs sections into the bytes of a file. */
export function joinSections(sections: Sections, digest: Digest): Uint8Array<ArrayBuffer> {
  const packed = packSections(sections);
  const buffers: ArrayBuffer[] = [];
  const { file, sections: places } = layOut(
    (length) => {
      const buffer = new ArrayBuffer(length);
      buffers.push(buffer);
      return buffer;
    },
    LAYOUT.packed,
    SECTION_NAMES.map((name) => packed[name].length),
    SECTION_NAMES.map((name) => sections[name].length),
  );
  for (const name of SECTION_NAMES) places[name].set(packed[name]);
  file.set(hexBytes(digest(file.subarray(DIGESTED_FROM))), DIGEST_AT);
  return new Uint8Array(buffers[0] ?? new ArrayBuffer(0));
}

/** The bytes of a file that needs no unpacking, from opened memory: three times as large, and opened at once. */
export function sealOpen(memory: ArrayBufferLike, digest: Digest): Uint8Array<ArrayBuffer> {
  const file = new Uint8Array(memory).slice();
  file.set(hexBytes(digest(file.subarray(DIGESTED_FROM))), DIGEST_AT);
  return file;
}

/** Whether the bytes of an index stand as in memory. */
export function isOpenIndex(buffer: ArrayBufferLike): boolean {
  return buffer.byteLength >= HEADER_BYTES && new DataView(buffer).getUint32(20, true) === LAYOUT.open;
}

/** The same bytes in memory that threads share. */
function shared(buffer: ArrayBufferLike): SharedArrayBuffer {
  if (buffer instanceof SharedArrayBuffer) return buffer;
  const memory = new SharedArrayBuffer(buffer.byteLength);
  new Uint8Array(memory).set(new Uint8Array(buffer));
  return memory;
}

const DAMAGED = failure('damaged', 'the index is damaged: get it anew, or run "forebear catalogue build".');

/**
 * Finds the sections of a buffer. With `digest` it is a file, whose checksum is verified and whose sections are
 * unpacked into shared memory, which `buffer` of the answer is (an open file in shared memory stays where it is).
 * Without, it is such memory, opened again, e.g. in a worker, without a copy or a check.
 */
export function openSections(
  buffer: ArrayBufferLike,
  digest: Digest | null,
): Result<{ readonly buffer: ArrayBufferLike; readonly sections: Sections }, IndexFailure> {
  const file = new Uint8Array(buffer);
  if (!LITTLE_ENDIAN) {
    return failure('other-version', 'catalogue indexes need a little-endian machine.');
  }
  if (file.length < HEADER_BYTES || MAGIC.some((byte, at) => file[at] !== byte)) {
    return failure('foreign', 'this is not a catalogue index.');
  }
  const view = new DataView(buffer);
  const format = view.getUint32(8, true);
  const print = view.getUint32(12, true);
  if (format !== FORMAT_VERSION || print !== PRINT_VERSION) {
    return failure(
      'other-version',
      `this index was built by another version (format ${format}, prints ${print}; this one reads ${FORMAT_VERSION} and ${PRINT_VERSION}): rebuild it with "forebear catalogue build".`,
    );
  }
  const layout = view.getUint32(20, true);
  if (view.getUint32(16, true) !== file.length || layout > LAYOUT.open) return DAMAGED;
  if (digest !== null) {
    const expected = hexBytes(digest(file.subarray(DIGESTED_FROM)));
    if (expected.some((byte, at) => file[DIGEST_AT + at] !== byte)) return DAMAGED;
  }
  const memory = layout === LAYOUT.open ? shared(buffer) : buffer;
  const bytes = new Uint8Array(memory);
  const found: Partial<Record<SectionName, Uint8Array>> = {};
  const openSizes: number[] = [];
  for (const [position, name] of SECTION_NAMES.entries()) {
    const row = DIGESTED_FROM + position * 12;
    const at = view.getUint32(row, true);
    const length = view.getUint32(row + 4, true);
    const openSize = view.getUint32(row + 8, true);
    if (at % 8 !== 0 || at + length > file.length || openSize % SECTIONS[name] !== 0) return DAMAGED;
    if (layout === LAYOUT.open && length !== openSize) return DAMAGED;
    found[name] = bytes.subarray(at, at + length);
    openSizes.push(openSize);
  }
  const sections = found as Sections;
  if (layout === LAYOUT.open) return success({ buffer: memory, sections });
  // Every number takes at least a byte in a file, so a table cannot claim more than this; the two derived
  // sections are as long as those that they are derived from.
  if (openSizes.some((size) => size > file.length * 8)) return DAMAGED;
  if (openSizes.reduce((sum, size) => sum + size, 0) > MEMORY_LIMIT) return DAMAGED;
  const allocated: SharedArrayBuffer[] = [];
  const open = layOut(
    (length) => {
      const whole = new SharedArrayBuffer(length);
      allocated.push(whole);
      return whole;
    },
    LAYOUT.open,
    openSizes,
    openSizes,
  );
  const [unpacked] = allocated;
  if (unpacked === undefined || !unpackSections(sections, open.sections)) return DAMAGED;
  return success({ buffer: unpacked, sections: open.sections });
}
