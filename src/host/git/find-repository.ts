import { readFileSync, realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** A small file as text without the space around it; null when it cannot be read. */
export function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return null;
  }
}

/** The directory that the work trees of one repository share: configuration, tags, objects. */
export function commonDir(gitDir: string): string {
  return resolve(gitDir, textOf(join(gitDir, 'commondir')) ?? '.');
}

function realOf(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return resolve(folder);
  }
}

/**
 * The git directory of the repository that holds `folder`, and the folders between its top and `folder`, found
 * without a process. Null where there is none; a bare repository is none.
 */
export function findRepository(
  folder: string,
): { readonly gitDir: string; readonly above: readonly string[] } | null {
  const above: string[] = [];
  for (let at = realOf(folder); ; at = dirname(at)) {
    above.push(at);
    const dot = join(at, '.git');
    if (textOf(join(dot, 'HEAD')) !== null) return { gitDir: dot, above };
    const link = /^gitdir: (.+)$/m.exec(textOf(dot) ?? '')?.[1];
    if (link !== undefined) return { gitDir: resolve(at, link), above };
    if (dirname(at) === at) return null;
  }
}
