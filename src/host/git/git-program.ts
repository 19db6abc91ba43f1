import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import { delimiter, isAbsolute, join, relative, sep } from 'node:path';
import process from 'node:process';

const NAME = process.platform === 'win32' ? 'git.exe' : 'git';

function realOf(path: string): string | null {
  try {
    return realpathSync(path);
  } catch {
    return null;
  }
}

/** Whether a place is `folder` or lies in it. Everything lies in the root of a file system, which says nothing. */
function isIn(folder: string, place: string): boolean {
  const way = relative(folder, place);
  const isRoot = relative(folder, join(folder, '..')) === '';
  return !isRoot && (way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)));
}

/** Package managers put this folder of the project they run in first: its programs are the project's. */
const OF_PACKAGES = /(?:^|[\\/])node_modules(?:[\\/]|$)/i;

/**
 * The folders of a search path in which a program may be found: absolute ones outside of the audited folder. A program
 * that a stranger's repository brings along is never started, by us or by git.
 */
export function trustedFolders(path: string, audited: readonly string[]): readonly string[] {
  const avoided = audited.map((folder) => realOf(folder) ?? folder);
  return path.split(delimiter).filter((folder) => {
    if (!isAbsolute(folder) || OF_PACKAGES.test(folder)) return false;
    const real = realOf(folder);
    return real !== null && !OF_PACKAGES.test(real) && !avoided.some((one) => isIn(one, real));
  });
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

const found = new Map<string, string | null>();

/** Absolute path of git, found once for a search path and the audited folders outside of which it has to lie; else null. */
export function gitProgram(audited: readonly string[], path: string = process.env.PATH ?? ''): string | null {
  const key = `${audited.join('\0')}\0${path}`;
  const known = found.get(key);
  if (known !== undefined) return known;
  const avoided = audited.map((folder) => realOf(folder) ?? folder);
  const program =
    trustedFolders(path, audited)
      .map((folder) => join(folder, NAME))
      .find((place) => {
        const real = isProgram(place) ? realOf(place) : null;
        return real !== null && !avoided.some((one) => isIn(one, real));
      }) ?? null;
  found.set(key, program);
  return program;
}
