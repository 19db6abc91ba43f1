import { parentPort } from 'node:worker_threads';
import type { AuditOptions } from '../../node/run-audit.ts';
import { loadEngine } from './load-engine.ts';

/** What the audit thread is told. */
export type ToThread =
  | { readonly kind: 'audit'; readonly id: number; readonly options: AuditOptions }
  | { readonly kind: 'cancel'; readonly id: number };

/** What it answers. */
export type FromThread =
  | {
      readonly kind: 'progress';
      readonly id: number;
      readonly done: number;
      readonly total: number;
      readonly message: string;
    }
  | { readonly kind: 'result'; readonly id: number; readonly result: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string };

/** Progress goes out at most this often, in milliseconds. */
const PACE = 100;

const running = new Map<number, AbortController>();

function tell(message: FromThread): void {
  parentPort?.postMessage(message);
}

async function audit(id: number, options: AuditOptions): Promise<void> {
  const abort = new AbortController();
  running.set(id, abort);
  let told = 0;
  try {
    const result = await loadEngine().runAudit(
      options,
      (done, total, message) => {
        const now = Date.now();
        if (now - told < PACE) return;
        told = now;
        tell({ kind: 'progress', id, done, total, message });
      },
      abort.signal,
    );
    tell({ kind: 'result', id, result });
  } catch (error) {
    tell({ kind: 'failed', id, message: error instanceof Error ? error.message : String(error) });
  } finally {
    running.delete(id);
  }
}

parentPort?.on('message', (message: ToThread) => {
  if (message.kind === 'cancel') running.get(message.id)?.abort();
  else void audit(message.id, message.options);
});
