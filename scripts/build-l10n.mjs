// Writes the sentences of each language where the editor reads them: dist/l10n.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundles } from './l10n-bundle.mjs';

export async function run({ dist }) {
  await mkdir(join(dist, 'l10n'), { recursive: true });
  for (const [name, sentences] of Object.entries(bundles()))
    await writeFile(join(dist, 'l10n', name), `${JSON.stringify(sentences, null, 2)}\n`);
}
