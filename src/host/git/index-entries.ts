import type { HardenedGit } from './hardened-git.ts';

/** What the index says of one file. */
export interface IndexEntry {
  readonly id: string;
  /** As git writes it: 100644, 100755 or 120000; 160000 for a submodule. */
  readonly mode: string;
}

/** The same, with the file's path below the opened folder. */
export interface IndexRecord extends IndexEntry {
  readonly path: string;
  /** True where a sparse checkout leaves it out of the folder. */
  readonly sparse?: true;
}

/** The files of an index. */
export interface IndexEntries {
  /** By path below the opened folder. */
  readonly files: ReadonlyMap<string, IndexEntry>;
}

export const SUBMODULE = '160000';

export const isSubmodule = ({ mode }: IndexEntry): boolean => mode === SUBMODULE;

/** The records of an answer of `ls-files -z -t --stage`, each made when it is asked for: there may be 10^5 of them. */
function* recordsIn(answer: string, prefix: string): Generator<IndexRecord> {
  for (let from = 0; from < answer.length; ) {
    const to = answer.indexOf('\0', from);
    const end = to < 0 ? answer.length : to;
    const [, tag, mode = '', id = '', whole = ''] =
      /^([A-Z]) (\d{6}) ([0-9a-f]{40,64}) 0\t([\s\S]+)$/.exec(answer.slice(from, end)) ?? [];
    from = end + 1;
    if (whole === '' || !whole.startsWith(prefix)) continue;
    const path = whole.slice(prefix.length);
    yield tag === 'S' ? { path, id, mode, sparse: true } : { path, id, mode };
  }
}

/**
 * What git tracks below the opened folder, submodules included, one record at a time, as often as wanted; null when it cannot say. Nothing
 * on disk is looked at.
 */
export async function readRecords(git: HardenedGit): Promise<Iterable<IndexRecord> | null> {
  const listed = await git.run([
    '--literal-pathspecs',
    'ls-files',
    '-z',
    '-t',
    '--stage',
    '--full-name',
    ...(git.folder === '' ? [] : ['--', git.folder]),
  ]);
  if (!listed.ok) return null;
  const prefix = git.folder === '' ? '' : `${git.folder}/`;
  return { [Symbol.iterator]: () => recordsIn(listed.value, prefix) };
}

/** The files that git tracks below the opened folder, all at once; null when it cannot say. */
export async function readIndex(git: HardenedGit): Promise<IndexEntries | null> {
  const records = await readRecords(git);
  if (records === null) return null;
  const files = new Map<string, IndexEntry>();
  for (const record of records)
    if (!isSubmodule(record)) files.set(record.path, { id: record.id, mode: record.mode });
  return { files };
}
