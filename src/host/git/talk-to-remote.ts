import { failure, type Result, success } from '../../model/result.ts';
import type { GitFailure, GitStart } from './hardened-git.ts';
import { runGit } from './run-git.ts';

const complaintIn = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trim())
    .find((line) => /^(?:fatal|error):/.test(line)) ??
  text.trim().split('\n')[0] ??
  'no message';

/**
 * Runs one command that talks to another machine: what it fetches goes into the git directory that it names. Git leaves the
 * talking to programs of its own; these end with it, also where the other side says nothing.
 */
export async function talkToRemote(
  start: GitStart,
  args: readonly string[],
  { limitMs, signal }: { readonly limitMs: number; readonly signal: AbortSignal | undefined },
): Promise<Result<string, GitFailure>> {
  signal?.throwIfAborted();
  const done = await runGit({ ...start, limitMs, signal, input: undefined }, args);
  signal?.throwIfAborted();
  const command = `git ${args[0] ?? ''}`.trim();
  if (done.ended === 'late')
    return failure('too-slow', `${command} took longer than ${Math.round(limitMs / 1000)} s.`);
  return done.status === 0
    ? success(done.output.toString('utf8'))
    : failure('refused', `${command}: ${complaintIn(done.complaint)}`);
}
