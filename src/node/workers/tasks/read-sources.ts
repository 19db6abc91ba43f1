import { openGrammar } from '../../analysis/grammars.ts';
import { wordingOf } from '../../analysis/knowledge.ts';
import { type ReadSource, readSource } from '../../analysis/read-source.ts';
import { packTree, type TreeParcel, type Vocabularies } from '../../analysis/tree-parcel.ts';
import { loadLicenseIndex } from '../../license-index.ts';
import type { AnalyseInput } from './analyse.ts';

export type PackedSource = ReadSource<TreeParcel>;

export interface PackedSources {
  readonly vocabularies: Vocabularies;
  readonly sources: readonly (PackedSource | { readonly path: string; readonly reason: string })[];
}

export async function prepare(): Promise<void> {
  await openGrammar('python');
  loadLicenseIndex();
}

/** The first half of an analysis: reads and parses a batch of files. `compareSources` does the second. */
export async function run({ catalogues, files }: AnalyseInput): Promise<PackedSources> {
  const wording = wordingOf(catalogues);
  const vocabularies: Vocabularies = {};
  const sources: PackedSources['sources'][number][] = [];
  for (const file of files) {
    const source = await readSource(file, wording, (parsed) => packTree(parsed, vocabularies));
    sources.push(source.ok ? source.value : { path: file.path, reason: source.message });
  }
  return { vocabularies, sources };
}

/** Memory that goes over with the answer instead of being copied. */
export function handOver({ sources }: PackedSources): ArrayBuffer[] {
  return sources.flatMap((one) => ('reason' in one || one.code === null ? [] : [one.code.buffer]));
}
