import { hashText } from '../bytes/hash.ts';
import { failure, type Result, success } from '../model/result.ts';
import { TRAIT_VERSION } from './trait-table.ts';

/** What is kept of an upstream's file to tell a copy from another implementation of the same task: hashes alone. */
export interface Outline {
  /** Weight of all its units. */
  readonly weight: number;
  /** Words and values, as the table of feature counts has them. */
  readonly words: Uint32Array;
  readonly values: Uint32Array;
}

/** Outlines of the files of a catalogue, by version and path. Absent: the file could not be had when they were made. */
export interface OutlineTable {
  outlineOf(version: string, path: string): Outline | null;
}

const MAGIC = 0x314c5446;
const HEADER_WORDS = 3;
/** Two hashes of version and path, the weight, the number of words and of values. */
const ENTRY_WORDS = 5;

const keyOf = (version: string, path: string): readonly [number, number] => [
  hashText(`${version}\n${path}`),
  hashText(`${path}\n${version}`),
];

export interface PlacedOutline extends Outline {
  readonly version: string;
  readonly path: string;
}

/** The bytes of a table: little-endian 32-bit words, entries in the order of their keys. */
export function encodeOutlines(outlines: readonly PlacedOutline[]): Uint8Array {
  const entries = outlines
    .map((outline) => ({ outline, key: keyOf(outline.version, outline.path) }))
    .sort((a, b) => a.key[0] - b.key[0] || a.key[1] - b.key[1]);
  const words: number[] = [MAGIC, TRAIT_VERSION, entries.length];
  for (const { outline, key } of entries) {
    words.push(...key, Math.round(outline.weight * 16), outline.words.length, outline.values.length);
    words.push(...outline.words, ...outline.values);
  }
  const bytes = new Uint8Array(4 * words.length);
  const view = new DataView(bytes.buffer);
  words.forEach((word, at) => {
    view.setUint32(4 * at, word, true);
  });
  return bytes;
}

/** Reads a table; `bytes` is used in place where it starts on a 4-byte boundary. */
export function openOutlines(bytes: Uint8Array): Result<OutlineTable, 'foreign'> {
  const foreign = failure(
    'foreign',
    'The table of upstream outlines is damaged or of another version. Reinstall Forebear.',
  );
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  if (aligned.byteLength < 4 * HEADER_WORDS || aligned.byteLength % 4 !== 0) return foreign;
  const words = new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength / 4);
  if (words[0] !== MAGIC || words[1] !== TRAIT_VERSION) return foreign;
  const found = new Map<string, Outline>();
  let at = HEADER_WORDS;
  for (let entry = 0; entry < (words[2] ?? 0); entry++) {
    const [one = 0, two = 0, weight = 0, many = 0, values = 0] = words.subarray(at, at + ENTRY_WORDS);
    const start = at + ENTRY_WORDS;
    at = start + many + values;
    if (at > words.length) return foreign;
    found.set(`${one} ${two}`, {
      weight: weight / 16,
      words: words.subarray(start, start + many),
      values: words.subarray(start + many, at),
    });
  }
  return success({ outlineOf: (version, path) => found.get(keyOf(version, path).join(' ')) ?? null });
}
