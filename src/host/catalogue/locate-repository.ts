import { stat } from 'node:fs/promises';
import { isAbsolute, join, resolve } from 'node:path';
import { cacheFolder } from '../store/cache-folder.ts';
import { mirrorPath } from './mirror-path.ts';

/** Where the content of an upstream can be had. */
export type RepositoryPlace =
  /** A git directory on this machine. */
  | { readonly kind: 'git'; readonly gitDir: string }
  /** A folder without git. */
  | { readonly kind: 'folder'; readonly dir: string }
  /** Not on this machine. */
  | { readonly kind: 'remote'; readonly address: string }
  | { readonly kind: 'absent'; readonly tried: readonly string[] };

export interface LocateOptions {
  /** Template of a folder of bare clones, with `{owner}` and `{name}`. */
  readonly mirror?: string | null;
  /** Folders that a relative path in an entry starts from. */
  readonly bases?: readonly string[];
}

const OWNER_NAME = /^([A-Za-z0-9][\w.-]*)\/([A-Za-z0-9_][\w.-]*?)(?:\.git)?$/;
const GITHUB =
  /^(?:https:\/\/github\.com\/|git@github\.com:|ssh:\/\/git@github\.com\/)([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/;

/** `owner/name` of a repository on GitHub, given as that or as an address; null for any other. */
export function githubName(repository: string): { readonly owner: string; readonly name: string } | null {
  const match = OWNER_NAME.exec(GITHUB.exec(repository)?.[1] ?? repository);
  return match === null ? null : { owner: match[1] ?? '', name: match[2] ?? '' };
}

async function inspect(dir: string): Promise<RepositoryPlace | null> {
  if (!(await stat(dir).catch(() => null))?.isDirectory()) return null;
  if ((await stat(join(dir, '.git')).catch(() => null))?.isDirectory()) {
    return { kind: 'git', gitDir: join(dir, '.git') };
  }
  const bare = await Promise.all(
    ['HEAD', 'objects', 'refs'].map((name) => stat(join(dir, name)).catch(() => null)),
  );
  return bare.every((found) => found !== null) ? { kind: 'git', gitDir: dir } : { kind: 'folder', dir };
}

/** Finds `repository` (`owner/name`, an address or a path), or one of its alternates, without any network. */
export async function locateRepository(
  repository: string,
  alternates: readonly string[],
  options: LocateOptions,
): Promise<RepositoryPlace> {
  const tried: string[] = [];
  for (const one of [repository, ...alternates]) {
    const name = githubName(one);
    if (name !== null && options.mirror) {
      const path = await mirrorPath(options.mirror, name.owner, name.name);
      const place = await inspect(path);
      if (place !== null) return place;
      tried.push(path);
    }
    const isPath = /^\.{0,2}\//.test(one) || isAbsolute(one);
    if (isPath) {
      for (const base of isAbsolute(one) ? [''] : (options.bases ?? [])) {
        const place = await inspect(resolve(base, one));
        if (place !== null) return place;
        tried.push(resolve(base, one));
      }
    }
  }
  const name = githubName(repository);
  if (name !== null) return { kind: 'remote', address: `https://github.com/${name.owner}/${name.name}.git` };
  if (/^(?:https|ssh):\/\/|^[\w.]+@[\w.-]+:/.test(repository)) return { kind: 'remote', address: repository };
  return { kind: 'absent', tried };
}

/** The user's own cache of clones; `FOREBEAR_CACHE` moves it. */
export function cloneCacheFolder(): string {
  return join(cacheFolder(), 'upstreams');
}
