import { setImmediate as breathe } from 'node:timers/promises';
import { whenReadAhead } from '../assets.ts';
import type { WorkerPool } from '../workers/pool.ts';
import type { AnalyseInput } from '../workers/tasks/analyse.ts';
import { searchOf, wordingOf } from './knowledge.ts';
import { parseOnWorker } from './parse-on-worker.ts';
import { type Analysed, attempt, compareCode, openSource, readWords, unreadable } from './read-source.ts';

/**
 * Analyses a batch of files on two threads: the other one parses, this one does the rest, and neither loads or warms
 * up what the other runs. Says what the task `analyse` says.
 */
export async function analyseInHalves(
  { catalogues, files }: AnalyseInput,
  pool: WorkerPool,
  signal: AbortSignal,
): Promise<readonly Analysed[]> {
  const opened = files.map(openSource);
  const parsing = parseOnWorker(
    opened.map((one) => (one.ok ? one.value.code : null)),
    pool,
    signal,
  );
  // What fails is told where it is awaited.
  parsing.catch(() => undefined);
  // Before this thread goes on, the other one is to have the work of all batches that may be sent.
  await breathe();
  await whenReadAhead();
  const wording = wordingOf(catalogues);
  const readings = opened.map((one) => (one.ok ? attempt(() => readWords(one.value, wording)) : one));
  const trees = await parsing;
  const search = searchOf(catalogues);
  return files.map(({ path }, at): Analysed => {
    const reading = readings[at];
    const tree = trees[at] ?? null;
    if (reading === undefined || !reading.ok) return { path, reason: reading?.message ?? '' };
    if (tree !== null && 'reason' in tree) return { path, reason: unreadable(tree.reason) };
    const modules = attempt(() => (tree === null ? [] : compareCode(tree, search)));
    if (!modules.ok) return { path, reason: modules.message };
    return { path, analysis: { ...reading.value, modules: modules.value } };
  });
}
