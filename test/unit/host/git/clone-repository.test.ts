import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cloneRepository, parseAddress } from '../../../../src/host/git/clone-repository.ts';

describe('cloning', () => {
  const folder = mkdtempSync(join(tmpdir(), 'forebear-clone-'));
  const source = join(folder, 'source');
  const environment = {
    ...process.env,
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_AUTHOR_NAME: 'a',
    GIT_AUTHOR_EMAIL: 'a@example.org',
    GIT_COMMITTER_NAME: 'a',
    GIT_COMMITTER_EMAIL: 'a@example.org',
  };
  const git = (...args: readonly string[]): string =>
    execFileSync('git', args, { cwd: folder, env: environment, encoding: 'utf8' });

  before(() => {
    git('init', '-q', '-b', 'main', source);
    writeFileSync(join(source, 'a.py'), 'x = 1\n');
    git('-C', source, 'add', '-A');
    git('-C', source, 'commit', '-qm', 'first');
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('brings the commits and contents of a repository, without a work tree', async () => {
    const target = join(folder, 'clone.git');
    const cloned = await cloneRepository(source, target, { blobless: false });
    assert.ok(cloned.ok, cloned.ok ? '' : cloned.message);
    assert.equal(git('--git-dir', target, 'show', 'HEAD:a.py'), 'x = 1\n');
    assert.ok(!existsSync(join(target, 'a.py')));
  });

  it('says in one sentence that there is nothing to clone', async () => {
    const cloned = await cloneRepository(join(folder, 'nowhere'), join(folder, 'none.git'));
    assert.ok(!cloned.ok);
    assert.equal(cloned.reason, 'refused');
    assert.match(cloned.message, /^git clone: fatal: /);
    assert.ok(!cloned.message.includes('\n'));
  });

  it('clones no address with a password or a command in it', () => {
    for (const address of ['https://user:word@example.org/a', '--upload-pack=touch x', 'ext::sh -c x', 'a b'])
      assert.ok(!parseAddress(address).ok, address);
  });
});
