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

/** Which texts hold a shingle, and where: built in one pass from the texts. */
export class ShingleTable {
  readonly heads: Int32Array;
  readonly nexts: Int32Array;
  readonly keys: Uint32Array;
  readonly owners: Uint16Array;
  readonly places: Uint16Array;
  /** Number of shingles kept of each text. */
  readonly kept: Uint16Array;

  constructor(texts: readonly Uint16Array[]) {
    const room = texts.reduce((sum, text) => sum + text.length, 0);
    this.heads = new Int32Array(1 << BITS).fill(-1);
    const nexts = new Int32Array(room);
    const keys = new Uint32Array(room);
    const owners = new Uint16Array(room);
    const places = new Uint16Array(room);
    this.kept = new Uint16Array(texts.length);
    let count = 0;
    for (const [owner, text] of texts.entries()) {
      const sampling = samplingOf(text.length);
      const from = count;
      let kept = 0;
      for (let at = 0; at + SHINGLE <= text.length; at++) {
        const key = shingleAt(text, at);
        if (sampling > 1 && (key >>> 20) % sampling !== 0) continue;
        const bucket = key & ((1 << BITS) - 1);
        // A shingle that a text repeats tells no place: it is dropped, so that a step back means a new copy.
        let twin = this.heads[bucket] ?? -1;
        while (twin >= from && keys[twin] !== key) twin = nexts[twin] ?? -1;
        if (twin >= from) {
          if (owners[twin] === owner) kept--;
          owners[twin] = REPEATED;
          continue;
        }
        kept++;
        keys[count] = key;
        owners[count] = owner;
        places[count] = at;
        nexts[count] = this.heads[bucket] ?? -1;
        this.heads[bucket] = count;
        count++;
      }
      this.kept[owner] = kept;
    }
    this.nexts = nexts.subarray(0, count);
    this.keys = keys.subarray(0, count);
    this.owners = owners.subarray(0, count);
    this.places = places.subarray(0, count);
  }

  /** First entry of the chain that may hold `key`, or -1. */
  first(key: number): number {
    return this.heads[key & ((1 << BITS) - 1)] ?? -1;
  }
}
