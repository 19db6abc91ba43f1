import { parentPort } from 'node:worker_threads';
import { TASKS } from './tasks.ts';

interface Request {
  readonly id: number;
  readonly name: keyof typeof TASKS;
  readonly input: never;
}

async function answer(request: Request): Promise<unknown> {
  const { run } = await TASKS[request.name]();
  return await run(request.input);
}

parentPort?.on('message', (request: Request) => {
  answer(request).then(
    (output) => parentPort?.postMessage({ id: request.id, output }),
    (error: unknown) =>
      parentPort?.postMessage({
        id: request.id,
        error: error instanceof Error ? error.message : String(error),
      }),
  );
});
