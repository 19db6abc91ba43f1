import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { bundlePath } from '../assets.ts';
import type { TaskInput, TaskName, TaskOutput } from './tasks.ts';

/** Where a job may run: on the thread that opened the pool, on a worker, or wherever there is room first. */
export type Place = 'here' | 'beside' | 'anywhere';

interface Job {
  readonly id: number;
  readonly name: TaskName;
  readonly input: unknown;
  readonly place: Place;
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
  /**
   * True where this thread and one worker share the work. They do best with two halves of every job, so that neither
   * loads and warms up what the other runs.
   */
  readonly halves: boolean;
  /** Runs one task. Rejects when the task throws, when `signal` aborts, or after `close`. A place that there is not is anywhere. */
  run<K extends TaskName>(
    name: K,
    input: TaskInput<K>,
    signal?: AbortSignal,
    place?: Place,
  ): Promise<TaskOutput<K>>;
  /** Starts every worker ahead of its first job and has it load what task `name` will need; nobody waits for it. */
  prepare(name: TaskName): void;
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
  /** Bundle of the one worker where there are two halves: it runs what is to run beside this thread, nothing else. */
  readonly halves?: string;
}

/** Runs tasks on at most `threads` threads (default: the machine's parallelism), which start on demand. */
export function openPool(threads?: number, options: PoolOptions = {}): WorkerPool {
  const { here } = options;
  const size = threads ?? availableParallelism();
  const workers = here === undefined ? size : size - 1;
  const halves = here !== undefined && workers === 1;
  const special = halves ? options.halves : undefined;
  const script = special ?? options.script ?? 'worker.cjs';
  /** Jobs that a worker holds: more than it runs where this thread is too busy to hand out the next at once. */
  const held = here === undefined ? 1 : halves ? 4 : 2;
  const slots: Slot[] = [];
  const queue: Job[] = [];
  const placeOf = (place: Place): Place => {
    if (place === 'anywhere') return special === undefined ? 'anywhere' : 'here';
    const isThere = place === 'here' ? here !== undefined : workers > 0;
    return isThere ? place : 'anywhere';
  };
  let nextId = 1;
  let closed = false;
  let ended: Promise<unknown> = Promise.resolve();
  let working = false;

  /** Takes the first job out of the queue that may run there. */
  const next = (place: Place): Job | undefined => {
    const at = queue.findIndex((job) => job.place === 'anywhere' || job.place === place);
    return at < 0 ? undefined : queue.splice(at, 1)[0];
  };

  const feed = (slot: Slot): void => {
    while (slot.jobs.length < held) {
      const job = next('beside');
      if (job === undefined) break;
      slot.jobs.push(job);
      slot.worker.ref();
      slot.worker.postMessage({ id: job.id, name: job.name, input: job.input });
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
      const job = next('here');
      if (job === undefined) break;
      await run(job.name, job.input).then(
        (output) => job.resolve(output as never),
        (error: unknown) => job.reject(error instanceof Error ? error : new Error(String(error))),
      );
    }
    working = false;
  };

  const distribute = (): void => {
    const wanted = queue.some((job) => job.place !== 'here');
    if (wanted && slots.length < workers && slots.every((slot) => slot.jobs.length > 0)) start();
    for (const slot of slots) feed(slot);
    if (here !== undefined && queue.length > 0) void join(here);
  };

  return {
    size,
    halves,
    run: (name, input, signal, place = 'anywhere') =>
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
          place: placeOf(place),
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
      while (!closed && slots.length < workers) {
        start();
        slots.at(-1)?.worker.postMessage({ id: 0, name, prepare: true });
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
