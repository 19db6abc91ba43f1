import { basename, resolve } from 'node:path';
import { isFrontPage } from '../artefacts/prose/front-page.ts';
import type { Progress, TreeReader } from '../engine/ports.ts';
import type { AuditReport } from '../model/report.ts';
import { failure, type Result, success } from '../model/result.ts';
import { type AuditCatalogues, auditOpened, openAuditCatalogues, withSiblings } from './audit-opened.ts';
import { findGitDir, openGitTree } from './files/git-tree.ts';
import { readTracked } from './files/tracked-files.ts';
import { withChanges } from './files/with-changes.ts';
import { openWorkTree } from './files/work-tree.ts';
import { isGitDir } from './git/bare-repository.ts';
import { type OpenedHistory, openHistory } from './git/history.ts';
import { once } from './once.ts';
import { openAnalysisCache } from './store/analyses.ts';
import { decidingKey } from './store/deciding-key.ts';
import { openReportCache, type ReportCache } from './store/kept-report.ts';
import { openPool, type WorkerPool } from './threads/pool.ts';

export interface AuditOptions {
  /** Folder, or bare git directory. */
  readonly root: string;
  /** Audit this revision from git objects instead of the files on disk. */
  readonly rev?: string;
  /** Private catalogues, used beside the built-in one. */
  readonly catalogues?: readonly string[];
  /** Repositories, or folders of them, that are compared as upstreams beside the built-in world. */
  readonly against?: readonly string[];
  /** Independent implementations: what they share with a module is no evidence of a copy. */
  readonly siblings?: readonly string[];
  readonly jobs?: number;
  readonly cache?: boolean;
  /** False where no process may start: nothing is asked of git. */
  readonly git?: boolean;
  /** Name shown in the report; default: the folder's. */
  readonly name?: string;
  /** Workers to use, kept open; default: a pool of this run's own. */
  readonly pool?: WorkerPool;
  /** Texts of files as they are to be, by path: what would be found if they were written. */
  readonly changes?: ReadonlyMap<string, string>;
  /** Catalogues that are open already, those of `catalogues`: for whoever audits one repository after the other. */
  readonly opened?: AuditCatalogues;
  /** Hears in one sentence what was passed over of the repositories of `against`. */
  readonly told?: (sentence: string) => void;
  /** Reads more of what the audit has open, before it is closed. */
  readonly also?: (read: ReadTree) => Promise<void>;
}

/** What an audit has open: its files, listed once, and the history; null outside of a repository. */
export interface ReadTree {
  readonly tree: TreeReader;
  readonly history: OpenedHistory | null;
}

export type AuditFailure = 'absent' | 'not-a-folder' | 'no-revision' | 'catalogue' | 'cancelled';

interface Opened {
  readonly tree: TreeReader;
  readonly history: Promise<OpenedHistory | null>;
  readonly close: () => void;
}

async function openAt(
  options: AuditOptions,
  kept: ReportCache | null,
  signal: AbortSignal,
): Promise<Result<Opened, AuditFailure>> {
  const root = resolve(options.root);
  const bare = isGitDir(root);
  if (options.git !== false && (bare || options.rev !== undefined)) {
    const found = bare ? success({ gitDir: root, prefix: '' }) : await findGitDir(root, signal);
    if (!found.ok)
      return failure(
        'no-revision',
        options.rev === undefined
          ? found.message
          : `${found.message} --rev needs one; without it, the files on disk are audited.`,
      );
    const rev = options.rev ?? 'HEAD';
    const tree = await openGitTree(found.value.gitDir, rev, {
      ...(options.name === undefined ? (bare ? {} : { name: basename(root) }) : { name: options.name }),
      ...(found.value.prefix === '' ? {} : { folder: found.value.prefix }),
      signal,
    });
    if (!tree.ok) return failure('no-revision', tree.message);
    const history = openHistory(root, rev, {
      gitDir: found.value.gitDir,
      folder: found.value.prefix,
      signal,
      ahead: true,
    });
    return success({ tree: tree.value, history, close: () => tree.value.close() });
  }
  const git = options.git !== false;
  const tracked = once(kept?.listing.tracked ?? (async () => (git ? readTracked(root, signal) : null)));
  const tree = await openWorkTree(root, { signal, ...kept?.listing, tracked });
  if (!tree.ok) return failure(tree.reason, tree.message);
  // The list of files comes before all else that is asked of git.
  tracked().catch(() => undefined);
  const named = options.name === undefined ? tree.value : { ...tree.value, name: options.name };
  const history: Opened['history'] = git
    ? openHistory(root, 'HEAD', { signal, ahead: true }).then((one) => {
        if (one.commit !== null) return one;
        one.close();
        return null;
      })
    : Promise.resolve(null);
  return success({ tree: named, history, close: () => {} });
}

