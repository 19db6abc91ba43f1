import { loadLicenseIndex } from '../../license-index.ts';
import { openGrammar } from '../../parsing/grammars.ts';
import { indexesOf, type SharedCatalogues, searchOf, wordingOf } from '../../parsing/knowledge.ts';
import { parseCode } from '../../parsing/print-source.ts';
import { loadRarity } from '../../parsing/rarity-table.ts';
import {
  type Analysed,
  catalogued,
  compareCode,
  openSource,
  readWords,
  type SourceBytes,
  unreadable,
} from '../../parsing/read-source.ts';

export interface AnalyseInput {
  readonly catalogues: SharedCatalogues;
  readonly files: readonly SourceBytes[];
}

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
  const indexes = indexesOf(catalogues);
  const results: Analysed[] = [];
  for (const file of files) {
    const { path } = file;
    const source = openSource(file);
    if (!source.ok) {
      results.push({ path, reason: source.message });
      continue;
    }
    try {
      const { code } = source.value;
      const compare = (known: Parameters<typeof compareCode>[0]) => compareCode(known, search);
      const print = catalogued(source.value, indexes);
      const modules = print === null ? code && (await parseCode(code, compare)) : compare(print);
      results.push({ path, analysis: { ...readWords(source.value, wording), modules: modules ?? [] } });
    } catch (error) {
      results.push({ path, reason: unreadable(error) });
    }
  }
  return results;
}
