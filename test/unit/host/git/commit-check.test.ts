import assert from 'node:assert/strict';
import { join } from 'node:path';
import { openCommitCheck } from '../../../../src/host/git/commit-check.ts';
import { openGit } from '../../../../src/host/git/hardened-git.ts';
import { scratchRepository } from './scratch-repository.ts';

describe('a check of commits', () => {
  it('answers question after question by one process, and nothing once it is closed', async () => {
    const repository = scratchRepository();
    repository.write('a.py', 'x = 1\n');
    repository.commit('2024-01-01T10:00:00+08:00', 'A');
    const id = repository.git('rev-parse', 'HEAD').trim();
    const blob = repository.git('rev-parse', 'HEAD:a.py').trim();
    const absent = '0123456789'.repeat(4);
    for (const check of [
      openCommitCheck(openGit(repository.dir)),
      openCommitCheck(openGit('/', { gitDir: join(repository.dir, '.git') })),
    ]) {
      const answers = await Promise.all([
        check.held([absent, id]),
        check.held([]),
        check.held(['--help', 'HEAD']),
        check.held([blob, id.slice(0, 12)]),
      ]);
      assert.deepEqual(
        answers.map((held) => [...held]),
        [[id], [], [], [id.slice(0, 12)]],
      );
      check.close();
      assert.deepEqual([...(await check.held([id]))], []);
    }
    repository.remove();
  });

  it('holds nothing outside of a repository', async () => {
    const check = openCommitCheck(openGit('/'));
    assert.deepEqual([...(await check.held(['0123456789'.repeat(4)]))], []);
    check.close();
  });
});
