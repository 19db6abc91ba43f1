import { parentPort } from 'node:worker_threads';

interface Request {
  readonly id: number;
  readonly name: string;
  readonly input: never;
}

/** Tasks by name, loaded when they are first asked for. */
type Tasks = Readonly<Record<string, () => Promise<{ readonly run: (input: never) => unknown }>>>;

async function answer(tasks: Tasks, { name, input }: Request): Promise<unknown> {
  const load = tasks[name];
  if (load === undefined) throw new Error(`this worker has no task "${name}"`);
  const { run } = await load();
  return await run(input);
}

/** Makes this thread a worker of a pool: answers each job that is posted to it. */
export function answerJobs(tasks: Tasks): void {
  parentPort?.on('message', (request: Request) => {
    answer(tasks, request).then(
      (output) => parentPort?.postMessage({ id: request.id, output }),
      (error: unknown) =>
        parentPort?.postMessage({
          id: request.id,
          error: error instanceof Error ? error.message : String(error),
        }),
    );
  });
}
