// Runs a script of the portfolio, which needs a newer Node than the rest: on-newer-node.mjs FILE ARGUMENTS...
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { nodeOf } from './node-of.mjs';

const NODE = '22.23.5';
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const program = major > 22 || (major === 22 && minor >= 12) ? process.execPath : nodeOf(NODE);
if (program === null) {
  console.error(`This needs Node 22.12, and the registry does not give Node ${NODE}.`);
  process.exitCode = 2;
} else {
  const done = spawnSync(program, ['--import', 'tsx', ...process.argv.slice(2)], {
    cwd: join(dirname(fileURLToPath(import.meta.url)), '..'),
    stdio: 'inherit',
  });
  process.exitCode = done.status ?? 1;
}
