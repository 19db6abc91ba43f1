import type { HardenedGit } from './hardened-git.ts';

/** What the index says of one file. */
export interface IndexEntry {
  readonly id: string;
  /** As git writes it: 100644, 100755 or 120000. */
  readonly mode: string;
}

export interface IndexEntries {
  /** By path below the opened folder. */
  readonly files: ReadonlyMap<string, IndexEntry>;
  readonly submodules: ReadonlySet<string>;
}

/** The files that git tracks below the opened folder; null when it cannot say. Nothing on disk is looked at. */
export async function readIndex(git: HardenedGit): Promise<IndexEntries | null> {
  const listed = await git.run([
    '--literal-pathspecs',
    'ls-files',
    '-z',
    '--stage',
    '--full-name',
    ...(git.folder === '' ? [] : ['--', git.folder]),
  ]);
  if (!listed.ok) return null;
  const prefix = git.folder === '' ? '' : `${git.folder}/`;
  const files = new Map<string, IndexEntry>();
  const submodules = new Set<string>();
  for (const record of listed.value.split('\0')) {
    const [, mode = '', id = '', whole = ''] = /^(\d{6}) ([0-9a-f]{40,64}) 0\t([\s\S]+)$/.exec(record) ?? [];
    if (whole === '' || !whole.startsWith(prefix)) continue;
    const path = whole.slice(prefix.length);
    if (mode === '160000') submodules.add(path);
    else files.set(path, { id, mode });
  }
  return { files, submodules };
}
