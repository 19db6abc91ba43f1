// Takes the pictures of the README from the packaged extension: `node scripts/screenshots.mjs`. With FOREBEAR_MIRROR
// set to a folder of clones they show the founding case; without it, the bundled example.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installEditor } from './install-editor.mjs';
import { packageVsix } from './package-vsix.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const tools = await installEditor();
if (tools.missing !== undefined) {
  console.error(tools.missing);
  process.exit(2);
}
await packageVsix();
const run = spawnSync(process.execPath, ['--import', 'tsx', 'test/extension/harness/take-screenshots.ts'], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, FOREBEAR_EDITOR_TOOLS: JSON.stringify(tools) },
});
process.exitCode = run.status ?? 1;
