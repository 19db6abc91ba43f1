import { homedir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { writeWhole } from './files/write-whole.ts';

/** Where caches are kept: FOREBEAR_CACHE, else the user's cache folder. */
export function cacheFolder(): string {
  return (
    process.env.FOREBEAR_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'forebear')
  );
}

/**
 * Writes a cache file as a whole or not at all. A failure costs the next run time and nothing else: a
 * read-only home folder is no reason to fail an audit.
 */
export async function writeCacheFile(file: string, content: () => string): Promise<void> {
  try {
    writeWhole(file, content(), { durable: false, folders: true });
  } catch {
    // The cache stays as it was.
  }
}
