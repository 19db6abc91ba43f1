import type { Db, PgBoss } from 'pg-boss';
import { QUEUE_SCHEMA } from '../../portfolio/migrations.ts';
import { type Query, textOf } from './database.ts';
import { onDemand } from './on-demand.ts';
import type { Portfolio } from './open-portfolio.ts';

const AUDITS = 'audit';
/** Where jobs go that failed each time. */
const ASIDE = 'set-aside';
/** Seconds without a sign of life after which another worker takes a job; each job carries its own. */
const HEARTBEAT = 60;
/** Times that a job is tried again: a worker that dies of a repository takes it with it. */
const RETRIES = 4;
const RETRY_SECONDS = 1;
/** Seconds that one audit may take. */
export const AUDIT_SECONDS = 3600;
const DAY = 86_400;
const BATCH = 1000;

/** One job: one revision of one repository. */
export interface AuditJob {
  readonly repository: number;
  readonly target: string;
  readonly revision: string;
}

/** A job that a worker holds. */
export interface HeldJob {
  readonly id: string;
  readonly attempt: number;
  readonly data: AuditJob;
}

/** A job that failed each time, with what the last failure said. */
export interface FailedJob extends HeldJob {
  readonly reason: string;
}

/** The queue of a portfolio: pg-boss, on the same database. */
export interface Queue {
  /** Adds jobs; a repository that has one waiting or in work gets no second. Answers how many were added. */
  readonly add: (jobs: readonly AuditJob[]) => Promise<number>;
  readonly take: () => Promise<HeldJob | null>;
  readonly takeFailed: () => Promise<FailedJob | null>;
  /** Tells that the work goes on. */
  readonly touch: (job: HeldJob) => Promise<void>;
  /** Ends a job inside the transaction that writes its results. False: somebody else has it by now. */
  readonly complete: (job: HeldJob, query: Query) => Promise<boolean>;
  readonly completeFailed: (job: FailedJob, query: Query) => Promise<boolean>;
  readonly fail: (job: HeldJob, reason: string) => Promise<void>;
  /** Jobs that wait, are in work, or are to be tried again. */
  readonly open: () => Promise<number>;
  readonly close: () => Promise<void>;
}

export interface QueueOptions {
  /** Whether this role may make and change the queue's tables; a worker need not. */
  readonly owner: boolean;
  /** Seconds, 10 at least. */
  readonly heartbeat?: number;
  readonly onProblem: (message: string) => void;
}

/** A transaction, as pg-boss takes it. */
const within = (query: Query): Db => ({
  executeSql: async (text, values = []) => ({ rows: [...(await query(text, values))] }),
});

async function start(
  portfolio: Portfolio,
  boss: typeof import('pg-boss'),
  { owner, onProblem, heartbeat = HEARTBEAT }: QueueOptions,
): Promise<PgBoss> {
  const every = Math.max(2, Math.floor(heartbeat / 4));
  const started = new boss.PgBoss({
    schema: QUEUE_SCHEMA,
    schedule: false,
    migrate: owner,
    createSchema: owner,
    registerInstance: false,
    reindex: false,
    monitorVacuum: false,
    superviseIntervalSeconds: every,
    monitorIntervalSeconds: every,
    ...(portfolio.kind === 'embedded'
      ? { backend: 'pglite' as const, db: boss.fromPglite(portfolio.pglite) }
      : { db: serverDatabase(portfolio) }),
  });
  let last = '';
  started.on('error', ({ message }) => {
    // A server that is away is told of once, not at every try.
    if (message !== last) onProblem(`queue: ${message}`);
    last = message;
  });
  await started.start();
  if (owner) {
    const times = {
      retryLimit: RETRIES,
      retryDelay: RETRY_SECONDS,
      expireInSeconds: AUDIT_SECONDS + 2 * heartbeat,
      retentionSeconds: 30 * DAY,
      deleteAfterSeconds: DAY,
    };
    await started.createQueue(ASIDE, { ...times, retryLimit: 1000 });
    await started.createQueue(AUDITS, {
      ...times,
      policy: 'exclusive',
      deadLetter: ASIDE,
      heartbeatSeconds: heartbeat,
    });
    await started.updateQueue(AUDITS, times);
  }
  return started;
}

