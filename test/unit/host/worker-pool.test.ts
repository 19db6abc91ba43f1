import { strict as assert } from 'node:assert';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { openPool } from '../../../src/host/threads/pool.ts';
import { runTask } from '../../../src/host/threads/run-task.ts';

describe('worker pool', () => {
  it('answers every task of a queue longer than the pool', async () => {
    const pool = openPool(2);
    try {
      const words = Array.from({ length: 20 }, (_, index) => `word ${index}`);
      assert.deepEqual(await Promise.all(words.map((word) => pool.run('echo', word))), words);
    } finally {
      await pool.close();
    }
  });

  it('works off a queue on this thread too where it may, in any order, with each answer to its task', async () => {
    const here: string[] = [];
    const pool = openPool(2, {
      here: async (_name, input) => {
        here.push(String(input));
        return input;
      },
    });
    try {
      const words = Array.from({ length: 40 }, (_, index) => `word ${index}`);
      assert.deepEqual(await Promise.all(words.map((word) => pool.run('echo', word))), words);
      assert.ok(here.length > 0);
    } finally {
      await pool.close();
    }
  });

  it('brings each answer to its task when the tasks wait for files', async () => {
    const pool = openPool(3, { here: runTask });
    try {
      const folder = join(import.meta.dirname, '../../fixtures');
      const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.py'))
        .map((name) => join(folder, name));
      assert.ok(paths.length > 5);
      const jobs = Array.from({ length: 60 }, (_, at) => paths[at % paths.length] ?? '');
      const printed = await Promise.all(jobs.map((path) => pool.run('printFiles', [path])));
      assert.deepEqual(
        printed.map(([file]) => file?.path),
        jobs,
      );
    } finally {
      await pool.close();
    }
  });

  it('keeps one task to this thread where it takes part, and starts a worker for the next', async () => {
    const here: unknown[] = [];
    const pool = openPool(3, {
      here: async (_name, input) => {
        here.push(input);
        return input;
      },
    });
    try {
      assert.equal(await pool.run('echo', 'alone'), 'alone');
      assert.deepEqual(here, ['alone']);
      pool.prepare('echo', 3);
      const words = Array.from({ length: 9 }, (_, at) => `word ${at}`);
      assert.deepEqual(await Promise.all(words.map((word) => pool.run('echo', word))), words);
      assert.ok(here.length < 10, 'workers took some');
    } finally {
      await pool.close();
    }
  });

  it('needs no worker where this thread is the only one', async () => {
    const pool = openPool(1, { here: async (_name, input) => input });
    assert.equal(await pool.run('echo', 'here'), 'here');
    const failing = openPool(1, { here: () => Promise.reject(new Error('out of order')) });
    await assert.rejects(failing.run('echo', 'here'), /out of order/);
    await pool.close();
    await failing.close();
  });

  it('rejects tasks that are pending when it closes', async () => {
    const pool = openPool(1);
    const pending = pool.run('echo', 'late');
    const refused = assert.rejects(pending, /closed/);
    await pool.close();
    await refused;
  });

  it('does not start a task whose signal is already aborted', async () => {
    const pool = openPool(1);
    await assert.rejects(pool.run('echo', 'never', AbortSignal.abort(new Error('stop'))), /stop/);
    await pool.close();
  });
});
