// Workers of a portfolio on a server of their own: one against two, then many that are killed while the server restarts.
// npm run bench:workers -- --repositories 200 --workers 4 --kills 100 --restarts 2; --only-kills: not one
// against two. Kills are spread over the jobs: each is met by work, however busy the machine is.
import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { madeModule } from '../test/portfolio/made-repositories.ts';
import { type OpenPlace, onServer } from '../test/portfolio/places.ts';
import { postgresPrograms } from '../test/portfolio/postgres.ts';
import { portfolio, startPortfolio } from '../test/portfolio/run-portfolio.ts';
import { bareRepositories } from './portfolio/bare-repositories.ts';
import { chanceOf } from './portfolio/made-portfolio.ts';

const { values } = parseArgs({
  options: {
    repositories: { type: 'string', default: '200' },
    workers: { type: 'string', default: '4' },
    kills: { type: 'string', default: '100' },
    restarts: { type: 'string', default: '2' },
    seed: { type: 'string', default: '1' },
    'only-kills': { type: 'boolean', default: false },
  },
});
const size = Number(values.repositories);
const kills = Number(values.kills);
const programs = postgresPrograms();
if (programs === null)
  throw new Error('PostgreSQL was not found. Install it (Debian: `apt-get install postgresql`).');

const made = bareRepositories();
for (let at = 0; at < size; at++) made.make(`made-${at}.git`, 'code.py', madeModule(at, `Made${at}`));
console.log(`${size} repositories made`);

interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  /** Megabytes resident, as last seen, and at most. Linux alone. */
  first: number;
  last: number;
  most: number;
}

function start(place: OpenPlace['place']): Running {
  const child = startPortfolio(place, 'worker', '--until-empty', '--heartbeat', '10');
  child.stdout?.resume();
  child.stderr?.resume();
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, ended, first: 0, last: 0, most: 0 };
}

function weigh(one: Running): void {
  try {
    const status = readFileSync(`/proc/${one.child.pid}/status`, 'utf8');
    const megabytes = (name: string): number =>
      Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1]) / 1024;
    one.last = megabytes('VmRSS');
    one.most = megabytes('VmHWM');
    if (one.first === 0 && one.child.exitCode === null) one.first = one.last;
  } catch {
    // It has ended.
  }
}

async function planned<T>(work: (opened: OpenPlace) => Promise<T>): Promise<T> {
  const opened = await onServer(programs ?? '');
  try {
    portfolio(opened.place, 'add', made.folder);
    const said = portfolio(opened.place, 'run', '--limit', '0', '--heartbeat', '10');
    if (!said.out.startsWith(`0 revisions audited, ${size} waiting`)) throw new Error(said.out + said.err);
    return await work(opened);
  } finally {
    await opened.remove();
  }
}

/** Seconds that so many workers take for all, and the memory of each. */
async function undisturbed(count: number): Promise<void> {
  await planned(async ({ place }) => {
    const started = performance.now();
    const all = Array.from({ length: count }, () => start(place));
    const done = Promise.all(all.map(({ ended }) => ended));
    let isDone = false;
    done.then(() => {
      isDone = true;
    });
    while (!isDone) {
      await sleep(2_000);
      for (const one of all) weigh(one);
    }
    const seconds = (performance.now() - started) / 1000;
    const memory = all.map(
      (one) => `${one.first.toFixed(0)} to ${one.last.toFixed(0)}, at most ${one.most.toFixed(0)} MB`,
    );
    console.log(
      `${count} ${count === 1 ? 'worker' : 'workers'}: ${size} repositories in ${seconds.toFixed(0)} s, ${(size / seconds).toFixed(1)} a second; memory of each ${memory.join('; ')}`,
    );
  });
}

async function killed(): Promise<void> {
  await planned(async ({ place, server }) => {
    const began = performance.now();
    if (server === undefined || server === null) throw new Error('no server');
    const chance = chanceOf(Number(values.seed));
    const restartAt = new Set(
      Array.from({ length: Number(values.restarts) }, (_, at) =>
        Math.floor(((at + 1) * kills) / (Number(values.restarts) + 1)),
      ),
    );
    const all: Running[] = [];
    const join = (): Running => {
      const one = start(place);
      all.push(one);
      return one;
    };
    const watch = setInterval(() => all.forEach(weigh), 2_000);
    const lives = ({ child }: Running): boolean => child.exitCode === null && child.signalCode === null;
    const running = Array.from({ length: Number(values.workers) }, join);
    let done = 0;
    const left = (): number =>
      Number(server.sql(`SELECT count(*) FROM forebear_jobs.job WHERE state < 'completed'`).trim());
    for (let at = 0; at < kills; at++) {
      while (size - left() < (at * size) / kills) {
        await sleep(500);
        // One that finds no job ends, though a job of one that was killed may come back.
        for (const [which, one] of running.entries()) if (!lives(one)) running[which] = join();
      }
      await sleep(1_000 * chance());
      const victim = running[Math.floor(chance() * running.length)];
      if (victim === undefined) continue;
      if (lives(victim) && victim.child.kill('SIGKILL')) done += 1;
      running[running.indexOf(victim)] = join();
      if (at % 10 === 9) console.log(`kill ${at + 1} of ${kills}, ${left()} of ${size} jobs left`);
      if (restartAt.has(at)) {
        await server.stop();
        await sleep(500 + 2_000 * chance());
        await server.start();
      }
    }
    console.log(
      `${done} of ${kills} kills met a worker, ${restartAt.size} restarts; ${left()} jobs were left then`,
    );
    join();
    await Promise.all(all.map(({ ended }) => ended));
    clearInterval(watch);
    // A job of a worker that was killed last is somebody's after its sign of life is missed.
    for (let round = 0; round < 20 && left() > 0; round++) {
      await sleep(5_000);
      await start(place).ended;
    }
    const count = (sql: string): string => server.sql(sql).trim();
    const seconds = (performance.now() - began) / 1000;
    const last = all.map((one) => one.last).sort((a, b) => a - b);
    console.log(
      `${all.length} workers in ${seconds.toFixed(0)} s; memory of each when last seen ${last[0]?.toFixed(0)} to ${last.at(-1)?.toFixed(0)}, at most ${Math.max(...all.map((one) => one.most)).toFixed(0)} MB`,
    );
    console.log(
      [
        `done ${count(`SELECT count(*) FROM forebear.repositories WHERE state = 'done'`)} of ${size}`,
        `revisions ${count('SELECT count(*) FROM forebear.revisions')}`,
        `modules ${count('SELECT count(*) FROM forebear.modules')}`,
        `told as audited ${count(`SELECT count(*) FROM forebear.changes WHERE kind = 'audited'`)}`,
        `told twice ${count(`SELECT count(*) - count(DISTINCT repository) FROM forebear.changes WHERE kind = 'audited'`)}`,
        `set aside ${count(`SELECT count(*) FROM forebear.repositories WHERE state = 'set aside'`)}`,
        `jobs left ${left()}`,
      ].join(', '),
    );
  });
}

try {
  if (!values['only-kills']) {
    await undisturbed(1);
    await undisturbed(2);
  }
  if (kills > 0) await killed();
} finally {
  made.remove();
}
process.exit();
