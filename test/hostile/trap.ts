import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { AuditReport } from '../../src/model/report.ts';
import { gitEnvironment } from '../git-environment.ts';
import { serve } from './served.ts';

const root = join(import.meta.dirname, '..', '..');
export const CLI = join(root, 'dist', 'cli.cjs');
export const ACTION = join(root, 'dist', 'action.cjs');
const example = join(root, 'examples', 'tiny-vlm');
const catalogue = join(root, 'examples', 'catalogue');

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  readonly ms: number;
  /** True where it had to be ended. */
  readonly hung: boolean;
}

/** A folder of one attack: hand-made, thrown away afterwards. */
export interface Trap {
  readonly dir: string;
  /** Exists when a program of the attack has run. */
  readonly mark: string;
  write(path: string, content: string | Uint8Array, mode?: number): string;
  git(...args: readonly string[]): string;
  commit(...args: readonly string[]): void;
  /** The same, with this date for author and committer unless the arguments say otherwise. */
  commitAt(date: string, ...args: readonly string[]): void;
  /** The command line, run in the folder by a process that runs many. */
  forebear(...args: readonly string[]): Promise<Ended>;
  /** The report of an audit with the catalogue of the example, and how that ended. */
  audited(
    ...args: readonly string[]
  ): Promise<{ readonly report: AuditReport; readonly code: number | null }>;
  /** The report alone. */
  report(...args: readonly string[]): Promise<AuditReport>;
  sprung(): boolean;
  remove(): void;
}

export interface RunOptions {
  readonly dir: string;
  readonly limitMs?: number;
  readonly environment?: Readonly<Record<string, string>>;
  readonly script?: string;
}

/** Longest that a run may take, whatever else the machine does: a second or two where it has nothing else to do. */
export const LIMIT_MS = 180_000;

/** Longest that a case may take: one of forty commands takes a minute where the machine has nothing else to do. */
export const PATIENCE_MS = 1_200_000;

/** The built command line, in a process of its own. */
export function run(
  args: readonly string[],
  { dir, limitMs = LIMIT_MS, environment, script = CLI }: RunOptions,
): Ended {
  const started = performance.now();
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [script, ...args], {
    cwd: dir,
    encoding: 'utf8',
    timeout: limitMs,
    killSignal: 'SIGKILL',
    maxBuffer: 256 * 1024 * 1024,
    env: { ...process.env, CI: '', FOREBEAR_CACHE: join(dir, '..', 'cache'), ...environment },
  });
  const hung = (error as NodeJS.ErrnoException | undefined)?.code === 'ETIMEDOUT';
  return { code: status, out: stdout, err: stderr, ms: performance.now() - started, hung };
}

/** Starts the command line and sends it a signal after a while. */
export function runAndSignal(
  args: readonly string[],
  dir: string,
  signal: NodeJS.Signals,
  afterMs: number,
): Promise<Ended> {
  const started = performance.now();
  const child = spawn(process.execPath, [CLI, ...args], {
    cwd: dir,
    env: { ...process.env, CI: '', FOREBEAR_CACHE: join(dir, '..', 'cache') },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let err = '';
  let sent = 0;
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  setTimeout(() => {
    sent = performance.now();
    child.kill(signal);
  }, afterMs);
  return new Promise((settle) => {
    child.on('close', (code) =>
      settle({ code, out: '', err, ms: performance.now() - (sent || started), hung: sent === 0 }),
    );
  });
}

/** The first folder as it was made: the others begin as copies of it, which takes no git. */
let made: string | null = null;

/** A folder `audited` with a copy of code that the example catalogue knows, committed. */
export function openTrap(): Trap {
  const top = mkdtempSync(join(tmpdir(), 'forebear-zoo-'));
  const dir = join(top, 'audited');
  const mark = join(top, 'MARK');
  mkdirSync(dir);
  const write: Trap['write'] = (path, content, mode) => {
    const place = join(dir, path);
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, content, mode === undefined ? {} : { mode });
    return place;
  };
  let dates: Readonly<Record<string, string>> = {};
  const git: Trap['git'] = (...args) => {
    const { stdout, stderr, status } = spawnSync('git', args, {
      cwd: dir,
      encoding: 'utf8',
      env: {
        ...gitEnvironment(),
        GIT_COMMITTER_NAME: 'Example Committer',
        GIT_COMMITTER_EMAIL: 'committer@example.org',
        ...dates,
      },
    });
    if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
    return stdout;
  };
  const commit: Trap['commit'] = (...args) => {
    git('add', '-A', '-f');
    git('commit', '-q', '--allow-empty', '-m', 'A change', ...args);
  };
  if (made === null) {
    cpSync(join(example, 'tinyvlm', 'scan_grid.py'), join(dir, 'grid.py'));
    git('init', '-q', '-b', 'main');
    commit('--date=2026-02-01T00:00:00Z');
    const kept = mkdtempSync(join(tmpdir(), 'forebear-zoo-made-'));
    cpSync(dir, kept, { recursive: true });
    process.on('exit', () => rmSync(kept, { recursive: true, force: true }));
    made = kept;
  } else cpSync(made, dir, { recursive: true });
  const forebear: Trap['forebear'] = (...args) => serve({ args, dir, cache: join(top, 'cache') }, LIMIT_MS);
  const audited: Trap['audited'] = async (...args) => {
    const { out, err, code } = await forebear(
      'audit',
      '.',
      '--catalogue',
      catalogue,
      '--no-cache',
      '--format',
      'json',
      ...args,
    );
    if (out === '') throw new Error(`no report: ${err}`);
    return { report: JSON.parse(out) as AuditReport, code };
  };
  return {
    dir,
    mark,
    write,
    git,
    commit,
    commitAt: (date, ...args) => {
      dates = { GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date };
      commit(...args);
      dates = {};
    },
    forebear,
    audited,
    report: async (...args) => (await audited(...args)).report,
    sprung: () => existsSync(mark),
    remove: () => rmSync(top, { recursive: true, force: true }),
  };
}

/** Whether the copied module of the trap is told as what it is. */
export function tellsCopy(report: AuditReport, path = 'grid.py'): boolean {
  return report.modules.some(
    (module) => module.path === path && module.matches.some(({ upstream }) => upstream === 'heron-vl'),
  );
}

export const readText = (path: string): string => readFileSync(path, 'utf8');
