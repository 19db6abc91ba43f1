import { lstatSync, readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { failure, type Result, success } from '../../model/result.ts';
import { readPlainText } from '../files/plain-file.ts';

/** A repository with a work tree, as it is told to git: git searches for nothing itself. */
export interface Repository {
  readonly gitDir: string;
  /** The top of the work tree. */
  readonly top: string;
  /** The folder that was asked about, below the top, with `/`; empty for the top itself. */
  readonly folder: string;
  /** The folders from the one that was asked about up to the top. */
  readonly above: readonly string[];
}

/** 'none': no repository. 'odd': something in its place would make git wait or read without end. */
export type LocateFailure = 'none' | 'odd';

/** A `.git` file, `commondir` and the like hold one path. */
const SMALL = { limit: 64 * 1024, links: true };

function stateOf(path: string, follow: boolean): Stats | null {
  try {
    return follow ? statSync(path) : lstatSync(path);
  } catch {
    return null;
  }
}

/** A small file of git's folder as git reads it, without the line ends at its end; null when it cannot be read. */
function lineOf(path: string): string | null {
  return readPlainText(path, SMALL)?.replace(/[\r\n]+$/, '') ?? null;
}

/** The directory that the work trees of one repository share: configuration, tags, objects. */
export function commonDir(gitDir: string): string {
  return resolve(gitDir, lineOf(join(gitDir, 'commondir')) ?? '.');
}

/** Entries of one git directory that are looked at: git's own limits come into force beyond. */
const MOST_ENTRIES = 200_000;

/** The first entry under these folders that is neither a file nor a folder, links followed; null when there is none. */
function oddEntry(folders: readonly string[]): string | null {
  const seen = new Set<string>();
  const open = [...folders];
  let left = MOST_ENTRIES;
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    const state = stateOf(folder, true);
    const key = state === null ? folder : `${state.dev}:${state.ino}`;
    if (seen.has(key)) continue;
    seen.add(key);
    let entries: ReturnType<typeof entriesOf>;
    try {
      entries = entriesOf(folder);
    } catch {
      continue;
    }
    for (const entry of entries) {
      if (left-- <= 0) return null;
      const path = join(folder, entry.name);
      if (entry.isFile()) continue;
      if (entry.isDirectory()) {
        open.push(path);
        continue;
      }
      const end = stateOf(path, true);
      // A link to nothing is an absent file to git.
      if (end === null || end.isFile()) continue;
      if (end.isDirectory()) open.push(path);
      else return path;
    }
  }
  return null;
}

const entriesOf = (folder: string) => readdirSync(folder, { withFileTypes: true });

/**
 * Says where git would wait for ever: a pipe, a device or an endless file among the files of a git directory, which git
 * opens without a look. Null where there is none.
 */
export function oddInside(gitDir: string): string | null {
  const state = stateOf(gitDir, true);
  if (state !== null && !state.isDirectory()) return gitDir;
  return oddEntry([gitDir, commonDir(gitDir)]);
}

function realOf(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return resolve(folder);
  }
}

/** What `.git` at this place leads to: a git directory, nothing, or something that is neither file nor folder. */
function gitDirAt(folder: string): Result<string, LocateFailure> {
  const dot = join(folder, '.git');
  const state = stateOf(dot, true);
  if (state === null) return failure('none', '');
  if (state.isDirectory()) {
    // As git does it: a folder of this name without a HEAD is no repository, and the search goes on.
    return stateOf(join(dot, 'HEAD'), false) === null ? failure('none', '') : success(dot);
  }
  if (!state.isFile()) return failure('odd', `${dot} is neither a file nor a folder, so git was not asked.`);
  const link = lineOf(dot);
  return link?.startsWith('gitdir: ') === true
    ? success(resolve(folder, link.slice('gitdir: '.length)))
    : failure('none', '');
}

/**
 * Finds the repository that holds `folder`, without a process. A bare repository is none. What is found here is what
 * git is told to use, so that both speak of the same one.
 */
export function locateRepository(folder: string): Result<Repository, LocateFailure> {
  const above: string[] = [];
  const real = realOf(folder);
  for (let at = real; ; at = dirname(at)) {
    above.push(at);
    const gitDir = gitDirAt(at);
    if (gitDir.ok) {
      const below = relative(at, real).split(sep).join('/');
      return success({ gitDir: gitDir.value, top: at, folder: below, above });
    }
    if (gitDir.reason === 'odd') return gitDir;
    if (dirname(at) === at) return failure('none', `${folder} is not in a git repository.`);
  }
}

/**
 * Whether a folder is the top of a repository in which something can stand: one that git calls a submodule by its name alone,
 * or by a link to nothing, is none.
 */
export function isRepository(folder: string): boolean {
  const located = locateRepository(folder);
  if (!located.ok || located.value.folder !== '') return false;
  const { gitDir } = located.value;
  return (
    /^(?:ref: |[0-9a-f]{40})/.test(lineOf(join(gitDir, 'HEAD')) ?? '') &&
    stateOf(join(commonDir(gitDir), 'objects'), true)?.isDirectory() === true
  );
}
