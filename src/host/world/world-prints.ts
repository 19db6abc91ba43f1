import type { CatalogueIndex } from '../../catalogue/open-index.ts';
import { languageOf } from '../../languages/table.ts';
import type { SourceFacts } from '../../model/source-facts.ts';
import type { HeldPrints } from '../../origins/first-holders.ts';
import { sampled, sampledBelow } from '../../origins/sample.ts';
import type { ProjectPrints } from './project-prints.ts';

/** Units of one project, wherever their prints come from, before families and statements are settled. */
export interface ProjectUnits {
  readonly paths: string[];
  /** For each path the first path of the same file: a file that moves inside its project is one file. */
  readonly kin: number[];
  readonly times: number[];
  /** Number of the path. */
  readonly files: number[];
  /** Whom the file or the unit names as its source; null: nobody. */
  readonly stated: (string | null)[];
  readonly grams: Uint32Array[];
}

/** Each unit of a history once, with the file and the time of the first state that has it. */
export function unitsOfPrints(prints: ProjectPrints): ProjectUnits {
  const count = prints.unitTokens.length;
  const stated = (number: number): string | null =>
    number === 0 ? null : (prints.head.stated[number - 1] ?? null);
  const units: ProjectUnits = {
    paths: [...prints.head.paths],
    kin: [...prints.head.paths.keys()],
    times: new Array<number>(count).fill(0),
    files: new Array<number>(count).fill(0),
    stated: new Array<string | null>(count).fill(null),
    grams: [],
  };
  const seen = new Uint8Array(count);
  const begun = new Set<number>();
  const lastTimes = new Map<number, number>();
  for (let blob = 0; blob < prints.blobTimes.length; blob++)
    lastTimes.set(prints.blobPaths[blob] ?? 0, prints.blobTimes[blob] ?? 0);
  for (let blob = 0; blob < prints.blobTimes.length; blob++) {
    const end = prints.blobStarts[blob + 1] ?? 0;
    const path = prints.blobPaths[blob] ?? 0;
    if (!begun.has(path)) {
      const before = cameFrom(prints, blob, units.files, seen);
      // A path that has new states later was copied, and did not move.
      const hasMoved = (lastTimes.get(before) ?? 0) <= (prints.blobTimes[blob] ?? 0);
      if (before >= 0 && hasMoved) units.kin[path] = units.kin[before] ?? path;
    }
    begun.add(path);
    for (let at = prints.blobStarts[blob] ?? 0; at < end; at++) {
      const unit = prints.blobUnits[at] ?? 0;
      // Blobs come in the order of their times: the first is the earliest. A statement may be added later.
      const said = stated(prints.unitStated[at] ?? 0) ?? stated(prints.blobStated[blob] ?? 0);
      if (seen[unit] === 1) {
        units.stated[unit] ??= said;
        continue;
      }
      seen[unit] = 1;
      units.times[unit] = prints.blobTimes[blob] ?? 0;
      units.files[unit] = path;
      units.stated[unit] = said;
    }
  }
  const limits = units.paths.map(limitOf);
  for (let unit = 0; unit < count; unit++)
    units.grams.push(
      sampled(
        prints.grams.subarray(prints.unitStarts[unit], prints.unitStarts[unit + 1]),
        limits[units.files[unit] ?? 0] ?? 0,
      ),
    );
  return units;
}

const limitOf = (path: string): number => sampledBelow(languageOf(path)?.name ?? null);

/** Share of a new file's grams that began in one other file from which it may be that file, moved. */
const SAME_FILE = 0.5;

/** The path in which most of a new path's first state began; -1 where no other path had half of it. */
function cameFrom(prints: ProjectPrints, blob: number, files: readonly number[], seen: Uint8Array): number {
  const byFile = new Map<number, number>();
  let whole = 0;
  const end = prints.blobStarts[blob + 1] ?? 0;
  for (let at = prints.blobStarts[blob] ?? 0; at < end; at++) {
    const unit = prints.blobUnits[at] ?? 0;
    const grams = (prints.unitStarts[unit + 1] ?? 0) - (prints.unitStarts[unit] ?? 0);
    whole += grams;
    if (seen[unit] !== 1) continue;
    const file = files[unit] ?? 0;
    byFile.set(file, (byFile.get(file) ?? 0) + grams);
  }
  const [most] = [...byFile].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return most !== undefined && whole > 0 && most[1] >= SAME_FILE * whole ? most[0] : -1;
}

const seconds = (date: string | null): number => (date === null ? 0 : Math.floor(Date.parse(date) / 1000));

/** Adds what a catalogue holds of a project: files that no clone has, dated as the catalogue dates them. */
export function addCatalogued(
  units: ProjectUnits,
  index: CatalogueIndex,
  source: number,
  facts: SourceFacts,
): void {
  const firstOf = new Map<string, number>();
  for (const [at, path] of units.paths.entries()) if (!firstOf.has(path)) firstOf.set(path, at);
  for (const file of index.filesOf(source)) {
    const time = seconds(file.since ?? file.firstCommitted ?? facts.published);
    if (time === 0) continue;
    const path = units.paths.push(file.path) - 1;
    const kin = firstOf.get(file.path) ?? path;
    firstOf.set(file.path, kin);
    units.kin.push(kin);
    const below = limitOf(file.path);
    const ancestor = facts.ancestors.find((one) => one.file === file.path && one.whole === true);
    for (const id of file.units) {
      units.times.push(time);
      units.files.push(path);
      units.stated.push(ancestor?.from ?? null);
      units.grams.push(sampled(index.gramsOf(id), below));
    }
  }
}

export const noUnits = (): ProjectUnits => ({
  paths: [],
  kin: [],
  times: [],
  files: [],
  stated: [],
  grams: [],
});

/** Folders of some paths, and their parents; the first folder below the top counts, the top does not. */
export function foldersOf(paths: readonly string[]): Pick<HeldPrints, 'fileFolders' | 'folders'> {
  const numbers = new Map<string, number>();
  const folders: number[] = [];
  const numberOf = (path: string): number => {
    const slash = path.lastIndexOf('/');
    if (slash < 0) return -1;
    const folder = path.slice(0, slash);
    const known = numbers.get(folder);
    if (known !== undefined) return known;
    const parent = numberOf(folder);
    const number = folders.push(parent) - 1;
    numbers.set(folder, number);
    return number;
  };
  return { fileFolders: paths.map(numberOf), folders };
}

/** Units in columns, with a family and with statements as numbers + 1 of projects. */
export function heldPrints(
  units: ProjectUnits,
  family: number,
  projectOf: (stated: string) => number,
): HeldPrints {
  const starts = new Uint32Array(units.grams.length + 1);
  for (const [at, grams] of units.grams.entries()) starts[at + 1] = (starts[at] ?? 0) + grams.length;
  const grams = new Uint32Array(starts.at(-1) ?? 0);
  for (const [at, own] of units.grams.entries()) grams.set(own, starts[at]);
  return {
    family,
    files: units.paths.length,
    ...foldersOf(units.paths),
    unitTimes: Uint32Array.from(units.times),
    unitFiles: Uint32Array.from(units.files),
    unitStated: Uint32Array.from(units.stated, (one) => (one === null ? 0 : projectOf(one) + 1)),
    unitStarts: starts,
    grams,
  };
}
