// npm run kills [-- --kills N] [--seed N] [--only TEXT]: ends commands that write with SIGKILL, at random moments and, where
// strace is at hand, at each rename, link, removal, flush and made folder, and at the last writes. Each file has to be the old
// one or the new one; the next run has to leave what an undisturbed one leaves. Ends with 1 on a fault.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { CLI, SUBJECTS, type Subject } from './subjects.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
  },
});
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const isNewNode = major > 22 || (major === 22 && minor >= 12);
const hasStrace = spawnSync('strace', ['-V']).status === 0;
/** Calls that change what lies on a disk. */
const CALLS = ['rename,renameat,renameat2', 'link,linkat', 'unlink,unlinkat', 'fsync,fdatasync', 'mkdir'];
/** Random kills between two runs to the end. */
const BETWEEN = 5;
/** Writes before the end of a command at which it is killed too. */
const LAST_WRITES = 15;
/** Runs that may be needed until the kill of one is met: the n-th call of a kind is not there. */
const MOST_CALLS = 40;

let state = Number(values.seed) >>> 0;
const chance = (): number => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return state / 2 ** 32;
};

/** Hashes of the files of a folder by path. Git's own, caches and the files of a database are no output. */
function filesOf(folder: string, within = ''): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const entry of readdirSync(join(folder, within), { withFileTypes: true })) {
    const path = within === '' ? entry.name : `${within}/${entry.name}`;
    if (entry.name === '.git' || path === 'cache' || path === 'store') continue;
    if (entry.isDirectory()) for (const [inner, hash] of filesOf(folder, path)) found.set(inner, hash);
    else
      found.set(
        path,
        createHash('sha256')
          .update(readFileSync(join(folder, path)))
          .digest('hex'),
      );
  }
  return found;
}

const environmentOf = (folder: string): NodeJS.ProcessEnv => ({
  ...process.env,
  CI: '',
  DATABASE_URL: undefined,
  FOREBEAR_CACHE: join(folder, 'cache'),
});

interface Run {
  readonly killed: boolean;
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs a command; ends it after a while, or at the n-th call of a kind. */
function run(
  folder: string,
  args: readonly string[],
  end: { readonly afterMs: number } | { readonly calls: string; readonly nth: number } | null = null,
): Promise<Run> {
  const command = [process.execPath, CLI, ...args];
  const traced =
    end !== null && 'calls' in end
      ? [
          'strace',
          '-f',
          '-qq',
          '-o',
          '/dev/null',
          '-e',
          `trace=${end.calls}`,
          '-e',
          `inject=${end.calls}:signal=KILL:when=${end.nth}`,
          ...command,
        ]
      : command;
  const [program = '', ...rest] = traced;
  const child = spawn(program, rest, {
    cwd: folder,
    env: environmentOf(folder),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const timer =
    end !== null && 'afterMs' in end ? setTimeout(() => child.kill('SIGKILL'), end.afterMs) : undefined;
  return new Promise((resolve) =>
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ killed: signal === 'SIGKILL' || code === 137, code, out, err });
    }),
  );
}

/** The writes with which a thread ends: the first ones are those of its start. */
async function lastWrites(
  subject: Subject,
  reset: () => void,
  folder: string,
): Promise<readonly [kind: string, from: number]> {
  reset();
  const log = join(folder, 'cache', 'writes');
  mkdirSync(join(folder, 'cache'), { recursive: true });
  const traced = ['-f', '-qq', '-o', log, '-e', 'trace=write', process.execPath, CLI, ...subject.args];
  spawnSync('strace', traced, { cwd: folder, env: environmentOf(folder), stdio: 'ignore' });
  const counts = new Map<string, number>();
  for (const line of readFileSync(log, 'utf8').split('\n')) {
    const [thread = ''] = line.split(' ', 1);
    if (line.includes('write(')) counts.set(thread, (counts.get(thread) ?? 0) + 1);
  }
  return ['write', Math.max(1, Math.max(...counts.values()) - LAST_WRITES)];
}

