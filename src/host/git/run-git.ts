import { Buffer } from 'node:buffer';
import type { ChildProcess } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { endChild, startChild } from '../children.ts';
import { watchMemory } from './child-memory.ts';

/** What one git command came to. */
export interface Outcome {
  readonly output: Buffer;
  /** The beginning of what it wrote to its standard error. */
  readonly complaint: string;
  /** Exit status; null when it was ended. */
  readonly status: number | null;
  /** What ended it before its own end; 'missing': it could not be started. */
  readonly ended: 'late' | 'too-much' | 'too-heavy' | 'missing' | null;
}

export interface GitCall {
  /** Absolute path of git. */
  readonly program: string;
  /** Where it runs: a folder that is not audited. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly limitMs: number;
  /** Bytes of its answer that are read; default: as many as of any. */
  readonly mostBytes?: number;
  readonly signal: AbortSignal | undefined;
  readonly input: string | Uint8Array | undefined;
}

/** Bytes of one answer. A history of 50,000 commits is 15 MB. */
const MOST_OUTPUT = 384 * 1024 * 1024;
const MOST_COMPLAINT = 4000;

/** Starts git with its three standard streams as pipes. */
export function startGit(
  { program, folder, environment }: Pick<GitCall, 'program' | 'folder' | 'environment'>,
  args: readonly string[],
): ChildProcess & { readonly stdin: Writable; readonly stdout: Readable; readonly stderr: Readable } {
  return startChild(program, args, {
    cwd: folder,
    env: environment,
    stdio: ['pipe', 'pipe', 'pipe'],
  }) as ReturnType<typeof startGit>;
}

/** Runs one git command to its end, or ends it. Never rejects. */
export function runGit(call: GitCall, args: readonly string[]): Promise<Outcome> {
  const { limitMs, mostBytes = MOST_OUTPUT, signal, input } = call;
  const child = startGit(call, args);
  const parts: Buffer[] = [];
  let length = 0;
  let complaint = '';
  let ended: Outcome['ended'] = null;
  const end = (why: Outcome['ended']): void => {
    ended ??= why;
    parts.length = 0;
    endChild(child);
  };
  const unwatch = watchMemory(child.pid, () => end('too-heavy'));
  const timer = setTimeout(() => end('late'), limitMs);
  if (limitMs <= 0) end('late');
  const stop = (): void => end(null);
  signal?.addEventListener('abort', stop, { once: true });
  child.stdout.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length > mostBytes) end('too-much');
    else if (ended === null) parts.push(chunk);
  });
  child.stderr.on('data', (chunk: Buffer) => {
    if (complaint.length < MOST_COMPLAINT) complaint += chunk.toString('utf8').slice(0, MOST_COMPLAINT);
  });
  // It may end before it has read everything.
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  return new Promise((settle) => {
    const done = (status: number | null): void => {
      clearTimeout(timer);
      unwatch();
      signal?.removeEventListener('abort', stop);
      settle({ output: Buffer.concat(parts), complaint, status, ended });
    };
    child.once('error', (error: NodeJS.ErrnoException) => {
      ended ??= 'missing';
      complaint = error.message;
      done(null);
    });
    child.once('close', done);
  });
}
