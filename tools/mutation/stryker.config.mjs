// Mutation testing of the rooms that carry the product: each line is broken in every way that Stryker knows, and the unit
// tests that reach it must notice. FOREBEAR_MUTATE names other files, as patterns with commas between.

const ROOMS = ['compare', 'lineage', 'rules', 'credit', 'origins'];
const tests = process.env.FOREBEAR_TESTS?.split(',');
const patterns = process.env.FOREBEAR_MUTATE?.split(',') ?? ROOMS.map((room) => `src/${room}/**/*.ts`);

export default {
  mutate: [...patterns, '!src/**/short-name.ts'],
  plugins: ['@stryker-mutator/*', './tools/mutation/sample.mjs'],
  checkers: ['sample'],
  testRunner: 'mocha',
  mochaOptions: {
    'no-config': true,
    ignore: ['test/unit/mouths/reports/exports.test.ts'],
    require: ['./scripts/register-tsx.mjs'],
    spec: tests ?? [
      ...[...ROOMS, 'model', 'engine', 'decisions', 'host/world', 'mouths'].map(
        (room) => `test/unit/${room}/**/*.test.ts`,
      ),
      'test/rules/in-full.test.ts',
      'test/origins/in-full.test.ts',
    ],
  },
  coverageAnalysis: 'perTest',
  ignoreStatic: true,
  disableTypeChecks: false,
  ignorePatterns: ['build', 'media', '.vscode-test'],
  concurrency: Number(process.env.FOREBEAR_JOBS ?? 2),
  timeoutMS: tests === undefined ? 60_000 : 20_000,
  reporters: ['clear-text', 'progress', 'json'],
  clearTextReporter: { allowColor: false, reportTests: false, logTests: false },
  jsonReporter: { fileName: 'build/mutation/mutation.json' },
  tempDirName: 'build/mutation/sandbox',
  thresholds: { high: 90, low: 80, break: null },
  allowConsoleColors: false,
};
