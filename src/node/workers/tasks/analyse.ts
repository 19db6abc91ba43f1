import type { FileAnalysis } from '../../../core/analysis/file-analysis.ts';
import { openGrammar } from '../../analysis/grammars.ts';
import { type SharedCatalogues, searchOf, wordingOf } from '../../analysis/knowledge.ts';
import { loadRarity } from '../../analysis/rarity-table.ts';
import { compareCode, readSource, type SourceBytes } from '../../analysis/read-source.ts';
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
    const source = await readSource(file, wording, (parsed) => compareCode(parsed, search));
    if (!source.ok) {
      results.push({ path, reason: source.message });
      continue;
    }
    const { reading, code } = source.value;
    results.push({ path, analysis: { ...reading, modules: code ?? [] } });
  }
  return results;
}
