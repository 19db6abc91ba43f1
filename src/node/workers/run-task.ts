import { TASKS, type TaskName } from './tasks.ts';

/** Loads what a task will need, so that its first job need not wait. */
export async function prepareTask(name: TaskName): Promise<void> {
  const task = await TASKS[name]();
  if ('prepare' in task) await task.prepare();
}

/** Runs one task on this thread. */
export async function runTask(name: TaskName, input: unknown): Promise<unknown> {
  const { run } = await TASKS[name]();
  return await run(input as never);
}
