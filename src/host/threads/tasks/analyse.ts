import { vendoredName } from '../../../credit/stated-sources.ts';
import type { FileReading } from '../../../engine/file/read-file.ts';
import { loadLicenseIndex } from '../../license-index.ts';
import { openGrammar } from '../../parsing/grammars.ts';
import { indexesOf, type SharedCatalogues, searchOf, wordingOf } from '../../parsing/knowledge.ts';
import { OverBudget, parseCode } from '../../parsing/print-source.ts';
import { loadRarity } from '../../parsing/rarity-table.ts';
import {
  type Analysed,
  catalogued,
  compareCode,
  type OpenedSource,
  openSource,
  readWords,
  type SourceBytes,
  unreadable,
} from '../../parsing/read-source.ts';
import { isWeights, readWeights } from '../../parsing/read-weights.ts';

type Modules = NonNullable<SourceBytes['modules']>;

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
  const modulesOf = async (
    source: OpenedSource,
    { stated }: FileReading,
    known: SourceBytes['modules'],
  ): Promise<Modules> => {
    if (source.code === null) return [];
    if (known !== undefined) return known;
    // The same content has the same modules wherever it lies: the folder's name is left to whoever asks by path.
    const folder = vendoredName(source.path)?.toLowerCase();
    const said = (stated?.all ?? []).filter((key) => key !== folder);
    const compare = (code: Parameters<typeof compareCode>[0]) => compareCode(code, search, said);
    const print = catalogued(source, indexes);
    if (print !== null) return compare(print);
    const modules = await parseCode(source.code, compare);
    if (modules === null) throw new Error('its parser gave up');
    return modules;
  };
  const results: Analysed[] = [];
  for (const file of files) {
    const { path } = file;
    if (isWeights(file)) {
      results.push(await readWeights(file, wording));
      continue;
    }
    const source = openSource(file);
    if (!source.ok) {
      results.push({ path, reason: source.message });
      continue;
    }
    try {
      const words = readWords(source.value, wording);
      try {
        results.push({
          path,
          analysis: { ...words, modules: await modulesOf(source.value, words, file.modules) },
        });
      } catch (error) {
        // What the file says in words stands all the same.
        const missed = {
          notExamined: error instanceof OverBudget ? error.message : unreadable(error),
          gap: error instanceof OverBudget ? ('over a budget' as const) : ('not parsed' as const),
          coverage: words.coverage && { ...words.coverage, compared: 0 },
        };
        results.push({ path, analysis: { ...words, ...missed, modules: [] } });
      }
    } catch (error) {
      results.push({ path, reason: unreadable(error) });
    }
  }
  return results;
}
