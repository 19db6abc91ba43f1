import { lstat, realpath } from 'node:fs/promises';
import { isAbsolute, join, sep } from 'node:path';
import type { Result } from '../../model/result.ts';
import { failure, success } from '../../model/result.ts';

export type Refusal = 'outside' | 'link' | 'not-a-file';

/** Where a fix may write: the absolute path, and whether a file stands there. */
export interface SafePath {
  readonly absolute: string;
  readonly exists: boolean;
}

/**
 * Resolves a path of a report below `root`. Refuses paths that leave the root, that go through a symbolic link, or
 * that reach into git's own folder: reports may come from elsewhere, and the tree is a stranger's.
 */
export async function safePath(root: string, path: string): Promise<Result<SafePath, Refusal>> {
  const parts = path.split('/');
  const odd = parts.some((part) => part === '' || part === '.' || part === '..' || /[\\:\0]/.test(part));
  if (path === '' || isAbsolute(path) || odd)
    return failure('outside', `${path} is not a path inside the audited folder.`);
  if (parts.some((part) => part.toLowerCase() === '.git'))
    return failure('outside', `${path} lies in git's own folder.`);
  let at = await realpath(root);
  for (const [depth, part] of parts.entries()) {
    at = join(at, part);
    const entry = await lstat(at).catch(() => null);
    const last = depth === parts.length - 1;
    if (entry === null)
      return success({ absolute: [at, ...parts.slice(depth + 1)].join(sep), exists: false });
    if (entry.isSymbolicLink()) return failure('link', `${path} goes through a symbolic link.`);
    if (last !== entry.isFile() || (!last && !entry.isDirectory())) {
      return failure('not-a-file', `${path} is no plain file.`);
    }
  }
  return success({ absolute: at, exists: true });
}
