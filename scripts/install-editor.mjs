// Brings the editor that the suites run in: Node 24 and code-server from npm, Chromium from the system.
// Everything lands in one cached folder outside the project's own node_modules.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Pinned together: the smoke-test driver flag of this code-server is internal, and it needs this Node. */
const NODE = 'node@24';
const CODE_SERVER = 'code-server@4.139.1';

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

function run(program, args, cwd, path = process.env.PATH) {
  const done = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, PATH: path, npm_config_ignore_scripts: 'false', NODE_ENV: '' },
    maxBuffer: 64 * 1024 * 1024,
  });
  if (done.status !== 0) {
    const tail = `${done.stdout ?? ''}${done.stderr ?? ''}`.trim().split('\n').slice(-8).join('\n');
    throw new Error(`${program} ${args.join(' ')} did not work:\n${tail}`);
  }
}

async function installServer(home) {
  const ready = join(home, 'ready.json');
  const entry = join(home, 'node_modules/code-server/out/node/entry.js');
  const node = join(home, 'node_modules/node/bin/node');
  if (existsSync(ready)) return { node, entry };
  const draft = `${home}.${process.pid}`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true });
  await writeFile(join(draft, 'package.json'), '{ "private": true }\n');
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  // The package `node` places its binary in its own install script, so that one runs scripts.
  run('npm', ['install', NODE, '--ignore-scripts=false', ...quiet], draft);
  const path = `${join(draft, 'node_modules/node/bin')}${delimiter}${process.env.PATH}`;
  run('npm', ['install', CODE_SERVER, '--ignore-scripts', ...quiet], draft, path);
  const server = join(draft, 'node_modules/code-server/lib/vscode');
  run('npm', ['install', '--omit=dev', '--ignore-scripts', ...quiet], server, path);
  await writeFile(join(draft, 'ready.json'), `${JSON.stringify({ NODE, CODE_SERVER })}\n`);
  await rm(home, { recursive: true, force: true });
  await rename(draft, home);
  return { node, entry };
}

function findBrowser() {
  const named = process.env.FOREBEAR_CHROMIUM;
  if (named !== undefined && existsSync(named)) return named;
  return BROWSERS.find((path) => existsSync(path));
}

function installBrowser() {
  const found = findBrowser();
  if (found !== undefined) return found;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
  const apt = ['-o', 'DPkg::Lock::Timeout=400', '-y', '--no-install-recommends', 'install'];
  run('apt-get', ['-qq', 'update'], '/');
  run('apt-get', ['-qq', ...apt, 'chromium', 'fonts-dejavu-core'], '/');
  // Chinese screenshots need glyphs; the suites run without them.
  spawnSync('apt-get', ['-qq', ...apt, 'fonts-wqy-microhei'], { stdio: 'ignore' });
  return findBrowser();
}

/**
 * Answers `{ node, entry, chromium }`: absolute paths of Node 24, code-server's entry script and the browser;
 * or `{ missing }`, one sentence on what is absent and how to bring it.
 */
export async function installEditor() {
  const cache = process.env.FOREBEAR_EDITOR_CACHE ?? join(homedir(), '.cache', 'forebear-editor');
  await mkdir(cache, { recursive: true });
  let chromium;
  try {
    chromium = installBrowser();
  } catch (error) {
    return { missing: `Chromium could not be installed: ${error.message}` };
  }
  if (chromium === undefined) {
    return {
      missing:
        'No Chromium was found. Install it (Debian: `apt-get install chromium`), or name one in FOREBEAR_CHROMIUM.',
    };
  }
  try {
    return { ...(await installServer(join(cache, 'code-server-4.139.1'))), chromium };
  } catch (error) {
    return { missing: `code-server could not be installed from npm: ${error.message}` };
  }
}

// Run as a script, it writes the answer to the file that is named, or shows it.
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const tools = await installEditor();
  const [, , target] = process.argv;
  if (target === undefined) console.log(tools);
  else {
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, JSON.stringify(tools));
  }
  if (tools.missing !== undefined && process.env.FOREBEAR_RESULTS !== undefined) {
    console.log(`The suites that need a browser and an editor are skipped. ${tools.missing}`);
    const counts = { passed: 0, failed: 0, skipped: 1, missing: true };
    await writeFile(process.env.FOREBEAR_RESULTS, JSON.stringify(counts));
  }
}
