// Counts how common each gram is, and writes catalogue/index/rarity.bin from catalogue/background.json.
// Usage: tsx scripts/build-rarity-table.ts --mirror 'TEMPLATE with {owner} and {name}'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { encodeRarity } from '../src/compare/rarity.ts';
import { decodeText } from '../src/host/files/decode-text.ts';
import { openGit } from '../src/host/git/hardened-git.ts';
import { listTree } from '../src/host/git/list-tree.ts';
import { openObjectReader } from '../src/host/git/object-reader.ts';
import { printSource } from '../src/host/parsing/print-source.ts';

/** Larger files are tables or generated. */
const LARGEST_BYTES = 400_000;
/**
 * Background files that code of a common library counts for. Countless projects carry over pieces of it: two that
 * did have it from there, not from each other.
 */
const IDIOM_FILES = 400;
/** Background files that one more family counts for, beyond an original and its first taker. */
const FAMILY_FILES = 40;

interface Snapshot {
  readonly repository: string;
  readonly commit: string;
  readonly under?: string;
}

const { values } = parseArgs({ options: { mirror: { type: 'string' } } });
const mirror = values.mirror;
if (mirror === undefined) throw new Error('Give --mirror TEMPLATE, e.g. /clones/{owner}/{name}.git');
const background = JSON.parse(readFileSync('catalogue/background.json', 'utf8')) as {
  readonly repositories: readonly Snapshot[];
  readonly idiom: readonly Snapshot[];
  readonly families: readonly { readonly family: string; readonly repositories: readonly Snapshot[] }[];
};

/** The grams of each distinct Python file of a snapshot. */
async function* fileGrams(snapshot: Snapshot, seen: Set<string>): AsyncGenerator<Set<number>> {
  const [owner = '', name = ''] = snapshot.repository.split('/');
  const dir = (mirror ?? '').replace('{owner}', owner).replace('{name}', name);
  const tree = await listTree(openGit(dir, { gitDir: dir }), snapshot.commit);
  if (!tree.ok) throw new Error(`${snapshot.repository}: ${tree.message}`);
  const reader = openObjectReader(dir);
  for (const entry of tree.value) {
    if (entry.kind !== 'file' || !entry.path.endsWith('.py')) continue;
    if (!entry.path.startsWith(snapshot.under ?? '')) continue;
    const content = await reader.read(entry.blob);
    if (!content.ok || content.value.length > LARGEST_BYTES) continue;
    const text = decodeText(entry.path, content.value);
    if (!text.ok) continue;
    const print = await printSource(entry.path, text.value);
    if (print === null || print.units.length === 0) continue;
    const key = print.units.map((unit) => unit.digest).join();
    if (seen.has(key)) continue;
    seen.add(key);
    const grams = new Set<number>();
    for (const unit of print.units) for (const gram of unit.grams) grams.add(gram);
    yield grams;
  }
  reader.close();
}

const counts = new Map<number, number>();
const seen = new Set<string>();
let files = 0;
for (const snapshot of background.repositories) {
  for await (const grams of fileGrams(snapshot, seen)) {
    files += 1;
    for (const gram of grams) counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  console.log(`${snapshot.repository}: ${files} files, ${counts.size} grams`);
}
const families = new Map<number, number>();
for (const { family, repositories } of background.families) {
  const known = new Set<string>();
  const all = new Set<number>();
  for (const snapshot of repositories) {
    for await (const grams of fileGrams(snapshot, known)) for (const gram of grams) all.add(gram);
  }
  for (const gram of all) families.set(gram, (families.get(gram) ?? 0) + 1);
  console.log(`family ${family}: ${all.size} grams`);
}
for (const [gram, count] of families) {
  if (count > 2) counts.set(gram, (counts.get(gram) ?? 0) + FAMILY_FILES * (count - 2));
}
const idiom = new Set<number>();
for (const snapshot of background.idiom) {
  for await (const grams of fileGrams(snapshot, new Set())) for (const gram of grams) idiom.add(gram);
}
for (const gram of idiom) counts.set(gram, (counts.get(gram) ?? 0) + IDIOM_FILES);
console.log(`idiom: ${idiom.size} grams`);
mkdirSync('catalogue/index', { recursive: true });
writeFileSync('catalogue/index/rarity.bin.part', encodeRarity(files, counts));
renameSync('catalogue/index/rarity.bin.part', 'catalogue/index/rarity.bin');
