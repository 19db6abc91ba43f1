import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { bundlePath } from '../assets.ts';
import type { TaskInput, TaskName, TaskOutput } from './tasks.ts';

interface Job {
  readonly id: number;
  readonly name: TaskName;
  readonly input: unknown;
  readonly transfer: readonly ArrayBuffer[];
  readonly resolve: (value: never) => void;
  readonly reject: (error: Error) => void;
}

interface Slot {
  readonly worker: Worker;
  /** Jobs that the worker was sent and has not answered. */
  readonly jobs: Job[];
}

/** Reply of a worker to one job. */
export interface Reply {
  readonly id: number;
  readonly output?: unknown;
  readonly error?: string;
}

export interface WorkerPool {
  readonly size: number;
  /** Runs one task off this thread. Rejects when the task throws, when `signal` aborts, or after `close`. */
  run<K extends TaskName>(
    name: K,
    input: TaskInput<K>,
    signal?: AbortSignal,
    transfer?: readonly ArrayBuffer[],
  ): Promise<TaskOutput<K>>;
  /** Starts every worker ahead of its first job and has it load what task `name` will need; nobody waits for it. */
  prepare(name: TaskName): void;
  /** Ends every worker; pending tasks reject. */
  close(): Promise<void>;
}

/** Room for short-lived objects in one worker, MiB: V8's own choice takes three times as much and is hardly faster. */
const YOUNG_MIB = 12;

export interface PoolOptions {
  /**
   * Runs a task on this thread (`runTask`). Given where the thread has nothing else to do, as in the command line: it
   * then takes jobs too, and one worker fewer is started. Never in the extension host.
   */
  readonly here?: (name: TaskName, input: unknown) => Promise<unknown>;
  /** Bundle that the workers run, default worker.cjs; one with fewer tasks starts sooner. */
  readonly script?: string;
}

/**
 * Jobs that this thread does alone on a machine of two processors before a worker is started, unless the number of
 * threads was asked for: V8 compiles beside it, and a second thread that warms up too brings nothing before that
 * (measured: 6 MB of Python, 38 jobs, take as long on two threads as on one, and a third less memory on one).
 */
const ALONE = 100;

/** Runs tasks on at most `threads` threads (default: the machine's parallelism), which start on demand. */
export function openPool(threads?: number, { here, script = 'worker.cjs' }: PoolOptions = {}): WorkerPool {
  const size = threads ?? availableParallelism();
  const workers = here === undefined ? size : size - 1;
  const alone = here !== undefined && threads === undefined && size <= 2 ? ALONE : 0;
  /** Jobs that a worker holds: one more than it runs where this thread is too busy to hand out the next at once. */
  const held = here === undefined ? 1 : 2;
  const slots: Slot[] = [];
  const queue: Job[] = [];
  let nextId = 1;
  let closed = false;
  let working = false;

  const feed = (slot: Slot): void => {
    while (slot.jobs.length < held) {
      const job = queue.shift();
      if (job === undefined) break;
      slot.jobs.push(job);
      slot.worker.ref();
      slot.worker.postMessage({ id: job.id, name: job.name, input: job.input }, [...job.transfer]);
    }
    if (slot.jobs.length === 0) slot.worker.unref();
  };

  const start = (): void => {
    const worker = new Worker(bundlePath(script), {
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MIB },
    });
    const slot: Slot = { worker, jobs: [] };
    slots.push(slot);
    slot.worker.on('message', (reply: Reply) => {
      const at = slot.jobs.findIndex(({ id }) => id === reply.id);
      const [job] = at < 0 ? [] : slot.jobs.splice(at, 1);
      if (job === undefined) return;
      if (reply.error !== undefined) job.reject(new Error(reply.error));
      else job.resolve(reply.output as never);
      feed(slot);
    });
    slot.worker.on('error', (error) => {
      slots.splice(slots.indexOf(slot), 1);
      const reason = error instanceof Error ? error : new Error(String(error));
      for (const job of slot.jobs) job.reject(reason);
      if (!closed && queue.length > 0) start();
    });
    feed(slot);
  };

  /** Works off what the workers leave. Between two jobs their messages are heard. */
  const join = async (run: NonNullable<PoolOptions['here']>): Promise<void> => {
    if (working) return;
    working = true;
    for (;;) {
      await new Promise((resume) => setImmediate(resume));
      const job = queue.shift();
      if (job === undefined) break;
      await run(job.name, job.input).then(
        (output) => job.resolve(output as never),
        (error: unknown) => job.reject(error instanceof Error ? error : new Error(String(error))),
      );
    }
    working = false;
  };

  const distribute = (): void => {
    if (nextId > alone && slots.length < workers && slots.every((slot) => slot.jobs.length > 0)) start();
    for (const slot of slots) feed(slot);
    if (here !== undefined && queue.length > 0) void join(here);
  };

  return {
    size,
    run: (name, input, signal, transfer = []) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(new Error('The worker pool is closed.'));
        if (signal?.aborted) return reject(signal.reason);
        const onAbort = (): void => {
          const at = queue.indexOf(job);
          if (at >= 0) queue.splice(at, 1);
          reject(signal?.reason);
        };
        const job: Job = {
          id: nextId++,
          name,
          input,
          transfer,
          resolve: (value) => {
            signal?.removeEventListener('abort', onAbort);
            resolve(value);
          },
          reject: (error) => {
            signal?.removeEventListener('abort', onAbort);
            reject(error);
          },
        };
        signal?.addEventListener('abort', onAbort, { once: true });
        queue.push(job);
        distribute();
      }),
    prepare: (name) => {
      while (!closed && alone === 0 && slots.length < workers) {
        start();
        slots.at(-1)?.worker.postMessage({ id: 0, name, prepare: true });
      }
    },
    close: async () => {
      closed = true;
      const gone = new Error('The worker pool is closed.');
      for (const job of queue.splice(0)) job.reject(gone);
      for (const slot of slots) for (const job of slot.jobs) job.reject(gone);
      await Promise.all(slots.splice(0).map((slot) => slot.worker.terminate()));
    },
  };
}
