// Derives what tokenizers that many projects use hold, and writes catalogue/common-facts.json from catalogue/common-sources.json.
// Usage: tsx scripts/build-common-facts.ts --mirror 'TEMPLATE with {owner} and {name}'
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type ArtefactKind, isReadableArtefact } from '../src/artefacts/configs/artefact-facts.ts';
import { commonId } from '../src/artefacts/configs/common-facts.ts';
import { extractArtefactFacts, identityFacts } from '../src/artefacts/configs/extract-facts.ts';
import { keysOf } from '../src/artefacts/configs/owners.ts';
import { decodeText } from '../src/host/files/decode-text.ts';
import { openGit } from '../src/host/git/hardened-git.ts';
import { listTree } from '../src/host/git/list-tree.ts';
import { openObjectReader } from '../src/host/git/object-reader.ts';

interface Source {
  readonly repository: string;
  readonly commit: string;
  readonly under: string;
  readonly lineage: string;
  readonly published: string;
  /** Of a copy whose settings are somebody's own: the grammar of its tensor names alone. */
  readonly only?: ArtefactKind;
}

const { values } = parseArgs({ options: { mirror: { type: 'string' } } });
const mirror = values.mirror;
if (mirror === undefined) throw new Error('Give --mirror TEMPLATE, e.g. /clones/{owner}/{name}.git');

async function factsIn(source: Source): Promise<readonly string[]> {
  const [owner = '', name = ''] = source.repository.split('/');
  const dir = (mirror ?? '').replace('{owner}', owner).replace('{name}', name);
  const tree = await listTree(openGit(dir, { gitDir: dir }), source.commit);
  if (!tree.ok) throw new Error(`${source.repository}: ${tree.message}`);
  const reader = openObjectReader(dir);
  const ids = new Set<string>();
  for (const { path, blob, kind } of tree.value) {
    const isInside = source.under === '' ? !path.includes('/') : path.startsWith(`${source.under}/`);
    const known = isInside && kind === 'file' ? identityFacts(path, { blob }) : null;
    if (known === null || known.kind === 'config-code') continue;
    if (source.only !== undefined && known.kind !== source.only) continue;
    const content = isReadableArtefact(path) ? await reader.read(blob) : null;
    const text = content?.ok === true ? decodeText(path, content.value) : null;
    const facts = text?.ok === true ? extractArtefactFacts(path, text.value, { blob }) : null;
    for (const key of keysOf(facts?.ok === true ? facts.value : known)) ids.add(commonId(key));
  }
  reader.close();
  return [...ids].sort();
}

async function build(): Promise<void> {
  const { sources } = JSON.parse(readFileSync('catalogue/common-sources.json', 'utf8')) as {
    readonly sources: readonly Source[];
  };
  const lineages = new Map<string, { lineage: string; published: string; facts: Set<string> }>();
  for (const source of sources) {
    const key = `${source.lineage} ${source.published}`;
    const known = lineages.get(key) ?? {
      lineage: source.lineage,
      published: source.published,
      facts: new Set<string>(),
    };
    lineages.set(key, known);
    for (const id of await factsIn(source)) known.facts.add(id);
  }
  const lines = [...lineages.values()].map(({ lineage, published, facts }) =>
    JSON.stringify({ lineage, published, facts: [...facts].sort() }),
  );
  writeFileSync('catalogue/common-facts.json', `[\n${lines.join(',\n')}\n]\n`);
}

build();
