import { failure, type Result, success } from '../../model/result.ts';
import type { HardenedGit } from '../git/hardened-git.ts';
import { shellWord } from '../git/shell-word.ts';

export type RangeFailure = 'no-repository' | 'no-base' | 'no-head';

export interface ReviewRange {
  /** Commit that the head is compared with: the merge base, or the base itself where none can be known. */
  readonly base: string;
  readonly head: string;
  /** Sentences that limit the comparison, each with the command that helps. */
  readonly limits: readonly string[];
}

async function commitOf(git: HardenedGit, revision: string): Promise<string | null> {
  const found = await git.run([
    'rev-parse',
    '--verify',
    '--quiet',
    '--end-of-options',
    `${revision}^{commit}`,
  ]);
  const commit = found.ok ? found.value.trim().split('\n').at(-1) : undefined;
  return commit !== undefined && /^[0-9a-f]{40,64}$/.test(commit) ? commit : null;
}

/** The command that brings a missing revision, as it would be typed. */
function fetchCommand(revision: string, shallow: boolean): string {
  const remote = /^(?:refs\/remotes\/)?(origin|upstream)\/(.+)$/.exec(revision);
  const depth = shallow ? '--depth=1 ' : '';
  if (remote !== null)
    return `git fetch ${depth}${remote[1]} ${shellWord(`${remote[2]}:refs/remotes/${remote[1]}/${remote[2]}`)}`;
  if (/^[0-9a-f]{40,64}$/.test(revision)) return `git fetch ${depth}origin ${revision}`;
  if (/[~^]|^[0-9a-f]{4,39}$|^HEAD/.test(revision))
    return shallow ? 'git fetch --deepen=200' : 'git fetch origin';
  return `git fetch ${depth}origin ${shellWord(`${revision}:${revision}`)}`;
}

async function missing(
  git: HardenedGit,
  side: 'base' | 'head',
  revision: string,
): Promise<Result<never, RangeFailure>> {
  const answer = await git.run(['rev-parse', '--is-shallow-repository']);
  const shallow = answer.ok && answer.value.trim() === 'true';
  const where = shallow ? 'is not in this shallow clone' : 'is not a commit of this repository';
  return failure(
    side === 'base' ? 'no-base' : 'no-head',
    `The ${side} "${revision}" ${where}. Run \`${fetchCommand(revision, shallow)}\` and review again.`,
  );
}

/**
 * Commits to compare. A change is what the head holds beyond the merge base, so that what the base branch did
 * since then is not taken for part of the change.
 */
export async function resolveRange(
  git: HardenedGit,
  base: string,
  head: string,
): Promise<Result<ReviewRange, RangeFailure>> {
  const inside = await git.run(['rev-parse', '--git-dir']);
  if (!inside.ok) {
    return failure(
      'no-repository',
      `${git.dir} is not in a git repository. Review needs one: it compares two commits.`,
    );
  }
  const baseCommit = await commitOf(git, base);
  if (baseCommit === null) return missing(git, 'base', base);
  const headCommit = await commitOf(git, head);
  if (headCommit === null) return missing(git, 'head', head);
  const merge = await git.run(['merge-base', '--all', baseCommit, headCommit]);
  const bases = merge.ok ? merge.value.split('\n').filter((line) => /^[0-9a-f]{40,64}$/.test(line)) : [];
  const [mergeBase] = bases;
  if (mergeBase !== undefined) {
    const several =
      bases.length > 1 ? [`${bases.length} merge bases were found; ${mergeBase.slice(0, 12)} was used.`] : [];
    return success({ base: mergeBase, head: headCommit, limits: several });
  }
  const shallow = await git.run(['rev-parse', '--is-shallow-repository']);
  const command =
    shallow.ok && shallow.value.trim() === 'true'
      ? ' This clone is shallow: run `git fetch --unshallow` to compare with the merge base.'
      : '';
  return success({
    base: baseCommit,
    head: headCommit,
    limits: [
      `No common ancestor of ${base} and ${head} is known, so the head was compared with ${base} itself.${command}`,
    ],
  });
}
