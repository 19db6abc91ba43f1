import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createWriteStream, existsSync, readdirSync, readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

export interface Tools {
  readonly node: string;
  readonly entry: string;
  readonly chromium: string;
}

/** Where scripts/test.mjs says the tools are. */
export function toolsFromEnvironment(): Tools {
  const text = process.env.FOREBEAR_EDITOR_TOOLS;
  if (text === undefined) throw new Error('Run these tests through scripts/test.mjs.');
  return JSON.parse(text) as Tools;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

const SETTINGS = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'update.mode': 'none',
  'editor.minimap.enabled': false,
  'files.simpleDialog.enable': true,
};

/** Processes of a process group that still run. */
function alive(group: number): readonly number[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const [state, , pgrp] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return Number(pgrp) === group && state !== 'Z' ? [Number(name)] : [];
    } catch {
      return [];
    }
  });
}

export interface EditorServer {
  readonly address: string;
  readonly authority: string;
  readonly home: string;
  /** Processes of the server and of everything it started. */
  processes(): readonly number[];
  /** Ends the server; answers the processes that had to be killed because they would not end by themselves. */
  stop(): Promise<readonly number[]>;
}

export interface ServerOptions {
  readonly tools: Tools;
  /** Package to install first. */
  readonly vsix?: string;
  /** Lets a page name a folder of tests that then run in the extension host. */
  readonly driver?: boolean;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly locale?: string;
  readonly trust?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
}

/** An empty language pack: the editor's own texts stay English, and extensions are told of the language. */
async function installLanguage(user: string, locale: string): Promise<void> {
  const path = join(user, 'main.i18n.json');
  await writeFile(path, JSON.stringify({ version: '1.0.0', contents: {} }));
  const pack = {
    hash: 'forebear-test',
    extensions: [{ extensionIdentifier: { id: 'forebear-test.language' }, version: '1.0.0' }],
    translations: { vscode: path },
    label: locale,
  };
  await writeFile(join(user, 'languagepacks.json'), JSON.stringify({ [locale]: pack }));
}

/** What every run of code-server in a home folder is told. */
function placesIn(home: string): readonly string[] {
  return [
    ...['--config', join(home, 'config.yaml')],
    ...['--user-data-dir', join(home, 'user')],
    ...['--extensions-dir', join(home, 'extensions')],
  ];
}

function environmentIn(home: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    HOME: home,
    XDG_CACHE_HOME: join(home, 'cache'),
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_DATA_HOME: join(home, 'data'),
  };
}

async function furnish(home: string): Promise<void> {
  // Settings of the machine's own scope are read from the server's side.
  for (const scope of ['User', 'Machine']) await mkdir(join(home, 'user', scope), { recursive: true });
  await mkdir(join(home, 'extensions'), { recursive: true });
  await writeFile(join(home, 'config.yaml'), '');
}

/** A home folder in which the package is installed: made once for each package, beside it, and copied. */
async function homeWith(tools: Tools, vsix: string): Promise<string> {
  const { mtimeMs, size } = await stat(vsix);
  const homes = join(dirname(vsix), 'editor-homes');
  const name = `${size}-${Math.round(mtimeMs)}`;
  const home = join(homes, name);
  if (existsSync(home)) return home;
  await mkdir(homes, { recursive: true });
  for (const old of await readdir(homes)) {
    if (!old.startsWith(name)) await rm(join(homes, old), { recursive: true, force: true });
  }
  const draft = await mkdtemp(join(homes, `${name}.`));
  await furnish(draft);
  await promisify(execFile)(
    tools.node,
    [tools.entry, ...placesIn(draft), '--install-extension', vsix, '--force'],
    { env: environmentIn(draft) },
  ).catch((error: Error & { stdout?: string; stderr?: string }) => {
    throw new Error(`The package does not install:\n${error.stdout ?? ''}${error.stderr ?? error.message}`);
  });
  // Another suite may have been faster.
  await rename(draft, home).catch(async (error: unknown) => {
    if (!existsSync(home)) throw error;
    await rm(draft, { recursive: true, force: true });
  });
  return home;
}

/** Starts code-server in a home folder of its own. */
export async function startServer(options: ServerOptions): Promise<EditorServer> {
  const { tools } = options;
  const home = await mkdtemp(join(tmpdir(), 'forebear-editor-'));
  if (options.vsix !== undefined) await cp(await homeWith(tools, options.vsix), home, { recursive: true });
  await furnish(home);
  const user = join(home, 'user');
  await writeFile(join(user, 'Machine', 'settings.json'), JSON.stringify(options.settings ?? {}));
  await writeFile(join(user, 'User', 'settings.json'), JSON.stringify({ ...SETTINGS, ...options.settings }));
  if (options.locale !== undefined) await installLanguage(user, options.locale);
  const port = await freePort();
  const args = [
    tools.entry,
    ...placesIn(home),
    ...['--auth', 'none', '--bind-addr', `127.0.0.1:${port}`],
    ...['--disable-telemetry', '--disable-update-check'],
    ...(options.trust === false ? [] : ['--disable-workspace-trust']),
    ...(options.locale === undefined ? [] : ['--locale', options.locale]),
    ...(options.driver === true ? ['--vscode-option', 'enable-smoke-test-driver'] : []),
  ];
  const child: ChildProcess = spawn(tools.node, args, {
    detached: true,
    env: { ...environmentIn(home), ...options.environment },
  });
  const log = createWriteStream(join(home, 'server.log'));
  child.stdout?.pipe(log);
  child.stderr?.pipe(log);
  const address = `http://127.0.0.1:${port}`;
  const group = child.pid ?? -1;
  const end = Date.now() + 90_000;
  for (;;) {
    const up = await fetch(`${address}/healthz`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (up) break;
    if (Date.now() > end) throw new Error(`code-server does not answer; see ${join(home, 'server.log')}`);
    await pause(200);
  }
  return {
    address,
    authority: `127.0.0.1:${port}`,
    home,
    processes: () => alive(group),
    stop: async () => {
      child.kill('SIGTERM');
      for (let tries = 0; tries < 300 && alive(group).length > 0; tries += 1) await pause(200);
      const left = alive(group);
      for (const process_ of left) process.kill(process_, 'SIGKILL');
      await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
      return left;
    },
  };
}
