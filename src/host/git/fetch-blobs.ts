import { failure, type Result, success } from '../../model/result.ts';
import { type CloneFailure, parseAddress } from './clone-repository.ts';
import { openGit } from './hardened-git.ts';

/** Object ids on one command line; keeps it well under the shortest system limit (32 KB on Windows). */
const BATCH = 400;

/** Asks for objects by their ids and for nothing beside: no tags, no submodules, no contents that were not named. */
export function fetchObjects(address: string, ids: readonly string[], ...more: readonly string[]): string[] {
  return [
    'fetch',
    '--quiet',
    ...more,
    '--no-tags',
    '--no-write-fetch-head',
    '--no-recurse-submodules',
    '--no-auto-maintenance',
    '--filter=blob:none',
    '--',
    address,
    ...ids,
  ];
}

/**
 * Fetches the contents `blobs` (ids) into a blobless clone from `address`. This is the only way in which a
 * content enters such a clone: reading never fetches.
 */
export async function fetchBlobs(
  gitDir: string,
  address: string,
  blobs: readonly string[],
  signal?: AbortSignal,
): Promise<Result<number, CloneFailure>> {
  const parsed = parseAddress(address);
  if (!parsed.ok) return parsed;
  if (blobs.some((id) => !/^[0-9a-f]{40,64}$/.test(id))) return failure('refused', 'not an object id');
  const git = openGit(gitDir, {
    gitDir,
    protocols: [parsed.value.protocol],
    ...(signal === undefined ? {} : { signal }),
  }).withSettings([['fetch.negotiationAlgorithm', 'noop']]);
  for (let at = 0; at < blobs.length; at += BATCH) {
    const fetched = await git.run(fetchObjects(parsed.value.address, blobs.slice(at, at + BATCH)));
    if (!fetched.ok) return fetched;
  }
  return success(blobs.length);
}
