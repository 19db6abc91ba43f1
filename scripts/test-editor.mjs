// Runs the suites of the extension: the manifest, the panel alone, the extension host of a real editor, and the
// packaged extension driven in a browser. Brings the editor itself; without one it says so and skips those suites.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installEditor } from './install-editor.mjs';
import { packageVsix } from './package-vsix.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const results = join(root, 'build', 'results');
mkdirSync(results, { recursive: true });
const only = process.argv.slice(2);
const counts = { passed: 0, failed: 0, skipped: 0 };

function step(name, program, args, environment) {
  if (only.length > 0 && !only.includes(name)) return;
  console.log(`\n-- editor: ${name}`);
  const output = join(results, `editor-${name}.json`);
  rmSync(output, { force: true });
  const run = spawnSync(program, args, {
    cwd: root,
    stdio: 'inherit',
    timeout: 30 * 60 * 1000,
    env: { ...process.env, ...environment, FOREBEAR_RESULTS: output },
  });
  const said = existsSync(output) ? JSON.parse(readFileSync(output, 'utf8')) : { passed: 0, failed: 0 };
  counts.passed += said.passed;
  counts.skipped += said.skipped ?? 0;
  counts.failed += said.failed;
  if (run.status !== 0 && said.failed === 0) counts.failed += 1;
}

function mocha(spec) {
  return [
    join(root, 'node_modules/mocha/bin/mocha.js'),
    ...['--no-config', '--import=tsx', '--timeout', '120000', '--exit', '--spec', spec],
    ...['--reporter', join(root, 'scripts/count-reporter.cjs')],
  ];
}

const { size, files } = await packageVsix();
console.log(`Package: ${files.length} files, ${(size / 1024 / 1024).toFixed(2)} MB`);
step('manifest', process.execPath, mocha('test/manifest/**/*.test.ts'), {});

const tools = await installEditor();
if (tools.missing !== undefined) {
  console.log(`\nSkipped: the suites that need a browser and an editor. ${tools.missing}`);
  counts.skipped += 1;
} else {
  const environment = { FOREBEAR_EDITOR_TOOLS: JSON.stringify(tools) };
  step('panel', process.execPath, mocha('test/webview/**/*.test.ts'), environment);
  step('api', process.execPath, ['--import', 'tsx', 'test/extension/harness/run-api.ts'], environment);
  step('ui', process.execPath, mocha('test/extension/ui/**/*.test.ts'), environment);
}
if (process.env.FOREBEAR_RESULTS !== undefined) {
  writeFileSync(process.env.FOREBEAR_RESULTS, JSON.stringify(counts));
}
console.log(`\neditor: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exitCode = counts.failed === 0 ? 0 : 1;
