import { createHash } from 'node:crypto';
import type { HardenedGit } from './hardened-git.ts';

/**
 * Whole ids of the commits in an answer of `cat-file --batch`, in the order of the questions: null where there is none,
 * or where a content has another id, which git itself does not look at.
 */
function trueCommits(answer: Uint8Array): readonly (string | null)[] {
  const bytes = Buffer.from(answer);
  const found: (string | null)[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(10, at);
    if (end < 0) break;
    const [id = '', kind = '', size = ''] = bytes.subarray(at, end).toString('latin1').split(' ');
    at = end + 1;
    if (!/^\d+$/.test(size)) {
      found.push(null);
      continue;
    }
    const content = bytes.subarray(at, at + Number(size));
    at += content.length + 1;
    const hash = createHash(id.length === 64 ? 'sha256' : 'sha1');
    const own = hash.update(`commit ${content.length}\0`).update(content).digest('hex');
    found.push(kind === 'commit' && own === id ? id : null);
  }
  return found;
}

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
  const whole = trueCommits(contents.value);
  return new Set(asked.filter((_, at) => past.has(whole[at] ?? '')));
}
