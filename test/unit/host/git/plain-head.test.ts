import { strict as assert } from 'node:assert';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { plainHead } from '../../../../src/host/git/plain-head.ts';
import { type ScratchRepository, scratchRepository } from './scratch-repository.ts';

describe('the commit that HEAD names, without git', () => {
  let repository: ScratchRepository;
  const at = (...parts: string[]): string => join(repository.dir, '.git', ...parts);
  beforeEach(() => {
    repository = scratchRepository();
  });
  afterEach(() => repository.remove());

  it('is read of a branch whose ref is a file, packed, or a file that came after the packing', () => {
    repository.git('checkout', '-q', '-b', 'release/v1.2');
    assert.equal(plainHead(at()), null);
    const first = repository.commit('2024-01-01T00:00:00+00:00');
    assert.equal(plainHead(at()), first);
    repository.git('branch', 'another/release/v1.2');
    repository.git('pack-refs', '--all');
    assert.equal(plainHead(at()), first);
    const second = repository.commit('2024-01-02T00:00:00+00:00');
    assert.notEqual(second, first);
    assert.equal(plainHead(at()), second);
  });

  it('is left to git where HEAD is on no branch, in a work tree beside the first, and under odd names', () => {
    repository.commit('2024-01-01T00:00:00+00:00');
    repository.git('worktree', 'add', '-q', '-b', 'beside', join(repository.dir, 'beside'));
    assert.equal(plainHead(at('worktrees', 'beside')), null);
    repository.git('checkout', '-q', '--detach');
    assert.equal(plainHead(at()), null);
    for (const head of [
      'ref: refs/heads/../../HEAD',
      'ref: refs/heads/.invalid',
      'ref: refs/heads//etc/passwd',
      'ref: refs/heads/a/./b',
      'ref: ../main',
      '',
    ]) {
      writeFileSync(at('HEAD'), `${head}\n`);
      assert.equal(plainHead(at()), null, head);
    }
    writeFileSync(at('HEAD'), 'ref: refs/heads/main\n');
    assert.notEqual(plainHead(at()), null);
    writeFileSync(at('refs', 'heads', 'main'), 'ref: refs/heads/beside\n');
    assert.equal(plainHead(at()), null);
  });
});
