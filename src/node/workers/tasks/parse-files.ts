import { readFile } from 'node:fs/promises';
import { openGrammar } from '../../analysis/grammars.ts';
import { type ParsedSource, parseSource } from '../../analysis/print-source.ts';
import { packTree, type TreeParcel, type Vocabularies } from '../../analysis/tree-parcel.ts';
import { decodeText } from '../../files/decode-text.ts';

/** A JSON document needs no parser of ours. */
type CodeOrJson = { readonly parcel: TreeParcel } | { readonly json: string };

export type ParsedFile =
  | ({ readonly path: string } & CodeOrJson)
  | { readonly path: string; readonly reason: string };

export interface ParsedFiles {
  readonly vocabularies: Vocabularies;
  readonly files: readonly ParsedFile[];
}

export async function prepare(): Promise<void> {
  await openGrammar('python');
}

/** Why a file has no print. */
export const OTHER_LANGUAGE = 'not a language that is compared';

/**
 * Reads a file by its absolute path and gives its code, or the text of a JSON document, to whoever asks; null from
 * them means that nothing is compared. What fails is a reason, never an exception.
 */
export async function readCode<T extends object>(
  path: string,
  ofCode: (parsed: ParsedSource) => T,
  ofJson: (text: string) => T | null,
): Promise<({ readonly path: string } & T) | { readonly path: string; readonly reason: string }> {
  try {
    const text = decodeText(path, await readFile(path));
    if (!text.ok) return { path, reason: text.message };
    const isJson = path.toLowerCase().endsWith('.json');
    const made = isJson ? ofJson(text.value) : await parseSource(path, text.value, ofCode);
    return made === null ? { path, reason: OTHER_LANGUAGE } : { path, ...made };
  } catch (error) {
    return { path, reason: error instanceof Error ? error.message : String(error) };
  }
}

/** Reads and parses files by their absolute paths; another thread prints them. */
export async function run(paths: readonly string[]): Promise<ParsedFiles> {
  const vocabularies: Vocabularies = {};
  const files: ParsedFile[] = [];
  const pack = (parsed: ParsedSource) => ({ parcel: packTree(parsed, vocabularies) });
  for (const path of paths) files.push(await readCode<CodeOrJson>(path, pack, (json) => ({ json })));
  return { vocabularies, files };
}

/** Memory that goes over with the answer instead of being copied. */
export function handOver({ files }: ParsedFiles): ArrayBuffer[] {
  return files.flatMap((file) => ('parcel' in file ? [file.parcel.buffer] : []));
}
