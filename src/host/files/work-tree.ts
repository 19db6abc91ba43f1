import { type Dirent, lstatSync, readdirSync, realpathSync, type Stats } from 'node:fs';
import { lstat, readlink, realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { artefactKind } from '../../artefacts/configs/artefact-facts.ts';
import type { Cancellation, FileEntry, SkippedFile, TreeReader } from '../../engine/ports.ts';
import { failure, type Result, success } from '../../model/result.ts';
import { byText } from '../../model/text-order.ts';
import { isRepository, locateRepository } from '../git/locate-repository.ts';
import { shellWord } from '../git/shell-word.ts';
import { type IgnoreRules, openIgnoreRules } from './ignore-rules.ts';
import { notOnDisk } from './not-on-disk.ts';
import { placeOf } from './place-of.ts';
import { readHead, readPlain } from './plain-file.ts';
import { byPath, formatSize, SKIP_REASONS, tooLarge } from './skip-reasons.ts';
import { readTracked, type TrackedFiles } from './tracked-files.ts';

/** Git's own folder, which git itself refuses to track. */
export const NEVER: ReadonlySet<string> = new Set(['.git']);
/** Left out only where git ignores them: elsewhere a folder of this name can hold the very code to audit. */
const OUTPUT =
  /^(?:build|dist|out|target|site-packages|__pycache__|\.?venv|\.?env|\.tox|\.nox|\.eggs|.+\.egg-info|\.(?:mypy|pytest|ruff)_cache|\.ipynb_checkpoints|wandb|node_modules|\.hg|\.svn|\.forebear-cache)$/;
/** A read is refused above this; weight files are read piecewise by their own readers. */
const READ_LIMIT = 64 * 1024 * 1024;
/** Bytes of a file of weights that are read. */
export const WEIGHTS_HEAD = 16 * 1024 * 1024;

/** Whether a place is a folder or lies in it; both absolute and without detours. */
function isInside(root: string, place: string): boolean {
  if (place.startsWith(root) && (place.length === root.length || place[root.length] === sep)) return true;
  const way = relative(root, place);
  return way === '' || (!way.startsWith('..') && !isAbsolute(way));
}

async function linkReason(root: string, path: string): Promise<string> {
  const target = resolve(dirname(path), await readlink(path).catch(() => '.'));
  if (!isInside(root, target)) return SKIP_REASONS.linkOut();
  const end = await realpath(path).catch((error: NodeJS.ErrnoException) => error.code ?? '');
  if (end === 'ELOOP' || path === end || path.startsWith(end + sep)) {
    return SKIP_REASONS.linkBack();
  }
  if (end === 'ENOENT') return SKIP_REASONS.linkToNothing();
  return SKIP_REASONS.link();
}

/** Small calls without a turn of the event loop each: a source file is read in less time than one takes. */
function readWhole(path: string): Result<Uint8Array, 'absent' | 'unreadable'> {
  // A link is refused while opening, so a file swapped for one after listing stays unread.
  // Of weights the header tells what an audit asks.
  const read =
    artefactKind(path) === 'weights' ? readHead(path, WEIGHTS_HEAD) : readPlain(path, { limit: READ_LIMIT });
  if (read.ok) return read;
  if (read.reason === 'too-large')
    return failure('unreadable', SKIP_REASONS.overLimit(formatSize(READ_LIMIT)));
  return failure(read.reason === 'absent' ? 'absent' : 'unreadable', read.message);
}

interface Walk {
  readonly root: string;
  /** Folders that are not gone into before git has said what they are. */
  readonly held: Set<string>;
  /** Folders that were found, and the root. */
  readonly folders: Set<string>;
  readonly see: OpenWorkTreeOptions['see'];
  readonly leaving: OpenWorkTreeOptions['leaving'];
  readonly files: FileEntry[];
  readonly skipped: SkippedFile[];
  readonly signal: Cancellation;
}

export interface OpenWorkTreeOptions {
  readonly signal?: AbortSignal;
  /** What git knows of the files; default: git is asked at every listing. */
  readonly tracked?: () => Promise<TrackedFiles | null>;
  /** Told of every entry of a listing that is no folder. */
  readonly see?: (path: string, state: Stats) => void;
  /** Told of every folder that is left out because git ignores it and tracks nothing in it. */
  readonly leaving?: (path: string) => void;
}

/** Listing is synchronous, which costs a fraction of a promise for every file; it pauses after this many folders. */
const BREATH = 64;

const byName = (a: Dirent, b: Dirent): number => byText(a.name, b.name);

function stateOf(place: string): Stats | null {
  try {
    return lstatSync(place);
  } catch {
    return null;
  }
}

function visit(walk: Walk, entry: Dirent, path: string): Promise<void> | undefined {
  const place = placeOf(walk.root, path);
  const skip = (reason: string, more: Pick<SkippedFile, 'gap' | 'size'> = {}): undefined => {
    walk.skipped.push({ path, reason, ...more });
  };
  if (path.includes('\uFFFD')) return skip(SKIP_REASONS.badName(), { gap: 'not read' });
  if (entry.isDirectory()) {
    if (NEVER.has(entry.name)) return path.includes('/') ? skip(SKIP_REASONS.othersGit()) : undefined;
    walk.folders.add(path);
    if (!OUTPUT.test(entry.name)) return visitFolder(walk, path);
    walk.held.add(path);
    return undefined;
  }
  const state = stateOf(place);
  if (state !== null) walk.see?.(path, state);
  if (entry.isSymbolicLink()) return linkReason(walk.root, place).then((reason) => skip(reason));
  if (!entry.isFile()) {
    // The .git file of a work tree is no file of the project; sockets, pipes and devices are never opened.
    return skip(SKIP_REASONS.notPlain());
  }
  if (NEVER.has(entry.name)) return undefined;
  if (state === null) return skip(SKIP_REASONS.disappeared(), { gap: 'not read' });
  const reason = tooLarge(path, state.size);
  if (reason !== null) return skip(reason, { gap: 'over a budget', size: state.size });
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
    walk.skipped.push({
      path: folder === '' ? '.' : folder,
      reason: SKIP_REASONS.closedFolder(code),
      gap: 'not read',
    });
    return;
  }
  if (folder !== '' && !walk.held.has(folder) && entries.some(({ name }) => name === '.git')) {
    // Perhaps a submodule: another repository, which may be large.
    walk.held.add(folder);
    return;
  }
  // In one order wherever it lies: the order in which entries are told of is part of a folder's state.
  for (const entry of entries.sort(byName)) {
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

/**
 * Goes into the folders that were held back, where git does not say to leave them out. What git tracks is part of the
 * repository, whatever its rules on ignoring say.
 */
async function visitHeld(walk: Walk, tracked: TrackedFiles | null, rules: () => IgnoreRules): Promise<void> {
  const isLeftOut = (path: string): boolean =>
    tracked !== null &&
    OUTPUT.test(basename(path)) &&
    (tracked.leftOut?.has(path) ?? (!tracked.folders.has(path) && rules().ignores(path, true)));
  // A folder that is gone into may add further ones.
  for (const path of walk.held) {
    if (tracked?.submodules.has(path) && isRepository(placeOf(walk.root, path))) continue;
    if (isLeftOut(path)) {
      walk.leaving?.(path);
      walk.skipped.push({ path, reason: SKIP_REASONS.ignored() });
    } else await visitFolder(walk, path);
  }
}

/** A submodule that is here has its own audit; one that was not fetched has nothing to look at. */
function submoduleReason(root: string, path: string): string {
  if (!isRepository(placeOf(root, path))) return SKIP_REASONS.noSubmodule();
  return SKIP_REASONS.submodule(shellWord(path.startsWith('-') ? `./${path}` : path));
}

/** Those of the folders above a path that are among these. */
function* above(path: string, folders: ReadonlySet<string>): Iterable<string> {
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
    const folder = path.slice(0, at);
    if (folders.has(folder)) yield folder;
  }
}

/**
 * What was listed, without the submodules and with what git tracks and the folder does not hold. Git calls a folder a
 * submodule by its name alone: files in one that is no repository are of this one.
 */
function withTracked(
  walk: Walk,
  { submodules, trouble, files: known, isUnlisted }: TrackedFiles,
): Pick<Walk, 'files' | 'skipped'> {
  const { root, folders, files, skipped } = walk;
  const filled = new Set(
    submodules.size === 0 ? [] : files.flatMap(({ path }) => [...above(path, submodules)]),
  );
  const others = new Set(
    [...submodules].filter(
      (path) => folders.has(path) && (!filled.has(path) || isRepository(placeOf(root, path))),
    ),
  );
  const isOurs = ({ path }: { readonly path: string }): boolean => {
    const [folder] = above(path, others);
    return folder === undefined;
  };
  return {
    files: files.filter(isOurs),
    skipped: [
      ...skipped.filter(isOurs),
      ...[...others].map((path) => ({ path, reason: submoduleReason(root, path) })),
      ...notOnDisk(root, [...files, ...skipped], known ?? [], isUnlisted === true),
      ...(trouble === undefined ? [] : [{ path: '.git', reason: trouble, gap: 'not read' as const }]),
    ],
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
        leaving: options.leaving,
        files: [],
        skipped: [],
        signal,
      };
      // Git is asked first, and answers meanwhile.
      await breathe();
      await visitFolder(walk, '');
      const tracked = await asked;
      let rules: IgnoreRules | null = null;
      await visitHeld(walk, tracked, () => {
        rules ??= openIgnoreRules(real);
        return rules;
      });
      // A folder of that name which is no repository may hold anything.
      if (stateOf(placeOf(real, '.git'))?.isDirectory() && !locateRepository(real).ok)
        walk.skipped.push({ path: '.git', reason: SKIP_REASONS.othersGit() });
      const listed = tracked === null ? walk : withTracked(walk, tracked);
      return { files: listed.files.sort(byPath), skipped: listed.skipped.sort(byPath) };
    },
    read: async (entry) => {
      const place = placeOf(real, entry.path);
      if (!isInside(real, place)) return failure('unreadable', SKIP_REASONS.leadsOut());
      const folder = realFolder(dirname(place));
      if (folder === null) return failure('absent', SKIP_REASONS.folderGone());
      if (!isInside(real, folder)) return failure('unreadable', SKIP_REASONS.leadsOut());
      return readWhole(join(folder, basename(place)));
    },
  });
}
