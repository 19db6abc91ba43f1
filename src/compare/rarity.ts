import { failure, type Result, success } from '../model/result.ts';
import { bucketsFor, bucketsOf, sortedLookup } from './sorted-lookup.ts';
import { PRINT_VERSION } from './unit-print.ts';

/**
 * How common each gram is in a background of unrelated code. A gram that is not listed occurs in at most
 * `UNLISTED` background files. Layout, little-endian 32-bit words: magic, print version, number of background
 * files, number of grams n, n gram hashes ascending, then n bytes: round(16 · log2(files with the gram)). An open
 * table has the buckets of `sortedLookup` behind that, from the next whole word.
 */
export interface Rarity {
  readonly files: number;
  /** Bits of evidence of one gram: log2(background files / files with the gram), at least 0. */
  weight(gram: number): number;
  /** The same as a function of the bits, worked out once for each count and not for each gram. */
  weightBy(measure: (bits: number) => number): (gram: number) => number;
}

const MAGIC = 0x31524246;
const HEADER_WORDS = 4;
/** Bytes of a table of `count` grams. */
const bytesFor = (count: number): number => 4 * (HEADER_WORDS + count) + count;
/** Where the buckets of such a table begin, once it is open. */
const bucketsAt = (count: number): number => (bytesFor(count) + 3) & ~3;
const STEPS = 16;
/** Grams in this many background files or fewer are not listed. */
export const UNLISTED = 2;

/** Bytes of the table: grams with the number of background files they occur in. */
export function encodeRarity(files: number, counts: ReadonlyMap<number, number>): Uint8Array {
  const grams = Uint32Array.from(
    [...counts].filter(([, count]) => count > UNLISTED).map(([gram]) => gram),
  ).sort();
  const bytes = new Uint8Array(bytesFor(grams.length));
  const view = new DataView(bytes.buffer);
  [MAGIC, PRINT_VERSION, files, grams.length].forEach((word, at) => {
    view.setUint32(4 * at, word, true);
  });
  grams.forEach((gram, at) => {
    view.setUint32(4 * (HEADER_WORDS + at), gram, true);
    bytes[4 * (HEADER_WORDS + grams.length) + at] = Math.min(
      255,
      Math.round(STEPS * Math.log2(counts.get(gram) ?? 1)),
    );
  });
  return bytes;
}

/** The bytes of a table with its buckets: larger by a third, and read without working them out. */
export function withBuckets(table: Uint8Array): Uint8Array {
  const whole = table.slice();
  const count = new Uint32Array(whole.buffer, 0, HEADER_WORDS)[3] ?? 0;
  const buckets = bucketsOf(new Uint32Array(whole.buffer, 4 * HEADER_WORDS, count));
  const bytes = new Uint8Array(bucketsAt(count) + buckets.byteLength);
  bytes.set(whole);
  new Uint32Array(bytes.buffer, bucketsAt(count)).set(buckets);
  return bytes;
}

/** Reads a table, open or not; `bytes` is used in place and must start on a 4-byte boundary. */
export function openRarity(bytes: Uint8Array): Result<Rarity, 'foreign'> {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  const foreign = failure(
    'foreign',
    'The table of gram counts is damaged or of another version. Reinstall Forebear.',
  );
  if (aligned.byteLength < 4 * HEADER_WORDS) return foreign;
  const head = new Uint32Array(aligned.buffer, aligned.byteOffset, HEADER_WORDS);
  const [magic = 0, version = 0, files = 0, count = 0] = head;
  const open = bucketsAt(count) + 4 * bucketsFor(count);
  if (magic !== MAGIC || version !== PRINT_VERSION || ![bytesFor(count), open].includes(aligned.byteLength))
    return foreign;
  const grams = new Uint32Array(aligned.buffer, aligned.byteOffset + 4 * HEADER_WORDS, count);
  const steps = new Uint8Array(aligned.buffer, aligned.byteOffset + 4 * (HEADER_WORDS + count), count);
  const whole = Math.log2(files);
  const weights = Float64Array.from({ length: 256 }, (_, step) => Math.max(0, whole - step / STEPS));
  const buckets =
    aligned.byteLength === open
      ? new Uint32Array(aligned.buffer, aligned.byteOffset + bucketsAt(count), bucketsFor(count))
      : undefined;
  const positionOf = sortedLookup(grams, buckets);
  const unlisted = Math.max(0, whole - Math.log2(UNLISTED));
  const weightBy = (measure: (bits: number) => number): ((gram: number) => number) => {
    const measured = weights.map(measure);
    const none = measure(unlisted);
    return (gram) => {
      const at = positionOf(gram);
      return at < 0 ? none : (measured[steps[at] as number] as number);
    };
  };
  return success({ files, weight: weightBy((bits) => bits), weightBy });
}
