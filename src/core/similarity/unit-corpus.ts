import { sortedLookup } from './sorted-lookup.ts';
import type { FilePrint } from './unit-print.ts';

/** Which units hold which gram, as flat arrays. */
export interface Inverted {
  /** Number of a gram, or -1 when no unit holds it. */
  positionOf(gram: number): number;
  /** The units of gram n are `units[starts[n]] … units[starts[n + 1] - 1]`, ascending. */
  readonly starts: Uint32Array;
  readonly units: Uint32Array;
}

/** Units to compare with, found by the grams they hold. A catalogue index is one; so is a list of files. */
export interface UnitCorpus {
  readonly unitCount: number;
  readonly inverted: Inverted;
  gramsOf(unit: number): Uint32Array;
  tokensOf(unit: number): number;
}

/** Units are numbered below this, so that gram and unit fit into one double. */
const MOST_UNITS = 2 ** 21;

/** Inverts lists of grams; list n is unit n. */
export function invert(lists: readonly Uint32Array[]): Inverted {
  if (lists.length >= MOST_UNITS) throw new Error(`${lists.length} units are more than one corpus holds`);
  const pairs = new Float64Array(lists.reduce((sum, grams) => sum + grams.length, 0));
  let at = 0;
  lists.forEach((grams, unit) => {
    for (const gram of grams) pairs[at++] = gram * MOST_UNITS + unit;
  });
  pairs.sort();
  const units = new Uint32Array(pairs.length);
  const keys: number[] = [];
  const starts: number[] = [];
  pairs.forEach((pair, index) => {
    const gram = Math.floor(pair / MOST_UNITS);
    units[index] = pair - gram * MOST_UNITS;
    if (keys.at(-1) !== gram) {
      keys.push(gram);
      starts.push(index);
    }
  });
  starts.push(pairs.length);
  return { positionOf: sortedLookup(Uint32Array.from(keys)), starts: Uint32Array.from(starts), units };
}

/** A corpus of files held in memory; `fileOf[unit]` is the file a unit belongs to. */
export function corpusOf(files: readonly FilePrint[]): UnitCorpus & { readonly fileOf: readonly number[] } {
  const units = files.flatMap((file) => file.units);
  return {
    unitCount: units.length,
    fileOf: files.flatMap((file, number) => file.units.map(() => number)),
    inverted: invert(units.map((unit) => unit.grams)),
    gramsOf: (unit) => units[unit]?.grams ?? new Uint32Array(0),
    tokensOf: (unit) => units[unit]?.tokens ?? 0,
  };
}
