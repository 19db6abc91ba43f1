import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { TOOL_VERSION } from '../../model/version.ts';
import { assetPath, bundlePath } from '../assets.ts';
import { findIndexes } from '../catalogue/load-catalogue.ts';
import { fileDigests } from './file-digests.ts';

/** The code that decides a result, and everything that ships beside it. */
async function shippedFiles(): Promise<readonly string[]> {
  const dist = dirname(bundlePath('worker.cjs'));
  const bundles = (await readdir(dist).catch(() => [])).filter((name) => name.endsWith('.cjs'));
  const assets = await readdir(assetPath('.'), { recursive: true, withFileTypes: true }).catch(() => []);
  return [
    ...bundles.map((name) => join(dist, name)),
    ...assets.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)),
  ].sort();
}

/** Everything but the audited files that decides a result: code, assets and private catalogues, by their contents. */
export async function decidingKey(catalogues: readonly string[]): Promise<string> {
  const shipped = await shippedFiles();
  const home = dirname(bundlePath('worker.cjs'));
  const digests = await fileDigests(shipped);
  // Where the files lie decides nothing: two installations of one build share what they keep.
  const lines = shipped.map(
    (path, at) => `${relative(home, path).replaceAll('\\', '/')} ${digests[at] ?? '-'}`,
  );
  for (const [at, catalogue] of catalogues.entries()) {
    const found = await findIndexes(catalogue);
    for (const path of found.ok ? found.value : [])
      lines.push(`catalogue ${at} ${await fileDigests([path])}`);
  }
  return createHash('sha256')
    .update([TOOL_VERSION, ...lines].join('\n'))
    .digest('hex');
}
