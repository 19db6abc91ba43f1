import { analyseFile, type Knowledge } from '../../../core/analysis/analyse-file.ts';
import type { FileAnalysis } from '../../../core/analysis/file-analysis.ts';
import { openCatalogueIndex } from '../../../core/upstreams/open-index.ts';
import { grammarOf, openGrammar } from '../../analysis/grammars.ts';
import { openKnowledge } from '../../analysis/knowledge.ts';
import { generatedReason, printSource } from '../../analysis/print-source.ts';
import { loadRarity } from '../../analysis/rarity-table.ts';
import { decodeText } from '../../files/decode-text.ts';
import { loadLicenseIndex } from '../../license-index.ts';

export interface AnalyseInput {
  /** Shared memory of the opened catalogue indexes; `key` tells one set from another. */
  readonly catalogues: { readonly key: string; readonly buffers: readonly ArrayBufferLike[] };
  readonly files: readonly {
    readonly path: string;
    readonly blob: string | null;
    readonly bytes: Uint8Array;
  }[];
}

export type Analysed =
  | { readonly path: string; readonly analysis: FileAnalysis }
  | { readonly path: string; readonly reason: string };

let opened: { readonly key: string; readonly knowledge: Knowledge } | null = null;

function knowledgeOf({ key, buffers }: AnalyseInput['catalogues']): Knowledge {
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
export async function run(input: AnalyseInput): Promise<readonly Analysed[]> {
  const knowledge = knowledgeOf(input.catalogues);
  const results: Analysed[] = [];
  for (const { path, blob, bytes } of input.files) {
    const text = decodeText(path, bytes);
    if (!text.ok) {
      results.push({ path, reason: text.message });
      continue;
    }
    try {
      const isCode = grammarOf(path) !== null && !path.toLowerCase().endsWith('.ipynb');
      const notCompared = isCode ? generatedReason(text.value) : null;
      const print = notCompared === null ? await printSource(path, text.value) : null;
      results.push({
        path,
        analysis: analyseFile({ path, text: text.value, blob, print, notCompared }, knowledge),
      });
    } catch (error) {
      results.push({
        path,
        reason: `could not be read as code (${error instanceof Error ? error.message : String(error)})`,
      });
    }
  }
  return results;
}
