import { join } from 'node:path';
import { commonDir, locateRepository } from '../git/locate-repository.ts';
import { type IgnorePattern, ignoreMatches, parseIgnoreLine } from './ignore-pattern.ts';
import { placeOf } from './place-of.ts';
import { readPlainText } from './plain-file.ts';

/** Tells what git would ignore below one folder, from files that are read here: git would wait at a pipe in their place. */
export interface IgnoreRules {
  /** Whether a path below the folder is ignored, or a folder above it. */
  ignores(path: string, isFolder: boolean): boolean;
}

/** Bytes of one list. */
const MOST_BYTES = 1024 * 1024;

function patternsIn(path: string, links = false): readonly IgnorePattern[] {
  const text = readPlainText(path, { limit: MOST_BYTES, links });
  return (text ?? '')
    .replace(/^\uFEFF/, '')
    .split('\n')
    .flatMap((line) => parseIgnoreLine(line) ?? []);
}

/** What the last fitting pattern of one list says; null when none fits. */
function verdict(patterns: readonly IgnorePattern[], path: string, isFolder: boolean): boolean | null {
  for (let at = patterns.length - 1; at >= 0; at--) {
    const pattern = patterns[at];
    if (pattern === undefined || (pattern.foldersOnly && !isFolder)) continue;
    if (ignoreMatches(pattern, path)) return !pattern.negated;
  }
  return null;
}

/** The rules of the repository that `root` (an absolute folder without links) lies in. Nothing is ignored outside of one. */
export function openIgnoreRules(root: string): IgnoreRules {
  const located = locateRepository(root);
  if (!located.ok) return { ignores: () => false };
  const { top, folder: prefix, gitDir } = located.value;
  const own = patternsIn(join(commonDir(gitDir), 'info', 'exclude'), true);
  const lists = new Map<string, readonly IgnorePattern[]>();
  const listOf = (folder: string): readonly IgnorePattern[] => {
    const known = lists.get(folder);
    if (known !== undefined) return known;
    const read = patternsIn(placeOf(top, folder === '' ? '.gitignore' : `${folder}/.gitignore`));
    lists.set(folder, read);
    return read;
  };
  const folders = new Map<string, boolean>();
  /** One path below the top, by the lists of its folders, the nearest first. */
  const isIgnored = (path: string, isFolder: boolean): boolean => {
    for (let at = path.lastIndexOf('/'); ; at = path.lastIndexOf('/', at - 1)) {
      const folder = at < 0 ? '' : path.slice(0, at);
      const said = verdict(listOf(folder), at < 0 ? path : path.slice(at + 1), isFolder);
      if (said !== null) return said;
      if (at < 0) return verdict(own, path, isFolder) === true;
    }
  };
  const folderIgnored = (path: string): boolean => {
    if (path === '') return false;
    const known = folders.get(path);
    if (known !== undefined) return known;
    const is = folderIgnored(path.slice(0, Math.max(0, path.lastIndexOf('/')))) || isIgnored(path, true);
    folders.set(path, is);
    return is;
  };
  return {
    ignores: (path, isFolder) => {
      const whole = prefix === '' ? path : `${prefix}/${path}`;
      if (isFolder) return folderIgnored(whole);
      return folderIgnored(whole.slice(0, Math.max(0, whole.lastIndexOf('/')))) || isIgnored(whole, false);
    },
  };
}
