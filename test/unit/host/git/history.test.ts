import assert from 'node:assert/strict';
import { join, relative } from 'node:path';
import process from 'node:process';
import { openHistory } from '../../../../src/host/git/history.ts';
import { type ScratchRepository, scratchRepository } from './scratch-repository.ts';

describe('history of a folder', () => {
  let repository: ScratchRepository;
  let first: string;
  before(() => {
    repository = scratchRepository();
    repository.write('old/name.py', 'a = 1\n');
    first = repository.commit('2023-01-01T10:00:00+08:00', 'A');
    repository.write('src/later.py', 'b = 2\n');
    repository.commit('2023-02-01T10:00:00+08:00', 'B');
    repository.git('mv', 'old/name.py', 'src/new name.py');
    repository.commit('2023-03-01T10:00:00+08:00', 'B');
    repository.write('src/later.py', 'b = 3\n');
    repository.commit('2023-04-01T10:00:00+08:00', 'B');
  });
  after(() => repository.remove());

  it('dates a file by the commit that introduced it, through a rename', async () => {
    const history = await openHistory(repository.dir);
    const dates = await history.firstDates(['src/new name.py', 'src/later.py', 'nowhere.py']);
    assert.deepEqual(
      [...dates],
      [
        ['src/new name.py', '2023-01-01T10:00:00+08:00'],
        ['src/later.py', '2023-02-01T10:00:00+08:00'],
      ],
    );
    assert.equal(await history.firstCommitDate(), '2023-01-01T10:00:00+08:00');
    assert.deepEqual(await history.authors(), [
      { name: 'B', commits: 3 },
      { name: 'A', commits: 1 },
    ]);
    assert.equal(await history.dirty(), false);
    const absent = '0'.repeat(40);
    assert.deepEqual(await history.heldCommits([absent, first, 'no commit', absent]), new Set([first]));
    assert.deepEqual(await history.heldCommits([]), new Set());
  });

  it('counts the commits that change a file, of which a rename is none', async () => {
    const history = await openHistory(repository.dir);
    assert.equal(await history.commits(), 4);
    assert.deepEqual(
      [...(await history.commitsTo(['src/new name.py', 'src/later.py', 'nowhere.py']))],
      [
        ['src/new name.py', 1],
        ['src/later.py', 2],
        ['nowhere.py', 0],
      ],
    );
  });

  it('speaks of the folder alone when the folder is a part of the repository', async () => {
    const history = await openHistory(join(repository.dir, 'src'));
    assert.equal(await history.firstCommitDate(), '2023-02-01T10:00:00+08:00');
    assert.equal((await history.firstDates(['later.py'])).get('later.py'), '2023-02-01T10:00:00+08:00');
  });

  it('knows the last change of a file, the first tag, and whether all is one commit', async () => {
    repository.git('tag', 'v0.1', first);
    repository.git('tag', 'v0.2');
    const history = await openHistory(repository.dir);
    assert.deepEqual(
      [...(await history.lastDates(['src/later.py', 'nowhere.py']))],
      [['src/later.py', '2023-04-01T10:00:00+08:00']],
    );
    assert.deepEqual(await history.firstTag(), { name: 'v0.1', date: '2023-01-01T10:00:00+08:00' });
    assert.equal(await history.oneCommit(), false);
    const inner = await openHistory(join(repository.dir, 'src'));
    assert.equal((await inner.lastDates(['later.py'])).get('later.py'), '2023-04-01T10:00:00+08:00');
    const early = await openHistory('/', first, { gitDir: join(repository.dir, '.git') });
    assert.equal(await early.oneCommit(), true);
    assert.deepEqual(
      [...(await early.lastDates(['old/name.py']))],
      [['old/name.py', '2023-01-01T10:00:00+08:00']],
    );
    repository.git('tag', '-d', 'v0.1', 'v0.2');
    assert.equal(await history.firstTag(), null);
  });

  it('reads a bare repository at an earlier revision', async () => {
    // Git stands elsewhere: a relative path is one from here.
    const gitDir = relative(process.cwd(), join(repository.dir, '.git'));
    const history = await openHistory('/', first, { gitDir });
    assert.equal(history.commit, first);
    assert.deepEqual(
      [...(await history.firstDates(['old/name.py']))],
      [['old/name.py', '2023-01-01T10:00:00+08:00']],
    );
  });

  it('gives no first date in a shallow clone, where the oldest commit is only the cut', async () => {
    const clone = scratchRepository();
    clone.git('remote', 'add', 'origin', `file://${repository.dir}`);
    clone.git('fetch', '-q', '--depth=2', 'origin', 'main');
    clone.git('checkout', '-q', 'FETCH_HEAD');
    const history = await openHistory(clone.dir);
    assert.equal(history.shallow, true);
    assert.equal(await history.firstCommitDate(), null);
    assert.equal((await history.firstDates(['src/later.py'])).size, 0);
    clone.remove();
  });

  it('does not count a commit as its own past that another branch brought along', async () => {
    const other = scratchRepository();
    other.write('a.py', 'x = 1\n');
    const foreign = other.commit('2020-01-01T10:00:00+00:00');
    const own = scratchRepository();
    own.write('a.py', 'x = 1\n');
    const mine = own.commit('2024-01-01T10:00:00+00:00');
    own.git('fetch', '-q', other.dir, 'main:upstream');
    const apart = await openHistory(own.dir);
    assert.deepEqual(await apart.heldCommits([foreign, mine]), new Set([mine]));
    own.git('merge', '-q', '--allow-unrelated-histories', '-s', 'ours', '-m', 'm', 'upstream');
    const merged = await openHistory(own.dir);
    assert.deepEqual(
      await merged.heldCommits([foreign, mine, mine.slice(0, 9)]),
      new Set([foreign, mine, mine.slice(0, 9)]),
    );
    other.remove();
    own.remove();
  });

  it('takes no name of a file, and none of a person, for a commit', async () => {
    const forged = scratchRepository();
    const line = `${'a'.repeat(40)}\u00022001-01-01T00:00:00Z\u00022001-01-01T00:00:00Z\u0002x`;
    forged.write(`\u0001${line}`, 'x\n');
    forged.write('b.py', 'x = 1\n');
    forged.commit('2024-01-01T10:00:00+00:00', `x\u0001${line}`);
    const history = await openHistory(forged.dir);
    assert.equal(await history.commits(), 1);
    assert.equal((await history.firstDates(['b.py'])).get('b.py'), '2024-01-01T10:00:00+00:00');
    assert.equal(await history.firstCommitDate(), '2024-01-01T10:00:00+00:00');
    forged.remove();
  });

  it('is the same whatever the configuration of the repository says', async () => {
    const told = scratchRepository();
    told.write('a.py', 'x = 1\n');
    told.commit('2024-01-01T10:00:00+00:00');
    told.git('config', 'log.showRoot', 'false');
    told.git('config', 'i18n.logOutputEncoding', 'utf-16');
    told.git('config', 'log.follow', 'true');
    told.git('config', 'color.ui', 'always');
    told.git('config', 'diff.orderFile', '/dev/zero');
    const history = await openHistory(told.dir);
    assert.equal((await history.firstDates(['a.py'])).get('a.py'), '2024-01-01T10:00:00+00:00');
    told.remove();
  });

  it('tells an earlier date that is claimed, beside the latest that it must be', async () => {
    const odd = scratchRepository();
    odd.write('a.py', 'x = 1\n');
    odd.commit('2024-05-01T10:00:00+00:00');
    // Made from a commit of May, and said to be of 2020.
    odd.write('child.py', 'x = 1\n');
    odd.commit('2020-01-01T10:00:00+00:00');
    odd.write('author.py', 'x = 1\n');
    odd.git('add', '-A');
    odd.git('commit', '-qm', 'x', '--date=2021-01-01T10:00:00+00:00');
    odd.write('tagged.py', 'x = 1\n');
    odd.commit('2024-07-01T10:00:00+00:00');
    odd.write('even.py', 'x = 1\n');
    odd.commit('2024-08-01T10:00:00+00:00');
    const history = await openHistory(odd.dir);
    const paths = ['a.py', 'child.py', 'author.py', 'tagged.py', 'even.py'];
    const dates = await history.firstDates(paths);
    assert.deepEqual(
      paths.map((path) => dates.get(path)?.slice(0, 7)),
      ['2024-05', '2024-05', '2024-05', '2024-07', '2024-08'],
    );
    const claims = async () =>
      [...(await (await openHistory(odd.dir)).claimedDates(paths))].map(([path, date]) => [
        path,
        date.slice(0, 7),
      ]);
    assert.deepEqual(await claims(), [
      ['child.py', '2020-01'],
      ['author.py', '2020-01'],
    ]);
    // A tag that says to be older than the commit that it names.
    const tagged = odd.git('rev-parse', 'HEAD~1').trim();
    odd.commit('2018-01-01T10:00:00+00:00');
    odd.git('tag', '-a', '-m', 'v', 'v1', tagged);
    assert.deepEqual(await claims(), [
      ['a.py', '2018-01'],
      ['child.py', '2018-01'],
      ['author.py', '2018-01'],
      ['tagged.py', '2018-01'],
    ]);
    odd.remove();
  });

  it('answers null outside of a repository', async () => {
    const history = await openHistory('/');
    assert.deepEqual(
      [history.commit, await history.dirty(), await history.firstCommitDate(), await history.authors()],
      [null, null, null, []],
    );
  });
});
