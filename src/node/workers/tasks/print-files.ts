import type { FilePrint } from '../../../core/similarity/unit-print.ts';
import { printJson } from '../../../core/syntax/json-print.ts';
import { type ParsedSource, printParsed } from '../../analysis/print-source.ts';
import { openParcel } from '../../analysis/tree-parcel.ts';
import { OTHER_LANGUAGE, type ParsedFiles, readCode } from './parse-files.ts';

export type PrintedFile =
  | { readonly path: string; readonly print: FilePrint }
  | { readonly path: string; readonly reason: string };

const ofCode = (parsed: ParsedSource): { readonly print: FilePrint } => ({ print: printParsed(parsed) });

function ofJson(text: string): { readonly print: FilePrint } | null {
  const print = printJson(text);
  return print === null ? null : { print };
}

/** Reads and prints files by their absolute paths. */
export async function run(paths: readonly string[]): Promise<readonly PrintedFile[]> {
  const printed: PrintedFile[] = [];
  for (const path of paths) printed.push(await readCode(path, ofCode, ofJson));
  return printed;
}

/** Prints files that `parseFiles` parsed on another thread. */
export function printParsedFiles({ vocabularies, files }: ParsedFiles): readonly PrintedFile[] {
  return files.map((file): PrintedFile => {
    if ('reason' in file) return file;
    const { path } = file;
    try {
      const made = 'json' in file ? ofJson(file.json) : ofCode(openParcel(file.parcel, vocabularies));
      return made === null ? { path, reason: OTHER_LANGUAGE } : { path, ...made };
    } catch (error) {
      return { path, reason: error instanceof Error ? error.message : String(error) };
    }
  });
}
