import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TreeReader } from '../../engine/ports.ts';
import { contentId } from './content-id.ts';
import { type HardenedGit, openGit } from './hardened-git.ts';
import { listNames, type TreeName } from './list-tree.ts';
import { locateRepository } from './locate-repository.ts';

/** The files on disk as a commit in a repository of its own, which borrows the objects of the audited one. */
export interface Snapshot {
  readonly git: HardenedGit;
  readonly commit: string;
  /** Removes it. */
  close(): Promise<void>;
}

const WHO = 'forebear <> 0 +0000';

/** A path as fast-import takes it. */
const quoted = (path: string): string =>
  `"${path.replace(/[\\"]/g, (mark) => `\\${mark}`).replaceAll('\n', '\\n')}"`;

/** What differs on disk from a commit, as a stream for fast-import. What cannot be read counts as unchanged. */
async function differences(
  disk: Pick<TreeReader, 'read'>,
  prefix: string,
  base: ReadonlyMap<string, TreeName>,
  paths: ReadonlySet<string>,
): Promise<readonly Uint8Array[]> {
  const parts: Uint8Array[] = [];
  const say = (text: string): void => {
    parts.push(Buffer.from(text));
  };
  for (const path of paths) {
    const before = base.get(`${prefix}${path}`);
    if (before !== undefined && before.kind !== 'file') continue;
    const read = await disk.read({ path, size: -1 });
    if (!read.ok) {
      if (read.reason === 'absent' && before !== undefined) say(`D ${quoted(prefix + path)}\n`);
      continue;
    }
    if (before !== undefined && contentId(read.value, before.blob) === before.blob) continue;
    say(`M 100644 inline ${quoted(prefix + path)}\ndata ${read.value.length}\n`);
    parts.push(read.value);
    say('\n');
  }
  return parts;
}

/**
 * Makes a commit of the files on disk on top of `base`, outside of the audited repository: what differs is read here
 * and handed to git as data, so that git runs no filter and never looks at the work tree. `paths`: the files that there
 * are on disk. Null when git cannot say what the base holds.
 */
export async function takeSnapshot(
  git: HardenedGit,
  base: string,
  disk: Pick<TreeReader, 'read'>,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<Snapshot | null> {
  const listed = await listNames(git, base);
  const objects = await git.run(['rev-parse', '--git-path', 'objects']);
  if (!listed.ok || !objects.ok) return null;
  const prefix = git.folder === '' ? '' : `${git.folder}/`;
  const known = new Map(listed.value.map((entry) => [entry.path, entry]));
  const below = [...known.keys()]
    .filter((path) => path.startsWith(prefix))
    .map((path) => path.slice(prefix.length));
  const located = locateRepository(git.dir);
  const about = located.ok ? located.value.top : git.dir;
  const gitDir = await mkdtemp(join(tmpdir(), 'forebear-snapshot-'));
  const close = (): Promise<void> => rm(gitDir, { recursive: true, force: true });
  try {
    const made = await openGit(gitDir, { repository: false, about, signal }).run([
      'init',
      '--quiet',
      '--bare',
      ...(base.length === 64 ? ['--object-format=sha256'] : []),
      '--',
      gitDir,
    ]);
    if (!made.ok) throw new Error(made.message);
    await writeFile(join(gitDir, 'objects', 'info', 'alternates'), `${objects.value.trim()}\n`);
    const own = openGit(git.dir, { gitDir, folder: git.folder, about, signal });
    const stream = Buffer.concat([
      Buffer.from(`commit refs/heads/disk\ncommitter ${WHO}\ndata 0\n\nfrom ${base}\n`),
      ...(await differences(disk, prefix, known, new Set([...below, ...paths]))),
      Buffer.from('\ndone\n'),
    ]);
    const taken = await own.run(['fast-import', '--quiet', '--done', '--force'], { input: stream });
    const commit = taken.ok ? await own.run(['rev-parse', '--verify', 'refs/heads/disk']) : taken;
    if (!commit.ok) throw new Error(commit.message);
    return { git: own, commit: commit.value.trim(), close };
  } catch {
    await close();
    signal.throwIfAborted();
    return null;
  }
}
