import { openPool, type WorkerPool } from './pool.ts';
import { runTask } from './run-task.ts';

/** The pool of a command that analyses code: this thread has nothing else to do, and takes part. */
export function openAuditPool(jobs?: number): WorkerPool {
  return openPool(jobs, { here: runTask });
}
