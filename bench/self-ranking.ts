// Does each upstream unit rank itself first among all versions? Counts units above the size floor whose best match
// stands in their own version and file, or, where versions have the same code, in the earliest of them.
// Usage: tsx bench/self-ranking.ts
import { weighWith } from '../src/compare/gram-weight.ts';
import { openMatcher, SMALLEST_UNIT } from '../src/compare/match-units.ts';
import { weighUnit } from '../src/compare/weighed-unit.ts';
import { builtInCatalogue, loadCatalogues } from '../src/host/catalogue/load-catalogue.ts';
import { loadRarity } from '../src/host/parsing/rarity-table.ts';

const loaded = await loadCatalogues([builtInCatalogue()]);
if (!loaded.ok) throw new Error(loaded.message);
const index = loaded.value[0]?.index;
if (index === undefined) throw new Error('The built-in catalogue is empty.');
const weigh = weighWith(loadRarity());
const matcher = openMatcher(index, weigh);
let [right, wrong, weightless] = [0, 0, 0];
const misses: string[] = [];
for (let unit = 0; unit < index.unitCount; unit++) {
  if (index.tokensOf(unit) < SMALLEST_UNIT) continue;
  const grams = index.gramsOf(unit);
  const matches = matcher.match(weighUnit({ grams, tokens: index.tokensOf(unit) }, weigh));
  const best = matches.reduce((top, match) => Math.max(top, match.evidence), 0);
  const own = matches.find((match) => match.unit === unit);
  if (best === 0) {
    weightless += 1;
  } else if (own !== undefined && own.evidence >= best - 1e-9) {
    right += 1;
  } else {
    wrong += 1;
    const place = index.unit(unit).occurrences[0];
    if (misses.length < 10)
      misses.push(`${index.sources[place?.source ?? 0]?.id} ${place?.path} ${place?.symbol}`);
  }
}
console.log(
  `${right} of ${right + wrong} units rank themselves first (${((100 * right) / (right + wrong)).toFixed(2)} %)`,
);
console.log(`${weightless} units hold nothing but common idiom and are not ranked`);
for (const miss of misses) console.log(`  not first: ${miss}`);
