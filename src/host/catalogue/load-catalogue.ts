import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type IndexFailure, isOpenIndex } from '../../catalogue/index-format.ts';
import { type CatalogueIndex, openCatalogueIndex } from '../../catalogue/open-index.ts';
import { failure, type Result, success } from '../../model/result.ts';
import { assetPath } from '../assets.ts';
import { readWhole } from '../files/read-whole.ts';

/** Ending of a built index. */
export const INDEX_EXTENSION = '.forebear';
/** Far above any real index; keeps a foreign file from filling the memory. */
const SIZE_LIMIT = 512 * 1024 * 1024;

export type LoadFailure = IndexFailure | 'absent' | 'not-built' | 'unreadable';

/** An opened catalogue. `index.buffer` is shared memory: workers open it again without a copy. */
export interface LoadedCatalogue {
  readonly path: string;
  readonly index: CatalogueIndex;
}

/** The catalogue that comes with the tool. */
export function builtInCatalogue(): string {
  return assetPath(`catalogue/builtin${INDEX_EXTENSION}`);
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Index files at `path`: the file itself, or those in the folder or in its `index` folder. */
export async function findIndexes(path: string): Promise<Result<readonly string[], LoadFailure>> {
  const state = await stat(path).catch(() => null);
  if (state === null) return failure('absent', `There is no catalogue at "${path}": check the path.`);
  if (!state.isDirectory()) return success([path]);
  const found: string[] = [];
  for (const folder of [path, join(path, 'index')]) {
    const names = await readdir(folder).catch(() => []);
    found.push(...names.filter((name) => name.endsWith(INDEX_EXTENSION)).map((name) => join(folder, name)));
  }
  if (found.length > 0) return success(found.sort());
  return failure(
    'not-built',
    `"${path}" holds no built index: run "forebear catalogue build --catalogue ${path}".`,
  );
}

async function loadFile(path: string): Promise<Result<LoadedCatalogue, LoadFailure>> {
  let buffer: SharedArrayBuffer | null;
  try {
    buffer = await readWhole(path, (size) => new SharedArrayBuffer(size), SIZE_LIMIT);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    return failure('unreadable', `"${path}" cannot be read (${code}): check the path and its permissions.`);
  }
  if (buffer === null) return failure('foreign', `"${path}": this is not a catalogue index.`);
  // What a build opened it checked then; it lies beside the code, which is not checked at every start either.
  const isChecked = path === builtInCatalogue() && isOpenIndex(buffer);
  const index = openCatalogueIndex(buffer, isChecked ? null : sha256);
  if (!index.ok) return failure(index.reason, `"${path}": ${index.message}`);
  return success({ path, index: index.value });
}

/**
 * Opens catalogues to be used side by side, in the given order. Each path is an index file or a catalogue
 * folder. One that cannot be opened fails the whole: an audit must not quietly know less.
 */
export async function loadCatalogues(
  paths: readonly string[],
): Promise<Result<readonly LoadedCatalogue[], LoadFailure>> {
  const loaded: LoadedCatalogue[] = [];
  for (const path of paths) {
    const files = await findIndexes(path);
    if (!files.ok) return files;
    for (const file of files.value) {
      if (loaded.some((catalogue) => catalogue.path === file)) continue;
      const catalogue = await loadFile(file);
      if (!catalogue.ok) return catalogue;
      loaded.push(catalogue.value);
    }
  }
  return success(loaded);
}
