import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { Ajv } from 'ajv';
import type { Request } from '../hostile/served.ts';
import type { Ended } from '../hostile/trap.ts';

const root = join(import.meta.dirname, '..', '..');

export interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the command line. */
export function forebear(...args: readonly string[]): Run {
  return forebearIn(process.cwd(), ...args);
}

/** Runs the command line in a folder: in a process that runs many, since a start takes longer than a small repository does. */
export function forebearIn(folder: string, ...args: readonly string[]): Run {
  const { code, out, err } = ask({ args, dir: folder });
  return { code, out, err };
}

/** Runs the command line with caches in a folder of the test's own. */
export function forebearCachedIn(cache: string, ...args: readonly string[]): Run {
  const { code, out, err } = ask({ args, dir: process.cwd(), cache });
  return { code, out, err };
}

const channel = new MessageChannel();
const answered = new Int32Array(new SharedArrayBuffer(4));
let isStarted = false;

/** Waits for the answer, so that a test reads as it would at a prompt. */
function ask(request: Request): Ended {
  if (!isStarted) startAsking();
  isStarted = true;
  Atomics.store(answered, 0, 0);
  channel.port1.postMessage(request);
  Atomics.wait(answered, 0, 0);
  return receiveMessageOnPort(channel.port1)?.message as Ended;
}

function startAsking(): void {
  const port = channel.port2;
  const worker = new Worker(new URL('./ask-server.mjs', import.meta.url), {
    workerData: { port, answered },
    transferList: [port],
  });
  worker.unref();
}

/** Runs the built command line in a process of its own, with variables of the environment set. */
export function forebearWith(variables: Readonly<Record<string, string>>, ...args: readonly string[]): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'dist', 'cli.cjs'), ...args], {
    encoding: 'utf8',
    env: { ...process.env, ...variables },
  });
  return { code: status, out: stdout, err: stderr };
}

export function freshFolder(): string {
  return mkdtempSync(join(tmpdir(), 'forebear-'));
}

/** Parses a JSON result and holds it to the schema in docs/. */
export function parseResult<T>(schema: string, out: string): T {
  const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(
    JSON.parse(readFileSync(join(root, 'docs', schema), 'utf8')) as object,
  );
  const value: unknown = JSON.parse(out);
  assert.ok(validate(value), JSON.stringify(validate.errors?.slice(0, 3)));
  return value as T;
}
