import { sortedLookup } from './sorted-lookup.ts';
import type { FilePrint } from './unit-print.ts';

/**
 * Units to compare with, found by the grams they hold, as flat arrays. A gram is known by its position in `keys`. A
 * catalogue index is one; so is a list of files.
 */
export interface UnitCorpus {
  readonly unitCount: number;
  /** Distinct grams, ascending. */
  readonly keys: Uint32Array;
  /** Position of a gram, or -1 when no unit holds it. */
  positionOf(gram: number): number;
  /** The units that hold the gram at position n are `holders[keyStarts[n]] … holders[keyStarts[n + 1] - 1]`, ascending. */
  readonly keyStarts: Uint32Array;
  readonly holders: Uint32Array;
  /** The grams of unit n stand at `positions[unitStarts[n]] … positions[unitStarts[n + 1] - 1]`, ascending. */
  readonly unitStarts: Uint32Array;
  readonly positions: Uint32Array;
  tokensOf(unit: number): number;
}

/** Units are numbered below this, so that gram and unit fit into one double. */
const MOST_UNITS = 2 ** 21;

/** A corpus of lists of grams, ascending; list n is unit n. */
export function flatCorpus(lists: readonly Uint32Array[], tokensOf: (unit: number) => number): UnitCorpus {
  if (lists.length >= MOST_UNITS) throw new Error(`${lists.length} units are more than one corpus holds`);
  const unitStarts = new Uint32Array(lists.length + 1);
  lists.forEach((grams, unit) => {
    unitStarts[unit + 1] = (unitStarts[unit] as number) + grams.length;
  });
  const pairs = new Float64Array(unitStarts[lists.length] as number);
  let at = 0;
  lists.forEach((grams, unit) => {
    for (const gram of grams) pairs[at++] = gram * MOST_UNITS + unit;
  });
  pairs.sort();
  const holders = new Uint32Array(pairs.length);
  const positions = new Uint32Array(pairs.length);
  const next = unitStarts.slice();
  const keys: number[] = [];
  const keyStarts: number[] = [];
  pairs.forEach((pair, index) => {
    const gram = Math.floor(pair / MOST_UNITS);
    const unit = pair - gram * MOST_UNITS;
    holders[index] = unit;
    if (keys.at(-1) !== gram) {
      keys.push(gram);
      keyStarts.push(index);
    }
    const place = next[unit] as number;
    positions[place] = keys.length - 1;
    next[unit] = place + 1;
  });
  keyStarts.push(pairs.length);
  const sorted = Uint32Array.from(keys);
  return {
    unitCount: lists.length,
    keys: sorted,
    positionOf: sortedLookup(sorted),
    keyStarts: Uint32Array.from(keyStarts),
    holders,
    unitStarts,
    positions,
    tokensOf,
  };
}

/** A corpus of files held in memory; `fileOf[unit]` is the file a unit belongs to. */
export function corpusOf(files: readonly FilePrint[]): UnitCorpus & { readonly fileOf: readonly number[] } {
  const units = files.flatMap((file) => file.units);
  const corpus = flatCorpus(
    units.map((unit) => unit.grams),
    (unit) => units[unit]?.tokens ?? 0,
  );
  return { ...corpus, fileOf: files.flatMap((file, number) => file.units.map(() => number)) };
}
