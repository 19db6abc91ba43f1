import { concludeSource } from '../../analysis/read-source.ts';
import { openParcel } from '../../analysis/tree-parcel.ts';
import { type Analysed, knowledgeOf, type SharedCatalogues } from './analyse.ts';
import type { PackedSources } from './read-sources.ts';

/** The second half of an analysis, of files that `readSources` read. A file that fails is a reason, never an end. */
export function run(input: {
  readonly catalogues: SharedCatalogues;
  readonly packed: PackedSources;
}): readonly Analysed[] {
  const knowledge = knowledgeOf(input.catalogues);
  const { vocabularies, sources } = input.packed;
  return sources.map((source): Analysed => {
    if ('reason' in source) return source;
    const { path, parsed } = source;
    const read = { ...source, parsed: parsed === null ? null : openParcel(parsed, vocabularies) };
    const analysis = concludeSource(read, knowledge);
    return analysis.ok ? { path, analysis: analysis.value } : { path, reason: analysis.message };
  });
}
