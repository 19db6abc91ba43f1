import { basename, dirname } from 'node:path';
import type { HardenedGit } from './hardened-git.ts';
import { originAddress } from './remote-owner.ts';

/** Names of folders that say what they hold and not whose it is. */
const NO_NAMES: ReadonlySet<string> = new Set(['', 'repo', 'repository', 'git', 'bare', 'mirror', 'clone']);

const lastPart = (address: string): string =>
  address
    .replace(/[/\\]+$/, '')
    .replace(/\.git$/, '')
    .split(/[/\\:]/)
    .at(-1) ?? '';

/** The name of a folder, of which `OWNER+NAME` holds the second part. */
const ofFolder = (path: string): string => lastPart(basename(path)).replace(/^[^+]+\+(?=.)/, '');

/**
 * What people call a repository that is no folder of files: its folder's name; where that says nothing, the name in the
 * address that it was cloned from, else the nearest folder above whose name says something.
 */
export async function bareName(git: HardenedGit, gitDir: string): Promise<string> {
  const says = (name: string): boolean => !NO_NAMES.has(name.toLowerCase());
  const own = ofFolder(gitDir);
  if (says(own)) return own;
  const cloned = lastPart((await originAddress(git)) ?? '');
  if (/^[\w.-]{1,100}$/.test(cloned) && says(cloned)) return cloned;
  return [dirname(gitDir), dirname(dirname(gitDir))].map(ofFolder).find(says) ?? basename(gitDir);
}