/** pg-boss on this process's own connections. Of several statements without parameters it wants the rows of all. */
function serverDatabase({ pool }: Extract<Portfolio, { kind: 'server' }>): Db {
  return {
    executeSql: async (text, values) => {
      const result: unknown = await pool.query(text, values);
      const results = (Array.isArray(result) ? result : [result]) as { rows: unknown[] }[];
      return { rows: results.flatMap(({ rows }) => rows) };
    },
  };
}

/** Jobs in work when an embedded portfolio is opened are those of a process that ended: nobody else uses it. */
async function takeBack(boss: PgBoss, query: Query): Promise<void> {
  const rows = await query(
    `SELECT id::text AS id FROM ${QUEUE_SCHEMA}.job WHERE name = $1 AND state = 'active'`,
    [AUDITS],
  );
  if (rows.length === 0) return;
  await boss.fail(
    AUDITS,
    rows.map((row) => textOf(row, 'id')),
    { message: 'its process ended before the audit did' },
  );
}

const messageOf = (output: unknown): string => {
  const value = (output ?? {}) as { message?: unknown; value?: { message?: unknown } };
  const message = value.message ?? value.value?.message;
  return typeof message === 'string' ? message : 'it ended its worker each time, and no reason was told';
};

/** Opens the queue of a portfolio. */
export async function openQueue(portfolio: Portfolio, options: QueueOptions): Promise<Queue> {
  const loaded = await onDemand(() => import('pg-boss'));
  if (!loaded.ok) throw new Error(loaded.message);
  const { heartbeat = HEARTBEAT } = options;
  const boss = await start(portfolio, loaded.value, options);
  if (portfolio.kind === 'embedded') await takeBack(boss, portfolio.query);
  const attempt = ({ id, attempt: retryCount }: HeldJob) => ({ id, retryCount });
  const completeIn = async (name: string, job: HeldJob, query: Query): Promise<boolean> => {
    const { affected } = (await boss.complete(name, attempt(job), null, { db: within(query) })) as {
      affected: number;
    };
    return affected === 1;
  };
  return {
    add: async (jobs) => {
      let added = 0;
      for (let at = 0; at < jobs.length; at += BATCH) {
        const batch = jobs
          .slice(at, at + BATCH)
          .map((data) => ({ data, singletonKey: String(data.repository), heartbeatSeconds: heartbeat }));
        added += (await boss.insert(AUDITS, batch, { returnId: true }))?.length ?? 0;
      }
      return added;
    },
    take: async () => {
      const [job] = await boss.fetch<AuditJob>(AUDITS, { includeMetadata: true });
      return job === undefined ? null : { id: job.id, attempt: job.retryCount, data: job.data };
    },
    takeFailed: async () => {
      const [job] = await boss.fetch<AuditJob>(ASIDE, { includeMetadata: true });
      return job === undefined
        ? null
        : { id: job.id, attempt: job.retryCount, data: job.data, reason: messageOf(job.sourceOutput) };
    },
    touch: async (job) => {
      await boss.touch(AUDITS, attempt(job));
    },
    complete: (job, query) => completeIn(AUDITS, job, query),
    completeFailed: (job, query) => completeIn(ASIDE, job, query),
    fail: async (job, reason) => {
      await boss.fail(AUDITS, attempt(job), { message: reason });
    },
    open: async () => {
      const [row] = await portfolio.query<{ open: number }>(
        `SELECT count(*)::int AS open FROM ${QUEUE_SCHEMA}.job WHERE state < 'completed'`,
      );
      return Number(row?.open ?? 0);
    },
    close: () => boss.stop({ graceful: false }),
  };
}
