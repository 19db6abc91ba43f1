import { spawn } from 'node:child_process';
import process from 'node:process';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

/** What one git command came to. */
export interface Outcome {
  readonly output: string;
  /** The beginning of what it wrote to its standard error. */
  readonly complaint: string;
  /** Exit status; null when it was ended. */
  readonly status: number | null;
  /** Whether the time limit ended it. */
  readonly late: boolean;
}

/** Where commands run, and what ends them. */
export interface Setting {
  readonly dir: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly signal: AbortSignal | undefined;
  readonly limitMs: number;
}

interface Asked {
  readonly args: readonly string[];
  /** Told null where nothing was started: the command is to be run by itself. */
  readonly settle: (outcome: Outcome | null) => void;
}

/** A shell names an open file by one digit, and the first three are its own. */
const FIRST = 3;
const MOST = 10 - FIRST;

const quoted = (arg: string): string => `'${arg.replaceAll("'", "'\\''")}'`;

/**
 * The line for command number `at` of `count`: it writes to an open file of its own, and has none of the others', which
 * could not end before it. Then a record tells its number, status and complaint.
 */
function lineOf(args: readonly string[], at: number, count: number): string {
  const own = FIRST + at;
  const others = Array.from({ length: count }, (_, file) => `${FIRST + file}>&-`).filter(
    (_, file) => file !== at,
  );
  const command = ['command git', ...args.map(quoted)].join(' ');
  return [
    '(',
    others.length > 0 ? `exec ${others.join(' ')};` : '',
    `complaint=$(${command} 2>&1 >&${own} ${own}>&-); ended=$?; exec ${own}>&-;`,
    `printf '%d %d %.2000s\\000' ${at} $ended "$complaint"`,
    ') &',
  ].join(' ');
}

/** Reads the records of a shell: for each command its record as it comes, or none when the shell ends without. */
function readRecords(stream: Readable, count: number): readonly Promise<RegExpExecArray | null>[] {
  const tell: ((record: RegExpExecArray | null) => void)[] = [];
  const told = Array.from(
    { length: count },
    () => new Promise<RegExpExecArray | null>((one) => tell.push(one)),
  );
  let rest = '';
  stream.setEncoding('utf8').on('data', (text: string) => {
    const records = (rest + text).split('\0');
    rest = records.pop() ?? '';
    for (const record of records) {
      const found = /^(\d+) (\d+) ([\s\S]*)$/.exec(record);
      tell[Number(found?.[1])]?.(found);
    }
  });
  stream.on('close', () => {
    for (const one of tell) one(null);
  });
  return told;
}

/** Leaves commands to be run each by itself. */
function alone(asked: readonly Asked[]): void {
  for (const { settle } of asked) settle(null);
}

/** Starts at most seven git commands of one setting by one shell. Throws where it cannot even be tried. */
function start({ dir, environment, signal, limitMs }: Setting, asked: readonly Asked[]): void {
  const lines = asked.map(({ args }, at) => lineOf(args, at, asked.length));
  const files = asked.map((_, at) => `${FIRST + at}>&-`);
  const shell = spawn('/bin/sh', ['-c', [...lines, `exec ${files.join(' ')}`, 'wait'].join('\n')], {
    cwd: dir,
    env: environment,
    stdio: ['ignore', 'pipe', 'ignore', ...asked.map(() => 'pipe' as const)],
    // A group of its own: all of it can be ended.
    detached: true,
  });
  shell.on('error', () => alone(asked));
  const { pid } = shell;
  if (pid === undefined) return;
  const end = (): void => {
    try {
      process.kill(-pid);
    } catch {
      // It has ended by itself.
    }
  };
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    end();
  }, limitMs);
  signal?.addEventListener('abort', end, { once: true });
  shell.on('close', () => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', end);
  });
  const [, told, , ...outputs] = shell.stdio as [null, Readable, null, ...Readable[]];
  const records = readRecords(told, asked.length);
  for (const [at, { settle }] of asked.entries()) {
    Promise.all([buffer(outputs[at] as Readable), records[at]]).then(
      ([output, record]) =>
        settle({
          output: output.toString('utf8'),
          complaint: record?.[3] ?? '',
          status: record == null ? null : Number(record[2]),
          late,
        }),
      () => settle({ output: '', complaint: '', status: null, late }),
    );
  }
}

/** What was asked for since the last start. */
let gathered: { readonly setting: Setting; readonly asked: Asked[] }[] = [];

function isSame(a: Setting, b: Setting): boolean {
  return (
    a.dir === b.dir &&
    a.signal === b.signal &&
    a.limitMs === b.limitMs &&
    JSON.stringify(a.environment) === JSON.stringify(b.environment)
  );
}

function startAll(): void {
  const groups = gathered;
  gathered = [];
  for (const { setting, asked } of groups) {
    for (let at = 0; at < asked.length; at += MOST) {
      const some = asked.slice(at, at + MOST);
      try {
        if (some.length === 1 || setting.signal?.aborted === true) alone(some);
        else start(setting, some);
      } catch {
        alone(some);
      }
    }
  }
}

/**
 * Runs a git command together with others of the same setting that are asked for at the same moment, by one shell.
 * Node starts a process by a copy of itself, which takes 10 to 30 ms of its main thread, the more the more memory it
 * has; a shell is small. Null where the command has to be run by itself: there is no other, or no shell.
 */
export function runTogether(setting: Setting, args: readonly string[]): Promise<Outcome | null> {
  if (process.platform === 'win32') return Promise.resolve(null);
  return new Promise((settle) => {
    if (gathered.length === 0) process.nextTick(startAll);
    const same = gathered.find((one) => isSame(one.setting, setting));
    if (same === undefined) gathered.push({ setting, asked: [{ args, settle }] });
    else same.asked.push({ args, settle });
  });
}
