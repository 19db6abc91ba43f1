// Unpacks the catalogue's index once, so that a command opens it as it stands on disk. A package that is downloaded
// keeps it packed: a third of the size.
import { createHash } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

export async function run({ root, dist, production }) {
  if (production) return;
  const { outputFiles } = await build({
    entryPoints: [join(root, 'src/core/upstreams/index-format.ts')],
    bundle: true,
    format: 'esm',
    write: false,
    logLevel: 'warning',
  });
  const format = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
  const path = join(dist, 'assets/catalogue/builtin.forebear');
  const packed = await readFile(path);
  const opened = format.openSections(
    packed.buffer.slice(packed.byteOffset, packed.byteOffset + packed.length),
    sha256,
  );
  if (!opened.ok) throw new Error(`catalogue/index/builtin.forebear: ${opened.message}`);
  await writeFile(`${path}.part`, format.sealOpen(opened.value.buffer, sha256));
  await rename(`${path}.part`, path);
}
