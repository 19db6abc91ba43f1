import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { openGit } from '../../../../src/host/git/hardened-git.ts';
import { type Outcome, runTogether, type Setting } from '../../../../src/host/git/run-together.ts';
import { type ScratchRepository, scratchRepository } from './scratch-repository.ts';

const ODD = 'it\'s $HOME `date` "x"; touch sprung & \\ \n*.py';

describe('git commands that are asked for at one moment', () => {
  let repository: ScratchRepository;
  beforeEach(() => {
    repository = scratchRepository();
    repository.write('model.py', 'x = 1\n');
    repository.write(ODD, 'y = 2\n');
    repository.commit('2024-03-01T00:00:00+00:00');
  });
  afterEach(() => repository.remove());

  const setting = (more: Partial<Setting> = {}): Setting => ({
    dir: repository.dir,
    environment: { PATH: process.env.PATH ?? '' },
    signal: undefined,
    limitMs: 60_000,
    ...more,
  });

  it('say what each says by itself, whatever its arguments are, however many they are', async () => {
    const git = openGit(repository.dir);
    const commands = [
      ['rev-parse', 'HEAD'],
      ['ls-files', '-z'],
      ['log', '--format=%aI', '--', ODD],
      ['rev-parse', '--verify', '--end-of-options', ODD],
      ['no-such-command'],
      ['show', `HEAD:${ODD}`],
      ...Array.from({ length: 9 }, (_, at) => ['rev-list', '--count', `--max-count=${at}`, 'HEAD']),
    ];
    const together = await Promise.all(commands.map((args) => git.run(args)));
    const alone = [];
    for (const args of commands) alone.push(await git.run(args));
    assert.deepEqual(together, alone);
    assert.deepEqual(together[2], { ok: true, value: '2024-03-01T00:00:00+00:00\n' });
    assert.equal(together[3]?.ok, false);
    assert.equal(existsSync(join(repository.dir, 'sprung')), false);
  });

  it('are started by one shell, which takes nothing from the environment but what it is given', async function () {
    if (process.platform === 'win32') this.skip();
    const given = setting();
    const [alone] = await Promise.all([runTogether(given, ['version'])]);
    assert.equal(alone, null, 'a single command is not worth a shell');
    const outcomes = await Promise.all([
      runTogether(given, ['version']),
      runTogether({ ...given }, ['rev-parse', 'nowhere']),
      runTogether({ ...given, dir: tmpdir() }, ['version']),
    ]);
    const [version, refused, elsewhere] = outcomes;
    assert.match(version?.output ?? '', /^git version/);
    assert.deepEqual([version?.status, version?.complaint, version?.late], [0, '', false]);
    assert.equal(refused?.status, 128);
    assert.match(refused?.complaint ?? '', /^fatal: ambiguous argument 'nowhere'/);
    assert.equal(elsewhere, null, 'another folder is another setting');
  });

  it('do not wait for each other', async function () {
    if (process.platform === 'win32') this.skip();
    const stop = new AbortController();
    const given = setting({ signal: stop.signal });
    let slowEnded = false;
    const slow = runTogether(given, ['-c', 'alias.wait=!sleep 60', 'wait']).then((outcome) => {
      slowEnded = true;
      return outcome;
    });
    const quick = await runTogether(given, ['version']);
    assert.equal(quick?.status, 0);
    assert.equal(slowEnded, false);
    stop.abort();
    const ended = (await slow) as Outcome;
    assert.deepEqual([ended.status, ended.late], [null, false]);
  });

  it('end when their time is over, or when they are cancelled', async function () {
    if (process.platform === 'win32') this.skip();
    const given = setting({ limitMs: 200 });
    const late = await Promise.all([
      runTogether(given, ['-c', 'alias.wait=!sleep 60', 'wait']),
      runTogether(given, ['version']),
    ]);
    assert.deepEqual([late[0]?.status, late[0]?.late], [null, true]);
    assert.equal(late[1]?.status, 0);
    const stop = new AbortController();
    const git = openGit(repository.dir, { signal: stop.signal });
    const running = Promise.all([git.run(['log']), git.run(['ls-files'])]);
    stop.abort(new Error('enough'));
    await assert.rejects(running, /enough/);
  });

  it('are each run alone where a shell cannot take one of them', async () => {
    const git = openGit(repository.dir);
    const [odd, plain] = await Promise.all([
      git.run(['log', 'a\0b']),
      git.run(['rev-list', '--count', 'HEAD']),
    ]);
    assert.equal(odd.ok, false);
    assert.deepEqual(plain, { ok: true, value: '1\n' });
  });

  it('say that there is no git, or no such folder, as each by itself does', async () => {
    const missing = mkdtempSync(join(tmpdir(), 'forebear-gone-'));
    rmSync(missing, { recursive: true });
    const gone = openGit(missing);
    for (const result of await Promise.all([gone.run(['version']), gone.run(['log'])]))
      assert.equal(result.ok, false);
    const path = process.env.PATH;
    try {
      process.env.PATH = tmpdir();
      const none = openGit(repository.dir);
      for (const result of await Promise.all([none.run(['version']), none.run(['log'])]))
        assert.equal(result.ok ? '' : result.reason, 'git-missing');
    } finally {
      process.env.PATH = path;
    }
  });
});
