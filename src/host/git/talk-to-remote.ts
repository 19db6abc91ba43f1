import { Buffer } from 'node:buffer';
import process from 'node:process';
import { type Result, success } from '../../model/result.ts';
import { bundlePath } from '../assets.ts';
import { type GitFailure, type GitStart, resultOf } from './hardened-git.ts';
import type { RemoteCall } from './remote-entry.ts';
import { runGit } from './run-git.ts';

/**
 * Runs one command that talks to another machine: what it fetches goes into the git directory that it names. Git leaves the
 * talking to programs of its own, which outlive it where the other side says nothing. simple-git drives it in a process
 * whose group ends as a whole.
 */
export async function talkToRemote(
  { program, folder, environment }: GitStart,
  args: readonly string[],
  { limitMs, signal }: { readonly limitMs: number; readonly signal: AbortSignal | undefined },
): Promise<Result<string, GitFailure>> {
  signal?.throwIfAborted();
  const call: RemoteCall = { program, args, environment };
  const done = await runGit(
    {
      program: process.execPath,
      folder,
      // An editor's own program is Node when it is told so.
      environment: { ELECTRON_RUN_AS_NODE: '1' },
      limitMs,
      signal,
      input: JSON.stringify(call),
    },
    [bundlePath('remote.cjs')],
  );
  signal?.throwIfAborted();
  const result = resultOf(args, limitMs, done);
  return result.ok ? success(Buffer.from(result.value).toString('utf8')) : result;
}
