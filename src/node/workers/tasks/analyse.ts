import type { Knowledge } from '../../../core/analysis/analyse-file.ts';
import type { FileAnalysis } from '../../../core/analysis/file-analysis.ts';
import { openCatalogueIndex } from '../../../core/upstreams/open-index.ts';
import { openGrammar } from '../../analysis/grammars.ts';
import { openKnowledge } from '../../analysis/knowledge.ts';
import { loadRarity } from '../../analysis/rarity-table.ts';
import { concludeSource, readSource, type SourceBytes } from '../../analysis/read-source.ts';
import { loadLicenseIndex } from '../../license-index.ts';

/** Shared memory of the opened catalogue indexes; `key` tells one set from another. */
export interface SharedCatalogues {
  readonly key: string;
  readonly buffers: readonly ArrayBufferLike[];
}

export interface AnalyseInput {
  readonly catalogues: SharedCatalogues;
  readonly files: readonly SourceBytes[];
}

export type Analysed =
  | { readonly path: string; readonly analysis: FileAnalysis }
  | { readonly path: string; readonly reason: string };

let opened: { readonly key: string; readonly knowledge: Knowledge } | null = null;

/** What this thread knows of the catalogues; opened once. */
export function knowledgeOf({ key, buffers }: SharedCatalogues): Knowledge {
  if (opened?.key === key) return opened.knowledge;
  const indexes = buffers.map((buffer) => {
    const index = openCatalogueIndex(buffer, null);
    if (!index.ok) throw new Error(index.message);
    return index.value;
  });
  opened = { key, knowledge: openKnowledge(indexes) };
  return opened.knowledge;
}

/** Loads what does not depend on the catalogues: the Python grammar, licenses, how common grams are. */
export async function prepare(): Promise<void> {
  await openGrammar('python');
  loadLicenseIndex();
  loadRarity();
}

/** Analyses a batch of files. A file that fails is a reason, never an end. */
export async function run({ catalogues, files }: AnalyseInput): Promise<readonly Analysed[]> {
  const knowledge = knowledgeOf(catalogues);
  const results: Analysed[] = [];
  for (const file of files) {
    const { path } = file;
    const source = await readSource(file);
    const analysis = source.ok ? concludeSource(source.value, knowledge) : source;
    results.push(analysis.ok ? { path, analysis: analysis.value } : { path, reason: analysis.message });
  }
  return results;
}
