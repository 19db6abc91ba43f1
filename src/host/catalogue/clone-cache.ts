import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Result } from '../../model/result.ts';
import { success } from '../../model/result.ts';
import { byText } from '../../model/text-order.ts';
import { type CloneFailure, cloneRepository, parseAddress } from '../git/clone-repository.ts';
import { fetchObjects } from '../git/fetch-blobs.ts';
import { openGit } from '../git/hardened-git.ts';
import { cloneCacheFolder, githubName } from './locate-repository.ts';

/** Default size of the cache, in bytes. */
export const CACHE_LIMIT = 2 * 1024 * 1024 * 1024;

/** 'texts': single commits, for side-by-side views. 'history': every commit, for dates. Both without contents. */
export type CloneKind = 'texts' | 'history';

/** Folder of the clone of `address`, whether it exists or not. */
export function cachedClone(address: string, kind: CloneKind, folder = cloneCacheFolder()): string {
  const name = githubName(address);
  const key =
    name === null
      ? createHash('sha256').update(address).digest('hex').slice(0, 24)
      : `${name.owner}+${name.name}`;
  return join(folder, `${key}.${kind}.git`);
}

async function folderSize(path: string): Promise<number> {
  let total = 0;
  for (const entry of await readdir(path, { withFileTypes: true }).catch(() => [])) {
    const place = join(path, entry.name);
    if (entry.isDirectory()) total += await folderSize(place);
    else if (entry.isFile()) total += (await stat(place).catch(() => null))?.size ?? 0;
  }
  return total;
}

/** Removes the clones that were used longest ago until the cache is under `limit` bytes; `keep` stays. */
export async function trimCloneCache(
  limit = CACHE_LIMIT,
  keep: string | null = null,
  folder = cloneCacheFolder(),
): Promise<readonly string[]> {
  const clones: { readonly path: string; readonly size: number; readonly used: number }[] = [];
  for (const name of (await readdir(folder).catch(() => [])).filter((entry) => entry.endsWith('.git'))) {
    const path = join(folder, name);
    const used = (await stat(join(path, 'last-used')).catch(() => null))?.mtimeMs ?? 0;
    clones.push({ path, size: await folderSize(path), used });
  }
  clones.sort((a, b) => a.used - b.used || byText(a.path, b.path));
  let total = clones.reduce((sum, clone) => sum + clone.size, 0);
  const removed: string[] = [];
  for (const clone of clones) {
    if (total <= limit) break;
    if (clone.path === keep) continue;
    await rm(clone.path, { recursive: true, force: true });
    total -= clone.size;
    removed.push(clone.path);
  }
  return removed;
}

/** Notes that a clone was used, so that cleaning up takes others first. */
export async function markUsed(gitDir: string): Promise<void> {
  const marker = join(gitDir, 'last-used');
  const now = new Date();
  await utimes(marker, now, now).catch(() => writeFile(marker, '').catch(() => {}));
}

const running = new Map<string, Promise<Result<string, CloneFailure>>>();

async function make(
  target: string,
  fill: (gitDir: string) => Promise<Result<unknown, CloneFailure>>,
): Promise<Result<string, CloneFailure>> {
  const folder = join(target, '..');
  await mkdir(folder, { recursive: true });
  const fresh = await mkdtemp(join(folder, 'unfinished-'));
  try {
    const filled = await fill(fresh);
    if (!filled.ok) return filled;
    // Another process may have finished first; either clone is good.
    await rename(fresh, target).catch(async () => rm(fresh, { recursive: true, force: true }));
    await markUsed(target);
    return success(target);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

function once(
  target: string,
  work: () => Promise<Result<string, CloneFailure>>,
): Promise<Result<string, CloneFailure>> {
  const known = running.get(target);
  if (known !== undefined) return known;
  const started = work().finally(() => running.delete(target));
  running.set(target, started);
  return started;
}

/** Fetches one commit with its folders, without file contents, into the cached clone of `address`. */
export function fetchCommit(
  address: string,
  commit: string,
  signal?: AbortSignal,
  folder?: string,
): Promise<Result<string, CloneFailure>> {
  const target = cachedClone(address, 'texts', folder);
  return once(target, async () => {
    const parsed = parseAddress(address);
    if (!parsed.ok) return parsed;
    const given = signal === undefined ? {} : { signal };
    const get = async (gitDir: string): Promise<Result<unknown, CloneFailure>> =>
      openGit(gitDir, { gitDir, protocols: [parsed.value.protocol], ...given }).run(
        fetchObjects(parsed.value.address, [commit], '--depth=1'),
      );
    const there = await stat(join(target, 'HEAD')).catch(() => null);
    if (there !== null) {
      const got = await get(target);
      return got.ok ? success(target) : got;
    }
    return make(target, async (gitDir) => {
      const made = await openGit(tmpdir(), { ...given, repository: false }).run([
        'init',
        '--quiet',
        '--bare',
        '--',
        gitDir,
      ]);
      return made.ok ? get(gitDir) : made;
    });
  });
}

/** Clones the whole history of `address`, without file contents, or answers the clone that is there. */
export function cloneHistory(
  address: string,
  signal?: AbortSignal,
  folder?: string,
): Promise<Result<string, CloneFailure>> {
  const target = cachedClone(address, 'history', folder);
  return once(target, async () => {
    if ((await stat(join(target, 'HEAD')).catch(() => null)) !== null) {
      await markUsed(target);
      return success(target);
    }
    return make(target, (gitDir) => cloneRepository(address, gitDir, signal === undefined ? {} : { signal }));
  });
}
