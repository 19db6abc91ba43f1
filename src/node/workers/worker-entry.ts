import { parentPort } from 'node:worker_threads';
import { prepareTask, runTask } from './run-task.ts';
import type { TaskName } from './tasks.ts';

interface Request {
  readonly id: number;
  readonly name: TaskName;
  readonly input: unknown;
  /** Load what the task will need; no answer is expected. */
  readonly prepare?: true;
}

/** Ends when the job before has ended: one at a time, in the order in which they came. */
let before: Promise<void> = Promise.resolve();

parentPort?.on('message', (request: Request) => {
  if (request.prepare === true) {
    // What fails here fails again, and is told, when the first job comes.
    prepareTask(request.name).catch(() => undefined);
    return;
  }
  before = before
    .then(() => runTask(request.name, request.input))
    .then(
      (output) => parentPort?.postMessage({ id: request.id, output }),
      (error: unknown) =>
        parentPort?.postMessage({
          id: request.id,
          error: error instanceof Error ? error.message : String(error),
        }),
    );
});
