import { type SharedCatalogues, searchOf } from '../../analysis/knowledge.ts';
import { compareSource } from '../../analysis/read-source.ts';
import { openParcel } from '../../analysis/tree-parcel.ts';
import type { Analysed } from './analyse.ts';
import type { PackedSources } from './read-sources.ts';

/** The second half of an analysis, of files that `readSources` read. A file that fails is a reason, never an end. */
export function run(input: {
  readonly catalogues: SharedCatalogues;
  readonly packed: PackedSources;
}): readonly Analysed[] {
  const search = searchOf(input.catalogues);
  const { vocabularies, sources } = input.packed;
  return sources.map((source): Analysed => {
    if ('reason' in source) return source;
    const { reading, code } = source;
    const { path } = reading;
    const parsed = code === null ? null : openParcel(code, vocabularies);
    const analysis = compareSource({ reading, code: parsed }, search);
    return analysis.ok ? { path, analysis: analysis.value } : { path, reason: analysis.message };
  });
}