interface Tally {
  kills: number;
  halves: number;
  differing: number;
  left: number;
}

async function tryOut(subject: Subject, wanted: number): Promise<Tally> {
  const top = mkdtempSync(join(tmpdir(), 'forebear-kills-'));
  const tally: Tally = { kills: 0, halves: 0, differing: 0, left: 0 };
  const tell = (what: string): void => console.error(`${subject.name}: ${what}`);
  try {
    const base = join(top, 'base');
    mkdirSync(base);
    subject.prepare(base);
    const folder = join(top, 'work');
    const reset = (): void => {
      rmSync(folder, { recursive: true, force: true });
      cpSync(base, folder, { recursive: true });
    };
    reset();
    const started = performance.now();
    const whole = await run(folder, subject.args);
    const lasts = performance.now() - started;
    const old = filesOf(base);
    const fresh = filesOf(folder);
    const said = subject.ask === undefined ? '' : (await run(folder, subject.ask)).out;

    /** Every file the old or the new one, apart from what was being made beside them. */
    const check = (): void => {
      for (const [path, hash] of filesOf(folder)) {
        if (path.endsWith('.forebear-part') || hash === old.get(path) || hash === fresh.get(path)) continue;
        tally.halves += 1;
        tell(`${path} is neither the old one nor the new one`);
      }
      for (const path of old.keys())
        if (fresh.has(path) && !filesOf(folder).has(path)) {
          tally.halves += 1;
          tell(`${path} is lost`);
        }
    };
    /** What one run to the end leaves now, against one that was never disturbed. */
    const goOn = async (): Promise<void> => {
      const next = await run(folder, subject.args);
      const now = filesOf(folder);
      const parts = [...now.keys()].filter((path) => path.endsWith('.forebear-part'));
      tally.left += parts.length;
      const asked = subject.ask === undefined ? '' : (await run(folder, subject.ask)).out;
      const same =
        next.code === whole.code &&
        asked === said &&
        [...fresh].every(([path, hash]) => now.get(path) === hash) &&
        [...now.keys()].every((path) => fresh.has(path) || parts.includes(path));
      if (same) return;
      tally.differing += 1;
      tell(
        `the next run ended with ${next.code} in place of ${whole.code}: ${next.err.split('\n')[0] ?? ''}`,
      );
    };

    if (hasStrace && subject.isNew !== true)
      for (const [kind, from] of [
        ...CALLS.map((one) => [one, 1] as const),
        await lastWrites(subject, reset, folder),
      ])
        for (let nth = from; nth < from + MOST_CALLS && tally.kills < (2 * wanted) / 3; nth++) {
          reset();
          if (!(await run(folder, subject.args, { calls: kind, nth })).killed) break;
          tally.kills += 1;
          check();
          await goOn();
        }
    reset();
    for (let since = 0; tally.kills < wanted; ) {
      const { killed } = await run(folder, subject.args, { afterMs: lasts * (0.1 + 0.95 * chance()) });
      if (killed) {
        tally.kills += 1;
        since += 1;
        check();
      }
      if (killed && since < BETWEEN) continue;
      if (killed) await goOn();
      since = 0;
      reset();
    }
    return tally;
  } finally {
    rmSync(top, { recursive: true, force: true });
  }
}

console.log('| command | kills | files half or lost | next runs that differ | parts left after them |');
console.log('| --- | --- | --- | --- | --- |');
let isClean = true;
for (const subject of SUBJECTS) {
  if (!subject.name.includes(values.only)) continue;
  if (subject.isNew === true && !isNewNode) {
    console.log(`| ${subject.name} | needs Node 22.12 | | | |`);
    continue;
  }
  const { kills, halves, differing, left } = await tryOut(
    subject,
    Math.ceil(Number(values.kills) * subject.share),
  );
  isClean &&= halves + differing + left === 0;
  console.log(`| ${subject.name} | ${kills} | ${halves} | ${differing} | ${left} |`);
}
process.exitCode = isClean ? 0 : 1;
