import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { failure, type Result, success } from '../../model/result.ts';
import { findGitDir } from '../files/git-tree.ts';
import { isGitDir } from '../git/bare-repository.ts';
import { parseAddress } from '../git/clone-repository.ts';
import { openGit } from '../git/hardened-git.ts';
import { plainHead } from '../git/plain-head.ts';
import { talkToRemote } from '../git/talk-to-remote.ts';

const REMOTE_LIMIT_MS = 60_000;

/** Whether a target is an address and no folder on this machine. */
export const isAddress = (target: string): boolean =>
  /^(?:https|ssh):\/\//.test(target) || /^[\w.]+@[\w.-]+:[^\s:]+$/.test(target);

/** The git directory of a bare clone or a work tree, and the folder below its top that is meant. */
export async function gitPlace(
  root: string,
  signal: AbortSignal,
): Promise<Result<{ readonly gitDir: string; readonly prefix: string }, 'unreadable'>> {
  if (isGitDir(root)) return success({ gitDir: resolve(root), prefix: '' });
  const place = await findGitDir(root, signal);
  return place.ok ? place : failure('unreadable', place.message);
}

/** The commit that an address has as its HEAD. */
async function remoteHead(target: string, signal: AbortSignal): Promise<Result<string, 'unreadable'>> {
  const parsed = parseAddress(target);
  if (!parsed.ok) return failure('unreadable', parsed.message);
  const git = openGit(tmpdir(), { repository: false, protocols: [parsed.value.protocol], signal });
  const start = git.start();
  if (!start.ok) return failure('unreadable', start.message);
  const listed = await talkToRemote(start.value, ['ls-remote', '--', parsed.value.address, 'HEAD'], {
    limitMs: REMOTE_LIMIT_MS,
    signal,
  });
  if (!listed.ok) return failure('unreadable', listed.message);
  const commit = /^([0-9a-f]{40,64})\tHEAD$/m.exec(listed.value)?.[1];
  return commit === undefined ? failure('unreadable', 'it has no commit') : success(commit);
}

/** The commit that a target stands at: HEAD of a repository on this machine, or of an address. */
export async function findRevision(
  target: string,
  signal: AbortSignal,
): Promise<Result<string, 'unreadable'>> {
  if (isAddress(target)) return remoteHead(target, signal);
  const place = await gitPlace(target, signal);
  if (!place.ok) return place;
  const plain = plainHead(place.value.gitDir);
  if (plain !== null) return success(plain);
  const git = openGit(tmpdir(), { gitDir: place.value.gitDir, signal });
  const head = await git.run(['rev-parse', '--verify', '--end-of-options', 'HEAD^{commit}']);
  return head.ok ? success(head.value.trim()) : failure('unreadable', 'it has no commit yet');
}
