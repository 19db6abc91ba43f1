import { extend, type Stretch } from './extend.ts';
import { buildSeedIndex, runLength } from './seed-index.ts';
import { FLAG, type WordStream } from './words.ts';

/** Smallest passage: words that are the same, of those words that carry content, and their share. */
const LEAST = { same: 15, sameCjk: 22, content: 8, share: 0.6 } as const;
/** Two stretches in the same order are one passage when no more words than this stand between them. */
const GAP = 8;
/** A word that lies in this many stretches of this length needs no further ones. */
const ENOUGH = 6;
const LONG = 40;

/**
 * Finds passages of `suspect` in `source`: equal runs are extended over substitutions and small
 * gaps, neighbors are joined, and each word of the suspect belongs to the best passage it is in.
 * Time grows with the number of words, as the places looked at per run are bounded.
 */
export function findStretches(source: WordStream, suspect: WordStream): readonly Stretch[] {
  const index = buildSeedIndex(source);
  const found: Stretch[] = [];
  // Where the last extension on a diagonal ended: later seeds inside it would find it again.
  const done = new Map<number, number>();
  // Where the longest-reaching stretches end: text that repeats itself would align with itself everywhere.
  const reach: number[] = [];
  for (let at = 0; at < suspect.ids.length; at += 1) {
    while (reach.length > 0 && (reach[0] ?? 0) <= at) reach.shift();
    if (reach.length >= ENOUGH) continue;
    index.find(suspect, at, (place) => {
      const diagonal = place - at;
      if ((done.get(diagonal) ?? -1) >= at) return true;
      const stretch = extend(suspect.ids, source.ids, at, place, runLength(suspect, at));
      done.set(diagonal, stretch.suspectEnd - 1);
      done.set(stretch.sourceEnd - stretch.suspectEnd, stretch.suspectEnd - 1);
      if (stretch.same >= 6) found.push(stretch);
      if (stretch.same >= LONG) {
        reach.push(stretch.suspectEnd);
        reach.sort((a, b) => a - b);
      }
      return reach.length < ENOUGH;
    });
    if (done.size > 200_000) done.clear();
  }
  const joined = join(found).filter((stretch) => isPassage(stretch, suspect));
  return chooseBest(joined, suspect.ids.length);
}

/** Joins neighbors that follow each other on both sides. */
function join(found: readonly Stretch[]): readonly Stretch[] {
  const sorted = [...found].sort((a, b) => a.suspectStart - b.suspectStart || a.sourceStart - b.sourceStart);
  const open: Stretch[] = [];
  const closed: Stretch[] = [];
  for (const stretch of sorted) {
    for (let at = open.length - 1; at >= 0; at -= 1) {
      const earlier = open[at];
      if (earlier !== undefined && stretch.suspectStart - earlier.suspectEnd > GAP) {
        closed.push(earlier);
        open.splice(at, 1);
      }
    }
    const before = open.findIndex((earlier) => follows(earlier, stretch));
    const earlier = open[before];
    if (earlier === undefined) open.push(stretch);
    else open[before] = union(earlier, stretch);
  }
  return [...closed, ...open];
}

function follows(earlier: Stretch, later: Stretch): boolean {
  const gap = later.suspectStart - earlier.suspectEnd;
  const sourceGap = later.sourceStart - earlier.sourceEnd;
  return (
    gap <= GAP &&
    sourceGap <= GAP &&
    later.sourceStart >= earlier.sourceStart &&
    Math.abs(gap - sourceGap) <= GAP
  );
}

function union(a: Stretch, b: Stretch): Stretch {
  const overlap = Math.max(0, a.suspectEnd - b.suspectStart, a.sourceEnd - b.sourceStart);
  const suspectEnd = Math.max(a.suspectEnd, b.suspectEnd);
  const sourceEnd = Math.max(a.sourceEnd, b.sourceEnd);
  if (b.suspectEnd <= a.suspectEnd && b.sourceEnd <= a.sourceEnd) return a;
  const same = a.same + Math.max(0, b.same - overlap);
  return {
    suspectStart: a.suspectStart,
    sourceStart: a.sourceStart,
    suspectEnd,
    sourceEnd,
    same: Math.min(same, suspectEnd - a.suspectStart, sourceEnd - a.sourceStart),
  };
}

function isPassage(stretch: Stretch, suspect: WordStream): boolean {
  const span = Math.max(stretch.suspectEnd - stretch.suspectStart, stretch.sourceEnd - stretch.sourceStart);
  let cjk = 0;
  let content = 0;
  for (let at = stretch.suspectStart; at < stretch.suspectEnd; at += 1) {
    const flags = suspect.flags[at] ?? 0;
    if ((flags & FLAG.cjk) !== 0) cjk += 1;
    if ((flags & FLAG.stop) === 0) content += 1;
  }
  const least = cjk * 2 > span ? LEAST.sameCjk : LEAST.same;
  return stretch.same >= least && content >= LEAST.content && stretch.same >= LEAST.share * span;
}

/** The best passage first; one that adds too little that is new is left out. Sorted by place in the suspect. */
function chooseBest(stretches: readonly Stretch[], words: number): readonly Stretch[] {
  const taken = new Uint8Array(words);
  const chosen: Stretch[] = [];
  for (const stretch of [...stretches].sort(
    (a, b) => b.same - a.same || a.suspectStart - b.suspectStart || a.sourceStart - b.sourceStart,
  )) {
    let fresh = 0;
    for (let at = stretch.suspectStart; at < stretch.suspectEnd; at += 1) if (taken[at] === 0) fresh += 1;
    if (fresh * 2 < stretch.suspectEnd - stretch.suspectStart) continue;
    taken.fill(1, stretch.suspectStart, stretch.suspectEnd);
    chosen.push(stretch);
  }
  return chosen.sort((a, b) => a.suspectStart - b.suspectStart);
}
