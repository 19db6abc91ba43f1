import { mkdir, rename, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';

/** Where caches are kept: FOREBEAR_CACHE, else the user's cache folder. */
export function cacheFolder(): string {
  return (
    process.env.FOREBEAR_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'forebear')
  );
}

/**
 * Writes a cache file: to a temporary file first, then renamed. A failure costs the next run time and nothing else: a
 * read-only home folder is no reason to fail an audit.
 */
export async function writeCacheFile(file: string, content: () => string): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    const part = `${file}.${process.pid}.part`;
    await writeFile(part, content());
    await rename(part, file);
  } catch {
    // The cache stays as it was.
  }
}
