import { realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { placeOf } from '../files/place-of.ts';
import { readPlainText } from '../files/plain-file.ts';
import type { HardenedGit } from './hardened-git.ts';
import { type IndexEntry, type IndexRecord, isSubmodule, readRecords } from './index-entries.ts';
import { openObjectReader } from './object-reader.ts';
import { isSameContent } from './same-content.ts';

/** What git keeps in place of a large file is short; nothing else is read from it here. */
const POINTER_LIMIT = 1024;
const MOST_ATTRIBUTES = 1024 * 1024;
/** Files between two pauses. */
const BREATH = 32;

/** Tells whether a place's folder is where its name says: a link in its stead would lead the reading elsewhere. */
function whereItSays(): (place: string) => boolean {
  const known = new Map<string, boolean>();
  return (place) => {
    const folder = dirname(place);
    let is = known.get(folder);
    if (is === undefined) {
      try {
        is = realpathSync(folder) === folder;
      } catch {
        is = false;
      }
      known.set(folder, is);
    }
    return is;
  };
}

/** Holds the files of one folder against the index. */
export interface ContentCheck {
  /** Whether the file at this path, below the folder, has the content that the index says. */
  isSame(path: string, entry: IndexEntry): Promise<boolean>;
  close(): void;
}

/** Whether the repository says that it keeps contents elsewhere: only then is it worth asking git for a pointer. */
function keepsElsewhere(root: string, paths: Iterable<string>): boolean {
  for (const path of paths)
    if (
      /(?:^|\/)\.gitattributes$/.test(path) &&
      readPlainText(placeOf(root, path), { limit: MOST_ATTRIBUTES })?.includes('filter=lfs') === true
    )
      return true;
  return false;
}

export function openContentCheck(root: string, gitDir: string, paths: Iterable<string>): ContentCheck {
  const real = realpathSync(root);
  const objects = keepsElsewhere(real, paths) ? openObjectReader(gitDir, POINTER_LIMIT) : null;
  const inPlace = whereItSays();
  return {
    isSame: async (path, entry) => {
      const place = placeOf(real, path);
      return inPlace(place) && isSameContent(place, entry, objects);
    },
    close: () => objects?.close(),
  };
}

function* pathsOf(records: Iterable<IndexRecord>): Generator<string> {
  for (const { path } of records) yield path;
}

/** Tracked files under the opened folder whose content differs from the index, one at a time. */
async function* eachModified(git: HardenedGit): AsyncGenerator<string> {
  const { gitDir } = git;
  const records = await readRecords(git);
  if (gitDir === null || records === null) throw new Error('git cannot say which files it tracks');
  const check = openContentCheck(git.dir, gitDir, pathsOf(records));
  try {
    let seen = 0;
    for (const record of records) {
      if (isSubmodule(record)) continue;
      if (++seen % BREATH === 0) await breathe();
      // A name that is not UTF-8 cannot be opened by it.
      if (record.path.includes('\uFFFD')) continue;
      if (!(await check.isSame(record.path, record))) yield record.path;
    }
  } finally {
    check.close();
  }
}

/** Paths under the opened folder whose content differs from the index; null when git cannot say. */
export async function modifiedFiles(git: HardenedGit): Promise<ReadonlySet<string> | null> {
  try {
    const modified = new Set<string>();
    for await (const path of eachModified(git)) modified.add(path);
    return modified;
  } catch {
    return null;
  }
}

/** Whether the index differs from HEAD; null when git cannot say. */
export async function isStaged(git: HardenedGit): Promise<boolean | null> {
  const staged = await git.run([
    '--literal-pathspecs',
    'diff-index',
    '--cached',
    '-z',
    '--name-only',
    '--ignore-submodules=all',
    '--no-ext-diff',
    '--no-textconv',
    'HEAD',
    ...(git.folder === '' ? [] : ['--', git.folder]),
  ]);
  return staged.ok ? staged.value !== '' : null;
}

/** Whether tracked files differ from HEAD, in the index or on disk; null when git cannot say. */
export async function isDirty(git: HardenedGit): Promise<boolean | null> {
  const staged = await isStaged(git);
  if (staged !== false) return staged;
  try {
    for await (const _ of eachModified(git)) return true;
    return false;
  } catch {
    return null;
  }
}
