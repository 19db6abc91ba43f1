import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { findGitDir } from '../files/git-tree.ts';

export interface Located {
  readonly gitDir: string;
  /** Folder of the repository that was named; empty for its top. */
  readonly folder: string;
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() === true;
}

/** The repository that `path` is: a bare clone, or a folder of a work tree; null when it is neither. */
export async function locateRepository(path: string, signal: AbortSignal): Promise<Located | null> {
  const bare = (await isFolder(join(path, 'objects'))) && (await isFolder(join(path, 'refs')));
  if (bare && !(await isFolder(join(path, '.git')))) return { gitDir: resolve(path), folder: '' };
  if (!(await isFolder(path))) return null;
  const found = await findGitDir(path, signal);
  return found.ok ? { gitDir: found.value.gitDir, folder: found.value.prefix } : null;
}
