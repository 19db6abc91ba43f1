// Writes catalogue/siblings/bank.bin: hashes of the independent implementations in bench/siblings, and nothing else of them.
// Usage: tsx scripts/build-siblings.ts
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { openCatalogueIndex } from '../src/catalogue/open-index.ts';
import { weighWith } from '../src/compare/gram-weight.ts';
import { openMatcher } from '../src/compare/match-units.ts';
import { openRarity } from '../src/compare/rarity.ts';
import { type BankedSibling, encodeBank } from '../src/compare/sibling-bank.ts';
import { featuresOf } from '../src/compare/trait-features.ts';
import { mergedTraits } from '../src/compare/traits.ts';
import { weighUnit } from '../src/compare/weighed-unit.ts';
import { printSource } from '../src/host/parsing/print-source.ts';

/** Evidence of one unit from which a match with the catalogue is moderate: such a sibling would excuse copies. */
const MODERATE = 22.5;

const rarity = openRarity(readFileSync('catalogue/index/rarity.bin'));
if (!rarity.ok) throw new Error(rarity.message);
const weigh = weighWith(rarity.value);
const packed = Uint8Array.from(readFileSync('dist/assets/catalogue/builtin.forebear'));
const index = openCatalogueIndex(packed.buffer, null);
if (!index.ok) throw new Error(index.message);
const matcher = openMatcher(index.value, weigh);

const bank: BankedSibling[] = [];
const refused: string[] = [];
for (const kind of readdirSync('bench/siblings', { withFileTypes: true })) {
  if (!kind.isDirectory()) continue;
  for (const file of readdirSync(join('bench/siblings', kind.name)).sort()) {
    const name = `${kind.name}/${basename(file, '.py')}`;
    const print = await printSource(
      file,
      readFileSync(join('bench/siblings', kind.name, file), 'utf8'),
      true,
    );
    if (print?.traits === undefined) throw new Error(`${name}: no code`);
    for (const unit of print.units)
      for (const match of matcher.match(weighUnit(unit, weigh)))
        if (match.evidence >= MODERATE) {
          const place = index.value.unit(match.unit).occurrences[0];
          refused.push(
            `${name}: ${unit.symbol} matches ${place?.path} ${place?.symbol} with evidence ${match.evidence.toFixed(0)}. Write it another way, or leave it out.`,
          );
        }
    const traits = mergedTraits(print.traits);
    bank.push({
      name,
      print: { ...print, units: print.units.filter((unit) => unit.grams.length > 0) },
      hashes: {
        words: featuresOf(traits, 'words').sort(),
        strings: featuresOf(traits, 'strings').sort(),
        values: featuresOf(traits, 'values').sort(),
        defaults: featuresOf(traits, 'defaults').sort(),
        flow: featuresOf(traits, 'flow').sort(),
      },
    });
  }
}
if (refused.length > 0) throw new Error(refused.join('\n'));
bank.sort((a, b) => (a.name < b.name ? -1 : 1));
const bytes = encodeBank(bank);
mkdirSync('catalogue/siblings', { recursive: true });
writeFileSync('catalogue/siblings/bank.bin.part', bytes);
renameSync('catalogue/siblings/bank.bin.part', 'catalogue/siblings/bank.bin');
console.log(
  `${bank.length} siblings of ${new Set(bank.map(({ name }) => name.split('/')[0])).size} kinds, ${bytes.length} bytes`,
);
