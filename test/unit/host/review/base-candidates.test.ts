import assert from 'node:assert/strict';
import { baseCandidates } from '../../../../src/host/review/base-candidates.ts';
import { type ScratchRepository, scratchRepository } from '../git/scratch-repository.ts';

describe('what a branch can be reviewed against', () => {
  let repository: ScratchRepository;
  let parting = '';

  /** A remote branch without a remote: what a fetch leaves behind. */
  const remoteBranch = (name: string): void => {
    repository.git('update-ref', `refs/remotes/${name}`, 'HEAD');
  };

  beforeEach(() => {
    repository = scratchRepository();
    repository.write('a.py', 'a = 1\n');
    parting = repository.commit('2025-01-01T00:00:00+00:00');
    for (const name of ['fork/release', 'origin/release', 'origin/main', 'origin/topic']) remoteBranch(name);
    repository.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/main');
    repository.git('checkout', '-q', '-b', 'topic');
    repository.write('a.py', 'a = 2\n');
    repository.commit('2025-02-01T00:00:00+00:00');
  });
  afterEach(() => repository.remove());

  it('begins with the base of the pull request, at the remote that the pull request names', async () => {
    repository.git('remote', 'add', 'origin', 'https://github.com/someone/model.git');
    repository.git('remote', 'add', 'fork', 'git@github.com:Example/Model.git');
    repository.git('config', 'branch.topic.github-pr-base-branch', 'example#model#release');
    repository.git('config', 'branch.topic.vscode-merge-base', 'origin/release');
    repository.git('config', 'branch.topic.remote', 'origin');
    repository.git('config', 'branch.topic.merge', 'refs/heads/topic');
    assert.deepEqual(
      (await baseCandidates(repository.dir)).map(({ origin, revision }) => [origin, revision]),
      [
        ['pull-request', 'fork/release'],
        ['branched-from', 'origin/release'],
        ['upstream', 'origin/topic'],
        ['default-branch', 'origin/main'],
      ],
    );
  });

  it('says where the branches part, and names no branch twice', async () => {
    repository.git('config', 'branch.topic.github-pr-base-branch', 'example#model#main');
    repository.git('config', 'branch.topic.vscode-merge-base', 'origin/main');
    assert.deepEqual(await baseCandidates(repository.dir), [
      {
        origin: 'pull-request',
        revision: 'origin/main',
        mergeBase: { commit: parting, date: '2025-01-01' },
      },
    ]);
  });

  it('takes no option for a branch, and offers nothing that is not here', async () => {
    repository.git('config', 'branch.topic.github-pr-base-branch', '--output=x#y#--all');
    repository.git('config', 'branch.topic.vscode-merge-base', '--all');
    assert.deepEqual(
      (await baseCandidates(repository.dir)).map(({ revision }) => revision),
      ['origin/main'],
    );
    repository.git('checkout', '-q', '--detach');
    assert.deepEqual(
      (await baseCandidates(repository.dir)).map(({ origin }) => origin),
      ['default-branch'],
    );
  });
});
