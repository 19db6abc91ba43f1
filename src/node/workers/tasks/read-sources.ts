import { openGrammar } from '../../analysis/grammars.ts';
import { type ReadSource, readSource, type SourceBytes } from '../../analysis/read-source.ts';
import { packTree, type TreeParcel, type Vocabularies } from '../../analysis/tree-parcel.ts';
import { loadLicenseIndex } from '../../license-index.ts';

export type PackedSource = ReadSource<TreeParcel>;

export interface PackedSources {
  readonly vocabularies: Vocabularies;
  readonly sources: readonly (PackedSource | { readonly path: string; readonly reason: string })[];
}

export async function prepare(): Promise<void> {
  await openGrammar('python');
  loadLicenseIndex();
}

/** The first half of an analysis: reads and parses a batch of files. `concludeSources` does the second. */
export async function run(files: readonly SourceBytes[]): Promise<PackedSources> {
  const vocabularies: Vocabularies = {};
  const sources: PackedSources['sources'][number][] = [];
  for (const file of files) {
    const source = await readSource(file);
    if (!source.ok) {
      sources.push({ path: file.path, reason: source.message });
      continue;
    }
    const { parsed } = source.value;
    sources.push({ ...source.value, parsed: parsed === null ? null : packTree(parsed, vocabularies) });
  }
  return { vocabularies, sources };
}

/** Memory that goes over with the answer instead of being copied. */
export function handOver({ sources }: PackedSources): ArrayBuffer[] {
  return sources.flatMap((one) => ('reason' in one || one.parsed === null ? [] : [one.parsed.buffer]));
}
