import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { madeModule, madeRepositories } from './made-repositories.ts';
import { NO_SERVER, type OpenPlace, onServer } from './places.ts';
import { postgresPrograms } from './postgres.ts';
import { answer, portfolio, startPortfolio } from './run-portfolio.ts';

/** Small enough for every run; docs/portfolio.md says what was not tried in large. */
const REPOSITORIES = 60;
const WORKERS = 3;
const KILLS = 8;
const LIMIT_MS = 150_000;

describe('workers of a portfolio', function () {
  this.timeout(240_000);
  const programs = postgresPrograms();
  const made = madeRepositories();
  let opened: OpenPlace | null = null;
  before(async function () {
    if (programs === null) {
      console.log(NO_SERVER);
      this.skip();
    }
    opened = await onServer(programs);
    for (let at = 0; at < REPOSITORIES; at++)
      made.commit(`made-${at}`, { 'code.py': madeModule(at, `Made${at}`) }, '2024-01-01T00:00:00+00:00');
  });
  after(async () => {
    made.remove();
    await opened?.remove();
  });

  it('do each job once in effect, though they are killed and the server is restarted', async () => {
    assert.ok(opened?.server);
    const { place, server } = opened;
    portfolio(place, 'add', made.folder);
    const planned = portfolio(place, 'run', '--limit', '0', '--heartbeat', '10');
    assert.match(planned.out, new RegExp(`^0 revisions audited, ${REPOSITORIES} waiting`), planned.err);

    const running = new Set<ChildProcess>();
    const ends: Promise<number | null>[] = [];
    const startWorker = (): void => {
      const child = startPortfolio(place, 'worker', '--until-empty', '--heartbeat', '10');
      child.stdout?.resume();
      child.stderr?.resume();
      running.add(child);
      ends.push(
        new Promise((resolve) => {
          child.once('close', (code) => {
            running.delete(child);
            resolve(code);
          });
        }),
      );
    };
    for (let at = 0; at < WORKERS; at++) startWorker();
    for (let kills = 0; kills < KILLS; kills++) {
      await sleep(900 + ((kills * 379) % 700));
      const victim = [...running][kills % Math.max(1, running.size)];
      victim?.kill('SIGKILL');
      startWorker();
      if (kills === KILLS >> 1) {
        await server.stop();
        await sleep(500);
        await server.start();
      }
    }
    const end = Date.now() + LIMIT_MS;
    while (running.size > 0 && Date.now() < end) await sleep(250);
    for (const child of running) child.kill('SIGKILL');
    const codes = await Promise.all(ends);
    // Killed, or ended with all done; one that began while the server was away says so and ends.
    assert.ok(
      codes.every((code) => code === null || code === 0 || code === 2),
      String(codes),
    );
    assert.ok(codes.includes(0) && codes.filter((code) => code === null).length >= KILLS / 2, String(codes));

    const count = (sql: string): number => Number(server.sql(sql).trim());
    assert.equal(count(`SELECT count(*) FROM forebear.repositories WHERE state = 'done'`), REPOSITORIES);
    assert.equal(count('SELECT count(*) FROM forebear.revisions'), REPOSITORIES);
    assert.equal(count('SELECT count(*) FROM forebear.modules'), REPOSITORIES);
    // Whatever was done twice is told once.
    assert.equal(count(`SELECT count(*) FROM forebear.changes WHERE kind = 'audited'`), REPOSITORIES);
    assert.equal(count('SELECT count(*) FROM forebear.changes'), REPOSITORIES);
    assert.equal(count(`SELECT count(*) FROM forebear_jobs.job WHERE state < 'completed'`), 0);
    assert.equal(answer(place, 'ask', 'holders', 'code.py:Made7').rows.length, 1);
  });

  it('find nothing to do where everything is done', () => {
    assert.ok(opened);
    const idle = portfolio(opened.place, 'worker', '--until-empty');
    assert.equal(idle.code, 0, idle.err);
    assert.match(idle.out, /^0 revisions audited\.$/m);
  });
});
