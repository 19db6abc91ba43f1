import type { ForkedAt } from '../../model/repository-identity.ts';
import type { HardenedGit } from './hardened-git.ts';

/** Known commits that are asked about one by one. */
const MOST_ASKED = 60;

const isAncestor = async (git: HardenedGit, older: string, newer: string): Promise<boolean> =>
  (await git.run(['merge-base', '--is-ancestor', older, newer])).ok;

/**
 * Those of these commits, of the past of `commit`, that are of its main line's history: the commit with which that
 * begins, and those that descend from it. What was merged in from elsewhere is not.
 */
export async function ofMainLine(
  git: HardenedGit,
  commit: string,
  held: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  if (held.size === 0) return held;
  const begins = await git.run(['rev-list', '--first-parent', '--max-parents=0', '--end-of-options', commit]);
  const first = begins.ok ? begins.value.trim() : '';
  if (first === '') return new Set();
  const shared = new Set<string>();
  for (const one of [...held].sort().slice(0, MOST_ASKED))
    if (one === first || (await isAncestor(git, first, one))) shared.add(one);
  return shared;
}

/** The latest of these commits that `commit` descends from, and how many files differ since; null where it descends from none. */
export async function partingFrom(
  git: HardenedGit,
  commit: string,
  known: ReadonlySet<string>,
): Promise<ForkedAt | null> {
  const before: string[] = [];
  for (const one of [...known].sort().slice(0, MOST_ASKED))
    if (one === commit || (await isAncestor(git, one, commit))) before.push(one);
  if (before.length === 0) return null;
  const latest = await git.run([
    'log',
    '--no-walk=sorted',
    '-1',
    '--format=%H%x00%cI',
    '--no-show-signature',
    '--end-of-options',
    ...before,
  ]);
  const [id = '', date = ''] = latest.ok ? latest.value.trim().split('\0') : [];
  if (id === '') return null;
  const changed = await git.run(['diff-tree', '-r', '-z', '--name-only', '--no-renames', id, commit]);
  if (!changed.ok) return null;
  return { commit: id, date, changed: changed.value.split('\0').filter((path) => path !== '').length };
}
