import { readFile } from 'node:fs/promises';
import type { FilePrint } from '../../../core/similarity/unit-print.ts';
import { printJson } from '../../../core/syntax/json-print.ts';
import { printAny, printParsed } from '../../analysis/print-source.ts';
import { openParcel } from '../../analysis/tree-parcel.ts';
import { decodeText } from '../../files/decode-text.ts';
import { OTHER_LANGUAGE, type ParsedFiles } from './parse-files.ts';

export type PrintedFile =
  | { readonly path: string; readonly print: FilePrint }
  | { readonly path: string; readonly reason: string };

/** Reads and prints files by their absolute paths. */
export async function run(paths: readonly string[]): Promise<readonly PrintedFile[]> {
  const printed: PrintedFile[] = [];
  for (const path of paths) {
    try {
      const text = decodeText(path, await readFile(path));
      if (!text.ok) {
        printed.push({ path, reason: text.message });
        continue;
      }
      const print = await printAny(path, text.value);
      printed.push(print === null ? { path, reason: OTHER_LANGUAGE } : { path, print });
    } catch (error) {
      printed.push({ path, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  return printed;
}

/** Prints files that `parseFiles` parsed on another thread. */
export function printParsedFiles({ vocabularies, files }: ParsedFiles): readonly PrintedFile[] {
  return files.map((file): PrintedFile => {
    if ('reason' in file) return file;
    const { path } = file;
    try {
      const print =
        'json' in file ? printJson(file.json) : printParsed(openParcel(file.parcel, vocabularies));
      return print === null ? { path, reason: OTHER_LANGUAGE } : { path, print };
    } catch (error) {
      return { path, reason: error instanceof Error ? error.message : String(error) };
    }
  });
}
