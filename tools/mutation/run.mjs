// npm run mutation [-- FILE...]: which broken lines no test notices. With files, only those are broken.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const LEAST_NODE = 22;

if (Number(process.versions.node.split('.')[0]) < LEAST_NODE) {
  console.error(`Mutation testing needs Node ${LEAST_NODE} or newer; this is ${process.versions.node}.`);
  process.exit(2);
}
const run = (program, args, options = {}) =>
  spawnSync(program, args, { cwd: root, stdio: 'inherit', ...options }).status ?? 1;
const stryker = join(here, 'node_modules/@stryker-mutator/core/bin/stryker.js');
if (!existsSync(stryker)) {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const installed = run(npm, ['ci', '--no-audit', '--no-fund'], {
    cwd: here,
    shell: process.platform === 'win32',
  });
  if (installed !== 0) process.exit(2);
}
const files = process.argv.slice(2);
process.exitCode = run(process.execPath, [stryker, 'run', join('tools', 'mutation', 'stryker.config.mjs')], {
  env: {
    ...process.env,
    NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --require ${join(here, 'load-cjs.cjs')}`,
    ...(files.length === 0 ? {} : { FOREBEAR_MUTATE: files.join(',') }),
  },
});
