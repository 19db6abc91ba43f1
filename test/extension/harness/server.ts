import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createWriteStream, readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

export interface Tools {
  readonly node: string;
  readonly entry: string;
  readonly chromium: string;
}

/** Where scripts/test-editor.mjs says the tools are. */
export function toolsFromEnvironment(): Tools {
  const text = process.env.FOREBEAR_EDITOR_TOOLS;
  if (text === undefined) throw new Error('Run these tests through scripts/test-editor.mjs.');
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

/** Starts code-server in a home folder of its own. */
export async function startServer(options: ServerOptions): Promise<EditorServer> {
  const { tools } = options;
  const home = await mkdtemp(join(tmpdir(), 'forebear-editor-'));
  const user = join(home, 'user');
  const extensions = join(home, 'extensions');
  await mkdir(join(user, 'User'), { recursive: true });
  await mkdir(extensions, { recursive: true });
  await writeFile(join(home, 'config.yaml'), '');
  // Settings of the machine's own scope are read from the server's side.
  await mkdir(join(user, 'Machine'), { recursive: true });
  await writeFile(join(user, 'Machine', 'settings.json'), JSON.stringify(options.settings ?? {}));
  await writeFile(join(user, 'User', 'settings.json'), JSON.stringify({ ...SETTINGS, ...options.settings }));
  const base = [
    '--config',
    join(home, 'config.yaml'),
    '--user-data-dir',
    user,
    '--extensions-dir',
    extensions,
  ];
  const environment = {
    ...process.env,
    HOME: home,
    XDG_CACHE_HOME: join(home, 'cache'),
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_DATA_HOME: join(home, 'data'),
    ...options.environment,
  };
  if (options.locale !== undefined) await installLanguage(user, options.locale);
  if (options.vsix !== undefined) {
    const installed = spawnSync(
      tools.node,
      [tools.entry, ...base, '--install-extension', options.vsix, '--force'],
      {
        encoding: 'utf8',
        env: environment,
      },
    );
    if (installed.status !== 0)
      throw new Error(`The package does not install:\n${installed.stdout}${installed.stderr}`);
  }
  const port = await freePort();
  const args = [
    tools.entry,
    ...base,
    ...['--auth', 'none', '--bind-addr', `127.0.0.1:${port}`],
    ...['--disable-telemetry', '--disable-update-check'],
    ...(options.trust === false ? [] : ['--disable-workspace-trust']),
    ...(options.locale === undefined ? [] : ['--locale', options.locale]),
    ...(options.driver === true ? ['--vscode-option', 'enable-smoke-test-driver'] : []),
  ];
  const child: ChildProcess = spawn(tools.node, args, { detached: true, env: environment });
  const log = createWriteStream(join(home, 'server.log'));
  child.stdout?.pipe(log);
  child.stderr?.pipe(log);
  const address = `http://127.0.0.1:${port}`;
  const group = child.pid ?? -1;
  for (let tries = 0; ; tries += 1) {
    const up = await fetch(`${address}/healthz`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (up) break;
    if (tries > 150) throw new Error(`code-server does not answer; see ${join(home, 'server.log')}`);
    await pause(200);
  }
  return {
    address,
    authority: `127.0.0.1:${port}`,
    home,
    processes: () => alive(group),
    stop: async () => {
      child.kill('SIGTERM');
      for (let tries = 0; tries < 75 && alive(group).length > 0; tries += 1) await pause(200);
      const left = alive(group);
      for (const process_ of left) process.kill(process_, 'SIGKILL');
      await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
      return left;
    },
  };
}
