/** Sampled prints of one project, ready to be put in order. All arrays are parallel to their kind. */
export interface HeldPrints {
  /** Number of the family: its projects are one before any date is compared. */
  readonly family: number;
  /** Number of files, i.e. one more than the largest in `unitFiles`. */
  readonly files: number;
  /** Folder of each file; -1 at the top. */
  readonly fileFolders: readonly number[];
  /** Parent of each folder; -1 below the top. */
  readonly folders: readonly number[];
  /** Seconds at which each unit was first seen. */
  readonly unitTimes: Uint32Array;
  /** File in which each unit was first seen. */
  readonly unitFiles: Uint32Array;
  /** Number + 1, among those meant, of whom the unit's file names as its source; 0: nobody. */
  readonly unitStated: Uint32Array;
  /** n + 1 starts into grams. */
  readonly unitStarts: Uint32Array;
  readonly grams: Uint32Array;
  /** Number of the file that stands for one that an index does not name; absent where the prints are no index's. */
  readonly unnamedFile?: number;
}

/**
 * Projects that a file's word for its source may mean, by its number: each project for itself, then whoever is not in the
 * world, whom none stands for, then owners, for whom all of theirs stand: `EleutherAI` says no more.
 */
export type Meant = readonly (readonly number[])[];

/** The same where nobody is named by his owner. */
export const eachItself = (projects: readonly HeldPrints[]): Meant => projects.map((_, at) => [at]);

/** One gram of one project: where the project had it first. */
interface Entries {
  /** Distinct grams of all projects, each project's run of them by project; sorted by gram, then by time. */
  readonly grams: Uint32Array;
  readonly projects: Uint16Array;
  readonly times: Uint32Array;
  readonly units: Uint32Array;
}

/** Grams with their holders, earliest first; `starts` has n + 1 places for n distinct grams. */
export interface Holders extends Entries {
  readonly distinct: Uint32Array;
  readonly starts: Uint32Array;
}

/** First unit of each distinct gram of a project. Units must be in the order of their times. */
function firstUnits(prints: HeldPrints): { grams: Uint32Array; units: Uint32Array } {
  const order = Uint32Array.from(prints.unitTimes.keys()).sort(
    (a, b) => (prints.unitTimes[a] ?? 0) - (prints.unitTimes[b] ?? 0) || a - b,
  );
  let size = 1 << 16;
  while (size < prints.grams.length) size *= 2;
  let slots = new Int32Array(Math.min(size * 2, 1 << 26)).fill(-1);
  const mask = slots.length - 1;
  const grams: number[] = [];
  const units: number[] = [];
  for (const unit of order) {
    const end = prints.unitStarts[unit + 1] ?? 0;
    for (let at = prints.unitStarts[unit] ?? 0; at < end; at++) {
      const gram = prints.grams[at] ?? 0;
      let slot = Math.imul(gram, 0x9e3779b1) & mask;
      for (;;) {
        const number = slots[slot] as number;
        if (number < 0) {
          slots[slot] = grams.length;
          grams.push(gram);
          units.push(unit);
          break;
        }
        if (grams[number] === gram) break;
        slot = (slot + 1) & mask;
      }
    }
  }
  slots = new Int32Array(0);
  return { grams: Uint32Array.from(grams), units: Uint32Array.from(units) };
}

const HIGH_BITS = 16;
const SHIFT = 31 - HIGH_BITS;

/** Brings the first units of every gram of every project into one order: by gram, then by time, then by project. */
export function gatherHolders(projects: readonly HeldPrints[]): Holders {
  const firsts = projects.map(firstUnits);
  const total = firsts.reduce((sum, one) => sum + one.grams.length, 0);
  const counts = new Uint32Array((1 << HIGH_BITS) + 1);
  for (const { grams } of firsts)
    for (let at = 0; at < grams.length; at++) {
      const bucket = ((grams[at] as number) >>> SHIFT) + 1;
      counts[bucket] = (counts[bucket] as number) + 1;
    }
  for (let at = 1; at < counts.length; at++) counts[at] = (counts[at] as number) + (counts[at - 1] as number);
  const places = counts.slice();
  const raw = {
    grams: new Uint32Array(total),
    projects: new Uint16Array(total),
    times: new Uint32Array(total),
    units: new Uint32Array(total),
  };
  for (const [project, first] of firsts.entries()) {
    const times = projects[project]?.unitTimes ?? new Uint32Array(0);
    for (let at = 0; at < first.grams.length; at++) {
      const gram = first.grams[at] as number;
      const unit = first.units[at] as number;
      const bucket = gram >>> SHIFT;
      const place = places[bucket] as number;
      places[bucket] = place + 1;
      raw.grams[place] = gram;
      raw.projects[place] = project;
      raw.units[place] = unit;
      raw.times[place] = times[unit] as number;
    }
  }
  const sorted = {
    grams: new Uint32Array(total),
    projects: new Uint16Array(total),
    times: new Uint32Array(total),
    units: new Uint32Array(total),
  };
  const distinct: number[] = [];
  const starts: number[] = [];
  for (let bucket = 0; bucket < 1 << HIGH_BITS; bucket++) {
    const from = counts[bucket] as number;
    const to = counts[bucket + 1] as number;
    const order = Array.from({ length: to - from }, (_, at) => from + at).sort(
      (a, b) =>
        (raw.grams[a] as number) - (raw.grams[b] as number) ||
        (raw.times[a] as number) - (raw.times[b] as number) ||
        (raw.projects[a] as number) - (raw.projects[b] as number),
    );
    for (const [at, place] of order.entries()) {
      const to = from + at;
      const gram = raw.grams[place] as number;
      if (distinct.length === 0 || distinct[distinct.length - 1] !== gram) {
        distinct.push(gram);
        starts.push(to);
      }
      sorted.grams[to] = gram;
      sorted.projects[to] = raw.projects[place] as number;
      sorted.times[to] = raw.times[place] as number;
      sorted.units[to] = raw.units[place] as number;
    }
  }
  starts.push(total);
  return { ...sorted, distinct: Uint32Array.from(distinct), starts: Uint32Array.from(starts) };
}

/** Position of a gram among distinct ascending ones, or -1. `from` and `to` bound the search. */
export function findGram(distinct: Uint32Array, gram: number, from = 0, to = distinct.length): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((distinct[middle] as number) < gram) low = middle + 1;
    else high = middle;
  }
  return low < to && distinct[low] === gram ? low : -1;
}
