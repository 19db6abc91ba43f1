import { corroborate, countedEvidence } from '../../compare/copy/same-task.ts';
import type { Weighted } from '../../compare/file-features.ts';
import type { Outline, OutlineTable } from '../../compare/outline-table.ts';
import type { UpstreamPlace } from '../../model/upstream-place.ts';
import type { LocalModule, UnitPair } from './file-analysis.ts';

/** Words and values of a file, weighted. */
export interface Choices {
  readonly words: Weighted;
  readonly values: Weighted;
}

/** What is asked to tell a copy from another implementation of the same task. */
export interface Outlines {
  readonly table: OutlineTable;
  /** Weights of the words and values of an upstream's file. */
  choicesOf(hashes: Pick<Outline, 'words' | 'values'>): Choices;
}

/** Evidence below which nothing is told, borne out or not. */
const WORTH_ASKING = 5;
/** Pairs of a unit within this share of its best have the same code. */
const SAME_CODE = 0.9;

const keyOf = ({ version, path }: UpstreamPlace): string => `${version}\n${path}`;

interface Shared {
  here: number;
  readonly there: Map<string, number>;
}

/** Weight that the file shares with each upstream file. */
function sharedWith(modules: readonly LocalModule[]): ReadonlyMap<string, Shared> {
  const found = new Map<string, Shared>();
  for (const { pairs } of modules) {
    const best = new Map<string, number>();
    for (const pair of pairs)
      for (const place of pair.places) {
        const key = keyOf(place);
        const shared: Shared = found.get(key) ?? { here: 0, there: new Map() };
        found.set(key, shared);
        shared.there.set(place.symbol, Math.max(shared.there.get(place.symbol) ?? 0, pair.shared));
        const unit = `${pair.unit} ${key}`;
        shared.here += Math.max(0, pair.shared - (best.get(unit) ?? 0));
        best.set(unit, Math.max(best.get(unit) ?? 0, pair.shared));
      }
  }
  return found;
}

/**
 * Counts the evidence of a file's modules as far as something bears it out, for each upstream file with an outline; see
 * `corroborate`. `choices` is asked for once, and only where there is something to tell.
 */
export function bearOut(
  modules: readonly LocalModule[],
  choices: () => Choices,
  outlines: Outlines,
): readonly LocalModule[] {
  if (!modules.some(({ pairs }) => pairs.some(({ evidence }) => evidence >= WORTH_ASKING))) return modules;
  const own = choices();
  const whole = modules.reduce(
    (sum, { units }) => sum + units.reduce((all, unit) => all + unit.weight, 0),
    0,
  );
  const shared = sharedWith(modules);
  const factors = new Map<string, number>();
  const factorOf = (place: UpstreamPlace): number => {
    const key = keyOf(place);
    const known = factors.get(key);
    if (known !== undefined) return known;
    const outline = outlines.table.outlineOf(place.version, place.path);
    const both = shared.get(key);
    let factor = 1;
    if (outline !== null && both !== undefined) {
      const there = [...both.there.values()].reduce((sum, each) => sum + each, 0);
      const contained = Math.max(both.here / (whole || 1), there / (outline.weight || 1));
      factor = corroborate(own, outlines.choicesOf(outline), contained).factor;
    }
    factors.set(key, factor);
    return factor;
  };
  const placeFactor = (pair: UnitPair): number => Math.max(0, ...pair.places.map(factorOf));
  return modules.map((module) => {
    const tops = new Map<number, number>();
    for (const { unit, evidence } of module.pairs) tops.set(unit, Math.max(tops.get(unit) ?? 0, evidence));
    const best = new Map<number, number>();
    for (const pair of module.pairs)
      if (pair.evidence >= SAME_CODE * (tops.get(pair.unit) ?? 0))
        best.set(pair.unit, Math.max(best.get(pair.unit) ?? 0, placeFactor(pair)));
    return {
      ...module,
      pairs: module.pairs.map((pair) => {
        // What one state of an upstream's file bears out, its neighbours with the same code have too.
        const factor = Math.max(placeFactor(pair), best.get(pair.unit) ?? 0);
        if (factor >= 1) return pair;
        const weight = module.units[pair.unit]?.weight ?? 0;
        const contained = Math.sqrt(
          (pair.shared / (weight || 1)) * (pair.shared / (pair.upstreamWeight || 1)),
        );
        return { ...pair, evidence: countedEvidence(pair.evidence, contained, factor) };
      }),
    };
  });
}