/** Where the report of a folder on disk is kept between runs; null for a revision, a bare clone, or without a cache. */
async function reportCacheOf(
  options: AuditOptions,
  deciding: () => Promise<string>,
): Promise<ReportCache | null> {
  const root = resolve(options.root);
  if (options.cache === false || options.rev !== undefined || isGitDir(root)) return null;
  const { name, catalogues = [], git = true } = options;
  return openReportCache({ root, name, catalogues: catalogues.map((path) => resolve(path)), deciding, git });
}

/** What a long step needs of the audit that runs. */
interface Running {
  readonly pool: WorkerPool;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** Names the code and the catalogues that decide a result; asked once. */
  readonly deciding: () => Promise<string>;
}

/** Opens the catalogues, and reads the repositories that are compared as upstreams. */
async function openUpstreams(
  { catalogues = [], against = [], cache, opened, told = () => {} }: AuditOptions,
  { deciding, ...run }: Running,
): Promise<Result<AuditCatalogues, 'catalogue'>> {
  if (opened !== undefined) return success(opened);
  if (against.length === 0) return openAuditCatalogues(catalogues);
  const { worldAgainst } = await import('./world/against.ts');
  const kept = cache === false ? null : await deciding();
  return openAuditCatalogues(catalogues, (builtIn) =>
    worldAgainst(against, { builtIn, deciding: kept, told, ...run }),
  );
}

/** Opens all that the audit is held against. */
async function openAll(options: AuditOptions, run: Running): Promise<Result<AuditCatalogues, 'catalogue'>> {
  const opened = await openUpstreams(options, run);
  const { siblings = [] } = options;
  if (!opened.ok || siblings.length === 0) return opened;
  const { readSiblings } = await import('./siblings/read-siblings.ts');
  const indexes = opened.value.loaded.map(({ index }) => index);
  const read = await readSiblings(siblings, indexes, run.signal);
  return read.ok ? success(withSiblings(opened.value, read.value)) : failure('catalogue', read.message);
}

/** Audits a folder, a revision or a bare clone. Cancelling rejects with the signal's reason. */
export async function runAudit(
  options: AuditOptions,
  progress: Progress,
  signal: AbortSignal,
): Promise<Result<AuditReport, AuditFailure>> {
  const deciding = once(() => decidingKey(options.catalogues ?? []));
  // A report against repositories or siblings is not kept: they may change under the same name.
  const isPlain = (options.against ?? []).length + (options.siblings ?? []).length === 0;
  const kept = isPlain && options.changes === undefined ? await reportCacheOf(options, deciding) : null;
  const known = await kept?.find(signal);
  if (known != null) return success(known);
  // The disk and git work while this thread goes on; what fails is told where it is awaited.
  const opened = await openAt(options, kept, signal);
  if (!opened.ok) return opened;
  const { history, close } = opened.value;
  const tree =
    options.changes === undefined ? opened.value.tree : withChanges(opened.value.tree, options.changes);
  const pool = options.pool ?? openPool(options.jobs);
  const opening = openAll(options, { pool, progress, signal, deciding });
  try {
    const listing = tree.list(signal);
    const pages = Promise.all([history, listing]).then(([past, { files }]) =>
      past?.lastDates(files.map(({ path }) => path).filter(isFrontPage)),
    );
    for (const early of [opening, history, listing, pages]) early.catch(() => undefined);
    const catalogues = await opening;
    if (!catalogues.ok) return catalogues;
    const key = isPlain ? await deciding() : `${await deciding()} ${catalogues.value.key}`;
    const cache = options.cache === false ? null : openAnalysisCache(key);
    const listed: TreeReader = { ...tree, list: () => listing };
    const report = await auditOpened(
      { tree: listed, history, catalogues: catalogues.value, pool, cache },
      progress,
      signal,
    );
    await options.also?.({ tree: listed, history: await history });
    await cache?.save();
    await kept?.keep(report);
    return success(report);
  } finally {
    close();
    history.then((past) => past?.close()).catch(() => undefined);
    if (options.pool === undefined) await pool.close();
  }
}
