import type { FileAnalysis } from '../../engine/file/file-analysis.ts';
import type { FileEntry, Progress, TreeReader } from '../../engine/ports.ts';
import { isNotebook, languageOf } from '../../languages/table.ts';
import type { Gap } from '../../model/gap.ts';
import { isExamined } from '../files/is-examined.ts';
import { SKIP_REASONS } from '../files/skip-reasons.ts';
import { contentId } from '../git/content-id.ts';
import type { AnalysisCache } from '../store/analyses.ts';
import type { WorkerPool } from '../threads/pool.ts';
import type { SharedCatalogues } from './knowledge.ts';
import { isArchive } from './left-code.ts';
import type { Analysed, SourceBytes } from './read-source.ts';

/** Bytes of source in one batch for a worker. */
const BATCH_BYTES = 160_000;
/** Archives that are named one by one. */
const MOST_ARCHIVES = 20;

/** Files that are left alone: one line for each ending, and for each of the first archives, which may hold code. */
export function describeLeftOut(alone: readonly Pick<FileEntry, 'path'>[]): readonly Gap[] {
  const archives = alone.filter(({ path }) => isArchive(path));
  const others = alone.filter(({ path }) => !isArchive(path));
  return [
    ...archives
      .slice(0, MOST_ARCHIVES)
      .map(({ path }): Gap => ({ path, reason: SKIP_REASONS.archive(), gap: 'left out' })),
    ...[...byKind(archives.slice(MOST_ARCHIVES))].map(
      ([kind, { length }]): Gap => ({
        path: `**/${kind}`,
        reason: SKIP_REASONS.manyArchives(length),
        gap: 'left out',
      }),
    ),
    ...[...byKind(others)].map(([kind, all]): Gap => {
      const only = all.length === 1 ? all[0] : undefined;
      return only === undefined
        ? {
            path: `**/${kind}`,
            reason: SKIP_REASONS.manyLeftAlone(all.length),
            gap: 'left out',
            kind: 'other kind',
          }
        : { path: only.path, reason: SKIP_REASONS.leftAlone(), gap: 'left out', kind: 'other kind' };
    }),
  ];
}

/** Files by what their names end with; one without an ending by its name. */
function byKind(entries: readonly Pick<FileEntry, 'path'>[]): ReadonlyMap<string, typeof entries> {
  const kinds = new Map<string, typeof entries>();
  for (const entry of entries) {
    const name = entry.path.slice(entry.path.lastIndexOf('/') + 1);
    const dot = name.lastIndexOf('.');
    const kind = dot > 0 ? `*${name.slice(dot).toLowerCase()}` : name;
    kinds.set(kind, [...(kinds.get(kind) ?? []), entry]);
  }
  return kinds;
}

/** Bytes to analyse that are worth one more thread: to start one takes about a quarter of a second of a processor. */
const WORTH_A_THREAD = 600_000;

