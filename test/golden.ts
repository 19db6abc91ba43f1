import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** Compares with a golden file; with FOREBEAR_GOLDEN=write in the environment it writes it, to be read and committed. */
export function matchesGolden(name: string, actual: string): void {
  const path = `test/golden/${name}`;
  if (process.env.FOREBEAR_GOLDEN === 'write') writeFileSync(path, actual);
  assert.ok(existsSync(path), `${path} is missing; run with FOREBEAR_GOLDEN=write and read what it wrote.`);
  assert.equal(actual, readFileSync(path, 'utf8'));
}

/** Compares the code block that follows `mark` in a page; with FOREBEAR_GOLDEN=write it is written. */
export function matchesBlock(path: string, mark: string, actual: string): void {
  const page = readFileSync(path, 'utf8');
  const at = page.indexOf(mark);
  assert.ok(at >= 0, `${path} has no ${mark}`);
  const start = page.indexOf('```\n', at) + '```\n'.length;
  const end = page.indexOf('```', start);
  if (process.env.FOREBEAR_GOLDEN === 'write')
    writeFileSync(path, page.slice(0, start) + actual + page.slice(end));
  else assert.equal(actual, page.slice(start, end), `the block of ${path} is not what the command prints`);
}
