import { stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { AuditReport } from '../core/model/report.ts';
import { failure, type Result, success } from '../core/model/result.ts';
import type { HistoryReader, Progress, TreeReader } from '../core/ports.ts';
import { prepareAnalysis } from './analysis/analyse-tree.ts';
import { hasAnalyses, openAnalysisCache } from './analysis/analysis-cache.ts';
import { auditOpened, openAuditCatalogues } from './audit-opened.ts';
import { findGitDir, openGitTree } from './files/git-tree.ts';
import { openWorkTree } from './files/work-tree.ts';
import { openHistory } from './git/history.ts';
import { openReportCache, type ReportCache } from './report-cache.ts';
import { openPool, type WorkerPool } from './workers/pool.ts';

export interface AuditOptions {
  /** Folder, or bare git directory. */
  readonly root: string;
  /** Audit this revision from git objects instead of the files on disk. */
  readonly rev?: string;
  /** Private catalogues, used beside the built-in one. */
  readonly catalogues?: readonly string[];
  readonly jobs?: number;
  readonly cache?: boolean;
  /** False where no process may start: nothing is asked of git. */
  readonly git?: boolean;
  /** Name shown in the report; default: the folder's. */
  readonly name?: string;
  /** Workers to use, kept open; default: a pool of this run's own. */
  readonly pool?: WorkerPool;
}

export type AuditFailure = 'absent' | 'not-a-folder' | 'no-revision' | 'catalogue' | 'cancelled';

interface Opened {
  readonly tree: TreeReader;
  readonly history: HistoryReader | null;
  readonly close: () => void;
}

/** Whether a folder is itself a git directory, such as a bare clone. */
export async function isGitDir(root: string): Promise<boolean> {
  const has = async (name: string): Promise<boolean> =>
    (await stat(join(root, name)).catch(() => null)) !== null;
  return (await has('HEAD')) && (await has('objects')) && (await has('refs')) && !(await has('.git'));
}

async function openAt(
  options: AuditOptions,
  kept: ReportCache | null,
  signal: AbortSignal,
): Promise<Result<Opened, AuditFailure>> {
  const root = resolve(options.root);
  const bare = await isGitDir(root);
  if (options.git !== false && (bare || options.rev !== undefined)) {
    const found = bare ? success({ gitDir: root, prefix: '' }) : await findGitDir(root, signal);
    if (!found.ok)
      return failure('no-revision', `${options.root} is not in a git repository: ${found.message}`);
    const rev = options.rev ?? 'HEAD';
    const tree = await openGitTree(found.value.gitDir, rev, {
      ...(options.name === undefined ? (bare ? {} : { name: basename(root) }) : { name: options.name }),
      ...(found.value.prefix === '' ? {} : { folder: found.value.prefix }),
      signal,
    });
    if (!tree.ok) return failure('no-revision', tree.message);
    const history = await openHistory(root, rev, { gitDir: found.value.gitDir, signal });
    return success({ tree: tree.value, history, close: () => tree.value.close() });
  }
  const tree = await openWorkTree(root, {
    signal,
    ...(options.git === false ? { tracked: async () => null } : {}),
    ...kept?.listing,
  });
  if (!tree.ok) return failure(tree.reason, tree.message);
  const named = options.name === undefined ? tree.value : { ...tree.value, name: options.name };
  const history = options.git === false ? null : await openHistory(root, 'HEAD', { signal });
  return success({ tree: named, history: history?.commit == null ? null : history, close: () => {} });
}

/** Where the report of a folder on disk is kept between runs; null for a revision, a bare clone, or without a cache. */
async function reportCacheOf(options: AuditOptions): Promise<ReportCache | null> {
  const root = resolve(options.root);
  if (options.cache === false || options.rev !== undefined || (await isGitDir(root))) return null;
  const { name, catalogues = [], git = true } = options;
  return openReportCache({ root, name, catalogues: catalogues.map((path) => resolve(path)), git });
}

/** Audits a folder, a revision or a bare clone. Cancelling rejects with the signal's reason. */
export async function runAudit(
  options: AuditOptions,
  progress: Progress,
  signal: AbortSignal,
): Promise<Result<AuditReport, AuditFailure>> {
  const kept = await reportCacheOf(options);
  const known = await kept?.find(signal);
  if (known != null) return success(known);
  const opened = await openAt(options, kept, signal);
  if (!opened.ok) return opened;
  const { history, close } = opened.value;
  const pool = options.pool ?? openPool(options.jobs);
  try {
    const root = resolve(options.root);
    const listing = await opened.value.tree.list(signal);
    const tree: TreeReader = { ...opened.value.tree, list: async () => listing };
    const isNew = options.cache === false || !hasAnalyses(root);
    if (isNew) prepareAnalysis(pool, listing.files);
    const catalogues = await openAuditCatalogues(options.catalogues ?? []);
    if (!catalogues.ok) return catalogues;
    const cache = options.cache === false ? null : await openAnalysisCache(root, catalogues.value.key);
    if (cache?.isEmpty && !isNew) prepareAnalysis(pool, listing.files);
    const report = await auditOpened(
      { tree, history, catalogues: catalogues.value, pool, cache },
      progress,
      signal,
    );
    await cache?.save();
    await kept?.keep(report);
    return success(report);
  } finally {
    close();
    if (options.pool === undefined) await pool.close();
  }
}
