import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { CLI } from './subjects.ts';

const AT_CALL = pathToFileURL(join(import.meta.dirname, 'at-call.mjs')).href;

/**
 * What ends a command: a while, the n-th call of a kind by strace (counted for each thread and each child), or the n-th call
 * of its main thread that changes a disk, in the middle of it where `half`. `count`: a file for these calls; nothing ends it.
 */
export type End =
  | { readonly afterMs: number }
  | { readonly calls: string; readonly nth: number }
  | { readonly at: number; readonly half: boolean }
  | { readonly count: string };

export interface Run {
  readonly killed: boolean;
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Hashes of the files of a folder by path. Git's own, caches and the files of a database are no output. */
export function filesOf(folder: string, within = ''): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const entry of readdirSync(join(folder, within), { withFileTypes: true })) {
    const path = within === '' ? entry.name : `${within}/${entry.name}`;
    if (entry.name === '.git' || path === 'cache' || path === 'store') continue;
    if (entry.isDirectory()) for (const [inner, hash] of filesOf(folder, path)) found.set(inner, hash);
    else
      found.set(
        path,
        createHash('sha256')
          .update(readFileSync(join(folder, path)))
          .digest('hex'),
      );
  }
  return found;
}

export const environmentOf = (folder: string): NodeJS.ProcessEnv => ({
  ...process.env,
  CI: '',
  DATABASE_URL: undefined,
  FOREBEAR_CACHE: join(folder, 'cache'),
});

function endOf(end: End | null): { readonly before: readonly string[]; readonly env: NodeJS.ProcessEnv } {
  if (end === null || 'afterMs' in end) return { before: [process.execPath], env: {} };
  if ('calls' in end) {
    const { calls, nth } = end;
    const inject = `inject=${calls}:signal=KILL:when=${nth}`;
    const trace = ['-f', '-qq', '-o', '/dev/null', '-e', `trace=${calls}`, '-e', inject];
    return { before: ['strace', ...trace, process.execPath], env: {} };
  }
  const before = [process.execPath, '--import', AT_CALL];
  if ('count' in end) return { before, env: { KILL_COUNT: end.count } };
  return { before, env: { KILL_AT: String(end.at), ...(end.half ? { KILL_HALF: '1' } : {}) } };
}

/** Runs a command in a folder, and ends it where that is asked for. */
export function runCommand(folder: string, args: readonly string[], end: End | null = null): Promise<Run> {
  const { before, env } = endOf(end);
  const [program = '', ...rest] = [...before, CLI, ...args];
  const child = spawn(program, rest, {
    cwd: folder,
    env: { ...environmentOf(folder), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const timer =
    end !== null && 'afterMs' in end ? setTimeout(() => child.kill('SIGKILL'), end.afterMs) : undefined;
  return new Promise((resolve) =>
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ killed: signal === 'SIGKILL' || code === 137, code, out, err });
    }),
  );
}
