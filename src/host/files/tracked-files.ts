import { type HardenedGit, openGit } from '../git/hardened-git.ts';
import { type IndexRecord, isSubmodule, readRecords, SUBMODULE } from '../git/index-entries.ts';
import { listNames } from '../git/list-tree.ts';
import { locateRepository } from '../git/locate-repository.ts';

export type TrackedFile = Pick<IndexRecord, 'path' | 'sparse'>;

/** What git knows about the folders of a folder, by path relative to it. Files are not kept: there may be 10^5. */
export interface TrackedFiles {
  /** Every folder that holds a tracked file. */
  readonly folders: ReadonlySet<string>;
  readonly submodules: ReadonlySet<string>;
  /** The folders that are left out, where that was found out before; default: what git ignores. */
  readonly leftOut?: Pick<ReadonlySet<string>, 'has'>;
  /** Every file; not told where only the folders were kept. */
  readonly files?: Iterable<TrackedFile>;
  /** True where the last commit has files and git's index none: they are those of the commit. */
  readonly isUnlisted?: boolean;
  /** Why git could not be asked about the repository that is there. */
  readonly trouble?: string;
}

const NOTHING: TrackedFiles = { folders: new Set(), submodules: new Set() };

/** Adds the folders in which a path lies. */
function addFolders(folders: Set<string>, path: string): void {
  for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
    const folder = path.slice(0, at);
    if (folders.has(folder)) break;
    folders.add(folder);
  }
}

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
  const indexed = await readRecords(git);
  if (indexed === null) return { ...NOTHING, trouble: 'git could not list the files that it tracks.' };
  const isUnlisted = isEmpty(indexed);
  const records = isUnlisted ? await committed(git) : indexed;
  const folders = new Set<string>();
  const submodules = new Set<string>();
  for (const record of records) {
    if (isSubmodule(record)) submodules.add(record.path);
    else addFolders(folders, record.path);
  }
  return { folders, submodules, files: filesOf(records), ...(isUnlisted ? { isUnlisted } : {}) };
}

function isEmpty(records: Iterable<unknown>): boolean {
  for (const _ of records) return false;
  return true;
}

/** What the last commit has below the opened folder: a checkout writes the index last, so one that broke off left none. */
async function committed(git: HardenedGit): Promise<readonly IndexRecord[]> {
  const named = await listNames(git, 'HEAD');
  if (!named.ok) return [];
  const prefix = git.folder === '' ? '' : `${git.folder}/`;
  return named.value.flatMap(({ path, blob, kind }) =>
    path.startsWith(prefix)
      ? [{ path: path.slice(prefix.length), id: blob, mode: kind === 'submodule' ? SUBMODULE : '' }]
      : [],
  );
}

function filesOf(records: Iterable<IndexRecord>): Iterable<TrackedFile> {
  return {
    *[Symbol.iterator]() {
      for (const record of records) if (!isSubmodule(record)) yield record;
    },
  };
}
