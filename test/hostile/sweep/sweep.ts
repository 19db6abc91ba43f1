// npm run sweep [-- --only TEXT] [--shape TEXT]: every reader on every shape of a megabyte, and on its own samples repeated
// to one, each reader in a process of its own. Milliseconds are of processor. Ends with 1 where one takes over a second, or
// raises the most that its process ever held by over 300 MB.
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { openTargets } from '../fuzz/targets.ts';
import { SHAPES } from './shapes.ts';

const MOST_MS = 1_000;
const MOST_MB = 300;
/** Bytes. */
const SIZE = 1_000_000;

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    shape: { type: 'string', default: '' },
    reader: { type: 'string' },
  },
});

interface Swept {
  readonly times: readonly (readonly [shape: string, ms: number])[];
  readonly peakMb: number;
  /** By how much one shape raised what the process held at most. */
  readonly risen: readonly [shape: string, mb: number];
  readonly faults: readonly string[];
}

const mostMb = (): number => Math.round(process.resourceUsage().maxRSS / 1024);

function repeated(sample: Uint8Array): Uint8Array {
  const made = new Uint8Array(SIZE);
  for (let at = 0; at < SIZE; at += Math.max(1, sample.length))
    made.set(sample.subarray(0, Math.min(sample.length, SIZE - at)), at);
  return made;
}

/** Reads every shape with one reader, in this process. */
async function sweep(name: string): Promise<Swept> {
  const target = openTargets().find((one) => one.name === name);
  if (target === undefined) throw new Error(`There is no reader "${name}".`);
  const inputs = [
    ...target.samples.map((sample, at) => [`sample ${at + 1} repeated`, repeated(sample)] as const),
    ...Object.entries(SHAPES).map(([shape, text]) => [shape, new TextEncoder().encode(text)] as const),
  ].filter(([shape]) => shape.includes(values.shape));
  // What is opened once is no part of an input's time.
  for (const sample of target.samples) await target.read(sample);
  const times: (readonly [string, number])[] = [];
  const faults: string[] = [];
  let peakMb = mostMb();
  let risen: readonly [string, number] = ['', 0];
  for (const [shape, bytes] of inputs) {
    const before = process.cpuUsage();
    try {
      await target.read(bytes);
    } catch (error) {
      faults.push(`${shape}: ${String(error).slice(0, 200)}`);
    }
    const { user, system } = process.cpuUsage(before);
    times.push([shape, Math.round((user + system) / 1000)]);
    if (mostMb() - peakMb > risen[1]) risen = [shape, mostMb() - peakMb];
    peakMb = mostMb();
  }
  return { times, peakMb, risen, faults };
}

/** Runs this file for one reader. */
function sweptApart(name: string): Swept | null {
  const args = ['--import', 'tsx', import.meta.filename, '--reader', name, '--shape', values.shape];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status === 0) return JSON.parse(stdout) as Swept;
  console.error(stderr.slice(-2000));
  return null;
}

if (values.reader !== undefined) process.stdout.write(JSON.stringify(await sweep(values.reader)));
else {
  console.log('| reader | shapes | faults | slowest | ms | over 1 s | most memory for one | peak of all |');
  console.log('| --- | --- | --- | --- | --- | --- | --- | --- |');
  let isClean = true;
  for (const { name } of openTargets().filter((one) => one.name.includes(values.only))) {
    const swept = sweptApart(name);
    if (swept === null) {
      isClean = false;
      console.log(`| ${name} | did not end | | | | | | |`);
      continue;
    }
    const { times, faults, peakMb, risen } = swept;
    const sorted = [...times].sort((a, b) => b[1] - a[1]);
    const slow = sorted.filter(([, ms]) => ms > MOST_MS);
    const [shape, ms] = sorted[0] ?? ['', 0];
    isClean &&= faults.length + slow.length === 0 && risen[1] <= MOST_MB;
    console.log(
      `| ${name} | ${times.length} | ${faults.length} | ${shape} | ${ms} | ${slow.length} | ${risen[1]} MB | ${peakMb} MB |`,
    );
    for (const fault of faults) console.error(`${name}, ${fault}`);
    for (const [what, took] of slow) console.error(`${name}, ${what}: ${took} ms`);
  }
  process.exitCode = isClean ? 0 : 1;
}
