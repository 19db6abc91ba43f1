import type { LicenseIndex } from './license-index.ts';
import { bucketOf, restOf, SHINGLE, shingleAt } from './shingle-table.ts';

/** A stretch of text that shares shingles, in order, with one standard text. */
export interface Instance {
  readonly template: number;
  /** Words [from, to) of the text that surely belong, and the words before and after that the standard has. */
  readonly from: number;
  readonly to: number;
  readonly before: number;
  readonly after: number;
  /** Share (0..1) of the standard's shingles that were seen. */
  readonly share: number;
  /** Words that are likely to be found, less half of those that are likely to be missing. */
  readonly promise: number;
}

/** Words without a shared shingle after which a stretch ends. */
const GAP = 160;
/** Steps back in the standard that are still the same copy. */
const BACK = 16;
/**
 * Shingles from further back, with none from further on between them, with which another copy begins: one alone is a sentence
 * between that repeats words of the standard. Were more let pass, a copy would be lost that begins in the middle of another.
 */
const AGAIN = 2;
/** Least share of a standard's shingles. */
const LEAST_SHARE = 0.28;

/** Entries looked at before a text counts as made of common wordings; from there only rare wordings are followed. */
const MOST_VISITS = 6_000_000;
const FEW_VISITS = 10;

/** What is known of each standard text while a text is read. */
function roomFor(index: LicenseIndex) {
  const total = index.templates.length;
  return {
    index,
    /** Words of a stretch, at most. */
    longest: Int32Array.from(index.templates, ({ hashes }) => 2 * hashes.length + GAP),
    /** Shingles of the open stretch; 0 where none is open. */
    count: new Int32Array(total),
    /** Where its first and its last shingle stand, in the text and in the standard. */
    begin: new Int32Array(total),
    beginPlace: new Int32Array(total),
    last: new Int32Array(total),
    lastPlace: new Int32Array(total),
    /** Shingles from further back since the last. */
    strays: new Int32Array(total),
  };
}

/** One room for all texts: most are read in less time than it takes to make one. */
let room: ReturnType<typeof roomFor> | null = null;

/** Every stretch, in one pass over the text. */
export function findInstances(index: LicenseIndex, hashes: Uint16Array): readonly Instance[] {
  const { shingles, templates } = index;
  if (hashes.length < SHINGLE) return [];
  if (room?.index !== index) room = roomFor(index);
  const { longest, count, begin, beginPlace, last, lastPlace, strays } = room;
  const touched: number[] = [];
  const found: Instance[] = [];
  const close = (owner: number): void => {
    const kept = shingles.kept[owner] ?? 1;
    const seen = count[owner] as number;
    const share = seen / kept;
    if (share >= LEAST_SHARE && seen >= 3) {
      const length = templates[owner]?.hashes.length ?? 0;
      found.push({
        template: owner,
        from: begin[owner] as number,
        to: (last[owner] as number) + SHINGLE,
        before: beginPlace[owner] as number,
        after: Math.max(0, length - (lastPlace[owner] as number) - SHINGLE),
        share,
        promise: length * (share - 0.5 * (1 - Math.min(1, share))),
      });
    }
    count[owner] = 0;
  };
  let visits = 0;
  const { starts, rests, owners, places } = shingles;
  for (let i = 0; i + SHINGLE <= hashes.length; i++) {
    const key = shingleAt(hashes, i);
    const bucket = bucketOf(key);
    const rest = restOf(key);
    const first = starts[bucket] as number;
    const end = Math.min(
      starts[bucket + 1] as number,
      first + (visits < MOST_VISITS ? MOST_VISITS : FEW_VISITS),
    );
    visits += end - first;
    for (let at = first; at < end; at++) {
      if (rests[at] !== rest) continue;
      const owner = owners[at] as number;
      const place = places[at] as number;
      if ((count[owner] as number) > 0) {
        const stale =
          i - (last[owner] as number) > GAP || i - (begin[owner] as number) > (longest[owner] as number);
        if (stale) close(owner);
        else if (place < (lastPlace[owner] as number) - BACK) {
          strays[owner] = (strays[owner] as number) + 1;
          if ((strays[owner] as number) < AGAIN) continue;
          close(owner);
        }
      }
      strays[owner] = 0;
      if (count[owner] === 0) {
        begin[owner] = i;
        beginPlace[owner] = place;
        lastPlace[owner] = place;
        touched.push(owner);
      }
      count[owner] = (count[owner] as number) + 1;
      last[owner] = i;
      if (place > (lastPlace[owner] as number)) lastPlace[owner] = place;
    }
  }
  for (const owner of touched) if ((count[owner] as number) > 0) close(owner);
  return found;
}
