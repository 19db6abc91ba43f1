import type { Carried } from './carriers.ts';
import { eachItself, type HeldPrints, type Holders, type Meant } from './first-holders.ts';
import { MOST_DAYS_APART } from './sample.ts';

/** Share of a folder's grams from which the rest of it is taken to be of the same kind. */
const MOSTLY = 0.6;
/** Seconds. */
const SOON = MOST_DAYS_APART * 86_400;
/** Other holders that are kept beside the first. */
const OTHERS = 2;

/** The answer for every gram of the world, in columns parallel to `grams`. */
export interface Settled {
  /** Distinct grams, ascending. */
  readonly grams: Uint32Array;
  /** Project that had it first. */
  readonly projects: Uint16Array;
  /** File of that project; with the project it names a file of the world. */
  readonly files: Uint32Array;
  /** Seconds by which it had it. */
  readonly times: Uint32Array;
  /** 1 where the file names nobody as its source who may have had it. */
  readonly roots: Uint8Array;
  readonly independents: Uint16Array;
  /** Two a gram; 0xffff: none. */
  readonly others: Uint16Array;
}

/**
 * Says of each gram who had it first: the earliest holder, or whom the earliest names as its source where that project
 * has it too. `heads` gives each project the one that its family is named by; a family's own order of dates does not
 * count. Independent are the families that have a gram in code which is no copy. What an index had `counted` stays: it knew
 * whole files, and of its projects only what they had first is left to tell a copy by.
 */
export function settleWorld(
  projects: readonly HeldPrints[],
  holders: Holders,
  carried: Carried,
  heads: readonly number[],
  meant: Meant = eachItself(projects),
  counted: (gram: number) => number = () => 0,
): Settled {
  const count = holders.distinct.length;
  const settled = {
    grams: holders.distinct,
    projects: new Uint16Array(count),
    files: new Uint32Array(count),
    times: new Uint32Array(count),
    roots: new Uint8Array(count),
    independents: new Uint16Array(count),
    others: new Uint16Array(count * OTHERS).fill(0xffff),
  };
  const amongCopies = projects.map((prints, project) =>
    filesAmong(prints, (unit) => carried[project]?.[unit] === 1 || (prints.unitStated[unit] as number) > 0),
  );
  // Of a source that is not in the world nothing is known: the rest of such a folder may be of it as well.
  const ofUnknown = projects.map((prints) =>
    filesAmong(prints, (unit) => {
      const stated = prints.unitStated[unit] as number;
      return stated > 0 && (meant[stated - 1] ?? []).length === 0;
    }),
  );
  const named = timesNamed(projects, meant);
  const families = new Set<number>();
  for (let gram = 0; gram < count; gram++) {
    const from = holders.starts[gram] as number;
    const to = holders.starts[gram + 1] as number;
    const first = firstPlace(projects, holders, { from, to }, { heads, meant, amongCopies });
    const project = holders.projects[first] as number;
    const unit = holders.units[first] as number;
    const prints = projects[project];
    if (prints === undefined) continue;
    const stated = prints.unitStated[unit] as number;
    settled.projects[gram] = project;
    settled.files[gram] = prints.unitFiles[unit] as number;
    settled.times[gram] = Math.min(holders.times[first] as number, holders.times[from] as number);
    const isOwn =
      stated === 0 || !mayBeOf(projects, holders, { from, to }, meant[stated - 1] ?? [], prints.family);
    const file = prints.unitFiles[unit] as number;
    settled.roots[gram] = isOwn && ofUnknown[project]?.[file] !== 1 ? 1 : 0;
    families.clear();
    families.add(prints.family);
    let next = -1;
    let wellKnown = -1;
    for (let place = from; place < to; place++) {
      const other = holders.projects[place] as number;
      const family = projects[other]?.family ?? 0;
      if (carried[other]?.[holders.units[place] as number] === 0) families.add(family);
      if (family === prints.family) continue;
      if (next < 0) next = other;
      else if (wellKnown < 0 || (named[other] as number) > (named[wellKnown] as number)) wellKnown = other;
    }
    if (next >= 0) settled.others[gram * OTHERS] = next;
    if (wellKnown >= 0) settled.others[gram * OTHERS + 1] = wellKnown;
    settled.independents[gram] = counted(holders.distinct[gram] as number) || families.size;
  }
  return settled;
}

