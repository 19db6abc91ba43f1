import { isCode } from '../languages/table.ts';
import type { Evidence } from '../model/evidence.ts';
import { isNoticeFile } from './notice-places.ts';
import { OWN_LICENSE } from './told-otherwise.ts';

/** Whether a file states the license of somebody else, or stands in a folder that has one: not the repository's own. */
export function othersTerms({ licenses, paths }: Evidence): (path: string) => boolean {
  const own = new Set(
    licenses.filter(({ path }) => OWN_LICENSE.test(path)).map(({ expression }) => expression),
  );
  const others = licenses.filter(({ expression }) => !own.has(expression));
  const files = new Set(others.filter(({ path }) => isCode(path)).map(({ path }) => path));
  const licensed = new Set(others.map(({ path }) => path));
  const folders = paths
    .filter((path) => isNoticeFile(path) && path.includes('/') && (own.size === 0 || licensed.has(path)))
    .map((path) => path.slice(0, path.lastIndexOf('/') + 1));
  return (path) => files.has(path) || folders.some((folder) => path.startsWith(folder));
}
