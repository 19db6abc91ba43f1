// Unpacks the catalogue's index, the table of gram counts and the license index once, so that a command opens them as
// they stand on disk. A package that is downloaded keeps them packed: a third of the size.
import { createHash } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { build } from 'esbuild';

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** A module of the core, which imports nothing of Node's. */
async function core(root, path) {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'src', path)],
    bundle: true,
    format: 'esm',
    write: false,
    logLevel: 'warning',
  });
  return import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
}

async function replace(path, open) {
  await writeFile(`${path}.part`, open(await readFile(path)));
  await rename(`${path}.part`, path);
}

export async function run({ root, dist, production }) {
  if (production) return;
  const { openSections, sealOpen } = await core(root, 'catalogue/index-format.ts');
  await replace(join(dist, 'assets/catalogue/builtin.forebear'), (packed) => {
    const opened = openSections(Uint8Array.from(packed).buffer, sha256);
    if (!opened.ok) throw new Error(`catalogue/index/builtin.forebear: ${opened.message}`);
    return sealOpen(opened.value.buffer, sha256);
  });
  const { openLicenseIndex } = await core(root, 'licenses/detection/license-index.ts');
  await replace(join(dist, 'assets/licenses/licenses.idx'), (packed) =>
    openLicenseIndex(Uint8Array.from(brotliDecompressSync(packed))),
  );
  const { withBuckets } = await core(root, 'compare/rarity.ts');
  await replace(join(dist, 'assets/catalogue/rarity.bin'), withBuckets);
}
