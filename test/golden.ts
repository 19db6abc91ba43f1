import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** Compares with a golden file; with FOREBEAR_GOLDEN=write in the environment it writes it, to be read and committed. */
export function matchesGolden(name: string, actual: string): void {
  const path = `test/golden/${name}`;
  if (process.env.FOREBEAR_GOLDEN === 'write') writeFileSync(path, actual);
  assert.ok(existsSync(path), `${path} is missing; run with FOREBEAR_GOLDEN=write and read what it wrote.`);
  assert.equal(actual, readFileSync(path, 'utf8'));
}
