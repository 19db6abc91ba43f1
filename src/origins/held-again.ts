import type { HeldPrints } from './first-holders.ts';
import type { WorldRows } from './world-format.ts';

const DAY = 86_400;

/** Prints that grow. */
interface Growing {
  readonly files: number[];
  readonly fileNumbers: Map<number, number>;
  readonly times: number[];
  readonly unitFiles: number[];
  readonly stated: number[];
  readonly grams: number[][];
}

/** What an index knows of one of its projects, as prints from which a larger world is settled. */
export interface HeldAgain {
  readonly prints: HeldPrints & { readonly unnamedFile: number };
  /** For each file of the prints its number in the index; the last is none, it stands for those that are not named. */
  readonly files: readonly number[];
}

/**
 * The projects of an index as prints: each holder is a unit with the grams that it had first, by its day. Who came later is
 * known by project alone: such code is put a day later into a file that is not named. `families` are numbers by project of
 * the index; `unknown` is the number + 1 of whom is named as a source where the index says only that somebody is.
 */
export function heldAgain(
  world: WorldRows,
  families: readonly number[],
  unknown: number,
): readonly HeldAgain[] {
  const made = world.projects.map(
    (): Growing => ({ files: [], fileNumbers: new Map(), times: [], unitFiles: [], stated: [], grams: [] }),
  );
  const units = new Map<string, number[]>();
  const unitFor = (project: number, key: string, file: number, time: number, stated: number): number[] => {
    const known = units.get(key);
    if (known !== undefined) return known;
    const grams: number[] = [];
    units.set(key, grams);
    const own = made[project] as Growing;
    const number = own.fileNumbers.get(file) ?? own.files.push(file) - 1;
    own.fileNumbers.set(file, number);
    own.times.push(time);
    own.unitFiles.push(number);
    own.stated.push(stated);
    own.grams.push(grams);
    return grams;
  };
  for (let position = 0; position < world.grams; position++) {
    const gram = world.gramAt(position);
    const number = world.holderAt(position);
    const { project, file, day, root } = world.holder(number);
    const time = Date.parse(day) / 1000;
    unitFor(project, `${number}`, file, time, root ? 0 : unknown).push(gram);
    for (const other of world.othersAt(position))
      unitFor(other, `${other} after ${number}`, -1, time + DAY, 0).push(gram);
  }
  return made.map((own, project) => {
    const starts = new Uint32Array(own.grams.length + 1);
    for (const [at, grams] of own.grams.entries()) starts[at + 1] = (starts[at] as number) + grams.length;
    const unnamed = own.fileNumbers.get(-1) ?? own.files.push(-1) - 1;
    return {
      files: own.files,
      prints: {
        family: families[project] ?? 0,
        files: own.files.length,
        fileFolders: own.files.map(() => -1),
        folders: [],
        unitTimes: Uint32Array.from(own.times),
        unitFiles: Uint32Array.from(own.unitFiles),
        unitStated: Uint32Array.from(own.stated),
        unitStarts: starts,
        grams: Uint32Array.from(own.grams.flat()),
        unnamedFile: unnamed,
      },
    };
  });
}
