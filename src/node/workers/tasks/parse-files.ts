import { readFile } from 'node:fs/promises';
import { openGrammar } from '../../analysis/grammars.ts';
import { parseSource } from '../../analysis/print-source.ts';
import { packTree, type TreeParcel, type Vocabularies } from '../../analysis/tree-parcel.ts';
import { decodeText } from '../../files/decode-text.ts';

export type ParsedFile =
  | { readonly path: string; readonly parcel: TreeParcel }
  /** A JSON document, which needs no parser of ours. */
  | { readonly path: string; readonly json: string }
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

async function parseFile(path: string, vocabularies: Vocabularies): Promise<ParsedFile> {
  try {
    const text = decodeText(path, await readFile(path));
    if (!text.ok) return { path, reason: text.message };
    if (path.toLowerCase().endsWith('.json')) return { path, json: text.value };
    const parcel = await parseSource(path, text.value, (parsed) => packTree(parsed, vocabularies));
    return parcel === null ? { path, reason: OTHER_LANGUAGE } : { path, parcel };
  } catch (error) {
    return { path, reason: error instanceof Error ? error.message : String(error) };
  }
}

/** Reads and parses files by their absolute paths; another thread prints them. */
export async function run(paths: readonly string[]): Promise<ParsedFiles> {
  const vocabularies: Vocabularies = {};
  const files: ParsedFile[] = [];
  for (const path of paths) files.push(await parseFile(path, vocabularies));
  return { vocabularies, files };
}

/** Memory that goes over with the answer instead of being copied. */
export function handOver({ files }: ParsedFiles): ArrayBuffer[] {
  return files.flatMap((file) => ('parcel' in file ? [file.parcel.buffer] : []));
}
