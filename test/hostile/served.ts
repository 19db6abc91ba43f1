import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import type { Readable, Writable } from 'node:stream';
import type { Ended } from './trap.ts';

/** One command line, as it is asked of a process that runs many. */
export interface Request {
  readonly args: readonly string[];
  readonly dir: string;
  /** Where caches are kept; default: as the environment has it. */
  readonly cache?: string;
}

/** What stands behind the output of one command line; no text that is printed holds a zero. */
export const endMark = (code: number): string => `\0${code}\0`;
const MARK = /\0(\d+)\0$/;

/** Command lines that one process runs, so that none is large for long. */
const TURNS = 100;

interface Server {
  readonly child: ChildProcessByStdio<Writable, Readable, Readable>;
  turns: number;
}

let server: Server | null = null;

function start(): Server {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'serve.mjs')], {
    env: { ...process.env, CI: '' },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdout.setEncoding('utf8');
  child.stderr.setEncoding('utf8');
  child.stdin.on('error', () => {});
  // It ends with its input. Only the limit of a command line keeps this process waiting.
  for (const handle of [child, child.stdin, child.stdout, child.stderr] as readonly { unref?(): void }[])
    handle.unref?.();
  return { child, turns: 0 };
}

/** Ends the process that runs command lines; the next one starts another. */
export function endServer(): void {
  server?.child.kill('SIGKILL');
  server = null;
}

/** The command line that was asked for last: one runs at a time, also where a case has given up on its own. */
let last: Promise<unknown> = Promise.resolve();

/**
 * Runs one command line in a process that has run others, as the editor's does: a start costs ten times what a small
 * repository takes. One that does not end is ended with the process, and so is one that brings it down.
 */
export function serve(request: Request, limitMs: number): Promise<Ended> {
  const next = last.then(() => ask(request, limitMs));
  last = next;
  return next;
}

function ask(request: Request, limitMs: number): Promise<Ended> {
  if (server !== null && server.turns >= TURNS) endServer();
  server ??= start();
  server.turns++;
  const { child } = server;
  const started = performance.now();
  const said = { out: '', err: '' };
  return new Promise((settle) => {
    const take = (stream: 'out' | 'err') => (text: string) => {
      said[stream] += text;
      const [, code] = MARK.exec(said.out) ?? [];
      if (code !== undefined && MARK.test(said.err)) end(Number(code), false);
    };
    const end = (code: number | null, hung: boolean): void => {
      clearTimeout(timer);
      child.stdout.off('data', onOut);
      child.stderr.off('data', onErr);
      child.off('close', onClose);
      if (code === null || hung) endServer();
      const [out, err] = [said.out.replace(MARK, ''), said.err.replace(MARK, '')];
      settle({ code, out, err, ms: performance.now() - started, hung });
    };
    const onOut = take('out');
    const onErr = take('err');
    const onClose = (): void => end(null, false);
    const timer = setTimeout(() => end(null, true), limitMs);
    child.stdout.on('data', onOut);
    child.stderr.on('data', onErr);
    child.on('close', onClose);
    child.stdin.write(`${JSON.stringify(request)}\n`);
  });
}
