import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { cacheFolder } from './cache-folder.ts';
import { prune } from './prune.ts';
import { seal, unseal } from './seal.ts';

/** What is kept, each kind in a folder of its own, with its limit in bytes. */
const LIMITS = {
  /** What one file says, by its content and everything that decides its reading. */
  analyses: 384 * 1024 * 1024,
  /** Reports of folders on disk. */
  reports: 96 * 1024 * 1024,
  /** States of the repositories that audits are held against. */
  states: 384 * 1024 * 1024,
  /** Digests of large files that rarely change. */
  digests: 1024 * 1024,
} as const;

export type Kind = keyof typeof LIMITS;

/** A use is noted once a day. Milliseconds. */
const DAY = 24 * 60 * 60 * 1000;
/** Pruned once a day, and by whoever writes this share of the limit at once. */
const MUCH = 1 / 16;

/**
 * Entries between runs, shared by all that audit on this machine. An entry lies under a hash of its key, which names
 * everything that decides it, and is sealed with a digest: one that is damaged is not there. A failure to write costs the
 * next run time, nothing else: a read-only home folder is no reason to fail an audit.
 */
export interface Store {
  /** What was put under these parts; undefined when nothing is there. */
  get(key: readonly string[]): Promise<unknown>;
  /** Keeps a JSON value; `flush` waits for it. */
  put(key: readonly string[], value: unknown): void;
  /** Waits for what is being written, and prunes when it is time. */
  flush(): Promise<void>;
}

/** One text for the parts of a key, which no other parts give. */
const textOf = (key: readonly string[]): string => JSON.stringify(key);

/** Notes on the entry that it was used; at most once a day. */
async function touch(path: string, now: number): Promise<void> {
  const { mtimeMs } = await stat(path);
  if (now - mtimeMs > DAY) await utimes(path, now / 1000, now / 1000);
}

/** `clock`: milliseconds of now. `limit`: bytes, default that of the kind. */
export function openStore(kind: Kind, clock: () => number = Date.now, limit: number = LIMITS[kind]): Store {
  const folder = join(cacheFolder(), kind);
  const pathOf = (key: string): string => {
    const name = createHash('sha256').update(key).digest('hex');
    return join(folder, name.slice(0, 2), name.slice(2, 40));
  };
  const folders = new Map<string, Promise<unknown>>();
  const writing = new Set<Promise<void>>();
  let written = 0;

  const write = async (key: string, value: unknown): Promise<void> => {
    const path = pathOf(key);
    const part = `${path}.${randomBytes(6).toString('hex')}.part`;
    try {
      const made = folders.get(dirname(path)) ?? mkdir(dirname(path), { recursive: true });
      folders.set(dirname(path), made);
      await made;
      const text = seal(key, JSON.stringify(value));
      await writeFile(part, text);
      await rename(part, path);
      written += text.length;
    } catch {
      await rm(part, { force: true }).catch(() => undefined);
    }
  };

  const pruneInTime = async (): Promise<void> => {
    const marker = join(folder, 'pruned');
    const last = await stat(marker).catch(() => null);
    if (last !== null && clock() - last.mtimeMs < DAY && written < limit * MUCH) return;
    await prune(folder, limit, clock());
    await writeFile(marker, '');
  };

  return {
    get: async (key) => {
      const name = textOf(key);
      const path = pathOf(name);
      try {
        const body = unseal(name, await readFile(path, 'utf8'));
        if (body === null) return undefined;
        touch(path, clock()).catch(() => undefined);
        return JSON.parse(body) as unknown;
      } catch {
        // Nothing is there, or nothing that can be read.
        return undefined;
      }
    },
    put: (key, value) => {
      const done = write(textOf(key), value).finally(() => writing.delete(done));
      writing.add(done);
    },
    flush: async () => {
      await Promise.all(writing);
      if (written > 0) await pruneInTime().catch(() => undefined);
    },
  };
}
