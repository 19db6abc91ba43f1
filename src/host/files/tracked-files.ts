import { type HardenedGit, openGit } from '../git/hardened-git.ts';
import { type IndexEntries, readIndex } from '../git/index-entries.ts';
import { locateRepository } from '../git/locate-repository.ts';

/** What git knows about a folder's files, by path relative to it. */
export interface TrackedFiles extends IndexEntries {
  /** The folders that are left out, where that was found out before; default: what git ignores. */
  readonly leftOut?: Pick<ReadonlySet<string>, 'has'>;
  /** Why git could not be asked about the repository that is there. */
  readonly trouble?: string;
}

const NOTHING: IndexEntries = { files: new Map(), submodules: new Set() };

/** Asks git about the folder `root`; null outside of a repository. */
export async function readTracked(
  root: string,
  signal?: AbortSignal,
  git: HardenedGit = openGit(root, signal === undefined ? {} : { signal }),
): Promise<TrackedFiles | null> {
  const located = locateRepository(root);
  if (!located.ok && located.reason === 'none') return null;
  const started = git.start();
  if (!started.ok) return { ...NOTHING, trouble: started.message };
  return (await readIndex(git)) ?? { ...NOTHING, trouble: 'git could not list the files that it tracks.' };
}
