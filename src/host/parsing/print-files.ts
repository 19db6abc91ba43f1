import type { FilePrint } from '../../compare/unit-print.ts';
import { byText } from '../../model/text-order.ts';
import { openAuditPool } from '../threads/audit-pool.ts';
import { type PrintedFile, printFile } from './print-file.ts';

/** Fewer files than this are printed on this thread: a worker costs more to start than it saves. */
const FEW = 24;
const BATCH = 16;

export interface PrintedFiles {
  readonly prints: ReadonlyMap<string, FilePrint>;
  readonly failures: readonly { readonly path: string; readonly reason: string }[];
}

/** Prints files by path, over `jobs` worker threads when there are many. The order of `paths` does not matter. */
export async function printFiles(
  paths: readonly string[],
  signal: AbortSignal,
  progress: (done: number, total: number, message: string) => void,
  jobs?: number,
): Promise<PrintedFiles> {
  const distinct = [...new Set(paths)].sort();
  const results: PrintedFile[] = [];
  if (distinct.length < FEW || jobs === 1) {
    for (const path of distinct) {
      signal.throwIfAborted();
      results.push(await printFile(path));
      progress(results.length, distinct.length, path);
    }
  } else {
    const pool = openAuditPool(jobs);
    try {
      let next = 0;
      const lane = async (): Promise<void> => {
        while (next < distinct.length) {
          const batch = distinct.slice(next, next + BATCH);
          next += batch.length;
          results.push(...(await pool.run('printFiles', batch, signal)));
          progress(results.length, distinct.length, batch.at(-1) ?? '');
        }
      };
      await Promise.all(Array.from({ length: 2 * pool.size }, lane));
    } finally {
      await pool.close();
    }
  }
  const prints = new Map<string, FilePrint>();
  const failures: { path: string; reason: string }[] = [];
  for (const result of results) {
    if ('print' in result) prints.set(result.path, result.print);
    else failures.push(result);
  }
  return { prints, failures: failures.sort((a, b) => byText(a.path, b.path)) };
}
