import type { WorkerPool } from '../threads/pool.ts';
import { runTask } from '../threads/run-task.ts';

/** Runs tasks where it stands: for a few files, starting a worker costs more than the work. */
export function sameThreadPool(): WorkerPool {
  return {
    size: 1,
    run: async (name, input, signal) => {
      signal?.throwIfAborted();
      return (await runTask(name, input)) as never;
    },
    prepare: () => {},
    close: async () => {},
  };
}
