import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Pruning leaves this share of the limit, so that the next run does not prune again. */
const LEFT = 0.8;
/** An entry that nobody asked for this long is not asked for again. Milliseconds. */
const FORGOTTEN = 30 * 24 * 60 * 60 * 1000;

interface Entry {
  readonly path: string;
  readonly bytes: number;
  /** Milliseconds. */
  readonly used: number;
}

async function entriesIn(folder: string): Promise<readonly Entry[]> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const entries: Entry[] = [];
  for (const name of names) {
    if (!name.isFile()) continue;
    const path = join(name.parentPath, name.name);
    const state = await stat(path).catch(() => null);
    if (state !== null) entries.push({ path, bytes: state.size, used: state.mtimeMs });
  }
  return entries;
}

/**
 * Removes what was not used for a month; then, where the folder holds more than `limit` bytes, what was used longest ago.
 * `now`: milliseconds. An entry that another process removes meanwhile is gone, which is what was wanted.
 */
export async function prune(folder: string, limit: number, now: number): Promise<void> {
  const entries = [...(await entriesIn(folder))].sort((a, b) => a.used - b.used);
  let bytes = entries.reduce((sum, entry) => sum + entry.bytes, 0);
  const goal = bytes > limit ? limit * LEFT : bytes;
  for (const entry of entries) {
    if (bytes <= goal && now - entry.used <= FORGOTTEN) break;
    await rm(entry.path, { force: true }).catch(() => undefined);
    bytes -= entry.bytes;
  }
}
