import { openGrammar } from '../../parsing/grammars.ts';
import { parseCode, type SourceCode } from '../../parsing/print-source.ts';
import { packTree, type TreeParcel, type Vocabularies } from '../../parsing/tree-parcel.ts';

export interface ParsedSources {
  readonly vocabularies: Vocabularies;
  /** In the order of the sources; null where the parser gave up. */
  readonly trees: readonly (TreeParcel | { readonly reason: string } | null)[];
}

export async function prepare(): Promise<void> {
  await openGrammar('python');
}

/** Parses code for another thread, which does the rest. Code that fails is a reason, never an end. */
export async function run(sources: readonly SourceCode[]): Promise<ParsedSources> {
  const vocabularies: Vocabularies = {};
  const trees: ParsedSources['trees'][number][] = [];
  for (const source of sources) {
    try {
      trees.push(await parseCode(source, (parsed) => packTree(parsed, vocabularies)));
    } catch (error) {
      trees.push({ reason: error instanceof Error ? error.message : String(error) });
    }
  }
  return { vocabularies, trees };
}

/** Memory that goes over with the answer instead of being copied. */
export function handOver({ trees }: ParsedSources): ArrayBuffer[] {
  return trees.flatMap((tree) => (tree !== null && 'buffer' in tree ? [tree.buffer] : []));
}
