import { type TensorPair, viewsOf } from '../../artefacts/weights/checkpoint.ts';
import type { WeightsReport } from '../../model/weights-report.ts';
import type { WorkerPool } from '../threads/pool.ts';
import type { TaskInput, TaskName, TaskOutput } from '../threads/tasks.ts';
import type { Checkpoint } from './open-checkpoint.ts';

type NotExamined = WeightsReport['notExamined'][number];

/** What every stage of one comparison shares. */
export interface Session {
  readonly upstream: Checkpoint;
  readonly suspect: Checkpoint;
  readonly pool: WorkerPool;
  readonly signal: AbortSignal;
  /** Grows by one line for each thing that could not be examined. */
  readonly notes: NotExamined[];
}

/** Runs one task; null when the run was stopped or the task failed, which is then noted. */
export async function attempt<K extends TaskName>(
  session: Session,
  name: K,
  input: TaskInput<K>,
  about: string,
): Promise<TaskOutput<K> | null> {
  try {
    return await session.pool.run(name, input, session.signal);
  } catch (error) {
    if (!session.signal.aborted) {
      const reason = error instanceof Error ? error.message : String(error);
      session.notes.push({ side: 'suspect', path: about, reason: `could not be compared: ${reason}` });
    }
    return null;
  }
}

/** Runs `task` over `items`, a few at a time so that neither memory nor the queue grows; answers in order. */
export async function inOrder<I, O>(
  session: Session,
  items: readonly I[],
  task: (item: I) => Promise<O>,
): Promise<readonly O[]> {
  const answers: O[] = [];
  const entries = items.entries();
  const lane = async (): Promise<void> => {
    for (const [i, item] of entries) answers[i] = await task(item);
  };
  await Promise.all(Array.from({ length: 2 * session.pool.size }, lane));
  return answers;
}

/** What a worker needs to read a pair. */
export function jobOf(session: Session, pair: TensorPair) {
  return {
    ...viewsOf(pair),
    upstreamPath: session.upstream.files[pair.upstream.file] ?? '',
    suspectPath: session.suspect.files[pair.suspect.file] ?? '',
    transposed: pair.transposed,
  };
}

export function batchesOf<I>(items: readonly I[], size: number): readonly (readonly I[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) =>
    items.slice(i * size, (i + 1) * size),
  );
}
