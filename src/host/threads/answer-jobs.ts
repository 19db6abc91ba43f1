import { parentPort } from 'node:worker_threads';

interface Request {
  readonly id: number;
  readonly name: string;
  readonly input: never;
  /** Load what the task will need; no answer is expected. */
  readonly prepare?: true;
}

interface Task {
  readonly run: (input: never) => unknown;
  readonly prepare?: () => Promise<void>;
  /** Memory of the output that is handed over instead of being copied. */
  readonly handOver?: (output: never) => readonly ArrayBuffer[];
}

/** Tasks by name, loaded when they are first asked for. */
type Tasks = Readonly<Record<string, () => Promise<Task>>>;

function load(tasks: Tasks, name: string): Promise<Task> {
  const task = tasks[name];
  if (task === undefined) throw new Error(`this worker has no task "${name}"`);
  return task();
}

/** Makes this thread a worker of a pool: answers each job that is posted to it, one at a time and in order. */
export function answerJobs(tasks: Tasks): void {
  let before: Promise<void> = Promise.resolve();
  const run = async ({ id, name, input }: Request): Promise<void> => {
    const task = await load(tasks, name);
    const output = await task.run(input);
    parentPort?.postMessage({ id, output }, task.handOver?.(output as never) ?? []);
  };
  const prepare = async ({ name }: Request): Promise<void> => (await load(tasks, name)).prepare?.();
  parentPort?.on('message', (request: Request) => {
    if (request.prepare === true) {
      // What fails here fails again, and is told, when the first job comes.
      prepare(request).catch(() => undefined);
      return;
    }
    before = before
      .then(() => run(request))
      .catch((error: unknown) =>
        parentPort?.postMessage({
          id: request.id,
          error: error instanceof Error ? error.message : String(error),
        }),
      );
  });
}
