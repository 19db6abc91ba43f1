import type { NamePrint, UnitPrint } from '../../compare/unit-print.ts';
import type { LineRange } from '../../model/report.ts';
import type { UnitPair } from './file-analysis.ts';

/** What is known of one unit. */
export interface Compared {
  /** Weight of all its grams. */
  readonly weight: number;
  readonly pairs: readonly UnitPair[];
}

/** A unit without its tree and its place. */
interface Seen extends Pick<UnitPrint, 'grams' | 'gramLines' | 'tokens'> {
  /** Empty where nothing was found: then names were not asked for. */
  readonly names: readonly NamePrint[];
  readonly startLine: number;
  readonly lines: number;
  readonly compared: Compared;
}

/** Units beyond this are not kept: they take a kilobyte each. */
const MOST_SEEN = 8000;

const lines = ({ range }: UnitPrint): number => range.endLine - range.startLine;

function sameNumbers(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false;
  return true;
}

function sameNames(a: readonly NamePrint[], b: readonly NamePrint[]): boolean {
  return (
    a.length === b.length &&
    a.every((one, at) => {
      const other = b[at];
      return other !== undefined && one.name === other.name && sameNumbers(one.contexts, other.contexts);
    })
  );
}

function isSame(seen: Seen, unit: UnitPrint): boolean {
  return (
    seen.tokens === unit.tokens &&
    seen.lines === lines(unit) &&
    sameNumbers(seen.grams, unit.grams) &&
    sameNumbers(seen.gramLines, unit.gramLines) &&
    (seen.compared.pairs.length === 0 || sameNames(seen.names, unit.names))
  );
}

const moved = ({ startLine, endLine }: LineRange, by: number): LineRange => ({
  startLine: startLine + by,
  endLine: endLine + by,
});

/** Units that were compared before: a function that a tree has many times over is looked up once. */
export class SeenUnits {
  private readonly seen = new Map<string, Seen>();

  /** What was found of a unit that is the same in everything but its place; null for a new one. */
  find(unit: UnitPrint): Compared | null {
    const seen = this.seen.get(unit.digest);
    if (seen === undefined || !isSame(seen, unit)) return null;
    const by = unit.range.startLine - seen.startLine;
    const pairs = seen.compared.pairs.map((pair) => ({
      ...pair,
      regions: pair.regions.map((region) => ({ ...region, local: moved(region.local, by) })),
    }));
    return { weight: seen.compared.weight, pairs };
  }

  keep(unit: UnitPrint, compared: Compared): void {
    if (this.seen.size >= MOST_SEEN || this.seen.has(unit.digest)) return;
    const { grams, gramLines, tokens } = unit;
    const names = compared.pairs.length === 0 ? [] : unit.names;
    const { startLine } = unit.range;
    this.seen.set(unit.digest, { grams, gramLines, tokens, names, startLine, lines: lines(unit), compared });
  }
}
