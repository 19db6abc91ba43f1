import { failure, type Result, success } from '../model/result.ts';
import { sortedLookup } from './sorted-lookup.ts';

/** The families of features that are counted. */
export const FAMILIES = ['words', 'strings', 'values', 'defaults', 'flow'] as const;
export type Family = (typeof FAMILIES)[number];

/**
 * How many files of a background of public model code have a feature. Layout, little-endian 32-bit words: magic,
 * version, number of files, number of features n, n hashes ascending (each mixed with its family), then n bytes:
 * round(16 · log2(files with it)). What is not listed is in fewer than `LISTED_FROM` files.
 */
export interface TraitTable {
  readonly files: number;
  /** Files that have the feature; 0 for one that is not listed. */
  filesWith(hash: number): number;
}

const MAGIC = 0x31545246;
/** Version of everything that decides a trait. */
export const TRAIT_VERSION = 1;
const HEADER_WORDS = 4;
const STEPS = 16;
export const LISTED_FROM = 3;

export function encodeTraitTable(files: number, counts: ReadonlyMap<number, number>): Uint8Array {
  const hashes = Uint32Array.from(
    [...counts].filter(([, count]) => count >= LISTED_FROM).map(([hash]) => hash),
  ).sort();
  const bytes = new Uint8Array(4 * (HEADER_WORDS + hashes.length) + hashes.length);
  const view = new DataView(bytes.buffer);
  [MAGIC, TRAIT_VERSION, files, hashes.length].forEach((word, at) => {
    view.setUint32(4 * at, word, true);
  });
  hashes.forEach((hash, at) => {
    view.setUint32(4 * (HEADER_WORDS + at), hash, true);
    bytes[4 * (HEADER_WORDS + hashes.length) + at] = Math.min(
      255,
      Math.round(STEPS * Math.log2(counts.get(hash) ?? 1)),
    );
  });
  return bytes;
}

/** Reads a table; `bytes` is used in place where it starts on a 4-byte boundary. */
export function openTraitTable(bytes: Uint8Array): Result<TraitTable, 'foreign'> {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  const foreign = failure(
    'foreign',
    'The table of feature counts is damaged or of another version. Reinstall Forebear.',
  );
  if (aligned.byteLength < 4 * HEADER_WORDS) return foreign;
  const head = new Uint32Array(aligned.buffer, aligned.byteOffset, HEADER_WORDS);
  const [magic = 0, version = 0, files = 0, count = 0] = head;
  if (
    magic !== MAGIC ||
    version !== TRAIT_VERSION ||
    aligned.byteLength !== 4 * (HEADER_WORDS + count) + count
  )
    return foreign;
  const hashes = new Uint32Array(aligned.buffer, aligned.byteOffset + 4 * HEADER_WORDS, count);
  const steps = new Uint8Array(aligned.buffer, aligned.byteOffset + 4 * (HEADER_WORDS + count), count);
  const positionOf = sortedLookup(hashes);
  return success({
    files,
    filesWith: (hash) => {
      const at = positionOf(hash);
      return at < 0 ? 0 : Math.round(2 ** ((steps[at] ?? 0) / STEPS));
    },
  });
}
