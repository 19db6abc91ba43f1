// Counts in how many files of public model code each word, string, value, default and flow edge occurs,
// and writes catalogue/index/traits.bin from catalogue/traits-background.json.
// Usage: tsx scripts/build-trait-table.ts --mirror 'TEMPLATE with {owner} and {name}'
import { createHash } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { everyFeature } from '../src/compare/trait-features.ts';
import { encodeTraitTable } from '../src/compare/trait-table.ts';
import { mergedTraits } from '../src/compare/traits.ts';
import { decodeText } from '../src/host/files/decode-text.ts';
import { openGit } from '../src/host/git/hardened-git.ts';
import { listTree } from '../src/host/git/list-tree.ts';
import { openObjectReader } from '../src/host/git/object-reader.ts';
import { printSource } from '../src/host/parsing/print-source.ts';

/** Files outside of these sizes, in bytes, are stubs or tables. */
const [SMALLEST, LARGEST] = [1500, 120_000];
/** Files that compute with arrays. */
const MODEL =
  /^\s*(?:import|from)\s+(?:torch|jax|flax|tensorflow|keras|mlx|numpy|einops|transformers|PIL)\b/m;

interface Background {
  readonly seed: string;
  readonly filesOfEach: number;
  readonly repositories: readonly { readonly repository: string; readonly commit: string }[];
}

const { values } = parseArgs({ options: { mirror: { type: 'string' } } });
const { mirror } = values;
if (mirror === undefined) throw new Error('Give --mirror TEMPLATE, e.g. /clones/{owner}/{name}.git');
const background = JSON.parse(readFileSync('catalogue/traits-background.json', 'utf8')) as Background;

const counts = new Map<number, number>();
const seen = new Set<string>();
let files = 0;
for (const { repository, commit } of background.repositories) {
  const [owner = '', name = ''] = repository.split('/');
  const dir = mirror.replace('{owner}', owner).replace('{name}', name);
  const tree = await listTree(openGit(dir, { gitDir: dir }), commit);
  if (!tree.ok) throw new Error(`${repository}: ${tree.message}`);
  const order = (blob: string): string =>
    createHash('sha1')
      .update(background.seed + blob)
      .digest('hex');
  const listed = tree.value
    .filter(
      (entry) => entry.kind === 'file' && entry.path.endsWith('.py') && !/(?:^|\/)tests?\//.test(entry.path),
    )
    .map((entry) => ({ ...entry, order: order('blob' in entry ? entry.blob : '') }))
    .sort((a, b) => (a.order < b.order ? -1 : 1));
  const reader = openObjectReader(dir);
  let taken = 0;
  for (const entry of listed) {
    if (taken >= background.filesOfEach) break;
    if (!('blob' in entry)) continue;
    const content = await reader.read(entry.blob);
    if (!content.ok || content.value.length < SMALLEST || content.value.length > LARGEST) continue;
    const text = decodeText(entry.path, content.value);
    if (!text.ok || !MODEL.test(text.value)) continue;
    const print = await printSource(entry.path, text.value, true).catch(() => null);
    if (print?.traits === undefined) continue;
    const key = print.units.map((unit) => unit.digest).join();
    if (seen.has(key)) continue;
    seen.add(key);
    taken += 1;
    files += 1;
    for (const feature of new Set(everyFeature(mergedTraits(print.traits))))
      counts.set(feature, (counts.get(feature) ?? 0) + 1);
  }
  reader.close();
}
const bytes = encodeTraitTable(files, counts);
writeFileSync('catalogue/index/traits.bin.part', bytes);
renameSync('catalogue/index/traits.bin.part', 'catalogue/index/traits.bin');
console.log(`${files} files, ${counts.size} features, ${bytes.length} bytes`);
