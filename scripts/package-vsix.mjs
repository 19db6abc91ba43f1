// Packages the extension as build/forebear.vsix from a production build in a folder of its own, so that the
// working build in dist/ stays as it is. Refuses a package that holds what must not be shipped.
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createVSIX, listFiles, PackageManager } from '@vscode/vsce';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const LIMIT = 40 * 1024 * 1024;
const FORBIDDEN = [
  /(^|\/)test\//,
  /\.map$/,
  /(^|\/)fixtures\//,
  /(^|\/)node_modules\//,
  /\.ts$/,
  /(^|\/)build\//,
];

const SHIPPED = [
  'package.json',
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
  'NOTICE',
  'THIRD-PARTY-NOTICES.md',
  '.vscodeignore',
  'media',
  'syntaxes',
  'docs',
  'examples',
];

/** package.json of the shipped extension: what the editor reads, without scripts and dependencies. */
function manifest(text) {
  const { scripts, dependencies, devDependencies, files, ...kept } = JSON.parse(text);
  return `${JSON.stringify(kept, null, 2)}\n`;
}

/** Writes the package to `target` and answers its size in bytes. */
export async function packageVsix(target = join(root, 'build', 'forebear.vsix')) {
  const stage = mkdtempSync(join(tmpdir(), 'forebear-vsix-'));
  try {
    const built = spawnSync(
      process.execPath,
      [join(root, 'scripts/build.mjs'), '--production', '--out', join(stage, 'dist')],
      {
        cwd: root,
        encoding: 'utf8',
      },
    );
    if (built.status !== 0) throw new Error(`The build did not work:\n${built.stdout}${built.stderr}`);
    for (const name of SHIPPED) {
      if (existsSync(join(root, name))) cpSync(join(root, name), join(stage, name), { recursive: true });
    }
    for (const name of ['package.nls.json', 'package.nls.zh-cn.json']) {
      if (existsSync(join(root, name))) cpSync(join(root, name), join(stage, name));
    }
    writeFileSync(join(stage, 'package.json'), manifest(readFileSync(join(root, 'package.json'), 'utf8')));
    const files = await listFiles({ cwd: stage, packageManager: PackageManager.None });
    const wrong = files.filter((file) =>
      FORBIDDEN.some((pattern) => pattern.test(file.replaceAll('\\', '/'))),
    );
    if (wrong.length > 0)
      throw new Error(`The package would hold what must not be shipped: ${wrong.join(', ')}`);
    mkdirSync(dirname(target), { recursive: true });
    rmSync(target, { force: true });
    await createVSIX({
      cwd: stage,
      packagePath: target,
      dependencies: false,
      allowMissingRepository: true,
      skipLicense: false,
      rewriteRelativeLinks: false,
    });
    const { size } = statSync(target);
    if (size > LIMIT) throw new Error(`The package is ${size} bytes; the limit is ${LIMIT}.`);
    return { path: target, size, files };
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { path, size, files } = await packageVsix();
  console.log(`${path}: ${files.length} files, ${(size / 1024 / 1024).toFixed(2)} MB`);
}
