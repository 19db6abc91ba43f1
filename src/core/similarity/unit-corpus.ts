import type { FilePrint } from './unit-print.ts';

/** Units to compare with, found by the grams they hold. A catalogue index is one; so is a list of files. */
export interface UnitCorpus {
  readonly unitCount: number;
  /** Units that hold `gram`, ascending. */
  postings(gram: number): ArrayLike<number>;
  gramsOf(unit: number): Uint32Array;
  tokensOf(unit: number): number;
}

const NONE: readonly number[] = [];

/** A corpus of files held in memory; `fileOf[unit]` is the file a unit belongs to. */
export function corpusOf(files: readonly FilePrint[]): UnitCorpus & { readonly fileOf: readonly number[] } {
  const units = files.flatMap((file) => file.units);
  const fileOf = files.flatMap((file, number) => file.units.map(() => number));
  const lists = new Map<number, number[]>();
  units.forEach((unit, id) => {
    for (const gram of unit.grams) {
      const list = lists.get(gram);
      if (list === undefined) lists.set(gram, [id]);
      else list.push(id);
    }
  });
  return {
    unitCount: units.length,
    fileOf,
    postings: (gram) => lists.get(gram) ?? NONE,
    gramsOf: (unit) => units[unit]?.grams ?? new Uint32Array(0),
    tokensOf: (unit) => units[unit]?.tokens ?? 0,
  };
}
