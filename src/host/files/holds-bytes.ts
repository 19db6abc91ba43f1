import { type Dirent, lstatSync, readdirSync } from 'node:fs';
import type { FileEntry } from '../../engine/ports.ts';
import { placeOf } from './place-of.ts';
import { NEVER } from './work-tree.ts';

/** A quick look ends here: who has seen so many entries knows enough. */
const MOST_ENTRIES = 10_000;

/**
 * Whether a folder has at least `bytes` bytes in files that `wanted` takes, found without git, so that ignored files
 * count too. It stops as soon as that is clear: for deciding what to prepare, never for a report.
 */
export function holdsBytes(
  root: string,
  bytes: number,
  wanted: (entry: Pick<FileEntry, 'path' | 'size'>) => boolean,
): boolean {
  let left = bytes;
  let seen = 0;
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of entriesOf(placeOf(root, folder))) {
      seen += 1;
      if (seen > MOST_ENTRIES) return false;
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!NEVER.has(entry.name)) folders.push(path);
      } else if (entry.isFile()) {
        const size = lstatSync(placeOf(root, path), { throwIfNoEntry: false })?.size ?? 0;
        if (wanted({ path, size })) left -= size;
        if (left <= 0) return true;
      }
    }
  }
  return false;
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
