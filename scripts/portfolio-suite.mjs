// Runs the suite of the portfolio, which needs a newer Node than the rest, on the databases that can be had.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { installPostgres } from './install-postgres.mjs';
import { nodeOf } from './node-of.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const NODE = '22.23.5';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const program = major > 22 || (major === 22 && minor >= 12) ? process.execPath : nodeOf(NODE);
if (program === null) {
  console.log(
    `The suite of the portfolio is skipped: it needs Node 22.12, and the registry does not give Node ${NODE}.`,
  );
  if (process.env.FOREBEAR_RESULTS !== undefined)
    writeFileSync(
      process.env.FOREBEAR_RESULTS,
      JSON.stringify({ passed: 0, failed: 0, skipped: 1, missing: true }),
    );
} else {
  const missing = installPostgres();
  if (missing !== null) console.log(`Only the embedded database is tested. ${missing}`);
  const mocha = join(root, 'node_modules/mocha/bin/mocha.js');
  const reporter = join(root, 'scripts/count-reporter.cjs');
  const done = spawnSync(
    program,
    [mocha, '--reporter', reporter, '--timeout', '240000', '--exit', 'test/portfolio/**/*.test.ts'],
    { cwd: root, stdio: 'inherit' },
  );
  process.exitCode = done.status ?? 1;
}
