// Bundles the engine apart from the extension, which loads it on the first audit.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

export async function run({ root, dist, production }) {
  const entry = (name) => join(root, 'src/mouths/editor/engine', `${name}.ts`);
  if (!existsSync(entry('entry'))) return;
  await build({
    entryPoints: { engine: entry('entry'), 'audit-worker': entry('audit-worker') },
    outdir: dist,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20.19',
    minify: production,
    sourcemap: production ? false : 'linked',
    logLevel: 'warning',
    legalComments: 'none',
    alias: { 'web-tree-sitter': join(root, 'node_modules/web-tree-sitter/tree-sitter.cjs') },
    define: { 'import.meta.url': '__moduleUrl' },
    banner: { js: "const __moduleUrl = require('node:url').pathToFileURL(__filename).href;" },
  });
}
