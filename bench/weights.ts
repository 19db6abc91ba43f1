// npm run bench:weights [GB] [ROUNDS]: forebear weights against numpy and C doing the same sums, page cache warm.
// Needs gcc and numpy (python3-numpy). Runs take turns, so that a busy machine is busy for all of them.

import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { encode } from '../test/unit/host/weights/made-up-checkpoint.ts';
import { seeded } from '../test/unit/host/weights/random.ts';

const gigabytes = Number(process.argv[2] ?? 1);
const rounds = Number(process.argv[3] ?? 5);
const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'forebear-bench-'));

const HIDDEN = 2048;
const ROWS = 4096;
const TILE = ROWS * HIDDEN * 2;

/** Two BF16 checkpoints of about `gigabytes` each that differ by noise. One tile of values is used again and again. */
function write(): { readonly upstream: string; readonly suspect: string; readonly offset: number } {
  const random = seeded(7);
  const w = Float32Array.from({ length: ROWS * HIDDEN }, () => 0.02 * random.normal());
  const upstreamTile = encode(w, 'BF16');
  const suspectTile = encode(
    w.map((v) => v + 1.4e-3 * random.normal()),
    'BF16',
  );
  const count = Math.max(1, Math.round((gigabytes * 1e9) / TILE));
  const header: Record<string, unknown> = {};
  for (let i = 0; i < count; i++) {
    header[`model.layers.${i}.mlp.up_proj.weight`] = {
      dtype: 'BF16',
      shape: [ROWS, HIDDEN],
      data_offsets: [i * TILE, (i + 1) * TILE],
    };
  }
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  const put = (name: string, tile: Buffer): string => {
    const path = join(folder, name);
    const fd = openSync(path, 'w');
    writeSync(fd, Buffer.concat([length, text]));
    for (let i = 0; i < count; i++) writeSync(fd, tile);
    closeSync(fd);
    return path;
  };
  return {
    upstream: put('upstream.safetensors', upstreamTile),
    suspect: put('suspect.safetensors', suspectTile),
    offset: 8 + text.length,
  };
}

interface Run {
  readonly wall: number;
  readonly cpu: number;
  readonly peak: number;
}

function measure(program: string, args: readonly string[]): Run {
  const times = join(folder, 'times');
  const done = spawnSync('/usr/bin/time', ['-f', '%e %U %S %M', '-o', times, program, ...args], {
    encoding: 'utf8',
  });
  if (done.status !== 0) throw new Error(`${program} ${args.join(' ')}: ${done.stderr}`);
  const [wall = 0, user = 0, system = 0, peak = 0] = readFileSync(times, 'utf8')
    .trim()
    .split(' ')
    .map(Number);
  return { wall, cpu: user + system, peak: peak / 1024 };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

try {
  const { upstream, suspect, offset } = write();
  for (const [name, flags] of [
    ['c', ['-O3']],
    ['c-native', ['-O3', '-march=native']],
  ] as const) {
    const built = spawnSync('gcc', [
      ...flags,
      '-o',
      join(folder, name),
      join(root, 'bench/weights/sums.c'),
      '-lm',
    ]);
    if (built.status !== 0) throw new Error('gcc is needed');
  }
  const files = [String(offset), upstream, suspect];
  const variants: Record<string, () => Run> = {
    'C -O3, 1 thread': () => measure(join(folder, 'c'), files),
    'C -O3 -march=native, 1 thread': () => measure(join(folder, 'c-native'), files),
    numpy: () => measure('python3', [join(root, 'bench/weights/sums.py'), ...files]),
    'forebear weights': () =>
      measure(process.execPath, [
        join(root, 'dist/cli.cjs'),
        'weights',
        upstream,
        suspect,
        '--format',
        'json',
        '-o',
        join(folder, 'out.json'),
      ]),
    'forebear weights --jobs 1': () =>
      measure(process.execPath, [
        join(root, 'dist/cli.cjs'),
        'weights',
        upstream,
        suspect,
        '--jobs',
        '1',
        '--format',
        'json',
        '-o',
        join(folder, 'out.json'),
      ]),
  };
  const runs: Record<string, Run[]> = {};
  for (let round = 0; round < rounds; round++) {
    for (const [name, run] of Object.entries(variants)) {
      const list = runs[name] ?? [];
      runs[name] = list;
      list.push(run());
    }
  }
  console.log(`two BF16 checkpoints of ${gigabytes} GB each, page cache warm, ${rounds} rounds`);
  for (const [name, list] of Object.entries(runs)) {
    const wall = median(list.map((r) => r.wall));
    const least = Math.min(...list.map((r) => r.wall));
    const cpu = median(list.map((r) => r.cpu));
    const peak = Math.max(...list.map((r) => r.peak));
    console.log(
      `${name.padEnd(30)} wall median ${wall.toFixed(2)} s, best ${least.toFixed(2)} s; CPU ${cpu.toFixed(2)} s; peak ${peak.toFixed(0)} MiB; ${((2 * gigabytes) / wall).toFixed(2)} GB/s`,
    );
  }
  writeFileSync(join(folder, 'done'), '');
} finally {
  rmSync(folder, { recursive: true, force: true });
}
