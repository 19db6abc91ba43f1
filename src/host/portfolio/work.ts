import { setTimeout as sleep } from 'node:timers/promises';
import { type AuditTools, auditRevision } from './audit-revision.ts';
import type { Portfolio } from './open-portfolio.ts';
import { AUDIT_SECONDS, type HeldJob, type Queue } from './queue.ts';
import { storeFailure, storeRevision } from './store-revision.ts';

/** How long a worker waits before it looks again for a job. */
const IDLE_MS = 500;
/** How often a job in work gives a sign of life. */
const TOUCH_MS = 4_000;
/** How long a worker goes on asking a server that is away. */
const PATIENCE_MS = 300_000;

export interface WorkOptions extends AuditTools {
  readonly portfolio: Portfolio;
  readonly queue: Queue;
  readonly key: string;
  /** Ends when no job is left; else goes on waiting for more. */
  readonly untilEmpty: boolean;
  /** Jobs at most. */
  readonly limit: number;
  readonly signal: AbortSignal;
  readonly onDone: (done: WorkCounts, target: string) => void;
  readonly onProblem: (message: string) => void;
}

export interface WorkCounts {
  readonly audited: number;
  readonly setAside: number;
}

/** What a driver says when the server is away, restarts or ends connections. */
const AWAY = /^(?:57P0[1-3]|08\w{3}|53300|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND)$/;
const AWAY_MESSAGE =
  /connection terminated|timeout exceeded when trying to connect|client has encountered|not queryable/i;

function isAway(error: unknown): boolean {
  const { code = '', message = '' } = (error ?? {}) as { code?: string; message?: string };
  return AWAY.test(code) || AWAY_MESSAGE.test(message);
}

/** Rights that a role lacks, and tables that are not what they should be, are no fault of the repository in work. */
const isRefused = (error: unknown): boolean => /^42/.test(String((error as { code?: unknown })?.code ?? ''));

/** Does `task` again while the server is away. */
async function patiently<T>(task: () => Promise<T>, signal: AbortSignal): Promise<T> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await task();
    } catch (error) {
      signal.throwIfAborted();
      if (!isAway(error) || Date.now() > end) throw error;
      await sleep(IDLE_MS, undefined, { signal });
    }
  }
}

/** Thrown inside a transaction to undo it: the job is somebody else's by now. */
class Lost extends Error {}

/** Audits what a job asks for and writes it together with the job's end. False: it failed, or was somebody else's. */
async function doJob(job: HeldJob, options: WorkOptions): Promise<boolean> {
  const { portfolio, queue, key, signal } = options;
  const sign = setInterval(() => {
    queue.touch(job).catch(() => {});
  }, TOUCH_MS);
  const limit = AbortSignal.any([signal, AbortSignal.timeout(AUDIT_SECONDS * 1000)]);
  try {
    const audited = await auditRevision(job.data, options, limit);
    if (!audited.ok) {
      await patiently(() => queue.fail(job, audited.message), signal);
      return false;
    }
    await patiently(
      () =>
        portfolio.transaction(async (query) => {
          await storeRevision(query, { ...job.data, key }, audited.value);
          if (!(await queue.complete(job, query))) throw new Lost();
        }),
      signal,
    );
    return true;
  } catch (error) {
    // Whoever is told to end gives the job back at once.
    if (signal.aborted) await queue.fail(job, 'its worker was told to end').catch(() => {});
    signal.throwIfAborted();
    if (error instanceof Lost) return false;
    const reason = error instanceof Error ? error.message : String(error);
    if (isRefused(error)) {
      await queue.fail(job, reason);
      throw error;
    }
    await patiently(() => queue.fail(job, limit.aborted ? 'it took longer than an hour' : reason), signal);
    return false;
  } finally {
    clearInterval(sign);
  }
}

/** Tells of the jobs that failed each time, so that they are seen. */
async function tellFailures(options: WorkOptions): Promise<number> {
  const { portfolio, queue } = options;
  let told = 0;
  for (let job = await queue.takeFailed(); job !== null; job = await queue.takeFailed()) {
    const failed = job;
    options.onProblem(`${failed.data.target}: set aside: ${failed.reason}`);
    await portfolio.transaction(async (query) => {
      await storeFailure(query, failed.data, failed.reason);
      await queue.completeFailed(failed, query);
    });
    told += 1;
  }
  return told;
}

/** Takes one job after the other. Aborting ends between two, or within an audit: the job is then taken again. */
export async function work(options: WorkOptions): Promise<WorkCounts> {
  const { queue, untilEmpty, limit, signal, onDone } = options;
  let counts: WorkCounts = { audited: 0, setAside: 0 };
  while (!signal.aborted && counts.audited + counts.setAside < limit) {
    const job = await patiently(() => queue.take(), signal);
    if (job !== null) {
      const done = await doJob(job, options);
      if (done) counts = { ...counts, audited: counts.audited + 1 };
      onDone(counts, job.data.target);
      continue;
    }
    const told = await patiently(() => tellFailures(options), signal);
    counts = { ...counts, setAside: counts.setAside + told };
    if (told > 0) continue;
    if (untilEmpty && (await patiently(() => queue.open(), signal)) === 0) break;
    await sleep(IDLE_MS, undefined, { signal }).catch(() => {});
  }
  return counts;
}
