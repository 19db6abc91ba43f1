import { type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import { readPlainText } from '../files/plain-file.ts';
import { commonDir, locateRepository } from '../git/locate-repository.ts';

/** What must have changed on disk before git can answer differently. Read without a process. */
export interface RepositoryStamps {
  /** HEAD, the objects and the shallow edge. */
  readonly history: string;
  /** The index, and the rules on what is ignored or converted that lie outside of the folder. */
  readonly listing: string;
}

/** Size, times and inode of a file in one text: what must differ when its content does. */
export function stampOfState({ size, mtimeMs, ctimeMs, ino }: Stats): string {
  return `${size}:${mtimeMs}:${ctimeMs}:${ino}`;
}

/** The stamp of the file at `path`; '-' when there is none. */
export function stampOf(path: string): string {
  try {
    return stampOfState(statSync(path));
  } catch {
    return '-';
  }
}

/** A reference is one short line. */
const textOf = (path: string): string | null =>
  readPlainText(path, { limit: 4096, links: true })?.trim() ?? null;

/** The stamps of the repository that holds `root`; the same constant every time where there is none. */
export function repositoryStamps(root: string): RepositoryStamps {
  const found = locateRepository(root);
  if (!found.ok) return { history: `- ${found.message}`, listing: '-' };
  const { gitDir, above } = found.value;
  const common = commonDir(gitDir);
  const head = textOf(join(gitDir, 'HEAD')) ?? '';
  const ref = /^ref: (.+)$/.exec(head)?.[1];
  const inCommon = (...names: readonly string[]): readonly string[] =>
    names.map((name) => stampOf(join(common, name)));
  const config = inCommon('config', 'config.worktree');
  return {
    history: [
      gitDir,
      head,
      ref === undefined ? '' : (textOf(join(gitDir, ref)) ?? textOf(join(common, ref)) ?? ''),
      ...inCommon('packed-refs', 'shallow', 'objects/pack', 'reftable/tables.list', 'refs/tags'),
      stampOf(join(gitDir, 'FETCH_HEAD')),
      ...config,
    ].join('\n'),
    listing: [
      stampOf(join(gitDir, 'index')),
      ...inCommon('info/exclude', 'info/attributes'),
      ...config,
      ...above
        .slice(1)
        .flatMap((dir) => [stampOf(join(dir, '.gitignore')), stampOf(join(dir, '.gitattributes'))]),
    ].join('\n'),
  };
}
