import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { openGitTree } from '../../../../src/host/files/git-tree.ts';
import { partialClone, scratchRepository } from '../git/scratch-repository.ts';

const signal = new AbortController().signal;

describe('tree of a revision', () => {
  it('reads the state of a commit, names links and what a partial clone lacks', async () => {
    const origin = scratchRepository();
    origin.write('m/a.py', 'one\n');
    origin.write('m/tokenizer.json', 'x'.repeat(3000));
    symlinkSync('/etc/passwd', join(origin.dir, 'm', 'link.py'));
    const commit = origin.commit('2024-01-01T00:00:00Z');
    origin.write('m/a.py', 'two\n');
    origin.commit('2024-01-02T00:00:00Z');
    const clone = partialClone(origin, 1000);
    const tree = await openGitTree(clone.dir, commit, { name: 'example', folder: 'm' });
    assert.ok(tree.ok);
    assert.equal(tree.value.commit, commit);
    const { files, skipped } = await tree.value.list(signal);
    const id = origin.git('rev-parse', `${commit}:m/tokenizer.json`).trim();
    assert.deepEqual(skipped, [
      { path: 'link.py', reason: 'a symbolic link: links are not followed' },
      {
        path: 'tokenizer.json',
        reason: `content is not in this partial clone; its id is ${id}`,
        blob: id,
        kind: 'absent',
      },
    ]);
    assert.deepEqual(
      files.map((file) => [file.path, file.size]),
      [['a.py', 4]],
    );
    const read = await tree.value.read(files[0] ?? { path: '', size: 0 });
    assert.equal(read.ok && Buffer.from(read.value).toString(), 'one\n');
    tree.value.close();
    clone.remove();
    origin.remove();
  });

  it('has the name that people call a bare clone by, though its folder says nothing', async () => {
    const origin = scratchRepository();
    origin.write('a.py', 'one\n');
    origin.commit('2024-01-01T00:00:00Z');
    const named = async (place: string, ...config: string[]): Promise<string> => {
      const dir = join(origin.dir, '.git', place);
      origin.git('clone', '-q', '--bare', origin.dir, dir);
      origin.git('-C', dir, 'config', ...config);
      const tree = await openGitTree(dir, 'HEAD');
      assert.ok(tree.ok);
      tree.value.close();
      return tree.value.name;
    };
    const url = 'remote.origin.url';
    assert.equal(await named('heron.git', url, 'https://example.org/marsh/stork.git'), 'heron');
    assert.equal(await named('marsh+stork/repo', '--unset', url), 'stork');
    assert.equal(await named('marsh/other/repo.git', url, 'git@example.org:marsh/heron'), 'heron');
    origin.remove();
  });

  it('says which revision it does not know', async () => {
    const origin = scratchRepository();
    const tree = await openGitTree(join(origin.dir, '.git'), 'nowhere');
    assert.match(tree.ok ? '' : tree.message, /^"nowhere" is not a commit of/);
    const option = await openGitTree(join(origin.dir, '.git'), '--output=/tmp/x');
    assert.equal(option.ok, false);
    origin.remove();
  });
});
