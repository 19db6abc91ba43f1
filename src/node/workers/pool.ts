import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { bundlePath } from '../assets.ts';
import type { TaskInput, TaskName, TaskOutput } from './tasks.ts';

interface Job {
  readonly id: number;
  readonly name: string;
  readonly input: unknown;
  readonly transfer: readonly ArrayBuffer[];
  readonly resolve: (value: never) => void;
  readonly reject: (error: Error) => void;
}

interface Slot {
  readonly worker: Worker;
  job: Job | null;
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
  /** Ends every worker; pending tasks reject. */
  close(): Promise<void>;
}

/**
 * Starts workers on demand, at most `size` of them (default: the machine's parallelism). `script`: the bundle that
 * they run; one with fewer tasks starts sooner.
 */
export function openPool(size = availableParallelism(), script = 'worker.cjs'): WorkerPool {
  const slots: Slot[] = [];
  const queue: Job[] = [];
  let nextId = 1;
  let closed = false;

  const feed = (slot: Slot): void => {
    const job = queue.shift();
    slot.job = job ?? null;
    if (job === undefined) {
      slot.worker.unref();
      return;
    }
    slot.worker.ref();
    slot.worker.postMessage({ id: job.id, name: job.name, input: job.input }, [...job.transfer]);
  };

  const start = (): void => {
    const slot: Slot = { worker: new Worker(bundlePath(script)), job: null };
    slots.push(slot);
    slot.worker.on('message', (reply: Reply) => {
      const job = slot.job;
      if (job === null || job.id !== reply.id) return;
      slot.job = null;
      if (reply.error !== undefined) job.reject(new Error(reply.error));
      else job.resolve(reply.output as never);
      feed(slot);
    });
    slot.worker.on('error', (error) => {
      slots.splice(slots.indexOf(slot), 1);
      slot.job?.reject(error instanceof Error ? error : new Error(String(error)));
      if (!closed && queue.length > 0) start();
    });
    feed(slot);
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
        const idle = slots.find((slot) => slot.job === null);
        if (idle !== undefined) feed(idle);
        else if (slots.length < size) start();
      }),
    close: async () => {
      closed = true;
      const gone = new Error('The worker pool is closed.');
      for (const job of queue.splice(0)) job.reject(gone);
      for (const slot of slots) slot.job?.reject(gone);
      await Promise.all(slots.splice(0).map((slot) => slot.worker.terminate()));
    },
  };
}
