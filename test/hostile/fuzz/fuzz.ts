// npm run fuzz [-- --inputs N] [--from N] [--seconds N] [--seed N] [--only TEXT]: every reader on changed samples, one process
// each; --seconds bounds the time for each reader. Input n of a seed is always the same. Ends with 1 on a fault.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { openTargets } from './targets.ts';
import type { Outcome } from './work.ts';

const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '2000' },
    from: { type: 'string', default: '0' },
    seconds: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
  },
});
/** Milliseconds that a reader may stay at one input; what takes longer never ends. */
const PATIENCE_MS = 120_000;
const folder = join(import.meta.dirname, '..', '..', '..', 'build', 'fuzz');
mkdirSync(folder, { recursive: true });
const progress = join(folder, `progress-${process.pid}`);
const script = join(import.meta.dirname, 'work.ts');

/** Reads `inputs` inputs in a process of its own, which is ended when it stays at one. */
async function readAll(name: string, inputs: number): Promise<Outcome | null> {
  const to = String(Number(values.from) + inputs);
  const which = [name, values.seed, values.from, to, progress, join(folder, 'kept'), values.seconds];
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...which], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  let seen = '';
  const watch = setInterval(() => {
    const now = existsSync(progress) ? readFileSync(progress, 'utf8') : '';
    if (now !== '' && now === seen) child.kill('SIGKILL');
    seen = now;
  }, PATIENCE_MS);
  const [status] = await once(child, 'close');
  clearInterval(watch);
  return status === 0 ? (JSON.parse(out) as Outcome) : null;
}

console.log('| reader | inputs | faults | over 1 s | worst | peak |');
console.log('| --- | --- | --- | --- | --- | --- |');
let failed = false;
const names = openTargets().map(({ name }) => name);
const wanted = names.filter((name) => name.includes(values.only));
if (wanted.length === 0) {
  console.error(`No reader has "${values.only}" in its name: ${names.join(', ')}.`);
  failed = true;
}
for (const name of wanted) {
  const inputs = Number(values.inputs);
  const found = await readAll(name, inputs);
  if (found === null) {
    failed = true;
    console.log(`| ${name} | stopped at input ${readFileSync(progress, 'utf8').trim()} | | | | |`);
    continue;
  }
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
