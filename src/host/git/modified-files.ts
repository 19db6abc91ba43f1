import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { contentId } from './content-id.ts';
import { commonDir, findRepository, textOf } from './find-repository.ts';
import type { HardenedGit } from './hardened-git.ts';

const FILTER_KEY = /^filter\.([\s\S]+)\.(clean|smudge|process|required)$/;

/**
 * False where the repository's configuration is plain enough to see that it names no filter: nothing in it speaks of
 * one, and it takes in no other file. No other configuration is read (hardened-environment.ts).
 */
function mayHaveFilters({ dir, gitDir }: HardenedGit): boolean {
  const found = gitDir === null ? findRepository(dir) : null;
  if (found === null) return true;
  const common = commonDir(found.gitDir);
  const files = [
    join(common, 'config'),
    join(common, 'config.worktree'),
    join(found.gitDir, 'config.worktree'),
  ];
  return files.some((file) => /filter|include/i.test(textOf(file) ?? ''));
}

/**
 * Settings that empty every content filter which the repository's own configuration defines: comparing the work
 * tree with the index would otherwise run them.
 */
export async function withoutFilters(git: HardenedGit): Promise<HardenedGit | null> {
  if (!mayHaveFilters(git)) return git;
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

/** A larger file whose times changed counts as changed without being read. */
const READ_LIMIT = 64 * 1024 * 1024;

/** Whether a file on disk still has the content with this id. */
async function holds(path: string, id: string): Promise<boolean> {
  const handle = await open(
    path,
    constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0),
  ).catch(() => null);
  if (handle === null) return false;
  try {
    const state = await handle.stat();
    if (!state.isFile() || state.size > READ_LIMIT) return false;
    return contentId(await handle.readFile(), id) === id;
  } catch {
    return false;
  } finally {
    await handle.close();
  }
}

/** Paths under the opened folder whose content differs from the index; null when git cannot say. */
export async function modifiedFiles(git: HardenedGit): Promise<ReadonlySet<string> | null> {
  const safe = await withoutFilters(git);
  const changed = await safe?.run([
    'diff-files',
    '-z',
    '--raw',
    '--abbrev=64',
    '--relative',
    '--ignore-submodules=all',
    '--no-ext-diff',
    '--no-textconv',
  ]);
  if (!changed?.ok) return null;
  const modified = new Set<string>();
  const fields = changed.value.split('\0');
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const [, before, after, id = ''] =
      /^:(\d{6}) (\d{6}) ([0-9a-f]+) [0-9a-f]+ [A-Z]$/.exec(fields[at] ?? '') ?? [];
    const path = fields[at + 1] ?? '';
    // Git names a file whose times alone changed too: it does not look at contents here.
    if (before === after && (await holds(join(git.dir, path), id))) continue;
    modified.add(path);
  }
  return modified;
}

/** Whether the index differs from HEAD; null when git cannot say. */
export async function isStaged(git: HardenedGit): Promise<boolean | null> {
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
  return staged.ok ? staged.value !== '' : null;
}

/**
 * Whether tracked files differ from HEAD, in the index or in the work tree; null when git cannot say. `modified`: the
 * latter, where they are known.
 */
export async function isDirty(
  git: HardenedGit,
  modified: () => Promise<ReadonlySet<string> | null> = () => modifiedFiles(git),
): Promise<boolean | null> {
  const staged = await isStaged(git);
  if (staged !== false) return staged;
  const found = await modified();
  return found === null ? null : found.size > 0;
}
