import type { WorkerPool } from '../workers/pool.ts';
import { TASKS } from '../workers/tasks.ts';

/** Runs tasks where it stands: for a few files, starting a worker costs more than the work. */
export function sameThreadPool(): WorkerPool {
  return {
    size: 1,
    run: async (name, input, signal) => {
      signal?.throwIfAborted();
      const { run } = (await TASKS[name]()) as { readonly run: (input: unknown) => never };
      return await run(input);
    },
    prepare: () => {},
    close: async () => {},
  };
}
