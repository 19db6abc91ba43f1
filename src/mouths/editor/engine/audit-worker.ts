import { parentPort } from 'node:worker_threads';
import type { Progress } from '../../../engine/ports.ts';
import type { AuditOptions } from '../../../host/run-audit.ts';
import type { AuditSession } from '../../../host/session/audit-session.ts';
import type { AuditReport } from '../../../model/report.ts';
import type { Result } from '../../../model/result.ts';
import { loadEngine } from './load-engine.ts';

/** How much of an earlier audit of the folder may be used: 'kept' looks only at what changed on disk. */
export type AuditMode = 'fresh' | 'kept';

/** What the audit thread is told. */
export type ToThread =
  | { readonly kind: 'audit'; readonly id: number; readonly options: AuditOptions; readonly mode: AuditMode }
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
  | {
      readonly kind: 'result';
      readonly id: number;
      readonly result: unknown;
      /** The report as JSON in UTF-8, so that the extension host need not write it out; null for a failure. */
      readonly json: Uint8Array<ArrayBuffer> | null;
    }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string };

/** Progress goes out at most this often, in milliseconds. */
const PACE = 100;

const running = new Map<number, AbortController>();

function tell(message: FromThread, transfer: readonly ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, [...transfer]);
}

/** Folders whose listing and analyses are kept, the one used last at the end. */
const MOST_SESSIONS = 4;
const sessions = new Map<string, AuditSession>();

function sessionOf(options: AuditOptions): AuditSession {
  const key = JSON.stringify(options);
  const session = sessions.get(key) ?? loadEngine().openAuditSession(options);
  sessions.delete(key);
  sessions.set(key, session);
  for (const oldest of sessions.keys()) {
    if (sessions.size <= MOST_SESSIONS) break;
    sessions.delete(oldest);
  }
  return session;
}

async function run(
  options: AuditOptions,
  mode: AuditMode,
  progress: Progress,
  signal: AbortSignal,
): Promise<Result<AuditReport, string>> {
  if (options.rev !== undefined) return loadEngine().runAudit(options, progress, signal);
  return sessionOf(options).audit(mode === 'fresh', progress, signal);
}

async function audit(
  id: number,
  options: AuditOptions,
  mode: AuditMode,
  abort: AbortController,
): Promise<void> {
  let told = 0;
  try {
    abort.signal.throwIfAborted();
    const result = await run(
      options,
      mode,
      (done, total, message) => {
        const now = Date.now();
        if (now - told < PACE) return;
        told = now;
        tell({ kind: 'progress', id, done, total, message });
      },
      abort.signal,
    );
    const json = result.ok ? new TextEncoder().encode(JSON.stringify(result.value)) : null;
    tell({ kind: 'result', id, result, json }, json === null ? [] : [json.buffer]);
    if (result.ok && mode === 'fresh' && options.rev === undefined) await sessionOf(options).warm();
  } catch (error) {
    tell({ kind: 'failed', id, message: error instanceof Error ? error.message : String(error) });
  } finally {
    running.delete(id);
  }
}

/** Audits of folders go one after the other: two at once would see one session in two states. */
let last: Promise<void> = Promise.resolve();

parentPort?.on('message', (message: ToThread) => {
  if (message.kind === 'cancel') return running.get(message.id)?.abort();
  const { id, options, mode } = message;
  const abort = new AbortController();
  running.set(id, abort);
  const start = (): Promise<void> => audit(id, options, mode, abort);
  if (options.rev === undefined) last = last.then(start);
  else void start();
});
