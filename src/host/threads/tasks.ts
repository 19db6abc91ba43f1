import { WEIGHTS_TASKS } from './weights-tasks.ts';

/**
 * Every task that runs off the main thread: `name: () => import('../../node/workers/tasks/NAME.ts')`, whose module exports
 * `run(input): output | Promise<output>`. Input and output cross by structured clone.
 */
export const TASKS = {
  'compare-answers': () => import('./tasks/compare-answers.ts'),
  'compare-documents': () => import('./tasks/compare-documents.ts'),
  echo: () => import('./tasks/echo.ts'),
  analyse: () => import('./tasks/analyse.ts'),
  printFiles: () => import('./tasks/print-files.ts'),
  printProject: () => import('./tasks/print-project.ts'),
  ...WEIGHTS_TASKS,
  licenses: () => import('./tasks/licenses.ts'),
};

export type TaskName = keyof typeof TASKS;
type TaskRun<K extends TaskName> = Awaited<ReturnType<(typeof TASKS)[K]>>['run'];
export type TaskInput<K extends TaskName> = Parameters<TaskRun<K>>[0];
export type TaskOutput<K extends TaskName> = Awaited<ReturnType<TaskRun<K>>>;
