import type { HardenedGit } from './hardened-git.ts';
import { handedOut } from './true-objects.ts';

/**
 * Those of these commits that lie in the past of `head`. That the object database has a commit shows nothing: a branch
 * of someone else's brings it along.
 */
export async function inThePast(
  git: HardenedGit,
  head: string,
  commits: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  if (commits.size === 0) return commits;
  const asked = [...commits];
  const [listed, contents] = await Promise.all([
    git.run(['rev-list', '--end-of-options', head]),
    git.runForBytes(['cat-file', '--batch'], { input: `${asked.join('\n')}\n` }),
  ]);
  if (!listed.ok || !contents.ok) return new Set();
  const past = new Set(listed.value.split('\n'));
  const whole = handedOut(contents.value).map((one) =>
    one?.isTrue === true && one.kind === 'commit' ? one.id : '',
  );
  return new Set(asked.filter((_, at) => past.has(whole[at] ?? '')));
}
