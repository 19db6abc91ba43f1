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

interface Row {
  readonly hashes: Uint16Array;
  readonly expression: number;
  readonly kind: number;
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

/**
 * Fixed wordings, each known by one polynomial hash over its words (two words or more).
 * A lookup compares hashes of the same length only; the wording itself is not kept.
 */
export class PhraseTable {
  readonly #heads = new Int32Array(1 << BITS).fill(-1);
  readonly #nexts: Int32Array;
  readonly #sums: Int32Array;
  readonly #keys: Uint32Array;
  readonly #lengths: Uint16Array;
  readonly #expressions: Uint16Array;
  readonly #kinds: Uint8Array;
  readonly #names: readonly string[];

  static columns(rows: readonly Row[]): Uint8Array {
    const count = rows.length;
    const out = new Uint8Array(count * PHRASE_BYTES);
    const view = new DataView(out.buffer);
    for (const [i, row] of rows.entries()) {
      const sums = rolled(row.hashes);
      view.setInt32(i * 4, sums[row.hashes.length] ?? 0, true);
      view.setUint16(count * 4 + i * 2, keyOf(row.hashes[0] ?? 0, row.hashes[1] ?? 0), true);
      view.setUint16(count * 6 + i * 2, row.hashes.length, true);
      view.setUint16(count * 8 + i * 2, row.expression, true);
      view.setUint8(count * 10 + i, row.kind);
    }
    return out;
  }

  constructor(bytes: Uint8Array, at: number, count: number, names: readonly string[]) {
    const view = new DataView(bytes.buffer, bytes.byteOffset + at);
    this.#names = names;
    this.#nexts = new Int32Array(count);
    this.#sums = new Int32Array(count);
    this.#keys = new Uint32Array(count);
    this.#lengths = new Uint16Array(count);
    this.#expressions = new Uint16Array(count);
    this.#kinds = new Uint8Array(count);
    for (let i = 0; i < count; i++) {
      this.#sums[i] = view.getInt32(i * 4, true);
      const key = view.getUint16(count * 4 + i * 2, true);
      this.#keys[i] = key;
      this.#lengths[i] = view.getUint16(count * 6 + i * 2, true);
      this.#expressions[i] = view.getUint16(count * 8 + i * 2, true);
      this.#kinds[i] = view.getUint8(count * 10 + i);
      this.#nexts[i] = this.#heads[key] ?? -1;
      this.#heads[key] = i;
    }
  }

  /** The longest fixed wording at each place, none inside another, in text order. */
  find(hashes: Uint16Array): readonly PhraseHit[] {
    const sums = rolled(hashes);
    const hits: PhraseHit[] = [];
    let covered = 0;
    for (let at = 0; at + 1 < hashes.length; at++) {
      let best = -1;
      let longest = 0;
      const key = keyOf(hashes[at] ?? 0, hashes[at + 1] ?? 0);
      for (let row = this.#heads[key] ?? -1; row >= 0; row = this.#nexts[row] ?? -1) {
        const length = this.#lengths[row] ?? 0;
        if (length <= longest || at + length > hashes.length) continue;
        const span = ((sums[at + length] ?? 0) - Math.imul(sums[at] ?? 0, POWERS[length] ?? 0)) | 0;
        if (span !== this.#sums[row]) continue;
        best = row;
        longest = length;
      }
      if (best < 0 || at + longest <= covered) continue;
      covered = at + longest;
      hits.push({
        from: at,
        to: covered,
        expression: this.#names[this.#expressions[best] ?? 0] ?? '',
        kind: PHRASE_KINDS[this.#kinds[best] ?? 0] ?? 'name',
      });
    }
    return hits;
  }
}
