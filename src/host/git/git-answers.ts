import { spawnSync } from 'node:child_process';
import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { readPlainText } from '../files/plain-file.ts';

import { commonDir } from './locate-repository.ts';
import type { GitCall } from './run-git.ts';

/** Milliseconds in which git has to say that an object is not there; it takes some five. */
const PATIENCE_MS = 5_000;
/** Bytes of a configuration. */
const MOST_BYTES = 1024 * 1024;
/** An object that nobody has: to say so git opens everything in which it could be. */
const NOBODYS = `${'0'.repeat(39)}1`;

function stands(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch {
    return false;
  }
}

/**
 * Whether git may be led out of its own folder, where nothing was looked at: by a configuration that takes in another
 * file, or by objects that are borrowed from elsewhere.
 */
function leadsOut(gitDir: string): boolean {
  const common = commonDir(gitDir);
  const takesIn = [join(common, 'config'), join(common, 'config.worktree'), join(gitDir, 'config.worktree')]
    .filter(stands)
    .some((path) => {
      const text = readPlainText(path, { limit: MOST_BYTES, links: true });
      return text === null || /include/i.test(text);
    });
  return takesIn || stands(join(common, 'objects', 'info', 'alternates'));
}

const known = new Map<string, boolean>();

/**
 * Whether git answers at all: a pipe or an endless file that it is led to would keep it for ever. Asked once for each
 * git directory, and only where something leads out of it.
 */
export function gitAnswers(
  gitDir: string,
  { program, folder, environment }: Pick<GitCall, 'program' | 'folder' | 'environment'>,
): boolean {
  if (!leadsOut(gitDir)) return true;
  const before = known.get(gitDir);
  if (before !== undefined) return before;
  const { error } = spawnSync(program, ['cat-file', '--batch-check'], {
    cwd: folder,
    env: environment,
    input: `${NOBODYS}\n`,
    timeout: PATIENCE_MS,
    killSignal: 'SIGKILL',
    stdio: ['pipe', 'ignore', 'ignore'],
    windowsHide: true,
  });
  const answers = (error as NodeJS.ErrnoException | undefined)?.code !== 'ETIMEDOUT';
  known.set(gitDir, answers);
  return answers;
}
