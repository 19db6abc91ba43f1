/** Checks every catalogue entry: its shape, what contradicts itself, and that the index holds the same versions. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { factsOf } from '../src/catalogue/upstream-entry.ts';
import { loadCatalogues } from '../src/host/catalogue/load-catalogue.ts';
import { readEntries } from '../src/host/catalogue/read-entries.ts';
import type { SourceFacts } from '../src/model/source-facts.ts';

/** Ancestors that have no entry although their names look like project ids. */
const OUTSIDE: ReadonlySet<string> = new Set(['pytorch', 'imagen-pytorch', 'diffusers']);

/** Facts as the index gives them back. */
function withoutNulls(source: SourceFacts): unknown {
  return JSON.parse(JSON.stringify({ ...source, files: source.files.map((file) => file.path) }));
}

async function check(folder: string): Promise<readonly string[]> {
  const read = await readEntries(folder);
  if (!read.ok) return read.message.split('\n');
  const { id, entries } = read.value;
  const wrong: string[] = [];
  const projects = new Set(entries.map((entry) => entry.project));
  for (const entry of entries) {
    for (const ancestor of entry.ancestors) {
      const looksLikeId = /^[a-z0-9.-]+$/.test(ancestor.from);
      if (looksLikeId && !OUTSIDE.has(ancestor.from) && !projects.has(ancestor.from)) {
        wrong.push(`${entry.id}: ancestor "${ancestor.from}" is no project of this catalogue`);
      }
    }
  }
  const path = join(folder, 'index', `${id}.forebear`);
  if (!existsSync(path)) return [...wrong, `${path} is missing: run "forebear catalogue build"`];
  const loaded = await loadCatalogues([path]);
  if (!loaded.ok) return [...wrong, loaded.message];
  const indexed = new Map(
    loaded.value.flatMap(({ index }) => index.sources.map((source) => [source.id, source] as const)),
  );
  for (const entry of entries) {
    const source = indexed.get(entry.id);
    if (source === undefined) wrong.push(`${entry.id}: not in the index, rebuild it`);
    else {
      // The dates of files come from the repository, all else from the entry.
      const dates = new Map(source.files.map((file) => [file.path, file.firstCommitted ?? ''] as const));
      if (!isDeepStrictEqual(withoutNulls(factsOf(entry, dates)), withoutNulls(source))) {
        wrong.push(`${entry.id}: the index holds other facts than the entry, rebuild it`);
      }
    }
  }
  for (const version of indexed.keys()) {
    if (!entries.some((entry) => entry.id === version)) wrong.push(`${version}: in the index, but no entry`);
  }
  return wrong;
}

check('catalogue').then((wrong) => {
  for (const line of wrong) console.error(`catalogue: ${line}`);
  process.exitCode = wrong.length === 0 ? 0 : 1;
});
