import { placesIn } from './array-places.ts';

/** Words in one shingle. */
export const SHINGLE = 4;
const BITS = 18;
/** Owner of entries that do not count. */
export const REPEATED = 0xffff;

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
    heads: new Int32Array(...take(4, 1 << BITS)),
    nexts: new Int32Array(...take(4, count)),
    keys: new Uint32Array(...take(4, count)),
    owners: new Uint16Array(...take(2, count)),
    places: new Uint16Array(...take(2, count)),
    /** Number of shingles kept of each text. */
    kept: new Uint16Array(...take(2, texts)),
  };
}

const bytesFor = (count: number, texts: number): number => 4 * (1 << BITS) + 12 * count + 2 * texts;

type Arrays = ReturnType<typeof arraysIn>;

/** Which texts hold a shingle, and where: built in one pass from the texts, or read as it was written. */
export class ShingleTable implements Arrays {
  readonly heads: Arrays['heads'];
  readonly nexts: Arrays['nexts'];
  readonly keys: Arrays['keys'];
  readonly owners: Arrays['owners'];
  readonly places: Arrays['places'];
  readonly kept: Arrays['kept'];

  private constructor({ heads, nexts, keys, owners, places, kept }: Arrays) {
    this.heads = heads;
    this.nexts = nexts;
    this.keys = keys;
    this.owners = owners;
    this.places = places;
    this.kept = kept;
  }

  /** Bytes that `open` reads in place: they are to stand on a multiple of 4. */
  written(): Uint8Array {
    const { keys, kept } = this;
    const bytes = new Uint8Array(4 + bytesFor(keys.length, kept.length));
    new DataView(bytes.buffer).setUint32(0, keys.length, true);
    const arrays = arraysIn(keys.length, kept.length, bytes.buffer, 4);
    for (const name of ['heads', 'nexts', 'keys', 'owners', 'places', 'kept'] as const)
      arrays[name].set(this[name]);
    return bytes;
  }

  static open(bytes: Uint8Array, at: number, texts: number): ShingleTable {
    const count = new DataView(bytes.buffer, bytes.byteOffset).getUint32(at, true);
    return new ShingleTable(arraysIn(count, texts, bytes.buffer, bytes.byteOffset + at + 4));
  }

  static of(texts: readonly Uint16Array[]): ShingleTable {
    const room = texts.reduce((sum, text) => sum + text.length, 0);
    const heads = new Int32Array(1 << BITS).fill(-1);
    const nexts = new Int32Array(room);
    const keys = new Uint32Array(room);
    const owners = new Uint16Array(room);
    const places = new Uint16Array(room);
    const kept = new Uint16Array(texts.length);
    let count = 0;
    for (const [owner, text] of texts.entries()) {
      const sampling = samplingOf(text.length);
      const from = count;
      let own = 0;
      for (let at = 0; at + SHINGLE <= text.length; at++) {
        const key = shingleAt(text, at);
        if (sampling > 1 && (key >>> 20) % sampling !== 0) continue;
        const bucket = key & ((1 << BITS) - 1);
        // A shingle that a text repeats tells no place: it is dropped, so that a step back means a new copy.
        let twin = heads[bucket] ?? -1;
        while (twin >= from && keys[twin] !== key) twin = nexts[twin] ?? -1;
        if (twin >= from) {
          if (owners[twin] === owner) own--;
          owners[twin] = REPEATED;
          continue;
        }
        own++;
        keys[count] = key;
        owners[count] = owner;
        places[count] = at;
        nexts[count] = heads[bucket] ?? -1;
        heads[bucket] = count;
        count++;
      }
      kept[owner] = own;
    }
    return new ShingleTable({
      heads,
      nexts: nexts.subarray(0, count),
      keys: keys.subarray(0, count),
      owners: owners.subarray(0, count),
      places: places.subarray(0, count),
      kept,
    });
  }

  /** First entry of the chain that may hold `key`, or -1. */
  first(key: number): number {
    return this.heads[key & ((1 << BITS) - 1)] ?? -1;
  }
}
