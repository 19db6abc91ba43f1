import { SMALLEST_UNIT } from './match-units.ts';
import type { FilePrint, UnitPrint } from './unit-print.ts';

/** Symbol of what the units of a file that are too small to tell anything alone say together. */
export const SMALL_UNITS = '<small units>';

/**
 * The print with one unit more: all units under the size floor as one. A function of a few nodes says nothing alone, but a
 * file made of them does.
 */
export function withSmallUnits(print: FilePrint): FilePrint {
  const small = print.units.filter((unit) => unit.tokens < SMALLEST_UNIT && unit.grams.length > 0);
  const tokens = small.reduce((sum, unit) => sum + unit.tokens, 0);
  const [first] = small;
  if (first === undefined || tokens < SMALLEST_UNIT) return print;
  const grams = Uint32Array.from(new Set(small.flatMap((unit) => [...unit.grams]))).sort();
  const together: UnitPrint = {
    ...first,
    symbol: SMALL_UNITS,
    names: [],
    tokens,
    grams,
    gramLines: new Uint16Array(grams.length),
  };
  return { ...print, units: [...print.units, together] };
}
