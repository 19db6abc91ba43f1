import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import type { Audited } from '../../engine/audit.ts';
import type { HistoryReader, Progress, TreeReader } from '../../engine/ports.ts';
import type { AuditReport } from '../../model/report.ts';
import { type Result, success } from '../../model/result.ts';
import { type AuditCatalogues, auditOpenedAgain, openAuditCatalogues } from '../audit-opened.ts';
import { isExamined } from '../files/is-examined.ts';
import { isGitDir } from '../git/bare-repository.ts';
import { openHistory } from '../git/history.ts';
import { type AuditFailure, type AuditOptions, runAudit } from '../run-audit.ts';
import { openAnalysisCache } from '../store/analyses.ts';
import { decidingKey } from '../store/deciding-key.ts';
import { openPool, type WorkerPool } from '../threads/pool.ts';
import { KeptAnalyses } from './kept-analyses.ts';
import { keepHistory } from './kept-history.ts';
import { KeptTree } from './kept-tree.ts';
import { type RepositoryStamps, repositoryStamps, stampOf } from './repository-stamps.ts';
import { sameThreadPool } from './same-thread-pool.ts';

/** Up to this many bytes of changed files are analysed without starting workers. */
const FEW_BYTES = 2_000_000;

/** Audits one folder again and again; between audits it keeps the listing, the history and every analysis. */
export interface AuditSession {
  /**
   * The report of the folder as it is now, the same as `runAudit` gives. `fresh` reads the history, the listing and
   * the catalogues anew and fills the cache on disk; otherwise only what changed on disk is looked at.
   * Cancelling rejects with the signal's reason.
   */
  audit(fresh: boolean, progress: Progress, signal: AbortSignal): Promise<Result<AuditReport, AuditFailure>>;
  /** Opens, ahead of the first change, what analysing a file in this thread needs. */
  warm(): Promise<void>;
}

interface Kept {
  readonly stamps: RepositoryStamps;
  readonly history: HistoryReader | null;
  readonly catalogues: AuditCatalogues;
  /** State of the catalogues' files. */
  readonly catalogueStamps: string;
}

/** The audit made last, and what it was made with. */
interface Last {
  readonly audited: Audited;
  readonly history: HistoryReader | null;
  readonly catalogues: AuditCatalogues;
}

export function openAuditSession(options: Omit<AuditOptions, 'pool' | 'rev'>): AuditSession {
  const root = resolve(options.root);
  const git = options.git !== false;
  let kept: Kept | null = null;
  let last: Last | null = null;
  let tree = new KeptTree(root, git);
  let analyses = new KeptAnalyses((path, id) => tree.remember(path, id));

  const readCatalogues = async (): Promise<Result<AuditCatalogues, 'catalogue'>> => {
    const stamps = kept?.catalogues.loaded.map(({ path }) => stampOf(path)).join();
    if (kept !== null && stamps === kept.catalogueStamps) return success(kept.catalogues);
    const opened = await openAuditCatalogues(options.catalogues ?? []);
    if (opened.ok && opened.value.key !== kept?.catalogues.key) {
      analyses = new KeptAnalyses((path, id) => tree.remember(path, id));
    }
    return opened;
  };

  const run = async (
    fresh: boolean,
    progress: Progress,
    signal: AbortSignal,
  ): Promise<Result<AuditReport, AuditFailure>> => {
    if (fresh) {
      kept = null;
      last = null;
      tree = new KeptTree(root, git);
    }
    const catalogues = await readCatalogues();
    if (!catalogues.ok) return catalogues;
    const stamps = git ? repositoryStamps(root) : { history: '-', listing: '-' };
    const sameHistory = kept?.stamps.history === stamps.history;
    const listed = await tree.list(!sameHistory || kept?.stamps.listing !== stamps.listing, signal);
    if (!listed.ok) return listed;
    const { listing, dirty } = listed.value;
    const history =
      !git || (sameHistory && kept !== null)
        ? (kept?.history ?? null)
        : await openHistory(root, 'HEAD').then((one) => (one.commit === null ? null : keepHistory(one)));
    const { loaded } = catalogues.value;
    const isAsBefore = last?.history === history && last.catalogues === catalogues.value;
    const before = isAsBefore ? (last?.audited ?? null) : null;
    kept = {
      stamps,
      history,
      catalogues: catalogues.value,
      catalogueStamps: loaded.map(({ path }) => stampOf(path)).join(),
    };
    analyses.keepOnly(new Set(listing.files.map(({ path }) => path)));
    const unread = listing.files
      .filter((entry) => entry.blob === undefined || !analyses.has(entry.path, entry.blob))
      .filter(isExamined);
    const few = !fresh && unread.reduce((sum, { size }) => sum + size, 0) <= FEW_BYTES;
    const pool: WorkerPool = few ? sameThreadPool() : openPool(options.jobs ?? availableParallelism());
    const disk =
      few || options.cache === false ? null : openAnalysisCache(await decidingKey(options.catalogues ?? []));
    const seen: TreeReader = {
      name: options.name ?? tree.name ?? '',
      list: async () => listing,
      read: (entry) => tree.read(entry),
    };
    try {
      const cache = analyses.over(disk);
      const audited = await auditOpenedAgain(
        {
          tree: seen,
          history: history === null ? null : { ...history, dirty: async () => dirty },
          catalogues: catalogues.value,
          pool,
          cache,
        },
        progress,
        signal,
        before,
      );
      await cache.save();
      last = { audited, history, catalogues: catalogues.value };
      return success(audited.report);
    } finally {
      await pool.close();
    }
  };

  return {
    warm: async () => {
      if (kept === null) return;
      const { key, loaded, worlds } = kept.catalogues;
      const catalogues = {
        key,
        buffers: loaded.map(({ index }) => index.buffer),
        worlds: worlds.map(({ buffer }) => buffer),
        siblings: null,
      };
      const file = { path: 'warm.py', blob: null, bytes: new TextEncoder().encode('x = 1\n') };
      await sameThreadPool().run('analyse', { catalogues, files: [file] });
    },
    audit: async (fresh, progress, signal) =>
      isGitDir(root) ? runAudit(options, progress, signal) : run(fresh, progress, signal),
  };
}
