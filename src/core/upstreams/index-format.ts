import { failure, type Result, success } from '../model/result.ts';
import { PRINT_VERSION } from '../similarity/unit-print.ts';

/**
 * Layout of a catalogue index, all numbers little-endian (see docs/catalogue.md):
 * bytes 0-7 magic, 8-11 format version, 12-15 print version, 16-19 length of the file, 20-23 zero,
 * 24-55 SHA-256 of everything from byte 56, then for each section its offset and its length in bytes,
 * then the sections, each on a multiple of 8 so that typed arrays can look into the file as it is.
 */
export const FORMAT_VERSION = 1;
const MAGIC = [0x46, 0x4f, 0x52, 0x45, 0x42, 0x45, 0x41, 0x52] as const;
const DIGEST_AT = 24;
export const DIGESTED_FROM = 56;

/** Sections in file order, with the size of their elements in bytes. */
export const SECTIONS = {
  /** JSON: id, built, versions (facts and files), contents (blob, language, damage, header). */
  meta: 1,
  /** JSON array: artefact facts; versions name them by position. */
  artefacts: 1,
  /** UTF-8 of all strings, one after another. */
  stringBytes: 1,
  /** n+1 starts into stringBytes. */
  stringStarts: 4,
  /** Two words a unit: high and low half of the digest. */
  unitDigests: 4,
  unitTokens: 4,
  unitKinds: 1,
  /** n+1 starts into grams and gramLines. */
  unitGrams: 4,
  grams: 4,
  gramLines: 2,
  /** n+1 starts into nameStrings and nameContexts. */
  unitNames: 4,
  nameStrings: 4,
  /** n+1 starts into contexts. */
  nameContexts: 4,
  contexts: 4,
  /** n+1 starts into the four tables of places, by unit. */
  unitPlaces: 4,
  placeContents: 4,
  placeSymbols: 4,
  /** Two words a place: first and last line. */
  placeLines: 4,
  placeRoles: 1,
  /** n+1 starts into contentPlaces, by content. */
  contentStarts: 4,
  /** Places in the order of the file. */
  contentPlaces: 4,
  /** Distinct grams, ascending. */
  keys: 4,
  /** n+1 starts into postings, by key. */
  keyStarts: 4,
  /** Units, ascending for each key. */
  postings: 4,
} as const;
export type SectionName = keyof typeof SECTIONS;

export const SECTION_NAMES = Object.keys(SECTIONS) as readonly SectionName[];
export const HEADER_BYTES = DIGESTED_FROM + SECTION_NAMES.length * 8;

export type Sections = Readonly<Record<SectionName, Uint8Array>>;

/** SHA-256 of bytes as 64 hex digits; given by the platform. */
export type Digest = (bytes: Uint8Array) => string;

export type IndexFailure = 'foreign' | 'other-version' | 'damaged';

function hexBytes(hex: string): readonly number[] {
  return Array.from({ length: 32 }, (_, at) => Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16));
}

/** Joins sections into one file. */
export function joinSections(sections: Sections, digest: Digest): Uint8Array<ArrayBuffer> {
  const padded = (length: number): number => (length + 7) & ~7;
  const start = padded(HEADER_BYTES);
  const total = SECTION_NAMES.reduce((sum, name) => sum + padded(sections[name].byteLength), start);
  const file = new Uint8Array(total);
  const view = new DataView(file.buffer);
  file.set(MAGIC, 0);
  view.setUint32(8, FORMAT_VERSION, true);
  view.setUint32(12, PRINT_VERSION, true);
  view.setUint32(16, total, true);
  let at = start;
  for (const [position, name] of SECTION_NAMES.entries()) {
    const bytes = sections[name];
    view.setUint32(DIGESTED_FROM + position * 8, at, true);
    view.setUint32(DIGESTED_FROM + position * 8 + 4, bytes.byteLength, true);
    file.set(bytes, at);
    at += padded(bytes.byteLength);
  }
  file.set(hexBytes(digest(file.subarray(DIGESTED_FROM))), DIGEST_AT);
  return file;
}

/**
 * Finds the sections of a file without copying them. With `digest` the checksum is verified; a file that was
 * verified once, e.g. one shared between workers, need not be again.
 */
export function splitSections(
  buffer: ArrayBufferLike,
  digest: Digest | null,
): Result<Sections, IndexFailure> {
  const file = new Uint8Array(buffer);
  if (new Uint8Array(Uint32Array.of(1).buffer)[0] !== 1) {
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
  const damaged = failure('damaged', 'the index is damaged: get it anew, or run "forebear catalogue build".');
  if (view.getUint32(16, true) !== file.length) return damaged;
  if (digest !== null) {
    const expected = hexBytes(digest(file.subarray(DIGESTED_FROM)));
    if (expected.some((byte, at) => file[DIGEST_AT + at] !== byte)) return damaged;
  }
  const sections: Partial<Record<SectionName, Uint8Array>> = {};
  for (const [position, name] of SECTION_NAMES.entries()) {
    const at = view.getUint32(DIGESTED_FROM + position * 8, true);
    const length = view.getUint32(DIGESTED_FROM + position * 8 + 4, true);
    if (at % 8 !== 0 || at + length > file.length || length % SECTIONS[name] !== 0) return damaged;
    sections[name] = file.subarray(at, at + length);
  }
  return success(sections as Sections);
}
