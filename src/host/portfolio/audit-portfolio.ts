import { failure, type Result, success } from '../../model/result.ts';
import { openAuditCatalogues } from '../audit-opened.ts';
import { decidingKey } from '../store/deciding-key.ts';
import { openAuditPool } from '../threads/audit-pool.ts';
import type { Portfolio } from './open-portfolio.ts';
import { type Plan, plan } from './plan.ts';
import { openQueue } from './queue.ts';
import { type WorkCounts, work } from './work.ts';

export interface AuditPortfolioOptions {
  readonly portfolio: Portfolio;
  readonly catalogues: readonly string[];
  /** Threads of this process's audits. */
  readonly jobs: number;
  /** `run` asks repositories what changed, and ends when that is audited; a worker only audits. */
  readonly as: 'run' | 'worker';
  readonly again: boolean;
  readonly limit: number;
  readonly untilEmpty: boolean;
  readonly heartbeat: number;
  readonly signal: AbortSignal;
  readonly progress: (done: number, total: number, message: string) => void;
  readonly onProblem: (message: string) => void;
}

export interface PortfolioRun {
  /** Null for a worker. */
  readonly plan: Plan | null;
  readonly done: WorkCounts;
}

/** Audits what changed: plans it, where this is a run, and works it off. */
export async function auditPortfolio(
  options: AuditPortfolioOptions,
): Promise<Result<PortfolioRun, 'catalogue'>> {
  const { portfolio, signal, progress, onProblem } = options;
  const catalogues = await openAuditCatalogues(options.catalogues);
  if (!catalogues.ok) return failure('catalogue', catalogues.message);
  const key = (await decidingKey(options.catalogues)).slice(0, 16);
  const queue = await openQueue(portfolio, {
    owner: options.as === 'run',
    heartbeat: options.heartbeat,
    onProblem,
  });
  const pool = openAuditPool(options.jobs);
  try {
    const planned =
      options.as === 'run'
        ? await plan({ portfolio, queue, key, again: options.again, signal, progress, onProblem })
        : null;
    const open = await queue.open();
    const done = await work({
      portfolio,
      queue,
      key,
      pool,
      catalogues: catalogues.value,
      untilEmpty: options.untilEmpty,
      limit: options.limit,
      signal,
      onDone: ({ audited, setAside }, target) => progress(audited + setAside, open, target),
      onProblem,
    });
    // Its statistics tell which features are common.
    if (portfolio.kind === 'embedded' && done.audited > 0) await portfolio.script('ANALYZE forebear.prints');
    return success({ plan: planned, done });
  } finally {
    await pool.close();
    await queue.close();
  }
}
