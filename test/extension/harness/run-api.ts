import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { makeUpWorkspace } from '../../../bench/live/made-up-workspace.ts';
import { startServer, toolsFromEnvironment } from './server.ts';
import { launchBrowser } from './window.ts';
import { makeWorkspace } from './workspace.ts';

const root = join(import.meta.dirname, '../../..');
const results = process.env.FOREBEAR_RESULTS ?? join(root, 'build/results/api.json');

async function bundleTests(): Promise<string> {
  const outfile = join(root, 'build/api/index.cjs');
  await build({
    entryPoints: [join(root, 'test/extension/api/index.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
    define: { 'import.meta.url': '__moduleUrl' },
    banner: { js: "const __moduleUrl = require('node:url').pathToFileURL(__filename).href;" },
  });
  return outfile;
}

const tools = toolsFromEnvironment();
const tests = await bundleTests();
mkdirSync(join(root, 'build/results'), { recursive: true });
rmSync(results, { force: true });
const workspace = await makeWorkspace();
/** Further Python files in the workspace, to measure a save in a large one: FOREBEAR_API_FILES=5000. */
const files = Number(process.env.FOREBEAR_API_FILES ?? 0);
if (files > 0) makeUpWorkspace(join(workspace, 'many'), files);
const server = await startServer({
  tools,
  vsix: join(root, 'build/forebear.vsix'),
  driver: true,
  environment: { FOREBEAR_API_RESULTS: results },
});
const browser = await launchBrowser(tools);
try {
  const installed = readdirSync(join(server.home, 'extensions')).find((name) => name.startsWith('forebear.'));
  if (installed === undefined) throw new Error('The package was not installed.');
  const at = (path: string): string => `vscode-remote://${server.authority}${path}`;
  const payload = JSON.stringify([
    ['extensionDevelopmentPath', at(join(server.home, 'extensions', installed))],
    ['extensionTestsPath', at(tests)],
  ]);
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
  const page = await context.newPage();
  const ended = new Promise<number>((resolve, reject) => {
    void page.exposeFunction('codeAutomationExit', resolve);
    void page.exposeFunction('codeAutomationLog', () => {});
    setTimeout(() => reject(new Error('The suites did not end within ten minutes.')), 600_000).unref();
  });
  await page.goto(
    `${server.address}/?folder=${encodeURIComponent(workspace)}&payload=${encodeURIComponent(payload)}`,
    { waitUntil: 'commit', timeout: 120_000 },
  );
  await ended.catch((error: unknown) => console.error(String(error)));
} finally {
  await browser.close();
  const left = await server.stop();
  rmSync(workspace, { recursive: true, force: true });
  if (left.length > 0) console.error(`Processes that had to be killed: ${left.join(', ')}`);
}
if (!existsSync(results)) {
  console.error('The extension host wrote no results.');
  process.exit(1);
}
const { failed, lines } = JSON.parse(readFileSync(results, 'utf8'));
for (const line of lines) console.log(`  ${line}`);
process.exit(failed === 0 ? 0 : 1);
