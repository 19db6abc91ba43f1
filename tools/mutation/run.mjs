// npm run mutation [-- [--sample SHARE] [--seed WORD] [--tests PATTERN] [ROOM or FILE...]]: which broken lines no test
// notices.
//
// Without names, the five rooms that carry the product; a room is a folder of src. --sample breaks a share of the lines,
// from 0 to 1, drawn by --seed (default 1): the score of each room is then printed with its 95 % interval (Wilson).
// --tests runs the tests of a pattern alone, which is quick while one writes them; the records are then left out.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const LEAST_NODE = 22;
const LEAST_SCORE = 0.8;

if (Number(process.versions.node.split('.')[0]) < LEAST_NODE) {
  console.error(`Mutation testing needs Node ${LEAST_NODE} or newer; this is ${process.versions.node}.`);
  process.exit(2);
}
const { values, positionals } = parseArgs({
  options: {
    sample: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    tests: { type: 'string' },
  },
  allowPositionals: true,
});
const share = Number(values.sample);
if (!(share > 0 && share <= 1)) {
  console.error(`--sample takes a share above 0 and up to 1, such as 0.05, not "${values.sample}".`);
  process.exit(2);
}
const run = (program, args, options = {}) =>
  spawnSync(program, args, { cwd: root, stdio: 'inherit', ...options }).status ?? 1;
const stryker = join(here, 'node_modules/@stryker-mutator/core/bin/stryker.js');
if (!existsSync(stryker)) {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const installed = run(npm, ['ci', '--no-audit', '--no-fund'], {
    cwd: here,
    shell: process.platform === 'win32',
  });
  if (installed !== 0) process.exit(2);
}
if (!existsSync(join(root, 'dist/assets'))) {
  console.error('The tests read what a build puts into dist: run "npm run build" first.');
  process.exit(2);
}

// The repositories of the rules' cases, and of those who had code first, are read once, by unbroken code: to choose and to judge is what is broken.
const gathered = process.env.FOREBEAR_GATHERED ?? join(root, 'build/mutation/gathered.bin');
if (process.env.FOREBEAR_GATHERED === undefined) {
  rmSync(gathered, { force: true });
  rmSync(`${gathered}.origins`, { recursive: true, force: true });
}
mkdirSync(dirname(gathered), { recursive: true });
const environment = { ...process.env, FOREBEAR_GATHERED: gathered };
const mocha = join(root, 'node_modules/mocha/bin/mocha.js');
const inFull = ['test/rules/in-full.test.ts', 'test/origins/in-full.test.ts'];
if (values.tests === undefined && run(process.execPath, [mocha, ...inFull], { env: environment }) !== 0)
  process.exit(2);

const status = run(process.execPath, [stryker, 'run', join('tools', 'mutation', 'stryker.config.mjs')], {
  env: {
    ...environment,
    NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --require ${join(here, 'load-cjs.cjs')}`,
    FOREBEAR_SAMPLE: String(share),
    FOREBEAR_SEED: values.seed,
    ...(values.tests === undefined ? {} : { FOREBEAR_TESTS: values.tests }),
    ...(positionals.length === 0
      ? {}
      : {
          FOREBEAR_MUTATE: positionals
            .map((one) => (one.includes('.') ? one : `src/${one.replace(/^src\//, '')}/**/*.ts`))
            .join(','),
        }),
  },
});
if (status !== 0) process.exit(status);

/** Bounds of a share that was seen `hits` times in `of`, at 95 %. */
function wilson(hits, of) {
  const z = 1.96;
  const middle = (hits + (z * z) / 2) / (of + z * z);
  const reach = (z * Math.sqrt((hits * (of - hits)) / of + (z * z) / 4)) / (of + z * z);
  return [middle - reach, middle + reach];
}
const percent = (value) => `${(100 * value).toFixed(1)} %`;

const { files } = JSON.parse(readFileSync(join(root, 'build/mutation/mutation.json'), 'utf8'));
const rooms = new Map();
for (const [path, { mutants }] of Object.entries(files)) {
  const room = path.split('/')[1] ?? path;
  const sum = rooms.get(room) ?? { noticed: 0, of: 0, all: 0 };
  for (const { status: what } of mutants) {
    if (what !== 'Ignored') sum.all += 1;
    if (what === 'Killed' || what === 'Timeout') sum.noticed += 1;
    if (['Killed', 'Timeout', 'Survived', 'NoCoverage'].includes(what)) sum.of += 1;
  }
  rooms.set(room, sum);
}
for (const [room, { noticed, of, all }] of rooms) {
  if (of === 0) continue;
  const [low, high] = wilson(noticed, of);
  const bounds = of === all ? '' : `, ${percent(low)} to ${percent(high)} of all ${all}`;
  console.log(`${room}: ${noticed} of ${of} noticed, ${percent(noticed / of)}${bounds}`);
  if (noticed / of < LEAST_SCORE) process.exitCode = 1;
}
