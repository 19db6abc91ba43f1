import {
  closeSync,
  constants,
  type Dirent,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  type Stats,
} from 'node:fs';
import { lstat, readlink, realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import type { Cancellation, FileEntry, TreeReader } from '../../engine/ports.ts';
import { failure, type Result, success } from '../../model/result.ts';
import { BAD_NAME, byPath, formatSize, SUBMODULE, tooLarge } from './skip-reasons.ts';
import { readTracked, type TrackedFiles } from './tracked-files.ts';

/** Never part of what is audited. */
export const NEVER: ReadonlySet<string> = new Set(['.git', '.hg', '.svn', 'node_modules', '.forebear-cache']);
/** Left out only where git ignores them: elsewhere a folder of this name can hold the very code to audit. */
const OUTPUT =
  /^(?:build|dist|out|target|site-packages|__pycache__|\.?venv|\.?env|\.tox|\.nox|\.eggs|.+\.egg-info|\.(?:mypy|pytest|ruff)_cache|\.ipynb_checkpoints|wandb)$/;
/** A read is refused above this; weight files are read piecewise by their own readers. */
const READ_LIMIT = 64 * 1024 * 1024;

type Skipped = { readonly path: string; readonly reason: string };

/** Whether a place is a folder or lies in it; both absolute and without detours. */
function isInside(root: string, place: string): boolean {
  if (place.startsWith(root) && (place.length === root.length || place[root.length] === sep)) return true;
  const way = relative(root, place);
  return way === '' || (!way.startsWith('..') && !isAbsolute(way));
}

/** A part of a path that is no name: nothing, `.` or `..`. */
const DETOUR = /(?:^|\/)\.{0,2}(?:\/|$)/;

/** Where a path of the tree stands on disk. Nearly all are put together as they are, which takes a tenth of the time. */
export function placeOf(root: string, path: string): string {
  if (sep !== '/' || root === '/' || DETOUR.test(path)) return resolve(root, ...path.split('/'));
  return `${root}/${path}`;
}

async function linkReason(root: string, path: string): Promise<string> {
  const target = resolve(dirname(path), await readlink(path).catch(() => '.'));
  if (!isInside(root, target)) return 'a symbolic link that leads out of the folder: links are not followed';
  const end = await realpath(path).catch((error: NodeJS.ErrnoException) => error.code ?? '');
  if (end === 'ELOOP' || path === end || path.startsWith(end + sep)) {
    return 'a symbolic link that leads back to itself: links are not followed';
  }
  if (end === 'ENOENT') return 'a symbolic link to nothing: links are not followed';
  return 'a symbolic link: links are not followed';
}

/** Small calls without a turn of the event loop each: a source file is read in less time than one takes. */
function readWhole(path: string): Result<Uint8Array, 'absent' | 'unreadable'> {
  try {
    // The kernel refuses to follow a link here, so a file swapped for a link after listing stays unread.
    const file = openSync(
      path,
      constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0),
    );
    try {
      const state = fstatSync(file);
      if (!state.isFile()) return failure('unreadable', 'not a regular file');
      if (state.size > READ_LIMIT) {
        return failure(
          'unreadable',
          `${formatSize(state.size)}, over the limit of ${formatSize(READ_LIMIT)}`,
        );
      }
      return success(readFileSync(file));
    } finally {
      closeSync(file);
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    return failure(code === 'ENOENT' ? 'absent' : 'unreadable', `cannot be read (${code})`);
  }
}

interface Walk {
  readonly root: string;
  /** Folders that are not gone into before git has said what they are. */
  readonly held: Set<string>;
  /** Folders that were found, and the root. */
  readonly folders: Set<string>;
  readonly see: OpenWorkTreeOptions['see'];
  readonly files: FileEntry[];
  readonly skipped: Skipped[];
  readonly signal: Cancellation;
}

export interface OpenWorkTreeOptions {
  readonly signal?: AbortSignal;
  /** What git knows of the files; default: git is asked at every listing. */
  readonly tracked?: () => Promise<TrackedFiles | null>;
  /** Told of every entry of a listing that is no folder. */
  readonly see?: (path: string, state: Stats) => void;
}

/** Listing is synchronous, which costs a fraction of a promise for every file; it pauses after this many folders. */
const BREATH = 64;

function stateOf(place: string): Stats | null {
  try {
    return lstatSync(place);
  } catch {
    return null;
  }
}

function visit(walk: Walk, entry: Dirent, path: string): Promise<void> | undefined {
  const place = placeOf(walk.root, path);
  const skip = (reason: string): undefined => {
    walk.skipped.push({ path, reason });
  };
  if (path.includes('\uFFFD')) return skip(BAD_NAME);
  if (entry.isDirectory()) {
    if (NEVER.has(entry.name)) return undefined;
    walk.folders.add(path);
    if (!OUTPUT.test(entry.name)) return visitFolder(walk, path);
    walk.held.add(path);
    return undefined;
  }
  const state = stateOf(place);
  if (state !== null) walk.see?.(path, state);
  if (entry.isSymbolicLink()) return linkReason(walk.root, place).then(skip);
  if (!entry.isFile()) {
    // The .git file of a work tree is no file of the project; sockets, pipes and devices are never opened.
    return skip('not a regular file');
  }
  if (NEVER.has(entry.name)) return undefined;
  if (state === null) return skip('it disappeared while the folder was listed');
  const reason = tooLarge(path, state.size);
  if (reason !== null) return skip(reason);
  walk.files.push({ path, size: state.size });
  return undefined;
}

async function visitFolder(walk: Walk, folder: string): Promise<void> {
  if (walk.folders.size % BREATH === 0) await breathe();
  walk.signal.throwIfAborted();
  let entries: Dirent[];
  try {
    entries = readdirSync(placeOf(walk.root, folder), { withFileTypes: true });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    walk.skipped.push({ path: folder === '' ? '.' : folder, reason: `the folder cannot be read (${code})` });
    return;
  }
  if (folder !== '' && !walk.held.has(folder) && entries.some(({ name }) => name === '.git')) {
    // Perhaps a submodule: another repository, which may be large.
    walk.held.add(folder);
    return;
  }
  for (const entry of entries) {
    // Only folders and links have something to wait for.
    const waits = visit(walk, entry, folder === '' ? entry.name : `${folder}/${entry.name}`);
    if (waits !== undefined) await waits;
  }
}

function realFolder(folder: string): string | null {
  try {
    return realpathSync.native(folder);
  } catch {
    return null;
  }
}

/** Goes into the folders that were held back, where git does not say to leave them out. */
async function visitHeld(walk: Walk, tracked: TrackedFiles | null): Promise<void> {
  // A folder that is gone into may add further ones.
  for (const path of walk.held) {
    if (tracked?.submodules.has(path)) continue;
    if (!OUTPUT.test(basename(path)) || !tracked?.ignored.has(path)) await visitFolder(walk, path);
  }
}

/** What was listed, with the ids that git knows, and without the submodules. */
function withTracked(
  { folders, files, skipped }: Walk,
  tracked: TrackedFiles,
): Pick<Walk, 'files' | 'skipped'> {
  const submodules = [...tracked.submodules].filter((path) => folders.has(path));
  const isOurs = ({ path }: { readonly path: string }): boolean =>
    !submodules.some((folder) => path.startsWith(`${folder}/`));
  return {
    files: files.filter(isOurs).map((entry) => {
      const blob = tracked.blobs.get(entry.path);
      return blob === undefined ? entry : { ...entry, blob };
    }),
    skipped: [...skipped.filter(isOurs), ...submodules.map((path) => ({ path, reason: SUBMODULE }))],
  };
}

/** Reads the folder `root`, with or without git. Links are never followed; nothing outside is opened. */
export async function openWorkTree(
  root: string,
  options: OpenWorkTreeOptions = {},
): Promise<Result<TreeReader, 'absent' | 'not-a-folder'>> {
  // The folder that a person names may itself be reached through a link; what lies in it may not.
  const real = await realpath(root).catch(() => null);
  if (real === null) return failure('absent', `There is no folder "${root}". Check the path.`);
  if (!(await lstat(real)).isDirectory()) {
    return failure('not-a-folder', `"${root}" is a file. Give the folder that holds it.`);
  }
  return success({
    name: basename(real),
    list: async (signal) => {
      const asked = options.tracked?.() ?? readTracked(real, options.signal);
      asked.catch(() => undefined);
      const walk: Walk = {
        root: real,
        held: new Set(),
        folders: new Set(['']),
        see: options.see,
        files: [],
        skipped: [],
        signal,
      };
      // Git is asked first, and answers meanwhile.
      await breathe();
      await visitFolder(walk, '');
      const tracked = await asked;
      await visitHeld(walk, tracked);
      const listed = tracked === null ? walk : withTracked(walk, tracked);
      return { files: listed.files.sort(byPath), skipped: listed.skipped.sort(byPath) };
    },
    read: async (entry) => {
      const place = placeOf(real, entry.path);
      if (!isInside(real, place)) return failure('unreadable', 'the path leads out of the folder');
      const folder = realFolder(dirname(place));
      if (folder === null) return failure('absent', 'its folder is gone');
      if (!isInside(real, folder)) return failure('unreadable', 'the path leads out of the folder');
      return readWhole(join(folder, basename(place)));
    },
  });
}
