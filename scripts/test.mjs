// Runs every check and suite, or those that are named, and ends with one line over all of them: "N passed, N failed".
// Two run beside each other on a machine of two processors; what each says is shown whole when it has ended.
import { readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runSteps } from './run-steps.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const results = join(root, 'build', 'results');

/** Mocha with its settings of .mocharc.json, in one process. */
function mocha(...more) {
  return [
    process.execPath,
    join(root, 'node_modules/mocha/bin/mocha.js'),
    ...['--reporter', join(root, 'scripts/count-reporter.cjs')],
    ...more,
  ];
}

/** For suites with a browser: to start one takes long on a machine that has much else to do. */
const PATIENT = ['--timeout', '300000', '--exit'];

/** Unit tests that start git and other programs many times. */
const STARTS_PROGRAMS = [
  ...['catalogue', 'evidence-pack', 'files', 'git', 'repos', 'review', 'session', 'world'].map(
    (room) => `test/unit/host/${room}/**/*.test.ts`,
  ),
  'test/unit/mouths/action/**/*.test.ts',
  'test/unit/mouths/reports/exports.test.ts',
];

const script = (name, ...args) => [process.execPath, join(root, 'scripts', name), ...args];
const tools = () => ({ FOREBEAR_EDITOR_TOOLS: readFileSync(join(root, 'build/editor-tools.json'), 'utf8') });
/** A suite that drives the packaged extension in a browser, with an editor of its own. */
const driven = (name) => ({
  name,
  groups: ['editor', 'ui'],
  command: mocha(...PATIENT, `test/extension/ui/${name}.test.ts`),
  counts: true,
  after: ['package', 'tools'],
  environment: tools,
});

/** In the order in which they start: first what others wait for, and what takes longest. */
const steps = [
  { name: 'tools', command: script('install-editor.mjs', 'build/editor-tools.json'), waits: true },
  { name: 'build', command: script('build.mjs') },
  // What starts git and other programs runs by itself: to start one from a process that holds much takes long.
  {
    name: 'unit',
    command: mocha('test/unit/**/*.test.ts', ...STARTS_PROGRAMS.flatMap((path) => ['--ignore', path])),
    counts: true,
    after: ['build'],
  },
  { name: 'check', command: ['npm', 'run', '--silent', 'check'] },
  { name: 'package', command: script('package-vsix.mjs') },
  { name: 'host', command: mocha(...STARTS_PROGRAMS), counts: true, after: ['build'] },
  { name: 'cli', command: mocha('test/cli/**/*.test.ts'), counts: true, after: ['build'] },
  { name: 'hostile', command: mocha('test/hostile/**/*.test.ts'), counts: true, after: ['build'] },
  { name: 'rules', command: mocha('test/rules/**/*.test.ts'), counts: true, after: ['build'] },
  { name: 'origins', command: mocha('test/origins/**/*.test.ts'), counts: true, after: ['build'] },
  // This repository itself, by the rules it holds others to: no path is left out, and no finding is settled.
  {
    name: 'self',
    command: [
      process.execPath,
      join(root, 'dist/cli.cjs'),
      ...['audit', '.', '--no-policy', '--no-decisions', '--allow-partial', '--fail-on', 'note', '--quiet'],
    ],
    after: ['build'],
  },
  { name: 'portfolio', command: script('portfolio-suite.mjs'), counts: true, after: ['build'] },
  { name: 'nodes', command: script('every-node.mjs'), counts: true, after: ['build'] },
  {
    name: 'manifest',
    groups: ['editor'],
    command: mocha('test/manifest/**/*.test.ts'),
    counts: true,
    after: ['package'],
  },
  driven('everyone'),
  driven('reading'),
  driven('example'),
  driven('places'),
  {
    name: 'api',
    groups: ['editor'],
    command: [process.execPath, '--import', 'tsx', 'test/extension/harness/run-api.ts'],
    counts: true,
    after: ['package', 'tools'],
    environment: tools,
  },
  {
    name: 'panel',
    groups: ['editor'],
    command: mocha(...PATIENT, 'test/webview/**/*.test.ts'),
    counts: true,
    after: ['build', 'tools'],
    environment: tools,
  },
];

/** The steps that are named, by themselves or by their group, and those that they need. */
function chosen(names) {
  if (names.length === 0) return steps;
  const wanted = new Set();
  const want = (step) => {
    wanted.add(step);
    for (const name of step.after ?? []) want(steps.find((one) => one.name === name));
  };
  for (const name of names) {
    const named = steps.filter((step) => step.name === name || step.groups?.includes(name));
    if (named.length === 0) {
      console.error(`There is no step "${name}": ${steps.map((step) => step.name).join(', ')}.`);
      process.exit(3);
    }
    named.forEach(want);
  }
  return steps.filter((step) => wanted.has(step));
}

const selection = chosen(process.argv.slice(2));
rmSync(results, { recursive: true, force: true });
const { passed, failed, skipped } = await runSteps(selection, { root, results });
console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed === 0 ? 0 : 1;
