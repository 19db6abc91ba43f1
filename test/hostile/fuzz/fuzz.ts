// npm run fuzz [-- --inputs N] [--seed N] [--only TEXT]: every reader on changed samples, one process each. Ends with 1 on a fault.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { openTargets } from './targets.ts';
import type { Outcome } from './work.ts';

const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
  },
});
/** Milliseconds for one input beside its share; what takes longer never ends. */
const PATIENCE_MS = 60_000;
const folder = join(import.meta.dirname, '..', '..', '..', 'build', 'fuzz');
mkdirSync(folder, { recursive: true });
const progress = join(folder, 'progress');
const script = join(import.meta.dirname, 'work.ts');

console.log('| reader | inputs | faults | over 1 s | worst | peak |');
console.log('| --- | --- | --- | --- | --- | --- |');
let failed = false;
for (const { name } of await openTargets()) {
  if (!name.includes(values.only)) continue;
  const inputs = Number(values.inputs);
  const ran = spawnSync(
    process.execPath,
    ['--import', 'tsx', script, name, values.seed, '0', String(inputs), progress, join(folder, 'kept')],
    { encoding: 'utf8', timeout: PATIENCE_MS + inputs * 60, killSignal: 'SIGKILL', maxBuffer: 1 << 26 },
  );
  if (ran.status !== 0) {
    failed = true;
    console.log(`| ${name} | stopped at input ${readFileSync(progress, 'utf8').trim()} | | | | |`);
    console.error(ran.stderr.slice(-2_000));
    continue;
  }
  const found = JSON.parse(ran.stdout) as Outcome;
  failed ||= found.faults.length > 0 || found.slow.length > 0;
  const worst = found.worstMs === 0 ? 'under 0.25 s' : `${(found.worstMs / 1000).toFixed(1)} s`;
  console.log(
    `| ${name} | ${found.inputs} | ${found.faults.length} | ${found.slow.length} | ${worst} | ${found.peakMb} MB |`,
  );
  for (const { at, message } of found.faults.slice(0, 5)) console.error(`${name}, input ${at}: ${message}`);
  for (const { at, ms, bytes } of found.slow.slice(0, 5))
    console.error(`${name}, input ${at}: ${ms} ms for ${bytes} bytes`);
}
process.exitCode = failed ? 1 : 0;
