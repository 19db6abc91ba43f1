// npm run sweep [-- --only TEXT] [--shape TEXT]: every reader on every shape of a megabyte, and on its own samples repeated
// to one, each reader in a process of its own; what seems to take over a second or 300 MB there is read once more, alone.
// Milliseconds are of processor; memory is what the process held at most beside what it held before. Ends with 1 where an
// input takes more than that alone too.
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { openTargets } from '../fuzz/targets.ts';
import { forgetMost, heldMb, mostMb } from './held-memory.ts';
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
    /** With `reader`: this shape and no other. */
    alone: { type: 'string' },
  },
});

/** What one input took. */
interface Taken {
  readonly shape: string;
  readonly ms: number;
  readonly mb: number;
  readonly fault: string | null;
}

function repeated(sample: Uint8Array): Uint8Array {
  const made = new Uint8Array(SIZE);
  for (let at = 0; at < SIZE; at += Math.max(1, sample.length))
    made.set(sample.subarray(0, Math.min(sample.length, SIZE - at)), at);
  return made;
}

const wanted = (shape: string): boolean =>
  values.alone === undefined ? shape.includes(values.shape) : shape === values.alone;

/** Reads every shape with one reader, in this process. */
async function sweep(name: string): Promise<readonly Taken[]> {
  const target = openTargets().find((one) => one.name === name);
  if (target === undefined) throw new Error(`There is no reader "${name}".`);
  const inputs = [
    ...target.samples.map((sample, at) => [`sample ${at + 1} repeated`, repeated(sample)] as const),
    ...Object.entries(SHAPES).map(([shape, text]) => [shape, new TextEncoder().encode(text)] as const),
  ].filter(([shape]) => wanted(shape));
  // What is opened once is no part of an input's time or memory.
  for (const sample of target.samples) await target.read(sample);
  globalThis.gc?.();
  const held = heldMb();
  const taken: Taken[] = [];
  for (const [shape, bytes] of inputs) {
    globalThis.gc?.();
    forgetMost();
    let fault: string | null = null;
    const before = process.cpuUsage();
    try {
      await target.read(bytes);
    } catch (error) {
      fault = String(error).slice(0, 200);
    }
    const { user, system } = process.cpuUsage(before);
    taken.push({ shape, ms: Math.round((user + system) / 1000), mb: Math.max(0, mostMb() - held), fault });
  }
  return taken;
}

/** Runs this file for one reader, or for one shape of it alone. */
function sweptApart(name: string, alone?: string): readonly Taken[] | null {
  const which = alone === undefined ? ['--shape', values.shape] : ['--alone', alone];
  const args = ['--expose-gc', '--import', 'tsx', import.meta.filename, '--reader', name, ...which];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    maxBuffer: 64 * SIZE,
  });
  if (status === 0) return JSON.parse(stdout) as readonly Taken[];
  console.error(stderr.slice(-2000));
  return null;
}

const isMuch = ({ ms, mb }: Taken): boolean => ms > MOST_MS || mb > MOST_MB;
const most = (taken: readonly Taken[], of: 'ms' | 'mb'): Taken | undefined =>
  [...taken].sort((a, b) => b[of] - a[of])[0];

if (values.reader !== undefined) process.stdout.write(JSON.stringify(await sweep(values.reader)));
else {
  console.log('| reader | shapes | faults | slowest | ms | most memory | MB | over 1 s | over 300 MB |');
  console.log('| --- | --- | --- | --- | --- | --- | --- | --- | --- |');
  let isClean = true;
  for (const { name } of openTargets().filter((one) => one.name.includes(values.only))) {
    const together = sweptApart(name);
    if (together === null) {
      isClean = false;
      console.log(`| ${name} | did not end | | | | | | | |`);
      continue;
    }
    const swept = together.map((one) => (isMuch(one) ? (sweptApart(name, one.shape)?.[0] ?? one) : one));
    const faults = swept.filter(({ fault }) => fault !== null);
    const much = swept.filter(isMuch);
    isClean &&= faults.length + much.length === 0;
    const [slowest, largest] = [most(swept, 'ms'), most(swept, 'mb')];
    const over = [much.filter(({ ms }) => ms > MOST_MS).length, much.filter(({ mb }) => mb > MOST_MB).length];
    const cells = [
      name,
      swept.length,
      faults.length,
      slowest?.shape,
      slowest?.ms,
      largest?.shape,
      largest?.mb,
    ];
    console.log(`| ${[...cells, ...over].join(' | ')} |`);
    for (const { shape, fault } of faults) console.error(`${name}, ${shape}: ${fault}`);
    for (const { shape, ms, mb } of much) console.error(`${name}, ${shape}: ${ms} ms, ${mb} MB`);
  }
  process.exitCode = isClean ? 0 : 1;
}
