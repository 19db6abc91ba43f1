import { placesIn } from './array-places.ts';

/** Words in one shingle. */
export const SHINGLE = 4;
const BITS = 18;
const BUCKETS = 1 << BITS;
/** Owner of shingles that do not count. */
const REPEATED = 0xffff;

/** Hash of the shingle that starts at word `at`. */
export function shingleAt(hashes: Uint16Array, at: number): number {
  let hash = hashes[at] ?? 0;
  hash = Math.imul(hash, 0x9e3779b1) ^ (hashes[at + 1] ?? 0);
  hash = Math.imul(hash, 0x85ebca77) ^ (hashes[at + 2] ?? 0);
  hash = Math.imul(hash, 0xc2b2ae3d) ^ (hashes[at + 3] ?? 0);
  hash = Math.imul(hash ^ (hash >>> 15), 0x27d4eb2f);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** One of how many shingles of a text of `length` words are kept: all of a short text, an eighth of a long one. */
export function samplingOf(length: number): number {
  return length < 250 ? 1 : length < 800 ? 2 : 8;
}

/** Arrays of a table of `count` shingles of `texts` texts, in memory of their own or as they lie in `bytes`. */
function arraysIn(count: number, texts: number, buffer: ArrayBufferLike, start: number) {
  const take = placesIn(buffer, start);
  return {
    /** For each bucket its first entry; the next bucket's is its end. */
    starts: new Uint32Array(...take(4, BUCKETS + 1)),
    /** What tells the shingles of one bucket apart. */
    rests: new Uint16Array(...take(2, count)),
    owners: new Uint16Array(...take(2, count)),
    places: new Uint16Array(...take(2, count)),
    /** Number of shingles kept of each text. */
    kept: new Uint16Array(...take(2, texts)),
  };
}

const bytesFor = (count: number, texts: number): number => 4 * (BUCKETS + 1) + 6 * count + 2 * texts;

type Arrays = ReturnType<typeof arraysIn>;

/** Bucket of a shingle. */
export const bucketOf = (key: number): number => key & (BUCKETS - 1);
/** What tells it from the others of its bucket. */
export const restOf = (key: number): number => key >>> BITS;

/**
 * Which texts hold a shingle, and where: built from the texts, or read as it was written. The entries of one bucket lie
 * side by side, the last text's first: a look-up reads a line or two of memory, not one for each entry.
 */
export class ShingleTable implements Arrays {
  readonly starts: Arrays['starts'];
  readonly rests: Arrays['rests'];
  readonly owners: Arrays['owners'];
  readonly places: Arrays['places'];
  readonly kept: Arrays['kept'];

  private constructor({ starts, rests, owners, places, kept }: Arrays) {
    this.starts = starts;
    this.rests = rests;
    this.owners = owners;
    this.places = places;
    this.kept = kept;
  }

  /** Bytes that `open` reads in place: they are to stand on a multiple of 4. */
  written(): Uint8Array {
    const { rests, kept } = this;
    const bytes = new Uint8Array(4 + bytesFor(rests.length, kept.length));
    new DataView(bytes.buffer).setUint32(0, rests.length, true);
    const arrays = arraysIn(rests.length, kept.length, bytes.buffer, 4);
    for (const name of ['starts', 'rests', 'owners', 'places', 'kept'] as const) arrays[name].set(this[name]);
    return bytes;
  }

  static open(bytes: Uint8Array, at: number, texts: number): ShingleTable {
    const count = new DataView(bytes.buffer, bytes.byteOffset).getUint32(at, true);
    return new ShingleTable(arraysIn(count, texts, bytes.buffer, bytes.byteOffset + at + 4));
  }

  static of(texts: readonly Uint16Array[]): ShingleTable {
    const most = texts.reduce((sum, text) => sum + text.length, 0);
    // Chained at first, since what a bucket has is known at the end only.
    const heads = new Int32Array(BUCKETS).fill(-1);
    const nexts = new Int32Array(most);
    const keys = new Uint32Array(most);
    const ownersMet = new Uint16Array(most);
    const placesMet = new Uint16Array(most);
    const own = new Uint16Array(texts.length);
    let met = 0;
    let count = 0;
    for (const [owner, text] of texts.entries()) {
      const sampling = samplingOf(text.length);
      const from = met;
      const before = count;
      for (let at = 0; at + SHINGLE <= text.length; at++) {
        const key = shingleAt(text, at);
        if (sampling > 1 && (key >>> 20) % sampling !== 0) continue;
        const bucket = bucketOf(key);
        // A shingle that a text repeats tells no place: it is dropped, so that a step back means a new copy.
        let twin = heads[bucket] as number;
        while (twin >= from && keys[twin] !== key) twin = nexts[twin] as number;
        if (twin >= from) {
          if (ownersMet[twin] === owner) count--;
          ownersMet[twin] = REPEATED;
          continue;
        }
        keys[met] = key;
        ownersMet[met] = owner;
        placesMet[met] = at;
        nexts[met] = heads[bucket] as number;
        heads[bucket] = met++;
        count++;
      }
      own[owner] = count - before;
    }
    const buffer = new ArrayBuffer(bytesFor(count, texts.length));
    const { starts, rests, owners, places, kept } = arraysIn(count, texts.length, buffer, 0);
    kept.set(own);
    let end = 0;
    for (let bucket = 0; bucket < BUCKETS; bucket++) {
      for (let at = heads[bucket] as number; at >= 0; at = nexts[at] as number) {
        if (ownersMet[at] === REPEATED) continue;
        rests[end] = restOf(keys[at] as number);
        owners[end] = ownersMet[at] as number;
        places[end++] = placesMet[at] as number;
      }
      starts[bucket + 1] = end;
    }
    return new ShingleTable({ starts, rests, owners, places, kept });
  }
}
