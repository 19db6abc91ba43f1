import { type Result, success } from '../../model/result.ts';
import type { GitFailure, HardenedGit } from './hardened-git.ts';

export interface TreeEntry {
  readonly path: string;
  readonly kind: 'file' | 'link' | 'submodule';
  readonly blob: string;
  /** Bytes; -1 when the blob is absent from a partial clone. */
  readonly size: number;
}

const LINE = /^(\d{6}) \w+ ([0-9a-f]{40,64})(?:\s+(\S+))?\t([\s\S]+)$/;

function parseTree(text: string, sizes: ReadonlyMap<string, number> | null): readonly TreeEntry[] {
  return text.split('\0').flatMap((record): TreeEntry[] => {
    const match = LINE.exec(record);
    if (match === null) return [];
    const [, mode = '', blob = '', printed = '', path = ''] = match;
    const kind = mode === '160000' ? 'submodule' : mode === '120000' ? 'link' : 'file';
    const size = sizes === null ? (/^\d+$/.test(printed) ? Number(printed) : -1) : (sizes.get(blob) ?? -1);
    return [{ path, kind, blob, size }];
  });
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
  const checked = await git.run(['cat-file', '--batch-check=%(objectname) %(objectsize)'], {
    input: `${present.join('\n')}\n`,
  });
  const lines = checked.ok ? checked.value.split('\n') : [];
  return new Map(
    lines.flatMap((line) => {
      const [id = '', size = ''] = line.split(' ');
      return /^\d+$/.test(size) ? [[id, Number(size)] as const] : [];
    }),
  );
}

/** Every file of the tree at `revision`, as git sorts it (by bytes). */
export async function listTree(
  git: HardenedGit,
  revision: string,
): Promise<Result<readonly TreeEntry[], GitFailure>> {
  const plain = ['ls-tree', '-r', '-z', '--full-tree'];
  const listed = await git.run([...plain, '-l', '--end-of-options', revision]);
  if (listed.ok) return success(parseTree(listed.value, null));
  if (!/promisor/.test(listed.message)) return listed;
  const names = await git.run([...plain, '--end-of-options', revision]);
  if (!names.ok) return names;
  return success(parseTree(names.value, await presentSizes(git, revision)));
}
