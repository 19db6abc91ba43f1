import { readFile } from 'node:fs/promises';
import type { FilePrint } from '../../compare/unit-print.ts';
import { printJson } from '../../languages/normal-form/json-print.ts';
import { decodeText } from '../files/decode-text.ts';
import { codeOf, type ParsedSource, parseCode, printParsed, type SourceCode } from './print-source.ts';

export type PrintedFile =
  | { readonly path: string; readonly print: FilePrint }
  | { readonly path: string; readonly reason: string };

/** A file that was read to be printed: code for a parser, the text of a JSON document, or why it is neither. */
export type CodeFile =
  | { readonly path: string; readonly code: SourceCode }
  | { readonly path: string; readonly json: string }
  | { readonly path: string; readonly reason: string };

const OTHER_LANGUAGE = 'not a language that is compared';

const said = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Reads a file by its absolute path. What fails is a reason, never an exception. */
export async function readCode(path: string): Promise<CodeFile> {
  try {
    const text = decodeText(path, await readFile(path));
    if (!text.ok) return { path, reason: text.message };
    if (path.toLowerCase().endsWith('.json')) return { path, json: text.value };
    const code = codeOf(path, text.value);
    return code === null ? { path, reason: OTHER_LANGUAGE } : { path, code };
  } catch (error) {
    return { path, reason: said(error) };
  }
}

/** Prints a file with its traits. `tree`: its code as it was parsed; null where there is none. */
export function printCode(file: CodeFile, tree: ParsedSource | null): PrintedFile {
  const { path } = file;
  if ('reason' in file) return file;
  try {
    const print = 'json' in file ? printJson(file.json) : tree === null ? null : printParsed(tree, true);
    return print === null ? { path, reason: OTHER_LANGUAGE } : { path, print };
  } catch (error) {
    return { path, reason: said(error) };
  }
}

/** Reads, parses and prints one file on this thread. */
export async function printFile(path: string): Promise<PrintedFile> {
  const file = await readCode(path);
  if (!('code' in file)) return printCode(file, null);
  try {
    return (await parseCode(file.code, (tree) => printCode(file, tree))) ?? printCode(file, null);
  } catch (error) {
    return { path, reason: said(error) };
  }
}
