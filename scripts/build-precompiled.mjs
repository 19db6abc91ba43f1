// Has V8 compile the command line once, by a command that goes through most of it, so that a start does not. The code
// is good for this Node alone: a package is made without it, and V8 compiles there as ever.
import { spawnSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

export async function run({ root, dist, production }) {
  const compiled = join(dist, 'commands.cjs.compiled');
  await rm(compiled, { force: true });
  if (production) return;
  const example = [
    'audit',
    'examples/tiny-vlm',
    '--catalogue',
    'examples/catalogue',
    '--no-cache',
    '--quiet',
  ];
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--require', './scripts/write-compiled.cjs', join(dist, 'cli.cjs'), ...example, '--fail-on', 'never'],
    { cwd: root, encoding: 'utf8', env: { ...process.env, FOREBEAR_COMPILED: compiled } },
  );
  if (status !== 0) throw new Error(`the example could not be audited: ${stderr}`);
}
