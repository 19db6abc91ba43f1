// Writes catalogue/index/outlines.bin: words and values, as hashes, of the files of every catalogue entry that a mirror holds.
// Usage: tsx scripts/build-outlines.ts --mirror 'TEMPLATE with {owner} and {name}'
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { weighWith } from '../src/compare/gram-weight.ts';
import { encodeOutlines, type PlacedOutline } from '../src/compare/outline-table.ts';
import { openRarity } from '../src/compare/rarity.ts';
import { featuresOf } from '../src/compare/trait-features.ts';
import { mergedTraits } from '../src/compare/traits.ts';
import { weighUnit } from '../src/compare/weighed-unit.ts';
import { locateRepository } from '../src/host/catalogue/locate-repository.ts';
import { readEntries } from '../src/host/catalogue/read-entries.ts';
import { decodeText } from '../src/host/files/decode-text.ts';
import { openGit } from '../src/host/git/hardened-git.ts';
import { listTree } from '../src/host/git/list-tree.ts';
import { openObjectReader } from '../src/host/git/object-reader.ts';
import { printSource } from '../src/host/parsing/print-source.ts';

const { values } = parseArgs({ options: { mirror: { type: 'string' } } });
const { mirror } = values;
if (mirror === undefined) throw new Error('Give --mirror TEMPLATE, e.g. /clones/{owner}/{name}.git');
const rarity = openRarity(readFileSync('catalogue/index/rarity.bin'));
if (!rarity.ok) throw new Error(rarity.message);
const weigh = weighWith(rarity.value);
const folder = await readEntries('catalogue');
if (!folder.ok) throw new Error(folder.message);

const outlines: PlacedOutline[] = [];
const missing: string[] = [];
for (const entry of folder.value.entries) {
  if (entry.factsOnly || entry.files.length === 0) continue;
  const place = await locateRepository(entry.repository, entry.alternates ?? [], {
    mirror,
    bases: ['catalogue'],
  });
  const tree =
    place.kind === 'git' && entry.commit !== null && entry.commit !== undefined
      ? await listTree(openGit(place.gitDir, { gitDir: place.gitDir }), entry.commit)
      : null;
  if (place.kind !== 'git' || tree === null || !tree.ok) {
    missing.push(entry.id);
    continue;
  }
  const reader = openObjectReader(place.gitDir);
  for (const { path } of entry.files) {
    const blob = tree.value.find((one) => one.path === path)?.blob;
    const content = blob === undefined ? null : await reader.read(blob);
    if (content === null || !content.ok) continue;
    const text = decodeText(path, content.value);
    const print = text.ok ? await printSource(path, text.value, true) : null;
    if (print?.traits === undefined) continue;
    const traits = mergedTraits(print.traits);
    outlines.push({
      version: entry.id,
      path,
      weight: print.units.reduce((sum, unit) => sum + weighUnit(unit, weigh).whole, 0),
      words: featuresOf(traits, 'words').sort(),
      values: featuresOf(traits, 'values').sort(),
    });
  }
  reader.close();
}
const bytes = encodeOutlines(outlines);
writeFileSync('catalogue/index/outlines.bin.part', bytes);
renameSync('catalogue/index/outlines.bin.part', 'catalogue/index/outlines.bin');
console.log(
  `${outlines.length} files, ${bytes.length} bytes; not in the mirror: ${missing.join(', ') || 'none'}`,
);
