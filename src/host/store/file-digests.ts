import { createHash } from 'node:crypto';
import { createReadStream, type Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { openStore, type Store } from './store.ts';

/** A file that changed this shortly before it was looked at can change again without a new stamp. Milliseconds. */
const UNSETTLED = 2000;

/** Size, times and inode of a file in one text: what must differ when its content does. */
const stampOf = ({ size, mtimeMs, ctimeMs, ino }: Stats): string => `${size}:${mtimeMs}:${ctimeMs}:${ino}`;

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}

interface Known {
  readonly stamp: string;
  readonly digest: string;
}

/** What is kept of each file, by its path. Not what is kept, in a file of another version: nothing is known. */
function knownIn(kept: unknown): ReadonlyMap<string, Known> {
  return new Map(Array.isArray(kept) ? (kept as [string, Known][]) : []);
}

/**
 * The SHA-256 of each file, in the order of `paths`; '-' for one that cannot be read. A digest is kept between runs, and
 * used again while size, times and inode of the file are the same. `store`: where; null keeps nothing.
 */
export async function fileDigests(
  paths: readonly string[],
  store: Store | null = openStore('digests'),
  clock: () => number = Date.now,
): Promise<readonly string[]> {
  const key = ['files', ...paths];
  const kept = knownIn(await store?.get(key));
  const now = new Map<string, Known>();
  let changed = false;
  const digests: string[] = [];
  for (const path of paths) {
    try {
      const state = await stat(path);
      const stamp = stampOf(state);
      const known = kept.get(path);
      const digest = known?.stamp === stamp ? known.digest : await digestOf(path);
      if (known?.stamp !== stamp) changed = true;
      const settled = Math.max(state.mtimeMs, state.ctimeMs) < clock() - UNSETTLED;
      if (settled) now.set(path, { stamp, digest });
      digests.push(digest);
    } catch {
      digests.push('-');
    }
  }
  if (changed && now.size > 0) store?.put(key, [...now]);
  await store?.flush();
  return digests;
}
