import { placesIn } from './array-places.ts';

/** What is known of a fixed wording: says a license, names one, or says none in spite of its look. */
export const PHRASE_KINDS = ['notice', 'name', 'none'] as const;
export type PhraseKind = (typeof PHRASE_KINDS)[number];

const BASE = 0x01000193;
const BITS = 15;
/** Longest fixed wording kept, in words. */
export const LONGEST_PHRASE = 400;

const POWERS = new Int32Array(LONGEST_PHRASE + 1);
POWERS[0] = 1;
for (let i = 1; i <= LONGEST_PHRASE; i++) POWERS[i] = Math.imul(POWERS[i - 1] ?? 1, BASE);

/** Bytes of one wording in the columns. */
export const PHRASE_BYTES = 11;

/** A fixed wording found at words [from, to). */
export interface PhraseHit {
  readonly from: number;
  readonly to: number;
  readonly expression: string;
  readonly kind: PhraseKind;
}

/** One wording as the table keeps it: the wording itself is not kept. */
export interface KeptWording {
  readonly sum: number;
  readonly key: number;
  readonly length: number;
  readonly expression: string;
  readonly kind: PhraseKind;
}

type Row = Omit<KeptWording, 'expression' | 'kind'> & { readonly expression: number; readonly kind: number };

/** A wording of two words or more as the table keeps it. */
export function keptWording(hashes: Uint16Array, expression: string, kind: PhraseKind): KeptWording {
  return {
    sum: rolled(hashes)[hashes.length] ?? 0,
    key: keyOf(hashes[0] ?? 0, hashes[1] ?? 0),
    length: hashes.length,
    expression,
    kind,
  };
}

function rolled(hashes: Uint16Array): Int32Array {
  const sums = new Int32Array(hashes.length + 1);
  for (let i = 0; i < hashes.length; i++)
    sums[i + 1] = (Math.imul(sums[i] ?? 0, BASE) + (hashes[i] ?? 0) + 1) | 0;
  return sums;
}

function keyOf(first: number, second: number): number {
  return (Math.imul(first, 0x9e3779b1) ^ Math.imul(second + 1, 0x85ebca77)) >>> (32 - BITS);
}

/** Arrays of a table of `count` wordings, in memory of their own or as they lie in `buffer`. */
function arraysIn(count: number, buffer: ArrayBufferLike, start: number) {
  const take = placesIn(buffer, start);
  return {
    heads: new Int32Array(...take(4, 1 << BITS)),
    nexts: new Int32Array(...take(4, count)),
    sums: new Int32Array(...take(4, count)),
    lengths: new Uint16Array(...take(2, count)),
    expressions: new Uint16Array(...take(2, count)),
    kinds: new Uint8Array(...take(1, count)),
  };
}

/**
 * Fixed wordings, each known by one polynomial hash over its words (two words or more).
 * A lookup compares hashes of the same length only; the wording itself is not kept.
 */
export class PhraseTable {
  readonly #arrays: ReturnType<typeof arraysIn>;
  readonly #names: readonly string[];

  private constructor(arrays: ReturnType<typeof arraysIn>, names: readonly string[]) {
    this.#arrays = arrays;
    this.#names = names;
  }

  static columns(rows: readonly Row[]): Uint8Array {
    const count = rows.length;
    const out = new Uint8Array(count * PHRASE_BYTES);
    const view = new DataView(out.buffer);
    for (const [i, row] of rows.entries()) {
      view.setInt32(i * 4, row.sum, true);
      view.setUint16(count * 4 + i * 2, row.key, true);
      view.setUint16(count * 6 + i * 2, row.length, true);
      view.setUint16(count * 8 + i * 2, row.expression, true);
      view.setUint8(count * 10 + i, row.kind);
    }
    return out;
  }

  /** Reads the columns that `columns` made. */
  static of(bytes: Uint8Array, at: number, count: number, names: readonly string[]): PhraseTable {
    const view = new DataView(bytes.buffer, bytes.byteOffset + at);
    const arrays = arraysIn(count, new ArrayBuffer(PhraseTable.size(count)), 0);
    const { heads, nexts, sums, lengths, expressions, kinds } = arrays;
    heads.fill(-1);
    for (let i = 0; i < count; i++) {
      sums[i] = view.getInt32(i * 4, true);
      const key = view.getUint16(count * 4 + i * 2, true);
      lengths[i] = view.getUint16(count * 6 + i * 2, true);
      expressions[i] = view.getUint16(count * 8 + i * 2, true);
      kinds[i] = view.getUint8(count * 10 + i);
      nexts[i] = heads[key] ?? -1;
      heads[key] = i;
    }
    return new PhraseTable(arrays, names);
  }

  /** Reads what `written` gave, in place: it is to stand on a multiple of 4. */
  static open(bytes: Uint8Array, at: number, count: number, names: readonly string[]): PhraseTable {
    return new PhraseTable(arraysIn(count, bytes.buffer, bytes.byteOffset + at), names);
  }

  /** The bytes of the table as it stands in memory. */
  written(): Uint8Array {
    return new Uint8Array(
      this.#arrays.heads.buffer,
      this.#arrays.heads.byteOffset,
      PhraseTable.size(this.#arrays.sums.length),
    );
  }

  /** Every wording as it is kept, in the order of the table. */
  rows(): readonly KeptWording[] {
    const { heads, nexts, sums, lengths, expressions, kinds } = this.#arrays;
    const rows: KeptWording[] = [];
    for (let key = 0; key < heads.length; key++) {
      for (let row = heads[key] ?? -1; row >= 0; row = nexts[row] ?? -1)
        rows[row] = {
          sum: sums[row] ?? 0,
          key,
          length: lengths[row] ?? 0,
          expression: this.#names[expressions[row] ?? 0] ?? '',
          kind: PHRASE_KINDS[kinds[row] ?? 0] ?? 'name',
        };
    }
    return rows;
  }

  /** Bytes of a table of `count` wordings. */
  static size(count: number): number {
    return 4 * (1 << BITS) + 13 * count;
  }

  /** The longest fixed wording at each place, none inside another, in text order. */
  find(hashes: Uint16Array): readonly PhraseHit[] {
    const { heads, nexts, sums: known, lengths, expressions, kinds } = this.#arrays;
    const sums = rolled(hashes);
    const hits: PhraseHit[] = [];
    let covered = 0;
    for (let at = 0; at + 1 < hashes.length; at++) {
      let best = -1;
      let longest = 0;
      const key = keyOf(hashes[at] ?? 0, hashes[at + 1] ?? 0);
      for (let row = heads[key] ?? -1; row >= 0; row = nexts[row] ?? -1) {
        const length = lengths[row] ?? 0;
        if (length <= longest || at + length > hashes.length) continue;
        const span = ((sums[at + length] ?? 0) - Math.imul(sums[at] ?? 0, POWERS[length] ?? 0)) | 0;
        if (span !== known[row]) continue;
        best = row;
        longest = length;
      }
      if (best < 0 || at + longest <= covered) continue;
      covered = at + longest;
      hits.push({
        from: at,
        to: covered,
        expression: this.#names[expressions[best] ?? 0] ?? '',
        kind: PHRASE_KINDS[kinds[best] ?? 0] ?? 'name',
      });
    }
    return hits;
  }
}