/** What analyses need beside the files. */
export interface AnalysisContext {
  readonly pool: WorkerPool;
  readonly catalogues: SharedCatalogues;
  readonly cache: AnalysisCache | null;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/** A file that was read and is to be analysed. */
interface ReadFile extends SourceBytes {
  readonly blob: string;
}

/** What tells the code of a file from other code: its language, whether it lies in a notebook, and its content. */
function codeKey({ path, blob }: ReadFile): string | null {
  const language = languageOf(path);
  return language === null ? null : `${language.name} ${isNotebook(path)} ${blob}`;
}

/** Calls `work` until it says that nothing is left, `lanes` calls beside each other. */
async function inLanes(lanes: number, work: () => Promise<boolean>): Promise<void> {
  const lane = async (): Promise<void> => {
    while (await work());
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

/** Takes files from the front of `files` until a batch is full; empty when none is left. */
function nextBatch(files: ReadFile[]): readonly ReadFile[] {
  let size = 0;
  let count = 0;
  while (count < files.length && size < BATCH_BYTES) size += files[count++]?.bytes.length ?? 0;
  return files.splice(0, count);
}

/**
 * Reads and analyses the entries over the pool's threads. Files known to the cache are not read again, and code that
 * several files hold is parsed and compared once.
 */
export async function analyseTree(
  tree: TreeReader,
  entries: readonly FileEntry[],
  { pool, catalogues, cache, progress, signal }: AnalysisContext,
): Promise<{ readonly files: readonly FileAnalysis[]; readonly failures: readonly Gap[] }> {
  const wanted = entries.filter(isExamined);
  const files: FileAnalysis[] = [];
  const alone: Pick<FileEntry, 'path'>[] = entries.filter((entry) => !isExamined(entry));
  const failures: Gap[] = [];
  let looked = 0;
  const take = (analysed: Analysed): void => {
    looked++;
    if ('analysis' in analysed) files.push(analysed.analysis);
    else if (analysed.kind === 'other kind') alone.push(analysed);
    else failures.push(analysed);
  };
  const unread: FileEntry[] = [];
  for (const entry of wanted) {
    const known = entry.blob === undefined ? undefined : await cache?.get(entry.path, entry.blob);
    if (known === undefined) unread.push(entry);
    else take(known);
  }

  const bytes = unread.reduce((sum, { size }) => sum + Math.max(0, size), 0);
  const threads = Math.min(pool.size, 1 + Math.floor(bytes / WORTH_A_THREAD));
  const lanes = threads === 1 ? 1 : 2 * threads;
  pool.prepare('analyse', threads);

  const modulesOf = new Map<string, FileAnalysis['modules'] | null>();
  const analyse = async (batch: readonly ReadFile[]): Promise<void> => {
    const analysed = await pool.run('analyse', { catalogues, files: batch }, signal);
    for (const [at, one] of analysed.entries()) {
      const file = batch[at];
      if (file === undefined) continue;
      const key = codeKey(file);
      if (key !== null && 'analysis' in one) modulesOf.set(key, one.analysis.modules);
      cache?.set(file.path, file.blob, one);
      take(one);
    }
    progress(looked, wanted.length, batch.at(-1)?.path ?? '');
  };

  /** Files whose code is that of another one. */
  const repeats: ReadFile[] = [];
  /** Reads on until a batch is full. */
  const readBatch = async (): Promise<readonly ReadFile[]> => {
    const batch: ReadFile[] = [];
    for (let size = 0; size < BATCH_BYTES; ) {
      const entry = unread.shift();
      if (entry === undefined) break;
      const content = await tree.read(entry);
      if (!content.ok) {
        take({
          path: entry.path,
          reason: content.message,
          ...(content.reason === 'absent' ? { kind: 'absent' } : {}),
        });
        continue;
      }
      // Of large weights the head is here, which has no id of the whole.
      const isHead = content.value.length < entry.size;
      const id = contentId(content.value);
      const file = {
        path: entry.path,
        blob: entry.blob ?? (isHead ? `${id}-${entry.size}` : id),
        bytes: content.value,
        ...(isHead ? { size: entry.size } : {}),
      };
      const cached = entry.blob === undefined ? await cache?.get(file.path, file.blob) : undefined;
      const key = codeKey(file);
      if (cached !== undefined) take(cached);
      else if (key !== null && modulesOf.has(key)) repeats.push(file);
      else {
        if (key !== null) modulesOf.set(key, null);
        batch.push(file);
        size += file.bytes.length;
      }
    }
    return batch;
  };

  await inLanes(lanes, async () => {
    const batch = await readBatch();
    signal.throwIfAborted();
    if (batch.length > 0) await analyse(batch);
    return unread.length > 0;
  });
  await inLanes(lanes, async () => {
    const batch = nextBatch(repeats).map((file) => {
      const modules = modulesOf.get(codeKey(file) ?? '');
      return modules == null ? file : { ...file, modules };
    });
    if (batch.length > 0) await analyse(batch);
    return repeats.length > 0;
  });
  return { files, failures: [...describeLeftOut(alone), ...failures] };
}
