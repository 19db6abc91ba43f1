import { mkdir } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import { withoutSecrets } from '../../bytes/printable.ts';
import { failure, type Result, success } from '../../model/result.ts';
import { type GitFailure, openGit } from './hardened-git.ts';
import { talkToRemote } from './talk-to-remote.ts';

export interface CloneOptions {
  readonly signal?: AbortSignal;
  /** Commits to fetch; the whole history when absent. */
  readonly depth?: number;
  /** Leave file contents out; fetch-blobs.ts gets those that are wanted. Default: true. */
  readonly blobless?: boolean;
  readonly limitMs?: number;
}

export type CloneFailure = GitFailure | 'bad-address';

const CLONE_LIMIT_MS = 15 * 60_000;

/** What git may be asked to clone: the address as git takes it, and the one transport it needs. */
export function parseAddress(
  address: string,
): Result<{ readonly address: string; readonly protocol: 'https' | 'ssh' | 'file' }, 'bad-address'> {
  if (/^https:\/\/[^\s/@]+\/\S+$/.test(address)) return success({ address, protocol: 'https' });
  if (
    /^ssh:\/\/(?:[\w.-]+@)?[\w.-]+(?::\d+)?\/\S+$/.test(address) ||
    /^[\w.]+@[\w.-]+:[^\s:]+$/.test(address)
  ) {
    return success({ address, protocol: 'ssh' });
  }
  if (isAbsolute(address)) return success({ address: pathToFileURL(address).href, protocol: 'file' });
  return failure(
    'bad-address',
    `"${withoutSecrets(address)}" is not an address this tool clones: give https://…, ssh://… or an absolute path, without a user name or password in it.`,
  );
}

/**
 * Clones `address` as a bare repository into `gitDir`: no checkout (so no filters and no links on disk), no
 * submodules, no tags, no hooks, one transport only, no prompts.
 */
export async function cloneRepository(
  address: string,
  gitDir: string,
  options: CloneOptions = {},
): Promise<Result<{ readonly gitDir: string }, CloneFailure>> {
  const parsed = parseAddress(address);
  if (!parsed.ok) return parsed;
  await mkdir(gitDir, { recursive: true });
  const git = openGit(gitDir, {
    repository: false,
    protocols: [parsed.value.protocol],
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
  const start = git.start();
  if (!start.ok) return start;
  const cloned = await talkToRemote(
    start.value,
    [
      'clone',
      '--quiet',
      '--bare',
      '--no-local',
      '--no-tags',
      '--single-branch',
      '--no-recurse-submodules',
      ...(options.depth === undefined ? [] : [`--depth=${options.depth}`]),
      ...(options.blobless === false ? [] : ['--filter=blob:none']),
      '--',
      parsed.value.address,
      gitDir,
    ],
    { limitMs: options.limitMs ?? CLONE_LIMIT_MS, signal: options.signal },
  );
  return cloned.ok ? success({ gitDir }) : cloned;
}
