// Runs the built command line on the oldest Node it works on and on those that are current, and holds that each says the
// same bytes and nothing on stderr. Each comes from the registry, once, into build/nodes/.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { NODE_PACKAGE, nodeOf } from './node-of.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const cli = join(root, 'dist/cli.cjs');
/** The first is the floor that package.json states. */
const VERSIONS = ['20.19.0', '22.23.5', '24.22.3'];

const example = [
  'audit',
  'examples/tiny-vlm',
  '--catalogue',
  'examples/catalogue',
  '--fail-on',
  'never',
  '--quiet',
];
const [one, other] = ['examples/tiny-vlm/tinyvlm', 'examples/upstream/heron-vl/heron'];
/** Commands that together load every bundle and grammar, twice where the second time is answered from what was kept. */
const COMMANDS = [
  ['--version'],
  ['--help'],
  [...example, '--format', 'json', '--no-cache'],
  [...example, '--format', 'json', '--jobs', '3', '--no-cache'],
  [...example, '--format', 'json'],
  [...example, '--format', 'json'],
  [...example, '--format', 'sarif'],
  ['compare', one, other, '--quiet'],
  ['rank', one, '--against', other, '--quiet'],
  ['rank', 'test/fixtures', '--against', 'test/fixtures', '--quiet'],
  ['licenses', 'LICENSE', 'NOTICE', 'README.md'],
];

/** What each command said on this Node: its output and exit status. */
function runAll(program, version, fail) {
  const cache = mkdtempSync(join(tmpdir(), 'forebear-node-'));
  const said = COMMANDS.map((args) => {
    const { stdout, stderr, status } = spawnSync(program, [cli, ...args], {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      env: { ...process.env, FOREBEAR_CACHE: cache },
    });
    if (stderr !== '') fail(`Node ${version}: ${args.join(' ')} says on stderr: ${stderr.slice(0, 200)}`);
    return `${status}\n${stdout}`;
  });
  rmSync(cache, { recursive: true, force: true });
  return said;
}

const faults = [];
let passed = 0;
let skipped = 0;
/** What the first Node said. */
let expected = null;
for (const version of VERSIONS) {
  const program = nodeOf(version);
  if (program === null) {
    console.log(`Node ${version}: the registry does not give ${NODE_PACKAGE}`);
    skipped += COMMANDS.length;
    continue;
  }
  const said = runAll(program, version, (fault) => faults.push(fault));
  expected ??= said;
  for (const [at, args] of COMMANDS.entries()) {
    if (said[at] === expected[at]) passed += 1;
    else faults.push(`Node ${version}: ${args.join(' ')} does not say what Node ${VERSIONS[0]} says`);
  }
  console.log(`Node ${version}: ${COMMANDS.length} commands`);
}
for (const fault of faults) console.log(fault);
const results = process.env.FOREBEAR_RESULTS;
if (results !== undefined) writeFileSync(results, JSON.stringify({ passed, failed: faults.length, skipped }));
process.exitCode = faults.length === 0 ? 0 : 1;
