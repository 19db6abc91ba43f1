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
import { openTrap, readText, run, runAndSignal, type Trap, tellsCopy } from './trap.ts';

/** Longest that an audit of the small trap may take here. It takes about a second; a busy machine is given more. */
const LIMIT = 90_000;

describe('nothing hangs', function () {
  this.timeout(600_000);
  let trap: Trap;
  beforeEach(() => {
    trap = openTrap();
  });
  afterEach(() => trap.remove());

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
    '.gitignore',
    '.gitattributes',
    '.gitmodules',
    '.forebear.json',
    '.forebear/decisions/aaaaaaaa.json',
    'README.md',
    'model.py',
    'notebook.ipynb',
    'config.json',
  ])
    it(`at a pipe in the place of ${path}`, () => {
      const place = join(trap.dir, path);
      rmSync(place, { recursive: true, force: true });
      mkdirSync(dirname(place), { recursive: true });
      execFileSync('mkfifo', [place]);
      for (const args of [
        ['audit', '.', '--no-cache', '--quiet'],
        ['review', '.', '--base', 'HEAD', '--work-tree', '--no-cache', '--quiet'],
        ['licenses', '.'],
      ]) {
        const ended = run(args, { dir: trap.dir, limitMs: LIMIT });
        assert.equal(ended.hung, false, `${args.join(' ')} did not end`);
      }
      if (path.startsWith('.git/') || path === '.git') {
        const told = trap.report('--allow-partial').notExamined.map(({ reason }) => reason);
        assert.ok(
          told.some((reason) => /neither a file nor a folder, so git was not asked/.test(reason)),
          'it is told',
        );
      }
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
    it(`at a pipe outside of git's folder that ${what}`, () => {
      const pipe = join(trap.dir, 'pipe');
      execFileSync('mkfifo', [pipe]);
      lead(pipe);
      for (const args of [
        ['audit', '.', '--no-cache', '--quiet', '--allow-partial'],
        ['review', '.', '--base', 'HEAD', '--work-tree', '--no-cache', '--quiet'],
      ])
        assert.equal(run(args, { dir: trap.dir, limitMs: LIMIT }).hung, false, args.join(' '));
      assert.ok(tellsCopy(trap.report('--allow-partial')));
    });

  for (const path of ['.git', '.git/config', '.git/packed-refs', '.gitignore', '.forebear.json', 'a.py'])
    it(`at an endless device behind a link in the place of ${path}`, () => {
      rmSync(join(trap.dir, path), { recursive: true, force: true });
      symlinkSync('/dev/zero', join(trap.dir, path));
      const ended = run(['audit', '.', '--no-cache', '--quiet'], { dir: trap.dir, limitMs: LIMIT });
      assert.equal(ended.hung, false);
    });

  for (const [name, text] of [
    ['lines that only go on', '\\\n'.repeat(300_000)],
    ['brackets that never close', '('.repeat(300_000)],
    ['statements that never end', 'try:\nelif x:\n'.repeat(30_000)],
    ['one sum', `x = ${'a + '.repeat(60_000)}a\n`],
    ['nested lists', `x = ${'['.repeat(50_000)}${']'.repeat(50_000)}\n`],
    ['quotes that never close', `${"'\\".repeat(200_000)}\n`],
  ] as const)
    it(`at ${name}`, () => {
      trap.write('slow.py', text);
      const ended = run(['audit', '.', '--no-cache', '--quiet'], { dir: trap.dir, limitMs: LIMIT });
      assert.equal(ended.hung, false);
      assert.ok(trap.report('--allow-partial').modules.some(({ path }) => path === 'grid.py'));
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
