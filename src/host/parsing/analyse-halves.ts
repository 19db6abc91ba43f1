import { setImmediate as breathe } from 'node:timers/promises';
import type { FilePrint } from '../../compare/unit-print.ts';
import type { FileAnalysis } from '../../engine/file/file-analysis.ts';
import type { FileReading } from '../../engine/file/read-file.ts';
import { failure, type Result, success } from '../../model/result.ts';
import { whenReadAhead } from '../assets.ts';
import type { WorkerPool } from '../threads/pool.ts';
import type { AnalyseInput } from '../threads/tasks/analyse.ts';
import { indexesOf, type SharedCatalogues, searchOf, wordingOf } from './knowledge.ts';
import { parseOnWorker } from './parse-on-worker.ts';
import {
  type Analysed,
  attempt,
  catalogued,
  compareCode,
  type OpenedSource,
  openSource,
  readWords,
  unreadable,
} from './read-source.ts';

type Attempted<T> = Result<T, 'unreadable'>;

/** What code came to, or will, by its language and content: code that a tree has many times over is compared once. */
export type KnownCode = Map<string, Promise<Attempted<FileAnalysis['modules']>>>;

/** What tells the code of a file from other code; undefined where nothing does. */
function keyOf(one: Attempted<OpenedSource>): string | undefined {
  if (!one.ok || one.value.blob === null || one.value.code === null) return undefined;
  return `${one.value.code.grammar} ${one.value.blob}`;
}

/** Reads what texts say, while the other thread parses. */
async function readAll(
  opened: readonly Attempted<OpenedSource>[],
  catalogues: SharedCatalogues,
): Promise<readonly Attempted<FileReading>[]> {
  // Before this thread goes on, the other one is to have the work of all batches that may be sent.
  await breathe();
  await whenReadAhead();
  const wording = wordingOf(catalogues);
  return opened.map((one) => (one.ok ? attempt(() => readWords(one.value, wording)) : one));
}

/**
 * Compares code as soon as it is parsed, and no longer in the way of what is read. `printed`: prints of the files that
 * are not parsed, since a catalogue has them.
 */
async function compareAll(
  printed: readonly (FilePrint | null)[],
  parsing: ReturnType<typeof parseOnWorker>,
  reading: Promise<unknown>,
  catalogues: SharedCatalogues,
): Promise<readonly Attempted<FileAnalysis['modules']>[]> {
  await reading;
  const trees = await parsing;
  const search = searchOf(catalogues);
  return trees.map((parsed, at) => {
    const tree = parsed ?? printed[at] ?? null;
    if (tree === null) return success([]);
    if ('reason' in tree) return failure('unreadable', unreadable(tree.reason));
    return attempt(() => compareCode(tree, search));
  });
}

/**
 * Analyses a batch of files on two threads: the other one parses, this one does the rest, and neither loads or warms
 * up what the other runs. Says what the task `analyse` says. `known`: code of the batches before, and of those to come.
 */
export async function analyseInHalves(
  { catalogues, files }: AnalyseInput,
  known: KnownCode,
  pool: WorkerPool,
  signal: AbortSignal,
): Promise<readonly Analysed[]> {
  const opened = files.map(openSource);
  const keys = opened.map(keyOf);
  const isNew = keys.map((key, at) => key === undefined || (!known.has(key) && keys.indexOf(key) === at));
  const indexes = indexesOf(catalogues);
  const wanted = opened.map((one, at) => (one.ok && isNew[at] === true ? one.value : null));
  const printed = wanted.map((source) => source && catalogued(source, indexes));
  const parsing = parseOnWorker(
    wanted.map((source, at) => (printed[at] === null && source !== null ? source.code : null)),
    pool,
    signal,
  );
  const reading = readAll(opened, catalogues);
  const comparing = compareAll(printed, parsing, reading, catalogues);
  const modules = keys.map((key, at) => {
    const found = key === undefined ? undefined : known.get(key);
    if (found !== undefined) return found;
    const own = comparing.then((all) => all[at] ?? success([]));
    if (key !== undefined) known.set(key, own);
    return own;
  });
  // What fails is told where it is awaited.
  for (const early of [parsing, reading, comparing, ...modules]) early.catch(() => undefined);
  const [readings, compared] = await Promise.all([reading, Promise.all(modules)]);
  return files.map(({ path }, at): Analysed => {
    const words = readings[at];
    const code = compared[at];
    if (words === undefined || !words.ok) return { path, reason: words?.message ?? '' };
    if (code === undefined || !code.ok) return { path, reason: code?.message ?? '' };
    return { path, analysis: { ...words.value, modules: code.value } };
  });
}
