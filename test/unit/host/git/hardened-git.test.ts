import assert from 'node:assert/strict';
import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAddress } from '../../../../src/host/git/clone-repository.ts';
import { openGit } from '../../../../src/host/git/hardened-git.ts';
import { openHistory } from '../../../../src/host/git/history.ts';
import { modifiedFiles } from '../../../../src/host/git/modified-files.ts';
import { type ScratchRepository, scratchRepository } from './scratch-repository.ts';

describe('hardened git', () => {
  let repository: ScratchRepository;
  let trap: string;
  let evil: string;
  beforeEach(() => {
    repository = scratchRepository();
    repository.write('model.py', 'x = 1\n');
    repository.write('.gitattributes', '*.py filter=evil diff=evil\n');
    repository.commit('2024-03-01T00:00:00+00:00');
    trap = join(repository.dir, '.git', 'sprung');
    evil = join(repository.dir, '.git', 'evil.sh');
    writeFileSync(evil, `#!/bin/sh\ntouch '${trap}'\ncat\n`);
    chmodSync(evil, 0o755);
  });
  afterEach(() => repository.remove());

  it('runs no filter, monitor, textconv, hook, pager or signature program that a repository configures', async () => {
    for (const key of [
      'filter.evil.clean',
      'filter.evil.smudge',
      'filter.evil.process',
      'core.fsmonitor',
      'core.pager',
      'core.sshCommand',
      'core.askPass',
      'diff.evil.textconv',
      'diff.evil.command',
      'diff.external',
      'gpg.program',
      'credential.helper',
      'core.alternateRefsCommand',
    ]) {
      repository.git('config', key, evil);
    }
    repository.git('config', 'log.showSignature', 'true');
    repository.git('config', 'core.hooksPath', join(repository.dir, '.git'));
    for (const hook of ['post-checkout', 'post-index-change', 'reference-transaction', 'query-watchman']) {
      writeFileSync(join(repository.dir, '.git', hook), `#!/bin/sh\ntouch '${trap}'\n`);
      chmodSync(join(repository.dir, '.git', hook), 0o755);
    }
    writeFileSync(join(repository.dir, 'model.py'), 'x = 2\n');
    const history = await openHistory(repository.dir);
    assert.equal(await history.dirty(), true);
    assert.equal(await history.firstCommitDate(), '2024-03-01T00:00:00+00:00');
    assert.deepEqual([...((await modifiedFiles(openGit(repository.dir))) ?? [])], ['model.py']);
    assert.equal(existsSync(trap), false);
    // The trap itself works: an ordinary git springs it.
    repository.git('status', '--short');
    assert.equal(existsSync(trap), true);
  });

  it('answers a refusal of git as a value with what git said', async () => {
    const answer = await openGit(repository.dir).run(['rev-parse', '--verify', 'nowhere']);
    assert.equal(answer.ok, false);
    assert.match(answer.ok ? '' : answer.message, /^git rev-parse: fatal: Needed a single revision/);
  });

  it('reaches no other transport than those it is opened for', async () => {
    const answer = await openGit(repository.dir).run(['ls-remote', `file://${repository.dir}`]);
    assert.match(answer.ok ? '' : answer.message, /transport 'file' not allowed/);
    const allowed = await openGit(repository.dir, { protocols: ['file'] }).run([
      'ls-remote',
      `file://${repository.dir}`,
    ]);
    assert.equal(allowed.ok, true);
  });

  it('ends a command at its time limit, and throws when the caller cancels', async () => {
    const slow = await openGit(repository.dir).run(['cat-file', '--batch-check', '--batch-all-objects'], {
      limitMs: 0,
    });
    assert.equal(slow.ok === false && slow.reason, 'too-slow');
    const cancelled = AbortSignal.abort(new Error('stop'));
    await assert.rejects(openGit(repository.dir, { signal: cancelled }).run(['rev-parse', 'HEAD']), /stop/);
  });

  it('does not take a folder that merely looks like a git directory for a repository', async () => {
    repository.git('clone', '-q', '--bare', '.', 'inner');
    repository.git('-C', 'inner', 'update-ref', '-d', 'refs/heads/main');
    const inner = await openGit(join(repository.dir, 'inner')).run(['rev-parse', 'HEAD']);
    assert.equal(inner.ok && inner.value, repository.git('rev-parse', 'HEAD'));
  });
});

describe('addresses to clone', () => {
  for (const address of [
    'ext::sh -c touch% /tmp/x',
    '--upload-pack=touch',
    'http://example.org/a/b',
    'https://user:secret@example.org/a/b',
    'git://example.org/a/b',
    'relative/path',
    '-oProxyCommand=x@host:path',
    'file:///etc',
  ]) {
    it(`refuses ${address}`, () => assert.equal(parseAddress(address).ok, false));
  }
  for (const [address, protocol] of [
    ['https://example.org/a/b.git', 'https'],
    ['git@example.org:a/b.git', 'ssh'],
    ['ssh://git@example.org:22/a/b', 'ssh'],
    ['/srv/git/a.git', 'file'],
  ] as const) {
    it(`takes ${address} through ${protocol}`, () => {
      const parsed = parseAddress(address);
      assert.equal(parsed.ok && parsed.value.protocol, protocol);
    });
  }
});
