// Packs the texts of the SPDX licenses, which a fix writes into LICENSES/, as one compressed asset.

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

export async function run({ root, dist, production }) {
  const list = JSON.parse(
    await readFile(join(root, 'node_modules/spdx-license-list/spdx-full.json'), 'utf8'),
  );
  const texts = Object.fromEntries(
    Object.keys(list)
      .sort()
      .map((id) => [id, list[id].licenseText]),
  );
  const packed = brotliCompressSync(JSON.stringify(texts), {
    params: { [constants.BROTLI_PARAM_QUALITY]: production ? 11 : 4, [constants.BROTLI_PARAM_LGWIN]: 22 },
  });
  await mkdir(join(dist, 'assets'), { recursive: true });
  await writeFile(join(dist, 'assets', 'license-texts.json.br'), packed);
}
