import { type Result, success } from '../../model/result.ts';
import type { GitFailure, HardenedGit } from './hardened-git.ts';

/** A path of a tree, whatever is known of its content. */
export interface TreeName {
  readonly path: string;
  readonly kind: 'file' | 'link' | 'submodule';
  readonly blob: string;
}

export interface TreeEntry extends TreeName {
  /** Bytes; -1 when the blob is absent from a partial clone. */
  readonly size: number;
}

/** Bytes of a list of names: 600,000 of 100 bytes. A tree that names itself ten times, ten levels deep, has 10^10. */
const MOST_NAMES = 64 * 1024 * 1024;

const LINE = /^(\d{6}) (?:blob|commit) ([0-9a-f]{40,64})\t([\s\S]+)$/;

function parseTree(text: string): readonly TreeName[] {
  return text.split('\0').flatMap((record): TreeName[] => {
    const match = LINE.exec(record);
    if (match === null) return [];
    const [, mode = '', blob = '', path = ''] = match;
    return [{ path, kind: mode === '160000' ? 'submodule' : mode === '120000' ? 'link' : 'file', blob }];
  });
}

/** Sizes of those of the objects that the repository holds. Fails where it promises one that it lacks. */
async function sizesOf(
  git: HardenedGit,
  ids: Iterable<string>,
): Promise<Result<ReadonlyMap<string, number>, GitFailure>> {
  const checked = await git.run(['cat-file', '--batch-check=%(objectname) %(objectsize)', '--buffer'], {
    input: [...ids].map((id) => `${id}\n`).join(''),
  });
  if (!checked.ok) return checked;
  return success(
    new Map(
      checked.value.split('\n').flatMap((line) => {
        const [id = '', size = ''] = line.split(' ');
        return /^\d+$/.test(size) ? [[id, Number(size)] as const] : [];
      }),
    ),
  );
}

/**
 * Sizes of the blobs that a partial clone holds. Asking git for the size of one that it lacks ends the command,
 * so the absent ones are found first, by the one walk that tolerates them.
 */
async function presentSizes(git: HardenedGit, revision: string): Promise<ReadonlyMap<string, number>> {
  const walk = await git.run([
    'rev-list',
    '--objects',
    '--no-object-names',
    '--missing=print',
    '--max-count=1',
    '--end-of-options',
    revision,
  ]);
  const present = walk.ok ? walk.value.split('\n').filter((id) => /^[0-9a-f]+$/.test(id)) : [];
  const sizes = await sizesOf(git, present);
  return sizes.ok ? sizes.value : new Map();
}

const listing = (git: HardenedGit, revision: string, ...options: readonly string[]) =>
  git.run(['ls-tree', '-r', ...options, '-z', '--full-tree', '--end-of-options', revision], {
    mostBytes: MOST_NAMES,
  });

/** Every path of the tree at `revision`, as git sorts it (by bytes). */
export async function listNames(
  git: HardenedGit,
  revision: string,
): Promise<Result<readonly TreeName[], GitFailure>> {
  const listed = await listing(git, revision);
  return listed.ok ? success(parseTree(listed.value)) : listed;
}

/** The same, with the ids of the folders below the top. */
export async function listWithFolders(
  git: HardenedGit,
  revision: string,
): Promise<
  Result<{ readonly names: readonly TreeName[]; readonly folders: ReadonlySet<string> }, GitFailure>
> {
  const listed = await listing(git, revision, '-t');
  if (!listed.ok) return listed;
  const folders = listed.value
    .split('\0')
    .flatMap((record) => /^040000 tree ([0-9a-f]+)\t/.exec(record)?.[1] ?? []);
  return success({ names: parseTree(listed.value), folders: new Set(folders) });
}

/** Adds sizes. They are asked for once a content: as part of the list, git looks for each content at each name. */
export async function withSizes(
  git: HardenedGit,
  revision: string,
  names: readonly TreeName[],
): Promise<Result<readonly TreeEntry[], GitFailure>> {
  const files = names.filter(({ kind }) => kind !== 'submodule');
  const asked = await sizesOf(git, new Set(files.map(({ blob }) => blob)));
  if (!asked.ok && !/promisor/.test(asked.message)) return asked;
  const sizes = asked.ok ? asked.value : await presentSizes(git, revision);
  return success(names.map((entry) => ({ ...entry, size: sizes.get(entry.blob) ?? -1 })));
}

/** Every path of the tree at `revision`, with sizes. */
export async function listTree(
  git: HardenedGit,
  revision: string,
): Promise<Result<readonly TreeEntry[], GitFailure>> {
  const named = await listNames(git, revision);
  return named.ok ? withSizes(git, revision, named.value) : named;
}
