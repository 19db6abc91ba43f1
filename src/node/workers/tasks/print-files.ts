import { readFile } from 'node:fs/promises';
import type { FilePrint } from '../../../core/similarity/unit-print.ts';
import { printAny } from '../../analysis/print-source.ts';
import { decodeText } from '../../files/decode-text.ts';

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
      printed.push(print === null ? { path, reason: 'not a language that is compared' } : { path, print });
    } catch (error) {
      printed.push({ path, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  return printed;
}
