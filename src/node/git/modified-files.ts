import type { HardenedGit } from './hardened-git.ts';

const FILTER_KEY = /^filter\.([\s\S]+)\.(clean|smudge|process|required)$/;

/**
 * Settings that empty every content filter which the repository's own configuration defines: comparing the work
 * tree with the index would otherwise run them.
 */
export async function withoutFilters(git: HardenedGit): Promise<HardenedGit | null> {
  const keys = await git.run(['config', '--list', '--name-only', '-z']);
  if (!keys.ok) return null;
  const names = new Set(
    keys.value.split('\0').flatMap((key) => {
      const name = FILTER_KEY.exec(key)?.[1];
      return name === undefined ? [] : [name];
    }),
  );
  const settings = [...names].flatMap((name) => [
    [`filter.${name}.clean`, ''] as const,
    [`filter.${name}.smudge`, ''] as const,
    [`filter.${name}.process`, ''] as const,
    [`filter.${name}.required`, 'false'] as const,
  ]);
  return git.withSettings(settings);
}

/** Paths under the opened folder whose content differs from the index; null when git cannot say. */
export async function modifiedFiles(git: HardenedGit): Promise<ReadonlySet<string> | null> {
  const safe = await withoutFilters(git);
  const changed = await safe?.run([
    'diff-files',
    '-z',
    '--name-only',
    '--relative',
    '--ignore-submodules=all',
    '--no-ext-diff',
    '--no-textconv',
  ]);
  return changed?.ok ? new Set(changed.value.split('\0').filter((path) => path !== '')) : null;
}

/** Whether tracked files differ from HEAD, in the index or in the work tree; null when git cannot say. */
export async function isDirty(git: HardenedGit): Promise<boolean | null> {
  const staged = await git.run([
    'diff-index',
    '--cached',
    '-z',
    '--name-only',
    '--relative',
    '--ignore-submodules=all',
    '--no-ext-diff',
    '--no-textconv',
    'HEAD',
  ]);
  if (!staged.ok) return null;
  if (staged.value !== '') return true;
  const modified = await modifiedFiles(git);
  return modified === null ? null : modified.size > 0;
}
