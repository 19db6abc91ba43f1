import { FLAG, type WordStream } from './words.ts';

/** Words of a seed: few enough to fall between two substitutions, more for single characters. */
export const SEED = { words: 4, cjk: 6 } as const;

/** Looks up runs of words of one stream by content. */
export interface SeedIndex {
  /** Calls `visit` with each position of the indexed stream where the run at `at` of `query` stands too. */
  readonly find: (query: WordStream, at: number, visit: (position: number) => boolean) => void;
}

/** A run that stands in more places than this is a stock phrase: only the first ones are looked at. */
const PLACES = 48;

/** Indexes every run of a stream by hash, in two flat tables (linear time and memory). */
export function buildSeedIndex(stream: WordStream): SeedIndex {
  const { ids } = stream;
  let size = 1024;
  while (size < ids.length * 2) size *= 2;
  const mask = size - 1;
  const heads = new Int32Array(size).fill(-1);
  const next = new Int32Array(ids.length).fill(-1);
  for (let at = ids.length - 1; at >= 0; at -= 1) {
    const hash = hashRun(stream, at);
    if (hash === null) continue;
    const slot = hash & mask;
    next[at] = heads[slot] ?? -1;
    heads[slot] = at;
  }
  return {
    find: (query, at, visit) => {
      const hash = hashRun(query, at);
      if (hash === null) return;
      const length = runLength(query, at);
      let looked = 0;
      for (let place = heads[hash & mask] ?? -1; place >= 0 && looked < PLACES; place = next[place] ?? -1) {
        if (!equalRun(query.ids, at, ids, place, length)) continue;
        looked += 1;
        if (!visit(place)) return;
      }
    },
  };
}

export function runLength(stream: WordStream, at: number): number {
  return ((stream.flags[at] ?? 0) & FLAG.cjk) === 0 ? SEED.words : SEED.cjk;
}

/** Null at the end of a document and for runs of function words only. */
function hashRun(stream: WordStream, at: number): number | null {
  const { ids, flags } = stream;
  const length = runLength(stream, at);
  let hash = length;
  let content = 0;
  for (let index = at; index < at + length; index += 1) {
    const id = ids[index] ?? -1;
    if (id < 0) return null;
    if (((flags[index] ?? 0) & FLAG.stop) === 0) content += 1;
    hash = Math.imul(hash ^ id, 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  return content === 0 ? null : Math.imul(hash, 0x85ebca6b) >>> 0;
}

function equalRun(a: Int32Array, atA: number, b: Int32Array, atB: number, length: number): boolean {
  for (let index = 0; index < length; index += 1) if (a[atA + index] !== b[atB + index]) return false;
  return true;
}
