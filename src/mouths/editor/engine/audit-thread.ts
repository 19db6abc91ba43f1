import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Progress } from '../../../engine/ports.ts';
import type { AuditOptions } from '../../../host/run-audit.ts';
import type { AuditReport } from '../../../model/report.ts';
import type { Result } from '../../../model/result.ts';
import type { AuditMode, FromThread, ToThread } from './audit-worker.ts';

/**
 * The thread is ended when nothing was audited for this long, in milliseconds. What it keeps of a folder makes the
 * next save cheap, so it outlives a meeting; its memory is given back after that.
 */
const IDLE = 45 * 60_000;

/** A report, and the same as JSON in UTF-8. */
export interface AuditedReport {
  readonly report: AuditReport;
  readonly json: Uint8Array<ArrayBuffer> | null;
}

interface Waiting {
  readonly progress: Progress;
  readonly resolve: (result: Result<AuditedReport, string>) => void;
  readonly reject: (error: Error) => void;
}

/** Runs audits in a thread of their own, so that the extension host stays free; kept between audits. */
export class AuditThread {
  private worker: Worker | null = null;
  private readonly waiting = new Map<number, Waiting>();
  private nextId = 1;
  private idle: NodeJS.Timeout | null = null;

  constructor(private readonly folder: string) {}

  /** Rejects when cancelled. */
  run(
    options: AuditOptions,
    mode: AuditMode,
    progress: Progress,
    signal: AbortSignal,
  ): Promise<Result<AuditedReport, string>> {
    if (this.idle !== null) clearTimeout(this.idle);
    const worker = this.start();
    const id = this.nextId++;
    return new Promise((resolve, reject) => {
      const cancel = (): void => {
        this.send(worker, { kind: 'cancel', id });
        this.settle(id)?.reject(new Error('The audit was cancelled.'));
      };
      if (signal.aborted) return reject(new Error('The audit was cancelled.'));
      signal.addEventListener('abort', cancel, { once: true });
      const done = (): void => signal.removeEventListener('abort', cancel);
      this.waiting.set(id, {
        progress,
        resolve: (result) => {
          done();
          resolve(result);
        },
        reject: (error) => {
          done();
          reject(error);
        },
      });
      this.send(worker, { kind: 'audit', id, options, mode });
    });
  }

  dispose(): void {
    if (this.idle !== null) clearTimeout(this.idle);
    for (const id of [...this.waiting.keys()]) this.settle(id)?.reject(new Error('The audit was cancelled.'));
    void this.worker?.terminate();
    this.worker = null;
  }

  private send(worker: Worker, message: ToThread): void {
    worker.postMessage(message);
  }

  private start(): Worker {
    if (this.worker !== null) return this.worker;
    const worker = new Worker(join(this.folder, 'audit-worker.cjs'));
    this.worker = worker;
    worker.on('message', (message: FromThread) => this.receive(message));
    const gone = (why: string): void => {
      if (this.worker !== worker) return;
      this.worker = null;
      for (const id of [...this.waiting.keys()]) this.settle(id)?.reject(new Error(why));
    };
    worker.on('error', (error) => gone(error instanceof Error ? error.message : String(error)));
    worker.on('exit', (code) => gone(`The audit thread ended (${code}).`));
    return worker;
  }

  private receive(message: FromThread): void {
    if (message.kind === 'progress') {
      this.waiting.get(message.id)?.progress(message.done, message.total, message.message);
      return;
    }
    const waiting = this.settle(message.id);
    if (message.kind === 'failed') waiting?.reject(new Error(message.message));
    else {
      // The thread runs this build's own engine: what it answers has the engine's type.
      const result = message.result as Result<AuditReport, string>;
      waiting?.resolve(
        result.ok ? { ok: true, value: { report: result.value, json: message.json } } : result,
      );
    }
  }

  private settle(id: number): Waiting | undefined {
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    if (this.waiting.size === 0 && this.worker !== null) {
      if (this.idle !== null) clearTimeout(this.idle);
      this.idle = setTimeout(() => {
        void this.worker?.terminate();
        this.worker = null;
      }, IDLE);
      this.idle.unref();
    }
    return waiting;
  }
}
