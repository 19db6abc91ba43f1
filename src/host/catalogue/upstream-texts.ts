import { stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import { failure, type Result } from '../../model/result.ts';
import type { SourceFacts } from '../../model/source-facts.ts';
import { decodeText } from '../files/decode-text.ts';
import { openWorkTree } from '../files/work-tree.ts';
import { fetchBlobs } from '../git/fetch-blobs.ts';
import { openGit } from '../git/hardened-git.ts';
import { openObjectReader } from '../git/object-reader.ts';
import { CACHE_LIMIT, cachedClone, fetchCommit, markUsed, trimCloneCache } from './clone-cache.ts';
import { locateRepository } from './locate-repository.ts';

/** 'needs-consent': it would have to be fetched and nobody allowed that. */
export type TextFailure = 'needs-consent' | 'absent' | 'unreadable' | 'not-fetched';

export interface UpstreamTextOptions {
  /** Template of a folder of bare clones, with `{owner}` and `{name}`. */
  readonly mirror?: string | null;
  /** Catalogues in use: a relative repository path in an entry starts from their folder. */
  readonly catalogues?: readonly string[];
  /** Whether a person allowed to fetch upstream repositories from the network. Default: no. */
  readonly consent?: boolean;
  /** Another commit than the version's own, e.g. that of an earlier state in its history. */
  readonly commit?: string | null;
  readonly signal?: AbortSignal;
  readonly cacheFolder?: string;
  /** Size of the cache above which older clones are removed, in bytes. */
  readonly cacheLimit?: number;
}

/** Larger texts are no source files. */
const TEXT_LIMIT = 8 * 1024 * 1024;

/** Id of the file at `path` in `commit`, or null when the commit or the path is not there. */
async function findBlob(gitDir: string, commit: string, path: string): Promise<string | null> {
  const git = openGit(tmpdir(), { gitDir });
  const listed = await git.run(['ls-tree', '-z', '--full-tree', '--end-of-options', commit, path]);
  const match = listed.ok ? /^100\d{3} blob ([0-9a-f]{40,64})\t/.exec(listed.value) : null;
  return match?.[1] ?? null;
}

async function readBlob(gitDir: string, path: string, blob: string): Promise<Result<string, TextFailure>> {
  const reader = openObjectReader(gitDir, TEXT_LIMIT);
  try {
    const read = await reader.read(blob);
    if (!read.ok)
      return failure(read.reason === 'absent' ? 'absent' : 'unreadable', `${path}: ${read.message}`);
    const text = decodeText(path, read.value);
    return text.ok ? text : failure('unreadable', `${path}: ${text.message}`);
  } finally {
    reader.close();
  }
}

async function readFolder(dir: string, path: string): Promise<Result<string, TextFailure>> {
  const tree = await openWorkTree(dir);
  if (!tree.ok) return failure('absent', tree.message);
  const read = await tree.value.read({ path, size: -1 });
  if (!read.ok) return failure(read.reason, `${path}: ${read.message}`);
  const text = decodeText(path, read.value);
  return text.ok ? text : failure('unreadable', `${path}: ${text.message}`);
}

async function baseFolders(catalogues: readonly string[]): Promise<readonly string[]> {
  const folders: string[] = [];
  for (const path of catalogues) {
    const folder = (await stat(path).catch(() => null))?.isDirectory() ? path : dirname(path);
    folders.push(folder, dirname(folder));
  }
  return folders;
}

async function readCached(
  address: string,
  commit: string,
  path: string,
  options: UpstreamTextOptions,
): Promise<Result<string, TextFailure>> {
  const { signal, cacheFolder } = options;
  for (const kind of ['texts', 'history'] as const) {
    const gitDir = cachedClone(address, kind, cacheFolder);
    const blob =
      (await stat(gitDir).catch(() => null)) === null ? null : await findBlob(gitDir, commit, path);
    if (blob === null) continue;
    const read = await readBlob(gitDir, path, blob);
    if (!read.ok) continue;
    await markUsed(gitDir);
    return read;
  }
  if (options.consent !== true) {
    return failure(
      'needs-consent',
      `The text is not on this machine. Allow fetching from ${address}, or set a mirror folder.`,
    );
  }
  const fetched = await fetchCommit(address, commit, signal, cacheFolder);
  if (!fetched.ok) return failure('not-fetched', `${address}: ${fetched.message}`);
  const blob = await findBlob(fetched.value, commit, path);
  if (blob === null) return failure('absent', `${path} is not in ${address} at ${commit.slice(0, 12)}.`);
  const content = await fetchBlobs(fetched.value, address, [blob], signal);
  if (!content.ok) return failure('not-fetched', `${address}: ${content.message}`);
  await markUsed(fetched.value);
  await trimCloneCache(options.cacheLimit ?? CACHE_LIMIT, fetched.value, cacheFolder);
  return readBlob(fetched.value, path, blob);
}

/**
 * Text of one upstream file at the version's commit: from a mirror or a local repository, else from the user's
 * cache, else, with consent, fetched into that cache: one commit without contents, and this one content.
 */
export async function readUpstreamText(
  source: Pick<SourceFacts, 'id' | 'repository' | 'alternates' | 'commit'>,
  path: string,
  options: UpstreamTextOptions = {},
): Promise<Result<string, TextFailure>> {
  const place = await locateRepository(source.repository, source.alternates ?? [], {
    mirror: options.mirror ?? null,
    bases: await baseFolders(options.catalogues ?? []),
  });
  const commit = options.commit ?? source.commit;
  if (place.kind === 'folder') return readFolder(place.dir, path);
  if (place.kind === 'absent') {
    return failure(
      'absent',
      `The repository of ${source.id} is not at ${place.tried.join(' or ') || source.repository}.`,
    );
  }
  if (commit === null) return failure('absent', `The catalogue knows facts about ${source.id}, but no code.`);
  if (place.kind === 'remote') return readCached(place.address, commit, path, options);
  const blob = await findBlob(place.gitDir, commit, path);
  if (blob === null) {
    return failure('absent', `${path} is not in ${place.gitDir} at ${commit.slice(0, 12)}.`);
  }
  return readBlob(place.gitDir, path, blob);
}
