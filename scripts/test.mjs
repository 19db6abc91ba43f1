// Runs every suite in turn and ends with one line over all of them: "N passed, N failed".
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const results = join(root, 'build', 'results');
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

/** Suites: a suite writes mocha's JSON to FOREBEAR_RESULTS; a plain step counts as one test. */
const suites = [
  { name: 'check', command: ['npm', 'run', '--silent', 'check'] },
  { name: 'build', command: ['node', 'scripts/build.mjs'] },
  { name: 'unit', command: ['npx', 'mocha', 'test/unit/**/*.test.ts'], mocha: true },
  {
    name: 'cli',
    command: ['npx', 'mocha', 'test/cli/**/*.test.ts'],
    mocha: true,
    needs: 'test/cli',
  },
  {
    name: 'editor',
    command: ['node', 'scripts/test-editor.mjs'],
    reports: true,
    needs: 'scripts/test-editor.mjs',
  },
];

const only = process.argv.slice(2);
let passed = 0;
let failed = 0;
let skipped = 0;
for (const suite of suites) {
  if (only.length > 0 && !only.includes(suite.name)) continue;
  if (suite.needs !== undefined && !existsSync(join(root, suite.needs))) continue;
  const output = join(results, `${suite.name}.json`);
  console.log(`\n== ${suite.name}`);
  const [program, ...args] = suite.command;
  if (suite.mocha) args.push('--reporter', join(root, 'scripts', 'count-reporter.cjs'));
  const run = spawnSync(program, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, FOREBEAR_RESULTS: output },
  });
  const counts = existsSync(output) ? JSON.parse(readFileSync(output, 'utf8')) : null;
  if (counts !== null) {
    passed += counts.passed;
    failed += counts.failed;
    skipped += counts.skipped ?? 0;
    if (run.status !== 0 && counts.failed === 0) failed += 1;
  } else if (run.status === 0 && !suite.mocha && !suite.reports) passed += 1;
  else failed += 1;
}
console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed === 0 ? 0 : 1;
