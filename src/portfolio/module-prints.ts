import { type FilePrint, PRINT_VERSION, type UnitPrint } from '../compare/unit-print.ts';
import type { LineRange } from '../model/report.ts';
import { sampled, sampledBelow } from '../origins/sample.ts';
import type { World } from '../origins/world.ts';
import { asIntegers, coarseSample, type IsIdiom } from './coarse-sample.ts';
import { numberOf } from './identity.ts';

/** Features from which a module is kept: fewer say nothing of where it is from. */
const LEAST_FEATURES = 24;
/** Independent projects of the world from which a feature is an idiom: its weight there is a quarter of an unseen one's. */
const IDIOM_FROM = 4;

/** Idioms as the world knows them; none where there is no world. */
export function idiomsOf(world: World | null): IsIdiom {
  return (gram) => {
    const at = world?.find(gram) ?? -1;
    return at >= 0 && (world?.independentsAt(at) ?? 0) >= IDIOM_FROM;
  };
}

/** A class, or a function of the top level, with what is nested in it. */
export interface PortfolioModule {
  readonly path: string;
  readonly symbol: string;
  readonly range: LineRange;
  /** Size in normal-form tokens. */
  readonly tokens: number;
  readonly print: ModulePrint;
}

/** The features of a module's code, the same wherever that code stands under whatever names. */
export interface ModulePrint {
  readonly id: number;
  /** Number of all its features. */
  readonly features: number;
  /** Those of the sample of the origins, as signed 32-bit numbers. */
  readonly sample: readonly number[];
  /** Every thirty-second that is no idiom, eight at least. */
  readonly coarse: readonly number[];
  /** How many of these are no idioms. */
  readonly own: number;
}

const headOf = (symbol: string): string => symbol.split('.', 1)[0] ?? symbol;

function union(units: readonly UnitPrint[]): Uint32Array {
  const all = new Set<number>();
  for (const { grams } of units) for (const gram of grams) all.add(gram);
  return Uint32Array.from(all).sort();
}

/** The modules of a file that are large enough to be looked for elsewhere. */
export function modulesOf(path: string, print: FilePrint, isIdiom: IsIdiom): readonly PortfolioModule[] {
  const below = sampledBelow(print.language);
  const groups = new Map<string, UnitPrint[]>();
  for (const unit of print.units) {
    if (unit.kind === 'module') continue;
    const head = headOf(unit.symbol);
    const group = groups.get(head);
    if (group === undefined) groups.set(head, [unit]);
    else group.push(unit);
  }
  return [...groups].flatMap(([symbol, units]): PortfolioModule[] => {
    const grams = union(units);
    if (grams.length < LEAST_FEATURES) return [];
    const coarse = coarseSample(grams, below, isIdiom);
    return [
      {
        path,
        symbol,
        range: {
          startLine: Math.min(...units.map(({ range }) => range.startLine)),
          endLine: Math.max(...units.map(({ range }) => range.endLine)),
        },
        tokens: units.reduce((sum, { tokens }) => sum + tokens, 0),
        print: {
          id: numberOf([`print ${PRINT_VERSION}`, ...units.map(({ digest }) => digest).sort()]),
          features: grams.length,
          sample: asIntegers(sampled(grams, below)),
          coarse: asIntegers(coarse.features),
          own: coarse.own,
        },
      },
    ];
  });
}
