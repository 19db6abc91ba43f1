import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';

const root = join(import.meta.dirname, '..', '..');

export interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the built command line. */
export function forebear(...args: readonly string[]): Run {
  return forebearIn(process.cwd(), ...args);
}

/** Runs the built command line in a folder. */
export function forebearIn(folder: string, ...args: readonly string[]): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'dist', 'cli.cjs'), ...args], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  return { code: status, out: stdout, err: stderr };
}

/** Runs the built command line with variables of the environment set. */
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
