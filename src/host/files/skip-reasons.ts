import { isCode, isNotebook } from '../../languages/table.ts';
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

/** Why a file of this name and size is not examined, or null. */
export function tooLarge(path: string, size: number): string | null {
  const limit = isNotebook(path) ? NOTEBOOK_LIMIT : isCode(path) ? SOURCE_LIMIT : Infinity;
  if (size <= limit) return null;
  return `too large or generated: ${formatSize(size)}, and the limit for source files is ${formatSize(limit)}`;
}

export function absentBlob(id: string): string {
  return `content is not in this partial clone; its id is ${id}`;
}

export const SUBMODULE = 'a submodule: its content belongs to another repository, audit that one by itself';
export const IGNORED = 'a folder that git ignores and tracks nothing in: it is no part of the repository';
export const OTHERS_GIT =
  'a folder in which git keeps another repository: what it holds is no file of this one';
export const BAD_NAME = 'its name is not valid UTF-8';

/** Orders paths by code unit, the same on every machine. */
export function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return byText(a.path, b.path);
}