/** For each project, how many others have a file that names it as its source: whom what is copied comes by way of. */
function timesNamed(projects: readonly HeldPrints[], meant: Meant): Uint32Array {
  const times = new Uint32Array(projects.length);
  for (const [at, { unitStated }] of projects.entries()) {
    const stated = new Set<number>();
    for (const number of unitStated) if (number > 0) stated.add(number);
    const those = new Set([...stated].flatMap((number) => meant[number - 1] ?? []));
    for (const one of those) if (one !== at) times[one] = (times[one] as number) + 1;
  }
  return times;
}

/**
 * Whether code may be of one of those whom its file names: of somebody who is not in the world nothing is known, and a
 * project of the world that never had it is not where it came from.
 */
function mayBeOf(
  projects: readonly HeldPrints[],
  holders: Holders,
  { from, to }: { readonly from: number; readonly to: number },
  named: readonly number[],
  family: number,
): boolean {
  if (named.length === 0) return true;
  const families = new Set(named.flatMap((one) => projects[one]?.family ?? []));
  if (families.has(family)) return false;
  for (let place = from; place < to; place++)
    if (families.has(projects[holders.projects[place] as number]?.family ?? -1)) return true;
  return false;
}

/** Files that stand in a folder of which most is in units of some kind. The top folder of a project is none. */
function filesAmong(prints: HeldPrints, isOfKind: (unit: number) => boolean): Uint8Array {
  const whole = new Float64Array(prints.folders.length);
  const some = new Float64Array(prints.folders.length);
  for (let unit = 0; unit < prints.unitTimes.length; unit++) {
    const grams = (prints.unitStarts[unit + 1] as number) - (prints.unitStarts[unit] as number);
    const counts = isOfKind(unit);
    for (
      let folder = prints.fileFolders[prints.unitFiles[unit] as number] ?? -1;
      folder >= 0;
      folder = prints.folders[folder] ?? -1
    ) {
      whole[folder] = (whole[folder] as number) + grams;
      if (counts) some[folder] = (some[folder] as number) + grams;
    }
  }
  const isAmong = (file: number): boolean => {
    for (let folder = prints.fileFolders[file] ?? -1; folder >= 0; folder = prints.folders[folder] ?? -1)
      if ((some[folder] as number) >= MOSTLY * (whole[folder] as number)) return true;
    return false;
  };
  return Uint8Array.from({ length: prints.files }, (_, file) => (isAmong(file) ? 1 : 0));
}

/** What is known of the projects when one place is chosen. */
interface Known {
  readonly heads: readonly number[];
  readonly meant: Meant;
  readonly amongCopies: readonly Uint8Array[];
}

/**
 * Place of the holder that is named: the earliest, its family's head, or whom its file names. Where the earliest stands
 * among copies, its source may have been read too seldom to show that it had the code before: a holder of its own that
 * comes soon after is taken for that source.
 */
function firstPlace(
  projects: readonly HeldPrints[],
  holders: Holders,
  { from, to }: { readonly from: number; readonly to: number },
  { heads, meant, amongCopies }: Known,
): number {
  const isAmongCopies = (place: number): boolean => {
    const project = holders.projects[place] as number;
    const file = projects[project]?.unitFiles[holders.units[place] as number] ?? -1;
    return amongCopies[project]?.[file] === 1;
  };
  const earliest = holders.projects[from] as number;
  const prints = projects[earliest];
  const wanted = meant[(prints?.unitStated[holders.units[from] as number] ?? 0) - 1] ?? [];
  const [named] = wanted.length === 1 ? wanted : [];
  const head = heads[named ?? earliest] ?? earliest;
  const soon = (holders.times[from] as number) + SOON;
  const isDoubtful = isAmongCopies(from);
  let best = -1;
  let own = -1;
  for (let place = from; place < to; place++) {
    const project = holders.projects[place] as number;
    const { unitFiles, unnamedFile } = projects[project] as HeldPrints;
    if (unitFiles[holders.units[place] as number] === unnamedFile) continue;
    if (wanted.includes(project)) return place;
    if (best < 0 && project === head) best = place;
    const isSoon = isDoubtful && (holders.times[place] as number) <= soon;
    if (own < 0 && isSoon && projects[project]?.family !== prints?.family && !isAmongCopies(place))
      own = place;
  }
  if (own >= 0) return own;
  return best < 0 ? from : best;
}
