import { eachItself, findGram, type HeldPrints, type Holders, type Meant } from './first-holders.ts';

/** Share of a unit's grams, or of their weight, in an earlier family's file from which the unit is a copy of it. */
const HALF = 0.5;
/** The same where the file names that project as its source. */
const FIFTH = 0.2;
/** Sampled grams from which a unit is judged by itself; smaller ones share the fate of their file. */
const ENOUGH = 4;
/** Holders of a gram that are looked at: more have idiom. */
const MOST_HOLDERS = 24;

/** For each project one byte a unit: 1 where the unit came along with a copy. */
export type Carried = readonly Uint8Array[];

/** Buckets by the high bits, so that a search looks at a few grams only. */
function bucketStarts(distinct: Uint32Array): { readonly starts: Uint32Array; readonly shift: number } {
  const shift = 31 - 18;
  const starts = new Uint32Array((1 << 18) + 1);
  for (const gram of distinct) {
    const bucket = (gram >>> shift) + 1;
    starts[bucket] = (starts[bucket] as number) + 1;
  }
  for (let at = 1; at < starts.length; at++) starts[at] = (starts[at] as number) + (starts[at - 1] as number);
  return { starts, shift };
}

/** Weight of a gram by how many of some projects have it: idiom, which stands everywhere, tells little of a copy. */
const weightAmong =
  (projects: number) =>
  (holders: number): number =>
    Math.log2(1 + projects / holders);

/**
 * Which units are copies: at least half of their grams, or of their weight, stands in one file of another family that
 * had it earlier, or a fifth where the file itself names that project as its source. Units too small to tell share the fate of their file.
 */
export function findCarried(
  projects: readonly HeldPrints[],
  holders: Holders,
  meant: Meant = eachItself(projects),
): Carried {
  const { starts, shift } = bucketStarts(holders.distinct);
  const weigh = weightAmong(projects.length);
  return projects.map((prints, project) => {
    const carried = new Uint8Array(prints.unitTimes.length);
    const fileGrams = new Float64Array(prints.files);
    const fileCarried = new Float64Array(prints.files);
    const small: number[] = [];
    const shared = new Map<number, { grams: number; weight: number }>();
    for (let unit = 0; unit < carried.length; unit++) {
      const from = prints.unitStarts[unit] as number;
      const to = prints.unitStarts[unit + 1] as number;
      const file = prints.unitFiles[unit] as number;
      if (to - from < ENOUGH) {
        small.push(unit);
        continue;
      }
      shared.clear();
      const time = prints.unitTimes[unit] as number;
      const stated = meant[(prints.unitStated[unit] as number) - 1] ?? [];
      let whole = 0;
      for (let at = from; at < to; at++) {
        const gram = prints.grams[at] as number;
        const bucket = gram >>> shift;
        const position = findGram(holders.distinct, gram, starts[bucket], starts[bucket + 1]);
        if (position < 0) continue;
        const first = holders.starts[position] as number;
        const end = holders.starts[position + 1] as number;
        const weight = weigh(end - first);
        whole += weight;
        const last = Math.min(end, first + MOST_HOLDERS);
        for (let place = first; place < last && (holders.times[place] as number) < time; place++) {
          const other = holders.projects[place] as number;
          if (other === project || projects[other]?.family === prints.family) continue;
          const otherFile = projects[other]?.unitFiles[holders.units[place] as number] ?? 0;
          const key = other * 0x200000 + otherFile;
          const one = shared.get(key) ?? { grams: 0, weight: 0 };
          shared.set(key, one);
          one.grams += 1;
          one.weight += weight;
        }
      }
      const needed = (key: number): number => (stated.includes(Math.floor(key / 0x200000)) ? FIFTH : HALF);
      let isCarried = false;
      for (const [key, { grams, weight }] of shared)
        if (grams >= needed(key) * (to - from) || weight >= needed(key) * whole) isCarried = true;
      fileGrams[file] = (fileGrams[file] as number) + (to - from);
      if (!isCarried) continue;
      carried[unit] = 1;
      fileCarried[file] = (fileCarried[file] as number) + (to - from);
    }
    for (const unit of small) {
      const file = prints.unitFiles[unit] as number;
      const grams = fileGrams[file] as number;
      if (grams > 0 && (fileCarried[file] as number) >= HALF * grams) carried[unit] = 1;
    }
    return carried;
  });
}
