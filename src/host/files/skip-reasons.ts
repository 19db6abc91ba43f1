import { isCode, isNotebook } from '../../languages/table.ts';
import { fixed } from '../../model/said.ts';
import { byText } from '../../model/text-order.ts';

/** Source files over this are generated or data; parsing them costs minutes and tells nothing. */
export const SOURCE_LIMIT = 5 * 1024 * 1024;
/** Notebooks carry their outputs, so they may be larger. */
export const NOTEBOOK_LIMIT = 25 * 1024 * 1024;

/** A size as people write it. */
export function formatSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  const [unit, divisor] = bytes < 1024 * 1024 ? ['KB', 1024] : ['MB', 1024 * 1024];
  return `${(bytes / divisor).toFixed(1)} ${unit}`;
}

/** Why something is not examined, or not compared. */
export const SKIP_REASONS = {
  submodule: fixed(
    'a submodule, which is another repository: none of its files was compared; in this folder, "forebear audit {0}" does that',
  ),
  noSubmodule: fixed('a submodule, which is another repository: none of its files is here to compare'),
  ignored: fixed('a folder that git ignores and tracks nothing in: it is no part of the repository'),
  othersGit: fixed('a folder in which git keeps another repository: what it holds is no file of this one'),
  badName: fixed('its name is not valid UTF-8'),
  linkOut: fixed('a symbolic link that leads out of the folder: links are not followed'),
  linkBack: fixed('a symbolic link that leads back to itself: links are not followed'),
  linkToNothing: fixed('a symbolic link to nothing: links are not followed'),
  link: fixed('a symbolic link: links are not followed'),
  notPlain: fixed('not a regular file'),
  disappeared: fixed('it disappeared while the folder was listed'),
  closedFolder: fixed('the folder cannot be read ({0})'),
  leadsOut: fixed('the path leads out of the folder'),
  folderGone: fixed('its folder is gone'),
  unreadable: fixed('cannot be read ({0})'),
  overLimit: fixed('over the limit of {0}'),
  tooLarge: fixed('too large or generated: {0}, and the limit for source files is {1}'),
  absentBlob: fixed('content is not in this partial clone; its id is {0}'),
  notOnDisk: fixed('git tracks it, and it is not in this folder: deleted, or not checked out'),
  sparse: fixed('git tracks it, and a sparse checkout leaves it out of this folder'),
  unlisted: fixed(
    'the last commit has it, and git lists no file of this folder: nothing was checked out, the checkout broke off, or all was removed',
  ),
  notCheckedOut: fixed(
    '{0} of {1} files that git tracks and an audit reads are not in this folder: not checked out, or deleted; with --rev HEAD the commit is audited as it is',
  ),
  manyNotOnDisk: fixed('{0} more files that git tracks are not in this folder'),
  leftAlone: fixed(
    'not a kind of file that is compared: no code in a known language, document, license or configuration',
  ),
  manyLeftAlone: fixed(
    '{0} files: not a kind of file that is compared: no code in a known language, document, license or configuration',
  ),
  archive: fixed('an archive: what it holds was not compared'),
  manyArchives: fixed('{0} more archives: what they hold was not compared'),
  foreignCells: fixed(
    '{0} cells in another language than Python, the first of them {1}: these were not compared',
  ),
  codeInTexts: fixed(
    'a text that the program runs as code, {0} times, first on line {1}: what stands in texts was not compared',
  ),
  codeInText: fixed('{0} definitions of Python in a file of text: not compared'),
  codeAsTexts: fixed(
    '{0} definitions of Python in texts of the program: what stands in texts was not compared',
  ),
  codeInTextCells: fixed('{0} definitions of Python in cells of text: not compared'),
  notParsed: fixed('could not be read as code ({0})'),
  binary: fixed('binary content, not text'),
  lfsPointer: fixed('a pointer to code that Git LFS keeps elsewhere: that code is not here'),
  notUtf8: fixed('not valid UTF-8, so its text is not known'),
  disguised: fixed('declares the encoding {0}, in which Python reads another text'),
  overTime: fixed('it takes the parser too long, so its code was not compared'),
  noJson: fixed('not valid JSON, so its cells are not known'),
  noHistory: fixed('git did not list its history, so nothing is known of when its files came: {0}'),
  noCells: fixed('a notebook without cells'),
} as const;

/** Why a file of this name and size is not examined, or null. */
export function tooLarge(path: string, size: number): string | null {
  const limit = isNotebook(path) ? NOTEBOOK_LIMIT : isCode(path) ? SOURCE_LIMIT : Infinity;
  return size <= limit ? null : SKIP_REASONS.tooLarge(formatSize(size), formatSize(limit));
}

/** Orders paths by code unit, the same on every machine. */
export function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return byText(a.path, b.path);
}
