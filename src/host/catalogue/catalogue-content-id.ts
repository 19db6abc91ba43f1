import { createHash } from 'node:crypto';
import { openSections } from '../../catalogue/index-format.ts';
import type { CatalogueIndex } from '../../catalogue/open-index.ts';
import { PRINT_VERSION } from '../../compare/unit-print.ts';

/** Sections that say everything: which contents, of which versions, since when, and what was made of them. */
const TELLING = ['meta', 'artefacts', 'unitDigests', 'pageRuns'] as const;

const known = new WeakMap<CatalogueIndex, string>();

/** SHA-256 (hex) of what an index says, packed or open: a rebuild that finds the same has the same one. */
export function catalogueContentId(index: CatalogueIndex): string {
  const found = known.get(index);
  if (found !== undefined) return found;
  const split = openSections(index.buffer, null);
  if (!split.ok) throw new Error(split.message);
  const hash = createHash('sha256').update(String(PRINT_VERSION));
  for (const name of TELLING) hash.update(split.value.sections[name]);
  const id = hash.digest('hex');
  known.set(index, id);
  return id;
}
