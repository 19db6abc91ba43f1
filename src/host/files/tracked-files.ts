import { existsSync } from 'node:fs';
import { type HardenedGit, openGit } from '../git/hardened-git.ts';
import { type IndexRecord, isSubmodule, readRecords } from '../git/index-entries.ts';
import { locateRepository } from '../git/locate-repository.ts';
import { placeOf } from './place-of.ts';

/** What git knows about the folders of a folder, by path relative to it. Files are not kept: there may be 10^5. */
export interface TrackedFiles {
  /** Every folder that holds a tracked file. */
  readonly folders: ReadonlySet<string>;
  readonly submodules: ReadonlySet<string>;
  /** The folders that are left out, where that was found out before; default: what git ignores. */
  readonly leftOut?: Pick<ReadonlySet<string>, 'has'>;
  /** Files that git tracks and that are not on disk; not told where only the folders were kept. */
  readonly absent?: (isSeen: (path: string) => boolean) => readonly string[];
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
  const records = await readRecords(git);
  if (records === null) return { ...NOTHING, trouble: 'git could not list the files that it tracks.' };
  const folders = new Set<string>();
  const submodules = new Set<string>();
  for (const record of records) {
    if (isSubmodule(record)) submodules.add(record.path);
    else addFolders(folders, record.path);
  }
  return { folders, submodules, absent: (isSeen) => absentOf(root, records, isSeen) };
}

/** Files that no listing saw are looked for by their name: a disk may spell it in another way. */
function absentOf(
  root: string,
  records: Iterable<IndexRecord>,
  isSeen: (path: string) => boolean,
): readonly string[] {
  const absent: string[] = [];
  for (const record of records)
    if (!isSubmodule(record) && !isSeen(record.path) && !existsSync(placeOf(root, record.path)))
      absent.push(record.path);
  return absent;
}
