import { createHash } from 'node:crypto';
import { type Result, success } from '../../model/result.ts';
import type { GitFailure, HardenedGit } from './hardened-git.ts';

/** An object as git hands it out. */
export interface HandedOut {
  readonly id: string;
  readonly kind: string;
  readonly content: Uint8Array;
  /** Whether the content has that id, which git itself does not look at. */
  readonly isTrue: boolean;
}

/** The objects in an answer of `cat-file --batch`, in the order of the questions: null where there is none. */
export function handedOut(answer: Uint8Array): readonly (HandedOut | null)[] {
  const bytes = Buffer.from(answer.buffer, answer.byteOffset, answer.length);
  const found: (HandedOut | null)[] = [];
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
    const own = hash.update(`${kind} ${content.length}\0`).update(content).digest('hex');
    found.push({ id, kind, content, isTrue: own === id });
  }
  return found;
}

/** Bytes of the folders of one revision, as a list and as git keeps them. */
const MOST_BYTES = 256 * 1024 * 1024;

/**
 * The commit or folder of a revision whose content is that of another id; null where each has its own, so that the list
 * of its files is what the commit stands for.
 */
export async function changedFolder(
  git: HardenedGit,
  commit: string,
): Promise<Result<string | null, GitFailure>> {
  const most = { mostBytes: MOST_BYTES };
  const listed = await git.run(
    [
      'ls-tree',
      '-r',
      '-d',
      '-z',
      '--full-tree',
      '--format=%(objecttype) %(objectname)',
      '--end-of-options',
      commit,
    ],
    most,
  );
  if (!listed.ok) return listed;
  const folders = new Set(
    listed.value.split('\0').flatMap((line) => (line.startsWith('tree ') ? line.slice('tree '.length) : [])),
  );
  const asked = [commit, `${commit}^{tree}`, ...folders];
  const answer = await git.runForBytes(['cat-file', '--batch'], { ...most, input: `${asked.join('\n')}\n` });
  if (!answer.ok) return answer;
  const [named, top, ...others] = handedOut(answer.value);
  const tree = /^tree ([0-9a-f]+)\n/.exec(Buffer.from(named?.content ?? []).toString('latin1'))?.[1];
  if (named?.isTrue !== true) return success(commit);
  if (top?.isTrue !== true || top.id !== tree) return success(tree ?? commit);
  return success([...folders].find((_, at) => others[at]?.isTrue !== true) ?? null);
}
