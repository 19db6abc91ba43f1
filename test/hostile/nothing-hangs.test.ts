import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { AuditReport } from '../../src/model/report.ts';
import { openTrap, PATIENCE_MS, readText, runAndSignal, type Trap, tellsCopy } from './trap.ts';

describe('nothing hangs', function () {
  this.timeout(PATIENCE_MS);
  let trap: Trap;
  beforeEach(() => {
    trap = openTrap();
  });
  afterEach(() => trap.remove());

  const ends = async (...args: readonly string[]): Promise<void> => {
    const ended = await trap.forebear(...args);
    assert.equal(ended.hung, false, `${args.join(' ')} did not end`);
    assert.notEqual(ended.code, null, `${args.join(' ')} brought the process down: ${ended.err}`);
  };
  /** The report of an audit, beside which a review and a look at the licenses end too. */
  const audited = async (): Promise<AuditReport> => {
    await ends('review', '.', '--base', 'HEAD', '--work-tree', '--no-cache', '--quiet');
    await ends('licenses', '.');
    return trap.report('--allow-partial');
  };
  const pipeAt = (path: string): void => {
    const place = join(trap.dir, path);
    rmSync(place, { recursive: true, force: true });
    mkdirSync(dirname(place), { recursive: true });
    execFileSync('mkfifo', [place]);
  };

  for (const path of [
    '.git/config',
    '.git/HEAD',
    '.git/commondir',
    '.git/shallow',
    '.git/packed-refs',
    '.git/index',
    '.git/info/exclude',
    '.git/info/attributes',
    '.git/refs/heads/main',
    '.git/objects/info/alternates',
    '.git',
  ])
    it(`at a pipe in the place of ${path}, which is told`, async () => {
      pipeAt(path);
      const { notExamined } = await audited();
      assert.ok(
        notExamined.some(({ reason }) => /neither a file nor a folder, so git was not asked/.test(reason)),
      );
    });

  // Each is opened by itself, whatever the others are: they stand beside each other.
  it('at pipes in the places of all files that are read by their names or endings, nor hides them', async () => {
    const files = ['README.md', 'model.py', 'notebook.ipynb', 'config.json'];
    for (const path of [
      '.gitignore',
      '.gitattributes',
      '.gitmodules',
      '.forebear/decisions/aaaaaaaa.json',
      ...files,
    ])
      pipeAt(path);
    const report = await audited();
    assert.ok(tellsCopy(report));
    const told = new Set(report.notExamined.map(({ path }) => path));
    assert.deepEqual(
      files.filter((path) => !told.has(path)),
      [],
    );
    pipeAt('.forebear.json');
    await ends('audit', '.', '--no-cache', '--quiet');
    await ends('review', '.', '--base', 'HEAD', '--work-tree', '--no-cache', '--quiet');
  });

  for (const [what, lead] of [
    [
      'a configuration takes in',
      (pipe: string) => {
        const config = join(trap.dir, '.git', 'config');
        writeFileSync(config, `${readText(config)}[include]\n\tpath = ${pipe}\n`);
      },
    ],
    ['a configuration orders files by', (pipe: string) => trap.git('config', 'diff.orderFile', pipe)],
    [
      'objects are borrowed from',
      (pipe: string) => {
        mkdirSync(join(trap.dir, 'lent', 'pack'), { recursive: true });
        const index = join(trap.dir, 'lent', 'pack', `pack-${'1'.repeat(40)}.idx`);
        execFileSync('mv', [pipe, index]);
        writeFileSync(index.replace(/idx$/, 'pack'), '');
        trap.write('.git/objects/info/alternates', `${join(trap.dir, 'lent')}\n`);
      },
    ],
  ] as const)
    it(`at a pipe outside of git's folder that ${what}`, async () => {
      const pipe = join(trap.dir, 'pipe');
      execFileSync('mkfifo', [pipe]);
      lead(pipe);
      await ends('review', '.', '--base', 'HEAD', '--work-tree', '--no-cache', '--quiet');
      assert.ok(tellsCopy(await trap.report('--allow-partial')));
    });

  for (const path of ['.git', '.git/config', '.git/packed-refs', '.gitignore', '.forebear.json', 'a.py'])
    it(`at an endless device behind a link in the place of ${path}`, async () => {
      rmSync(join(trap.dir, path), { recursive: true, force: true });
      symlinkSync('/dev/zero', join(trap.dir, path));
      await ends('audit', '.', '--no-cache', '--quiet');
    });

  // Each has its own budget: they stand beside each other.
  it('at lines that only go on, brackets, quotes and statements that never end, one sum, or nested lists', async () => {
    const texts = {
      lines: '\\\n'.repeat(300_000),
      brackets: '('.repeat(300_000),
      statements: 'try:\nelif x:\n'.repeat(30_000),
      sum: `x = ${'a + '.repeat(60_000)}a\n`,
      lists: `x = ${'['.repeat(50_000)}${']'.repeat(50_000)}\n`,
      quotes: `${"'\\".repeat(200_000)}\n`,
    };
    for (const [name, text] of Object.entries(texts)) trap.write(`${name}.py`, text);
    assert.ok((await trap.report('--allow-partial')).modules.some(({ path }) => path === 'grid.py'));
  });

  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)
    it(`after ${signal}, with a server that never answers: git and what it started end too`, async () => {
      const server = createServer((socket) => socket.on('error', () => {}));
      await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
      const { port } = server.address() as AddressInfo;
      const address = `https://127.0.0.1:${port}/owner/name`;
      const ended = await runAndSignal(['audit', address, '--no-cache', '--quiet'], trap.dir, signal, 5_000);
      server.close();
      assert.ok(ended.code === code || ended.code === null, `${ended.code}: ${ended.err}`);
      // A signal is on its way for a moment on a busy machine.
      const isLeft = (): boolean =>
        execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).includes(`127.0.0.1:${port}`);
      for (let asked = 0; asked < 20 && isLeft(); asked++) await delay(100);
      assert.ok(!isLeft(), 'a program of git still runs');
    });

  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)
    it(`after ${signal}: it ends with ${code} and leaves nothing half made`, async () => {
      for (let at = 0; at < 40; at++)
        trap.write(`m/f${at}.py`, `def f${at}(a):\n    return a + ${at}\n`.repeat(400));
      const report = join(trap.dir, 'out.json');
      for (const afterMs of [400, 800, 1_600]) {
        rmSync(report, { force: true });
        const ended = await runAndSignal(
          ['audit', '.', '--no-cache', '--quiet', '--output', 'out.json', '--format', 'json'],
          trap.dir,
          signal,
          afterMs,
        );
        // A report that was whole before the signal came may stay; a busy machine has not started Node itself (null).
        if (existsSync(report)) assert.ok(JSON.parse(readFileSync(report, 'utf8')).schemaVersion > 0);
        else assert.ok(ended.code === code || ended.code === null, `${ended.code}: ${ended.err}`);
        assert.deepEqual(
          readdirSync(trap.dir).filter((name) => name.endsWith('forebear-part')),
          [],
        );
      }
    });
});
