// Other versions of Node, each from the registry, once, into build/nodes/.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
export const NODE_PACKAGE = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;

/** The program of a version; null where the registry does not give it. */
export function nodeOf(version) {
  const folder = join(root, 'build/nodes', version);
  const program = join(
    folder,
    'node_modules',
    NODE_PACKAGE,
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  if (!existsSync(program)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    const args = [
      'install',
      '--no-save',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      `${NODE_PACKAGE}@${version}`,
    ];
    spawnSync(npm, args, { cwd: folder, stdio: 'ignore', shell: process.platform === 'win32' });
  }
  return existsSync(program) ? program : null;
}
