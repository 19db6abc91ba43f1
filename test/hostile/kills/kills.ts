// npm run kills [-- --kills N] [--most N] [--strace] [--seed N] [--only TEXT]: ends commands that write with SIGKILL. First
// before each call that changes a disk, and in the middle of each write, at most `--most` of each command, evenly spread;
// with --strace also at each system call of these kinds; then N times in all at random moments. Each file has to be the old one or
// the new one; the next run has to leave what an undisturbed one leaves. Ends with 1 on a fault.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { filesOf, runCommand } from './run-command.ts';
import { SUBJECTS, type Subject } from './subjects.ts';
import { systemCalls } from './system-calls.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '500' },
    most: { type: 'string', default: '200' },
    strace: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
  },
});
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const isNewNode = major > 22 || (major === 22 && minor >= 12);
/** Random kills between two runs to the end. */
const BETWEEN = 5;

let state = Number(values.seed) >>> 0;
const chance = (): number => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return state / 2 ** 32;
};

interface Tally {
  /** Calls of an undisturbed run that change a disk. */
  calls: number;
  atCalls: number;
  atSystemCalls: number;
  atRandom: number;
  halves: number;
  differing: number;
  left: number;
}

/** At most `most` of the numbers 1 to `count`, evenly spread. */
const spread = (count: number, most: number): readonly number[] =>
  Array.from(
    { length: Math.min(count, most) },
    (_, at) => 1 + Math.floor((at * count) / Math.min(count, most)),
  );

const isPart = (path: string): boolean => path.endsWith('.forebear-part');

async function tryOut(subject: Subject, random: number): Promise<Tally> {
  const top = mkdtempSync(join(tmpdir(), 'forebear-kills-'));
  const tally = { calls: 0, atCalls: 0, atSystemCalls: 0, atRandom: 0, halves: 0, differing: 0, left: 0 };
  let moment = '';
  const tell = (what: string): void => console.error(`${subject.name}, ${moment}: ${what}`);
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
    const counted = join(top, 'calls');
    const whole = await runCommand(folder, subject.args, { count: counted });
    const calls = readFileSync(counted, 'utf8').trim().split('\n');
    const old = filesOf(base);
    const fresh = filesOf(folder);
    const said = subject.ask === undefined ? '' : (await runCommand(folder, subject.ask)).out;

    /** Every file the old or the new one, apart from what was being made beside them. */
    const check = (): void => {
      const now = filesOf(folder);
      for (const [path, hash] of now) {
        if (isPart(path) || hash === old.get(path) || hash === fresh.get(path)) continue;
        tally.halves += 1;
        tell(`${path} is neither the old one nor the new one`);
      }
      for (const path of old.keys())
        if (fresh.has(path) && !now.has(path)) {
          tally.halves += 1;
          tell(`${path} is lost`);
        }
    };
    /** What one run to the end leaves now, against one that was never disturbed. */
    const goOn = async (): Promise<void> => {
      const next = await runCommand(folder, subject.args);
      const now = filesOf(folder);
      const parts = [...now.keys()].filter(isPart);
      tally.left += parts.length;
      const asked = subject.ask === undefined ? '' : (await runCommand(folder, subject.ask)).out;
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

    tally.calls = calls.length;
    for (const at of spread(calls.length, Number(values.most)))
      for (const half of /^(?:write|append)/.test(calls[at - 1] ?? '') ? [false, true] : [false]) {
        moment = `${half ? 'in' : 'before'} call ${at}, ${calls[at - 1]}`;
        reset();
        if (!(await runCommand(folder, subject.args, { at, half })).killed) continue;
        tally.atCalls += 1;
        check();
        await goOn();
      }
    if (values.strace && subject.isNew !== true)
      for (const { kind, nth } of systemCalls(subject, reset, folder)) {
        moment = `at ${kind} ${nth}`;
        reset();
        if (!(await runCommand(folder, subject.args, { calls: kind, nth })).killed) continue;
        tally.atSystemCalls += 1;
        check();
        await goOn();
      }
    reset();
    moment = 'at random';
    const started = performance.now();
    await runCommand(folder, subject.args);
    const lasts = performance.now() - started;
    reset();
    for (let since = 0; tally.atRandom < random; ) {
      const { killed } = await runCommand(folder, subject.args, { afterMs: lasts * (0.1 + 0.95 * chance()) });
      if (killed) {
        tally.atRandom += 1;
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

const COLUMNS = [
  'command',
  'calls',
  'kills at them',
  'at system calls',
  'at random',
  'files half or lost',
  'next runs that differ',
  'parts left after them',
];
const row = (cells: readonly (string | number)[]): void => console.log(`| ${cells.join(' | ')} |`);
row(COLUMNS);
row(COLUMNS.map(() => '---'));
let isClean = true;
const share = SUBJECTS.reduce((sum, one) => sum + one.share, 0);
for (const subject of SUBJECTS) {
  if (!subject.name.includes(values.only)) continue;
  if (subject.isNew === true && !isNewNode) {
    row([subject.name, 'needs Node 22.12']);
    continue;
  }
  const one = await tryOut(subject, Math.ceil((Number(values.kills) * subject.share) / share));
  isClean &&= one.halves + one.differing + one.left === 0;
  const { calls, atCalls, atSystemCalls, atRandom, halves, differing, left } = one;
  row([subject.name, calls, atCalls, atSystemCalls, atRandom, halves, differing, left]);
}
process.exitCode = isClean ? 0 : 1;
