import { strict as assert } from 'node:assert';
import { falsePositiveRate, strengthOf } from '../../../src/compare/calibration.ts';
import { combined } from '../../../src/compare/combined-evidence.ts';
import { weighWith } from '../../../src/compare/gram-weight.ts';
import { builtInCatalogue, loadCatalogues } from '../../../src/host/catalogue/load-catalogue.ts';
import { loadRarity } from '../../../src/host/parsing/rarity-table.ts';

const head = (symbol: string): string => symbol.split('.')[0] ?? symbol;

describe('the ancestors that the catalogue states', () => {
  it('share code with every class and function that is said to come from them', async function () {
    this.timeout(180_000);
    const loaded = await loadCatalogues([builtInCatalogue()]);
    assert.ok(loaded.ok);
    const index = loaded.value[0]?.index;
    assert.ok(index !== undefined);
    const weigh = weighWith(loadRarity());
    const weight = (grams: Uint32Array): number => grams.reduce((sum, gram) => sum + weigh(gram), 0);
    /** Units of the files of a version, by class or function. */
    const unitsOf = (source: number, path?: string): ReadonlyMap<string, Set<number>> => {
      const found = new Map<string, Set<number>>();
      for (const file of index.filesOf(source)) {
        if (path !== undefined && file.path !== path) continue;
        for (const unit of new Set(file.units)) {
          for (const place of index.unit(unit).occurrences) {
            if (place.source !== source || place.path !== file.path) continue;
            const name = head(place.symbol);
            found.set(name, (found.get(name) ?? new Set()).add(unit));
          }
        }
      }
      return found;
    };
    const weights = new Map<number, number>();
    const weightOf = (unit: number): number => {
      const known = weights.get(unit) ?? weight(index.gramsOf(unit));
      weights.set(unit, known);
      return known;
    };
    const evidence = (one: number, other: number): number => {
      const theirs = index.gramsOf(other);
      let shared = 0;
      let at = 0;
      for (const gram of index.gramsOf(one)) {
        while (at < theirs.length && (theirs[at] ?? 0) < gram) at += 1;
        if (theirs[at] === gram) shared += weigh(gram);
      }
      return shared === 0 ? 0 : shared * Math.sqrt(shared / Math.sqrt(weightOf(one) * weightOf(other)));
    };
    const wrong: string[] = [];
    for (const [number, source] of index.sources.entries()) {
      for (const { file, from, symbols } of source.ancestors) {
        if (symbols === undefined) continue;
        const own = unitsOf(number, file);
        /** The ancestor, and earlier versions of the same project that have the code from it by their own account. */
        const through = index.sources.flatMap((other, at) => {
          const says = other.ancestors.some((fact) => fact.from === from && fact.symbols !== undefined);
          const related = other.project === source.project && other !== source && says;
          return other.project === from || related
            ? [...unitsOf(at).values()].flatMap((all) => [...all])
            : [];
        });
        for (const symbol of symbols) {
          const units = own.get(symbol);
          if (units === undefined) {
            wrong.push(`${source.id}: ${file} has no ${symbol}`);
            continue;
          }
          if (through.length === 0) continue;
          const best = combined(
            [...units].map((unit) => Math.max(0, ...through.map((other) => evidence(unit, other)))),
          );
          if (strengthOf(falsePositiveRate(best)) === null)
            wrong.push(`${source.id}: ${file} ${symbol} is not like anything of ${from}`);
        }
      }
    }
    assert.deepEqual(wrong, []);
  });
});
