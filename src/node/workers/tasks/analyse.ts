import type { FileAnalysis } from '../../../core/analysis/file-analysis.ts';
import { openGrammar } from '../../analysis/grammars.ts';
import { type SharedCatalogues, searchOf, wordingOf } from '../../analysis/knowledge.ts';
import { loadRarity } from '../../analysis/rarity-table.ts';
import { compareSource, readSource, type SourceBytes } from '../../analysis/read-source.ts';
import { loadLicenseIndex } from '../../license-index.ts';

export interface AnalyseInput {
  readonly catalogues: SharedCatalogues;
  readonly files: readonly SourceBytes[];
}

export type Analysed =
  | { readonly path: string; readonly analysis: FileAnalysis }
  | { readonly path: string; readonly reason: string };

/** Loads what does not depend on the catalogues: the Python grammar, licenses, how common grams are. */
export async function prepare(): Promise<void> {
  await openGrammar('python');
  loadLicenseIndex();
  loadRarity();
}

/** Analyses a batch of files. A file that fails is a reason, never an end. */
export async function run({ catalogues, files }: AnalyseInput): Promise<readonly Analysed[]> {
  const wording = wordingOf(catalogues);
  const search = searchOf(catalogues);
  const results: Analysed[] = [];
  for (const file of files) {
    const { path } = file;
    const source = await readSource(file, wording);
    const analysis = source.ok ? compareSource(source.value, search) : source;
    results.push(analysis.ok ? { path, analysis: analysis.value } : { path, reason: analysis.message });
  }
  return results;
}
