// Bundles the command line, the workers, the extension and the panel into dist/, with their assets.

import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { tsImport } from 'tsx/esm/api';
import { ON_DEMAND } from './on-demand.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const outAt = process.argv.indexOf('--out');
const dist = outAt > 0 ? resolve(process.argv[outAt + 1] ?? 'dist') : join(root, 'dist');
const modules = join(root, 'node_modules');
const production = process.argv.includes('--production');

/** import.meta.url is empty in a CommonJS bundle: give each bundle its own address. */
const metaUrl = {
  define: { 'import.meta.url': '__moduleUrl' },
  banner: { js: "const __moduleUrl = require('node:url').pathToFileURL(__filename).href;" },
};
const shared = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  logLevel: 'warning',
  legalComments: 'none',
  alias: { 'web-tree-sitter': join(modules, 'web-tree-sitter/tree-sitter.cjs') },
};
const node = {
  ...shared,
  ...metaUrl,
  platform: 'node',
  format: 'cjs',
  target: 'node20.19',
  // What is left to import is Node's own, and needs no module loader.
  supported: { 'dynamic-import': false },
};

/** Entry points; one that does not exist in this checkout is left out. */
const bundles = [
  {
    ...node,
    in: 'src/mouths/cli/entry.ts',
    out: 'cli.cjs',
    banner: { js: `#!/usr/bin/env node\n${metaUrl.banner.js}` },
  },
  { ...node, in: 'src/mouths/cli/commands-entry.ts', out: 'commands.cjs', external: ON_DEMAND },
  { ...node, in: 'src/host/git/remote-entry.ts', out: 'remote.cjs' },
  { ...node, in: 'src/host/threads/worker-entry.ts', out: 'worker.cjs' },
  { ...node, in: 'src/host/threads/weights-worker-entry.ts', out: 'weights-worker.cjs' },
  { ...node, in: 'src/mouths/action/entry.ts', out: 'action.cjs' },
  { ...node, in: 'src/mouths/editor/extension.ts', out: 'extension.cjs', external: ['vscode'] },
  {
    ...shared,
    in: 'webview/main.ts',
    out: 'webview/main.js',
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
  },
];

const { LANGUAGES } = await tsImport('../src/languages/table.ts', import.meta.url);

/** What the bundles read at run time: [from, to]. */
const assets = [
  ['node_modules/web-tree-sitter/tree-sitter.wasm', 'assets/grammars/tree-sitter.wasm'],
  ...LANGUAGES.map(({ name, grammar }) => [`node_modules/${grammar}`, `assets/grammars/${name}.wasm`]),
  ['docs/rules', 'assets/pages/rules'],
  ['docs/contributing/glossary.md', 'assets/pages/glossary.md'],
  ['catalogue/index', 'assets/catalogue'],
  ['catalogue/siblings', 'assets/siblings'],
  ['catalogue/licenses', 'assets/licenses'],
  ['catalogue/configurations.json', 'assets/configurations.json'],
  ['catalogue/common-facts.json', 'assets/common-facts.json'],
  ['docs/report.schema.json', 'assets/report.schema.json'],
];

await mkdir(dist, { recursive: true });
await rm(join(dist, 'assets'), { recursive: true, force: true });
for (const [from, to] of assets) {
  if (!existsSync(join(root, from))) continue;
  await mkdir(dirname(join(dist, to)), { recursive: true });
  await cp(join(root, from), join(dist, to), { recursive: true });
}
const built = await Promise.all(
  bundles
    .filter((bundle) => existsSync(join(root, bundle.in)))
    .map(({ in: input, out, ...options }) =>
      build({ ...options, metafile: true, entryPoints: [join(root, input)], outfile: join(dist, out) }),
    ),
);
/** Files of others that the bundles and the assets hold, relative to the root. */
const foreign = [
  ...built.flatMap(({ metafile }) => Object.keys(metafile.inputs)),
  ...assets.map(([from]) => from),
].filter((path) => path.includes('node_modules/'));
// Extra build steps live beside this file as build-*.mjs and export `run({ root, dist, production })`.
for (const name of (await readdir(join(root, 'scripts')))
  .filter((file) => /^build-.*\.mjs$/.test(file))
  .sort()) {
  await (await import(join(root, 'scripts', name))).run({ root, dist, production, foreign });
}
