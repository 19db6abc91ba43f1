// Packs the command line as build/forebear-VERSION.tgz from a production build in a folder of its own: what runs, and
// nothing else. `--tree FOLDER` lays the same files out there: a release tag holds them, for the action and for pre-commit.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ON_DEMAND } from './on-demand.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
/** npm adds these to every package by itself. */
const ALWAYS = ['README.md', 'LICENSE'];
/** Bytes of the packed file, at most. */
const LIMIT = 45 * 1024 * 1024;
const FORBIDDEN =
  /(^|\/)(?:test|src|bench|scripts|webview|node_modules)\/|\.(?:map|ts|compiled)$|extension\.cjs$/;

/** package.json of the package: what a user of the command needs, nothing of the editor's and the developers'. */
function manifest(text) {
  const { scripts, dependencies, devDependencies, contributes, activationEvents, capabilities, ...kept } =
    JSON.parse(text);
  const { main, displayName, publisher, l10n, icon, categories, extensionKind, ...own } = kept;
  const { vscode, ...engines } = own.engines;
  const description = 'License and attribution auditing for machine-learning model repositories';
  const optionalDependencies = Object.fromEntries(ON_DEMAND.map((name) => [name, devDependencies[name]]));
  return `${JSON.stringify({ ...own, description, engines, optionalDependencies }, null, 2)}\n`;
}

function run(command, args, cwd) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8', maxBuffer: 1 << 26 });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} did not work:\n${stdout}${stderr}`);
  return stdout;
}

/** Lays the tree of a release into `stage`, which is empty. */
function lay(stage) {
  run(process.execPath, [join(root, 'scripts/write-rule-pages.mjs')], root);
  run(
    process.execPath,
    [join(root, 'scripts/build.mjs'), '--production', '--out', join(stage, 'dist')],
    root,
  );
  const text = readFileSync(join(root, 'package.json'), 'utf8');
  const tops = new Set(JSON.parse(text).files.map((pattern) => pattern.split('/')[0]));
  for (const name of [...ALWAYS, ...tops]) {
    if (name !== 'dist' && existsSync(join(root, name)))
      cpSync(join(root, name), join(stage, name), { recursive: true });
  }
  writeFileSync(join(stage, 'package.json'), manifest(text));
}

/** Packs into `folder`; answers the package's path, its size in bytes and the paths it holds. */
export function packageNpm(folder = join(root, 'build'), tree = null) {
  const stage = mkdtempSync(join(tmpdir(), 'forebear-npm-'));
  try {
    lay(stage);
    mkdirSync(folder, { recursive: true });
    const [packed] = JSON.parse(run('npm', ['pack', '--json', '--pack-destination', folder], stage));
    const files = packed.files.map(({ path }) => path);
    const wrong = files.filter((path) => FORBIDDEN.test(path));
    if (wrong.length > 0)
      throw new Error(`The package would hold what must not be shipped: ${wrong.join(', ')}`);
    if (packed.size > LIMIT) throw new Error(`The package is ${packed.size} bytes; the limit is ${LIMIT}.`);
    if (tree !== null) {
      for (const file of files) cpSync(join(stage, file), join(resolve(tree), file));
    }
    return { path: join(folder, packed.filename), size: packed.size, unpacked: packed.unpackedSize, files };
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const at = process.argv.indexOf('--tree');
  const { path, size, unpacked, files } = packageNpm(undefined, at < 0 ? null : process.argv[at + 1]);
  const megabytes = (bytes) => `${(bytes / 1024 / 1024).toFixed(1)} MB`;
  console.log(`${path}: ${files.length} files, ${megabytes(size)} packed, ${megabytes(unpacked)} unpacked`);
}
