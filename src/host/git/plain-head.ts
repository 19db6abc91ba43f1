import { join, resolve } from 'node:path';
import { readPlainText } from '../files/plain-file.ts';
import { commonDir } from './locate-repository.ts';

/** Bytes of a file of refs: half a million of them. */
const MOST_BYTES = 64 * 1024 * 1024;

const ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
/** A branch under a name that is a plain path, with no part that begins with a point. */
const BRANCH = /^ref: (refs\/heads\/(?!\.)(?:[\w-]|[./](?![./]))+)$/;

/**
 * The commit that HEAD of a git directory names, from its files alone: thousands of repositories are asked each night,
 * and a process for each costs more than all else. Null where git has to say: another way of keeping refs, a work tree
 * beside the first, a HEAD on no branch.
 */
export function plainHead(gitDir: string): string | null {
  if (commonDir(gitDir) !== resolve(gitDir)) return null;
  const read = (...parts: readonly string[]): string | null =>
    readPlainText(join(gitDir, ...parts), { limit: MOST_BYTES, links: true });
  const branch = BRANCH.exec(read('HEAD')?.trim() ?? '')?.[1];
  if (branch === undefined) return null;
  const loose = read(...branch.split('/'))?.trim();
  if (loose !== undefined) return ID.test(loose) ? loose : null;
  const line = read('packed-refs')
    ?.split('\n')
    .find((one) => one.endsWith(` ${branch}`));
  const packed = line?.slice(0, -branch.length - 1) ?? '';
  return ID.test(packed) ? packed : null;
}
