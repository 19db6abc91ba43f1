import { strict as assert } from 'node:assert';
import { openHistory } from '../../../../src/host/git/history.ts';
import { ownerInAddress } from '../../../../src/host/git/remote-owner.ts';
import { scratchRepository } from './scratch-repository.ts';

describe('the owner that an address tells', () => {
  it('is read from every form in which git takes it', () => {
    for (const address of [
      'https://github.com/lake/terrain.git',
      'https://token@www.github.com/lake/terrain/',
      'git@github.com:lake/terrain.git',
      'ssh://git@github.com:22/lake/terrain',
    ])
      assert.deepEqual(ownerInAddress(address), { owner: 'lake', host: 'github.com' }, address);
    assert.deepEqual(ownerInAddress('https://huggingface.co/datasets/lake/maps'), {
      owner: 'lake',
      host: 'huggingface.co',
    });
  });

  it('is not known of a folder, of one name, or on a host of somebody’s own', () => {
    for (const address of [
      '/srv/git/lake/terrain',
      'file:///srv/lake/terrain',
      'https://github.com/terrain',
      'https://git.example.org/lake/terrain',
      'https://github.com.example.org/lake/terrain',
      '',
    ])
      assert.equal(ownerInAddress(address), null, address);
  });
});

describe('the history that a clone shares with known commits', () => {
  it('holds what begins with the same first commit, and nothing that was merged in', async () => {
    const [upstream, own] = [scratchRepository(), scratchRepository()];
    try {
      upstream.write('a.py', 'a = 1\n');
      const first = upstream.commit('2023-01-01T00:00:00+00:00');
      upstream.write('a.py', 'a = 2\n');
      const second = upstream.commit('2023-02-01T00:00:00+00:00');
      upstream.write('b.py', 'b = 1\n');
      upstream.commit('2023-03-01T00:00:00+00:00');
      const history = await openHistory(upstream.dir);
      assert.deepEqual(await history.ofMainLine(new Set([first, second])), new Set([first, second]));
      assert.deepEqual(await history.partedFrom(new Set([first, second])), {
        commit: second,
        date: '2023-02-01T00:00:00+00:00',
        changed: 1,
      });
      const earlier = await openHistory(upstream.dir, first);
      assert.equal(await earlier.partedFrom(new Set([second])), null);
      own.write('main.py', 'm = 1\n');
      own.commit('2023-01-01T00:00:00+00:00');
      own.git('fetch', '-q', upstream.dir, 'main:refs/heads/beside');
      own.git('merge', '-q', '--no-ff', '--allow-unrelated-histories', '-m', 'Take it', 'beside');
      const merged = await openHistory(own.dir);
      assert.deepEqual(await merged.heldCommits([first, second]), new Set([first, second]));
      assert.deepEqual(await merged.ofMainLine(new Set([first, second])), new Set());
    } finally {
      upstream.remove();
      own.remove();
    }
  });

  it('names the owner of origin, of the only remote, and of no remote that an included file adds', async () => {
    const repository = scratchRepository();
    try {
      repository.write('a.py', 'a = 1\n');
      repository.commit('2023-01-01T00:00:00+00:00');
      const owner = async (): Promise<string | null> =>
        (await (await openHistory(repository.dir)).owner())?.owner ?? null;
      repository.write('.git/more', '[remote "origin"]\n\turl = https://github.com/heron/terrain\n');
      repository.git('config', 'include.path', 'more');
      assert.equal(await owner(), null);
      repository.git('remote', 'add', 'upstream', 'https://github.com/lake/terrain.git');
      assert.equal(await owner(), 'lake');
      repository.git('remote', 'add', 'mine', 'https://github.com/river/terrain.git');
      assert.equal(await owner(), null);
      repository.git('config', 'remote.origin.url', 'https://github.com/river/terrain.git');
      assert.equal(await owner(), 'river');
    } finally {
      repository.remove();
    }
  });
});
