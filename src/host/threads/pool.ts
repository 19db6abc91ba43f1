import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { bundlePath } from '../assets.ts';
import type { TaskInput, TaskName, TaskOutput } from './tasks.ts';

interface Job {
  readonly id: number;
  readonly name: TaskName;
  readonly input: unknown;
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
  /** Threads at most, this one counted where it takes part. */
  readonly size: number;
  /** Runs one task. Rejects when the task throws, when `signal` aborts, or after `close`. */
  run<K extends TaskName>(name: K, input: TaskInput<K>, signal?: AbortSignal): Promise<TaskOutput<K>>;
  /**
   * Starts the workers that work for `threads` threads needs ahead of their first job, and has each load what task `name`
   * will need; nobody waits for it.
   */
  prepare(name: TaskName, threads: number): void;
  /** Ends every worker; pending tasks reject. Called again, waits for the same end. */
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

const asError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)));

/** Runs tasks on at most `threads` threads (default: the machine's parallelism), which start on demand. */
export function openPool(threads?: number, { here, script = 'worker.cjs' }: PoolOptions = {}): WorkerPool {
  const size = threads ?? availableParallelism();
  const own = here === undefined ? 0 : 1;
  /** Jobs that a worker holds: one more than it runs where this thread may be too busy to hand out the next. */
  const held = 1 + own;
  const slots: Slot[] = [];
  const queue: Job[] = [];
  let nextId = 1;
  let closed = false;
  let ended: Promise<unknown> = Promise.resolve();
  /** True while this thread works off the queue, and while it is at a job. */
  let working = false;
  let busy = false;

  const feed = (slot: Slot): void => {
    while (slot.jobs.length < held) {
      const job = queue.shift();
      if (job === undefined) break;
      slot.jobs.push(job);
      slot.worker.ref();
      slot.worker.postMessage({ id: job.id, name: job.name, input: job.input });
    }
    if (slot.jobs.length === 0) slot.worker.unref();
  };

  const start = (): Slot => {
    const worker = new Worker(bundlePath(script), {
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MIB },
    });
    const slot: Slot = { worker, jobs: [] };
    slots.push(slot);
    worker.on('message', (reply: Reply) => {
      const at = slot.jobs.findIndex(({ id }) => id === reply.id);
      const [job] = at < 0 ? [] : slot.jobs.splice(at, 1);
      if (job === undefined) return;
      if (reply.error !== undefined) job.reject(new Error(reply.error));
      else job.resolve(reply.output as never);
      feed(slot);
    });
    worker.on('error', (error) => {
      slots.splice(slots.indexOf(slot), 1);
      for (const job of slot.jobs) job.reject(asError(error));
      if (!closed) distribute();
    });
    worker.unref();
    return slot;
  };

  /** Works off what the workers leave. Between two jobs their messages are heard. */
  const join = async (run: NonNullable<PoolOptions['here']>): Promise<void> => {
    if (working) return;
    working = true;
    for (;;) {
      await new Promise((resume) => setImmediate(resume));
      const job = queue.shift();
      if (job === undefined) break;
      busy = true;
      await run(job.name, job.input).then(
        (output) => job.resolve(output as never),
        (error: unknown) => job.reject(asError(error)),
      );
      busy = false;
    }
    working = false;
  };

  /** One job is this thread's, where it takes part and is free; a worker starts for each other that nobody is free for. */
  const distribute = (): void => {
    const mine = busy ? 0 : own;
    const free = slots.filter((slot) => slot.jobs.length === 0).length + mine;
    for (let missing = queue.length - free; missing > 0 && slots.length < size - own; missing--) start();
    for (const slot of slots) if (queue.length > mine) feed(slot);
    if (here !== undefined && queue.length > 0) void join(here);
  };

  return {
    size,
    run: (name, input, signal) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(new Error('The worker pool is closed.'));
        if (signal?.aborted) return reject(signal.reason);
        const onAbort = (): void => {
          const at = queue.indexOf(job);
          if (at >= 0) queue.splice(at, 1);
          reject(signal?.reason);
        };
        const heard = (): void => signal?.removeEventListener('abort', onAbort);
        const job: Job = {
          id: nextId++,
          name,
          input,
          resolve: (value) => {
            heard();
            resolve(value);
          },
          reject: (error) => {
            heard();
            reject(error);
          },
        };
        signal?.addEventListener('abort', onAbort, { once: true });
        queue.push(job);
        distribute();
      }),
    prepare: (name, threads) => {
      while (!closed && slots.length < Math.min(threads, size) - own) {
        start().worker.postMessage({ id: 0, name, prepare: true });
      }
    },
    close: async () => {
      closed = true;
      const gone = new Error('The worker pool is closed.');
      for (const job of queue.splice(0)) job.reject(gone);
      for (const slot of slots) for (const job of slot.jobs) job.reject(gone);
      ended = Promise.all([ended, ...slots.splice(0).map((slot) => slot.worker.terminate())]);
      await ended;
    },
  };
}
