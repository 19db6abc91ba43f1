import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readPlain } from '../files/plain-file.ts';
import { commonDir } from './locate-repository.ts';

// What a repository has not got is often plain from a file or two, where a process would cost more than its answer.

/** Bytes of a configuration, or of packed refs, that are looked through. */
const MOST_BYTES = 1024 * 1024;

/** Whether one of git's own files is known not to say something: it is absent, or was read as a whole. */
function isWithout(path: string, said: RegExp): boolean {
  const read = readPlain(path, { limit: MOST_BYTES, links: true });
  return read.ok ? !said.test(Buffer.from(read.value).toString('latin1')) : read.reason === 'absent';
}

/** Whether a repository's own configuration names no remote. False where git has to be asked. */
export const hasNoRemote = (gitDir: string): boolean =>
  isWithout(join(commonDir(gitDir), 'config'), /remote/i);

/** Whether a repository has no tag. False where git has to be asked, as where refs are kept in another way. */
export function hasNoTags(gitDir: string): boolean {
  const common = commonDir(gitDir);
  try {
    if (readdirSync(join(common, 'refs', 'tags')).length > 0) return false;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') return false;
  }
  return (
    isWithout(join(common, 'config'), /refstorage|include/i) &&
    isWithout(join(common, 'packed-refs'), / refs\/tags\//)
  );
}
