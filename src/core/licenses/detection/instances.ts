import type { LicenseIndex } from './license-index.ts';
import { REPEATED, SHINGLE, shingleAt } from './shingle-table.ts';

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
/** Least share of a standard's shingles. */
const LEAST_SHARE = 0.28;

/** Entries looked at before a text counts as made of common wordings; from there only rare wordings are followed. */
const MOST_VISITS = 6_000_000;
const FEW_VISITS = 10;

/** Every stretch, in one pass over the text. */
export function findInstances(index: LicenseIndex, hashes: Uint16Array): readonly Instance[] {
  const { shingles, templates } = index;
  const total = templates.length;
  if (hashes.length < SHINGLE) return [];
  const begin = new Int32Array(total);
  const beginPlace = new Int32Array(total);
  const last = new Int32Array(total);
  const lastPlace = new Int32Array(total);
  const count = new Int32Array(total);
  const longestOf = (owner: number): number => 2 * (templates[owner]?.hashes.length ?? 0) + GAP;
  const touched: number[] = [];
  const found: Instance[] = [];
  const close = (owner: number): void => {
    const kept = shingles.kept[owner] ?? 1;
    const seen = count[owner] ?? 0;
    const share = seen / kept;
    if (share >= LEAST_SHARE && seen >= 3) {
      const length = templates[owner]?.hashes.length ?? 0;
      found.push({
        template: owner,
        from: begin[owner] ?? 0,
        to: (last[owner] ?? 0) + SHINGLE,
        before: beginPlace[owner] ?? 0,
        after: Math.max(0, length - (lastPlace[owner] ?? 0) - SHINGLE),
        share,
        promise: length * (share - 0.5 * (1 - Math.min(1, share))),
      });
    }
    count[owner] = 0;
  };
  let visits = 0;
  const { keys, owners, places, nexts } = shingles;
  for (let i = 0; i + SHINGLE <= hashes.length; i++) {
    const key = shingleAt(hashes, i);
    let left = visits < MOST_VISITS ? MOST_VISITS : FEW_VISITS;
    for (let at = shingles.first(key); at >= 0 && left > 0; at = nexts[at] ?? -1) {
      visits++;
      left--;
      if (keys[at] !== key) continue;
      const owner = owners[at] ?? REPEATED;
      if (owner === REPEATED) continue;
      const place = places[at] ?? 0;
      if ((count[owner] ?? 0) > 0) {
        const stale = i - (last[owner] ?? 0) > GAP || i - (begin[owner] ?? 0) > longestOf(owner);
        if (stale || place < (lastPlace[owner] ?? 0) - BACK) close(owner);
      }
      if ((count[owner] ?? 0) === 0) {
        begin[owner] = i;
        beginPlace[owner] = place;
        lastPlace[owner] = place;
        touched.push(owner);
      }
      count[owner] = (count[owner] ?? 0) + 1;
      last[owner] = i;
      if (place > (lastPlace[owner] ?? 0)) lastPlace[owner] = place;
    }
  }
  for (const owner of touched) if ((count[owner] ?? 0) > 0) close(owner);
  return found;
}
