import type { FileReading } from '../../../core/analysis/read-file.ts';
import { openGrammar } from '../../analysis/grammars.ts';
import { wordingOf } from '../../analysis/knowledge.ts';
import { readSource } from '../../analysis/read-source.ts';
import { packTree, type TreeParcel, type Vocabularies } from '../../analysis/tree-parcel.ts';
import { loadLicenseIndex } from '../../license-index.ts';
import type { AnalyseInput } from './analyse.ts';

export interface PackedSource {
  readonly reading: FileReading;
  readonly parcel: TreeParcel | null;
}

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
    const source = await readSource(file, wording);
    if (!source.ok) {
      sources.push({ path: file.path, reason: source.message });
      continue;
    }
    const { reading, parsed } = source.value;
    sources.push({ reading, parcel: parsed === null ? null : packTree(parsed, vocabularies) });
  }
  return { vocabularies, sources };
}

/** Memory that goes over with the answer instead of being copied. */
export function handOver({ sources }: PackedSources): ArrayBuffer[] {
  return sources.flatMap((one) => ('reason' in one || one.parcel === null ? [] : [one.parcel.buffer]));
}
