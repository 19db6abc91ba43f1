import { TASKS, type TaskName } from './tasks.ts';

/** Runs one task on this thread. */
export async function runTask(name: TaskName, input: unknown): Promise<unknown> {
  const { run } = await TASKS[name]();
  return await run(input as never);
}
