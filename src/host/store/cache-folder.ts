import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';
import process from 'node:process';

/** What a system says of where caches belong. */
export interface CacheSetting {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

/**
 * Where Forebear keeps caches: FOREBEAR_CACHE; else the platform's folder for caches: `%LOCALAPPDATA%` on Windows,
 * `~/Library/Caches` on macOS, XDG_CACHE_HOME (which counts only when absolute) or `~/.cache` elsewhere.
 */
export function cacheFolderOn({ platform, environment, home }: CacheSetting): string {
  const own = environment.FOREBEAR_CACHE;
  if (own !== undefined && own !== '') return own;
  if (platform === 'win32') {
    const local = environment.LOCALAPPDATA;
    const base =
      local !== undefined && win32.isAbsolute(local) ? local : win32.join(home, 'AppData', 'Local');
    return win32.join(base, 'forebear', 'Cache');
  }
  if (platform === 'darwin') return posix.join(home, 'Library', 'Caches', 'forebear');
  const xdg = environment.XDG_CACHE_HOME;
  const base = xdg !== undefined && posix.isAbsolute(xdg) ? xdg : posix.join(home, '.cache');
  return posix.join(base, 'forebear');
}

/** Where this machine keeps caches. */
export function cacheFolder(): string {
  return cacheFolderOn({ platform: process.platform, environment: process.env, home: homedir() });
}
