import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isCode } from '../../languages/table.ts';

/** What git keeps in a repository of its own. */
const OF_GIT: ReadonlySet<string> = new Set([
  'branches',
  'hooks',
  'info',
  'lfs',
  'logs',
  'modules',
  'objects',
  'refs',
  'reftable',
  'worktrees',
]);

/** Entries that are looked at; a mirror has a handful. */
const MOST_ENTRIES = 20_000;

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** Whether code stands beside what git keeps there. */
function holdsCode(root: string): boolean {
  const open = [root];
  let left = MOST_ENTRIES;
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    for (const entry of entriesOf(folder)) {
      if (left-- <= 0) return true;
      if (entry.isFile() && isCode(entry.name)) return true;
      if (entry.isDirectory() && !(folder === root && OF_GIT.has(entry.name)))
        open.push(join(folder, entry.name));
    }
  }
  return false;
}

/**
 * Whether a folder is itself a git directory, such as a bare clone. One with code beside is none: whoever made it so
 * would show a history in place of the files.
 */
export function isGitDir(root: string): boolean {
  const names = new Set(entriesOf(root).map(({ name }) => name));
  const has = ['HEAD', 'objects', 'refs'].every((name) => names.has(name)) && !names.has('.git');
  return has && !holdsCode(root);
}
