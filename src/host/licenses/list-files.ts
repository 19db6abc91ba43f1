import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { openWorkTree } from '../files/work-tree.ts';
import type { LicenseFile } from './read-licenses.ts';

/** Files to read, in order, and places that could not be listed. */
export interface ListedFiles {
  readonly files: readonly LicenseFile[];
  readonly failures: readonly { readonly path: string; readonly reason: string }[];
}

/** Files named by `paths`: a file is itself, a folder is every file in it. Links inside are not followed. */
export async function listFiles(paths: readonly string[], signal: AbortSignal): Promise<ListedFiles> {
  const files: LicenseFile[] = [];
  const failures: { path: string; reason: string }[] = [];
  for (const path of paths) {
    const state = await stat(path).catch((error: NodeJS.ErrnoException) => error.code ?? 'unknown');
    if (typeof state === 'string') {
      failures.push({
        path,
        reason:
          state === 'ENOENT'
            ? 'there is no such file or folder. Check the path.'
            : `cannot be read (${state})`,
      });
      continue;
    }
    if (!state.isDirectory()) {
      files.push({ path, place: path });
      continue;
    }
    const tree = await openWorkTree(path, { signal });
    if (!tree.ok) {
      failures.push({ path, reason: tree.message });
      continue;
    }
    const listed = await tree.value.list(signal);
    const shown = (inner: string): string =>
      path === '.' ? inner : `${path.replace(/[\\/]+$/, '')}/${inner}`;
    for (const entry of listed.files)
      files.push({ path: shown(entry.path), place: join(path, ...entry.path.split('/')) });
    for (const one of listed.skipped) failures.push({ path: shown(one.path), reason: one.reason });
  }
  return { files, failures };
}
