import { findRepository } from '../git/find-repository.ts';
import { openGit } from '../git/hardened-git.ts';
import { modifiedFiles } from '../git/modified-files.ts';

/** What git knows about a folder's files, by path relative to it. */
export interface TrackedFiles {
  /** Blob ids of tracked files whose content git knows to be unchanged. */
  readonly blobs: ReadonlyMap<string, string>;
  /** Ids of every tracked file in the index, changed on disk or not. */
  readonly staged: ReadonlyMap<string, string>;
  /** Tracked files that differ from the index; null when git cannot say. */
  readonly modified: ReadonlySet<string> | null;
  readonly ignored: Pick<ReadonlySet<string>, 'has'>;
  readonly submodules: ReadonlySet<string>;
}

/** Asks git about the folder `root`; null without git or outside of a repository. */
export async function readTracked(root: string, signal?: AbortSignal): Promise<TrackedFiles | null> {
  if (findRepository(root) === null) return null;
  const git = openGit(root, signal === undefined ? {} : { signal });
  const [staged, ignored, modified] = await Promise.all([
    git.run(['ls-files', '-z', '--stage', '-v']),
    git.run(['ls-files', '-z', '--others', '--ignored', '--exclude-standard', '--directory']),
    modifiedFiles(git),
  ]);
  if (!staged.ok) return null;
  const blobs = new Map<string, string>();
  const known = new Map<string, string>();
  const submodules = new Set<string>();
  for (const record of staged.value.split('\0')) {
    const match = /^(\w) (\d{6}) ([0-9a-f]{40,64}) 0\t([\s\S]+)$/.exec(record);
    if (match === null) continue;
    const [, tag = '', mode = '', id = '', path = ''] = match;
    if (mode === '160000') submodules.add(path);
    // Other tags mean that git was told not to look at the file, so its id proves nothing.
    else if (tag === 'H') {
      known.set(path, id);
      if (modified !== null && !modified.has(path)) blobs.set(path, id);
    }
  }
  return {
    blobs,
    staged: known,
    modified,
    submodules,
    ignored: new Set(ignored.ok ? ignored.value.split('\0').map((path) => path.replace(/\/$/, '')) : []),
  };
}
