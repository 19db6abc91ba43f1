import { isArtefactFile } from '../../artefacts/configs/artefact-facts.ts';
import type { FileAnalysis } from '../../engine/file/file-analysis.ts';
import type { FileEntry, Progress, TreeReader } from '../../engine/ports.ts';
import { languageOf } from '../../languages/table.ts';
import type { NotExamined } from '../../model/report.ts';
import { readAhead } from '../assets.ts';
import { holdsBytes } from '../files/holds-bytes.ts';
import { contentId } from '../git/content-id.ts';
import { LICENSES } from '../license-index.ts';
import type { WorkerPool } from '../threads/pool.ts';
import { analyseInHalves, type KnownCode } from './analyse-halves.ts';
import type { AnalysisCache } from './analysis-cache.ts';
import type { SharedCatalogues } from './knowledge.ts';
import { RARITY } from './rarity-table.ts';
import type { Analysed, SourceBytes } from './read-source.ts';

/** Bytes of source in one batch for a worker. */
const BATCH_BYTES = 160_000;
const DOCUMENT =
  /\.(?:md|markdown|mdx|rst|txt|cff|bib|toml|cfg|ya?ml|html?)$|(?:^|\/)(?:README|NOTICE|LICEN[CS]E|COPYING|UNLICEN[CS]E|ACKNOWLEDG|CREDITS|AUTHORS|THIRD[_-]?PARTY|ATTRIBUTION|PATENTS|USE[_-]?POLICY)[^/]*$|(?:^|\/)(?:package|composer)\.json$|(?:^|\/)LICENSES\/[^/]+$/i;
const LARGEST_DOCUMENT = 2_000_000;

/** True for a file that says something to an audit: code that is compared, documents, licenses, configurations. */
export function isExamined(entry: Pick<FileEntry, 'path' | 'size'>): boolean {
  if (languageOf(entry.path) !== null || isArtefactFile(entry.path)) return true;
  return DOCUMENT.test(entry.path) && entry.size <= LARGEST_DOCUMENT;
}

/** Why images, archives and the like are not read: nothing in them could be compared. */
export const KIND_LEFT_ALONE =
  'not a kind of file that is compared: no code in a known language, document, license or configuration';

/** Kinds of files that are left alone, one line for each ending. */
export function describeLeftOut(entries: readonly FileEntry[]): readonly NotExamined[] {
  const kinds = new Map<string, FileEntry[]>();
  for (const entry of entries) {
    if (isExamined(entry)) continue;
    const name = entry.path.slice(entry.path.lastIndexOf('/') + 1);
    const dot = name.lastIndexOf('.');
    const kind = dot > 0 ? `*${name.slice(dot).toLowerCase()}` : name;
    kinds.set(kind, [...(kinds.get(kind) ?? []), entry]);
  }
  return [...kinds].map(([kind, all]) => {
    const only = all.length === 1 ? all[0] : undefined;
    const reason = KIND_LEFT_ALONE;
    return only === undefined
      ? { path: `**/${kind}`, reason: `${all.length} files: ${reason}` }
      : { path: only.path, reason };
  });
}

/** Bytes to read from which a second thread is worth its start. */
const MUCH = 600_000;

function isMuch(entries: readonly FileEntry[]): boolean {
  return entries.filter(isExamined).reduce((sum, entry) => sum + entry.size, 0) >= MUCH;
}

/** Starts the pool's workers ahead of the analysis of a folder, or of files known by name, where they are worth it. */
export function prepareAnalysis(pool: WorkerPool, tree: string | readonly FileEntry[]): void {
  if (!pool.halves) pool.prepare('analyse');
  else if (typeof tree === 'string' ? holdsBytes(tree, MUCH, isExamined) : isMuch(tree)) {
    pool.prepare('parseSources');
    for (const asset of [LICENSES, RARITY]) readAhead(asset);
  }
}

/** How a batch of files is analysed: as a whole wherever there is room, or in two halves on two threads. */
function analyserOf(
  pool: WorkerPool,
  catalogues: SharedCatalogues,
  entries: readonly FileEntry[],
  signal: AbortSignal,
): (files: readonly SourceBytes[]) => Promise<readonly Analysed[]> {
  if (!pool.halves) return (files) => pool.run('analyse', { catalogues, files }, signal);
  if (!isMuch(entries)) return (files) => pool.run('analyse', { catalogues, files }, signal, 'here');
  const known: KnownCode = new Map();
  return (files) => analyseInHalves({ catalogues, files }, known, pool, signal);
}

/** Reads and analyses the entries over the pool's workers; files known to the cache are not read again. */
export async function analyseTree(
  tree: TreeReader,
  entries: readonly FileEntry[],
  context: {
    readonly pool: WorkerPool;
    readonly catalogues: SharedCatalogues;
    readonly cache: AnalysisCache | null;
    readonly progress: Progress;
    readonly signal: AbortSignal;
  },
): Promise<{ readonly files: readonly FileAnalysis[]; readonly failures: readonly NotExamined[] }> {
  const { pool, catalogues, cache, progress, signal } = context;
  const wanted = entries.filter(isExamined);
  const files: FileAnalysis[] = [];
  const failures: NotExamined[] = [...describeLeftOut(entries)];
  let done = 0;
  const take = (analysed: Analysed): void => {
    done += 1;
    if ('analysis' in analysed) files.push(analysed.analysis);
    else failures.push({ path: analysed.path, reason: analysed.reason });
  };
  const analyse = analyserOf(pool, catalogues, wanted, signal);
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < wanted.length) {
      const batch: { path: string; blob: string; bytes: Uint8Array }[] = [];
      let size = 0;
      while (next < wanted.length && size < BATCH_BYTES) {
        const entry = wanted[next++];
        if (entry === undefined) break;
        const known = entry.blob === undefined ? undefined : cache?.get(entry.path, entry.blob);
        if (known !== undefined) {
          take(known);
          continue;
        }
        const content = await tree.read(entry);
        if (!content.ok) {
          done += 1;
          failures.push({ path: entry.path, reason: content.message });
          continue;
        }
        const blob = entry.blob ?? contentId(content.value);
        const cached = entry.blob === undefined ? cache?.get(entry.path, blob) : undefined;
        if (cached !== undefined) {
          take(cached);
          continue;
        }
        batch.push({ path: entry.path, blob, bytes: content.value });
        size += content.value.length;
      }
      signal.throwIfAborted();
      if (batch.length === 0) continue;
      const analysed = await analyse(batch);
      for (const [at, one] of analysed.entries()) {
        take(one);
        cache?.set(one.path, batch[at]?.blob ?? '', one);
      }
      progress(done, wanted.length, batch.at(-1)?.path ?? '');
    }
  };
  await Promise.all(Array.from({ length: 2 * pool.size }, lane));
  return { files, failures };
}
