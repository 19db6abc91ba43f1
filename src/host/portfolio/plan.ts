import { REPOSITORIES } from '../../portfolio/statements/ask.ts';
import { ADD_REPOSITORY, COUNT_ADDED } from '../../portfolio/statements/store.ts';
import { numberIn, textOf } from './database.ts';
import type { FoundRepository } from './find-repositories.ts';
import { findRevision } from './find-revision.ts';
import type { Portfolio } from './open-portfolio.ts';
import type { AuditJob, Queue } from './queue.ts';
import { storeFailure } from './store-revision.ts';

const BATCH = 1000;
/** Repositories that are asked for their commit beside each other. */
const LANES = 4;

/** Adds repositories that the portfolio has not got yet; answers how many. */
export async function addRepositories(
  { transaction }: Pick<Portfolio, 'transaction'>,
  found: readonly FoundRepository[],
): Promise<number> {
  let added = 0;
  for (let at = 0; at < found.length; at += BATCH) {
    const some = found.slice(at, at + BATCH);
    added += await transaction(async (query) => {
      const rows = await query(ADD_REPOSITORY, [
        some.map(({ id }) => id),
        some.map(({ target }) => target),
        some.map(({ name }) => name),
      ]);
      await query(COUNT_ADDED, [rows.length]);
      return rows.length;
    });
  }
  return added;
}

export interface Plan {
  /** Jobs that were added. */
  readonly jobs: number;
  readonly unchanged: number;
  /** Of these, audited by another version of the tool or its catalogues. */
  readonly otherVersion: number;
  readonly unreadable: number;
}

export interface PlanOptions {
  readonly portfolio: Portfolio;
  readonly queue: Queue;
  /** What decides a result beside the revision. */
  readonly key: string;
  /** Audits again what another version audited, and what was set aside. */
  readonly again: boolean;
  readonly signal: AbortSignal;
  readonly onProblem: (message: string) => void;
  readonly progress: (done: number, total: number, message: string) => void;
}

/** Asks each repository for its commit, and adds a job for those that stand at another than was audited. */
export async function plan({
  portfolio,
  queue,
  key,
  again,
  signal,
  progress,
  onProblem,
}: PlanOptions): Promise<Plan> {
  const repositories = await portfolio.query(REPOSITORIES);
  const jobs: AuditJob[] = [];
  let [unchanged, otherVersion, unreadable, next] = [0, 0, 0, 0];
  const lane = async (): Promise<void> => {
    while (next < repositories.length) {
      signal.throwIfAborted();
      const at = next++;
      const row = repositories[at] ?? {};
      const target = textOf(row, 'target');
      const repository = numberIn(row, 'repository');
      const revision = await findRevision(target, signal);
      progress(at, repositories.length, target);
      if (!revision.ok) {
        unreadable += 1;
        onProblem(`${target}: ${revision.message}`);
        if (textOf(row, 'reason') !== revision.message)
          await portfolio.transaction((query) =>
            storeFailure(query, { repository, revision: '' }, revision.message),
          );
        continue;
      }
      const isAside = textOf(row, 'state') === 'set aside';
      const isKnown = textOf(row, isAside ? 'tried' : 'revision') === revision.value;
      const isOther = textOf(row, 'key') !== key;
      if (isKnown && !(again && (isOther || isAside))) {
        unchanged += 1;
        if (isOther) otherVersion += 1;
      } else jobs.push({ repository, target, revision: revision.value });
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  jobs.sort((a, b) => a.repository - b.repository);
  return { jobs: await queue.add(jobs), unchanged, otherVersion, unreadable };
}
