import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, symlinkSync, truncateSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { TreeReader } from '../../../../src/engine/ports.ts';
import { openWorkTree } from '../../../../src/host/files/work-tree.ts';
import { type ScratchRepository, scratchRepository } from '../git/scratch-repository.ts';

const signal = new AbortController().signal;

async function open(dir: string): Promise<TreeReader> {
  const tree = await openWorkTree(dir);
  assert.ok(tree.ok);
  return tree.value;
}

describe('work tree', () => {
  let repository: ScratchRepository;
  beforeEach(() => {
    repository = scratchRepository();
  });
  afterEach(() => repository.remove());

  it('lists files in one order, and believes no id before the content was read', async () => {
    repository.write('b.py', 'b\n');
    repository.write('a/z.py', 'z\n');
    repository.write('a.py', 'a\n');
    repository.commit('2024-01-01T00:00:00Z');
    repository.write('b.py', 'changed\n');
    repository.write('new.py', 'n\n');
    const { files, skipped } = await (await open(repository.dir)).list(signal);
    assert.deepEqual(
      files.map((file) => [file.path, file.blob !== undefined]),
      [
        ['a.py', false],
        ['a/z.py', false],
        ['b.py', false],
        ['new.py', false],
      ],
    );
    assert.deepEqual(skipped, []);
  });

  it('names what git tracks and the folder does not hold, of the kinds that are examined', async () => {
    for (const name of ['a.py', 'gone.py', 'gone.png', 'LICENSE']) repository.write(name, 'a\n');
    repository.commit('2024-01-01T00:00:00Z');
    for (const name of ['gone.py', 'gone.png', 'LICENSE']) unlinkSync(join(repository.dir, name));
    const { skipped } = await (await open(repository.dir)).list(signal);
    assert.deepEqual(
      skipped.map(({ path, reason, gap }) => [path, /git tracks it/.test(reason), gap]),
      [
        ['LICENSE', true, undefined],
        ['gone.py', true, undefined],
      ],
    );
  });

  const CODE = ['LICENSE', 'a.py', 'b.py', 'c/d.py', 'c/e.py'];
  const commitCode = (): void => {
    for (const name of CODE) repository.write(name, 'a\n');
    repository.commit('2024-01-01T00:00:00Z');
  };
  const remove = (...names: readonly string[]): void => {
    for (const name of names) rmSync(join(repository.dir, name), { recursive: true });
  };
  /** What is told of what git tracks and the folder does not hold, and whether it should have been looked at. */
  const gone = async (): Promise<readonly string[]> =>
    (await (await open(repository.dir)).list(signal)).skipped.map(
      ({ path, gap }) => `${path}: ${gap ?? 'told'}`,
    );

  it('takes two deleted files for work in progress, and half of all for a checkout that failed', async () => {
    commitCode();
    remove('a.py', 'b.py');
    assert.deepEqual(await gone(), ['a.py: told', 'b.py: told']);
    remove('c/d.py');
    assert.deepEqual(await gone(), ['.: not read', 'a.py: not read', 'b.py: not read', 'c/d.py: not read']);
  });

  it('takes a folder without the only file for one that was not checked out, and weights for none', async () => {
    for (const name of ['a.py', 'w.safetensors', 'x.safetensors', 'y.safetensors'])
      repository.write(name, 'a\n');
    repository.commit('2024-01-01T00:00:00Z');
    remove('w.safetensors', 'x.safetensors', 'y.safetensors');
    assert.deepEqual(await gone(), ['w.safetensors: told', 'x.safetensors: told', 'y.safetensors: told']);
    remove('a.py');
    assert.deepEqual((await gone()).slice(0, 2), ['.: not read', 'a.py: not read']);
  });

  it('takes what a sparse checkout leaves out for not read, however little it is', async () => {
    commitCode();
    repository.git('update-index', '--skip-worktree', 'a.py');
    remove('a.py');
    assert.deepEqual(await gone(), ['.: not read', 'a.py: not read']);
    const { skipped } = await (await open(repository.dir)).list(signal);
    assert.match(skipped.at(-1)?.reason ?? '', /sparse checkout/);
    assert.match(skipped[0]?.reason ?? '', /^1 of 5 files/);
  });

  it('asks the last commit where git lists nothing: a checkout that broke off left no index', async () => {
    commitCode();
    remove('.git/index', 'c/d.py');
    assert.deepEqual(await gone(), ['.: not read', 'c/d.py: not read']);
    repository.git('read-tree', '--empty');
    assert.deepEqual(await gone(), ['.: not read', 'c/d.py: not read']);
    // What lies in a folder that the commit holds is part of it, whatever is ignored.
    repository.write('.gitignore', 'build/\n');
    repository.write('build/b.py', 'b\n');
    repository.git('add', '-f', '.');
    repository.commit('2024-01-02T00:00:00Z');
    remove('.git/index');
    const { files } = await (await open(repository.dir)).list(signal);
    assert.ok(files.some(({ path }) => path === 'build/b.py'));
  });

  it('takes removed files that git lists no more for no part of the folder', async () => {
    commitCode();
    repository.git('rm', '-q', '-r', 'a.py', 'b.py', 'c');
    assert.deepEqual(await gone(), []);
  });

  it('asks nothing of a repository without a commit', async () => {
    repository.write('a.py', 'a\n');
    assert.deepEqual(await gone(), []);
  });

  it('leaves build output out only where git ignores it and tracks nothing in it, and names it', async () => {
    repository.write('.gitignore', 'dist/\nweights.bin\nnode_modules\n/sub/*\n!/sub/target\n');
    repository.write('dist/made.py', 'x\n');
    repository.write('build/kept.py', 'x\n');
    repository.write('weights.bin', 'x');
    repository.write('node_modules/m/index.js', 'x');
    repository.write('sub/target/kept.py', 'x');
    repository.write('sub/build/made.py', 'x');
    const { files, skipped } = await (await open(repository.dir)).list(signal);
    assert.deepEqual(
      files.map((file) => file.path),
      ['.gitignore', 'build/kept.py', 'sub/target/kept.py', 'weights.bin'],
    );
    assert.deepEqual(
      skipped.map(({ path, reason }) => [path, /git ignores/.test(reason)]),
      [
        ['dist', true],
        ['node_modules', true],
        ['sub/build', true],
      ],
    );
  });

  for (const name of ['node_modules', '.hg', '.svn', '.forebear-cache', 'build', '.venv', '__pycache__'])
    it(`compares code in ${name} that git tracks, although it ignores the folder`, async () => {
      repository.write('.gitignore', `${name}/\n`);
      repository.write(`${name}/inner/code.py`, 'x = 1\n');
      repository.git('add', '-f', `${name}/inner/code.py`);
      const { files, skipped } = await (await open(repository.dir)).list(signal);
      assert.deepEqual(
        files.map((file) => file.path),
        ['.gitignore', `${name}/inner/code.py`].sort(),
      );
      assert.deepEqual(skipped, []);
    });

  it('names every link, loop, pipe and oversized source with one reason, and reads none of them', async () => {
    mkdirSync(join(repository.dir, 'sub'));
    symlinkSync('..', join(repository.dir, 'sub', 'loop'));
    symlinkSync('self', join(repository.dir, 'self'));
    symlinkSync('/etc/passwd', join(repository.dir, 'outside'));
    symlinkSync('nothing', join(repository.dir, 'dangling'));
    execFileSync('mkfifo', [join(repository.dir, 'pipe')]);
    repository.write('huge.py', '');
    truncateSync(join(repository.dir, 'huge.py'), 20 * 1024 * 1024);
    const { files, skipped } = await (await open(repository.dir)).list(signal);
    assert.deepEqual(files, []);
    assert.deepEqual(skipped, [
      { path: 'dangling', reason: 'a symbolic link to nothing: links are not followed' },
      {
        path: 'huge.py',
        reason: 'too large or generated: 20.0 MB, and the limit for source files is 5.0 MB',
        gap: 'over a budget',
        size: 20 * 1024 * 1024,
      },
      { path: 'outside', reason: 'a symbolic link that leads out of the folder: links are not followed' },
      { path: 'pipe', reason: 'not a regular file' },
      { path: 'self', reason: 'a symbolic link that leads back to itself: links are not followed' },
      { path: 'sub/loop', reason: 'a symbolic link that leads back to itself: links are not followed' },
    ]);
  });

  it('does not follow a link that takes the place of a listed file or folder', async () => {
    repository.write('a.py', 'a\n');
    repository.write('f/b.py', 'b\n');
    const tree = await open(repository.dir);
    const { files } = await tree.list(signal);
    unlinkSync(join(repository.dir, 'a.py'));
    symlinkSync('/etc/passwd', join(repository.dir, 'a.py'));
    renameSync(join(repository.dir, 'f'), join(repository.dir, 'g'));
    symlinkSync('/etc', join(repository.dir, 'f'));
    for (const entry of files) assert.equal((await tree.read(entry)).ok, false);
    assert.equal((await tree.read({ path: '../../etc/passwd', size: 1 })).ok, false);
  });

  it('names a submodule instead of reading another repository', async () => {
    const other = scratchRepository();
    other.write('o.py', 'o\n');
    other.commit('2024-01-01T00:00:00Z');
    repository.git('-c', 'protocol.file.allow=always', 'submodule', 'add', '-q', other.dir, 'third');
    repository.commit('2024-01-02T00:00:00Z');
    const { files, skipped } = await (await open(repository.dir)).list(signal);
    assert.deepEqual(
      files.map((file) => file.path),
      ['.gitmodules'],
    );
    assert.match(skipped[0]?.reason ?? '', /^a submodule.* "forebear audit third" does that$/);
    rmSync(join(repository.dir, 'third'), { recursive: true });
    mkdirSync(join(repository.dir, 'third'));
    const empty = await (await open(repository.dir)).list(signal);
    assert.match(empty.skipped[0]?.reason ?? '', /^a submodule.* is here to compare$/);
    other.remove();
  });

  it('reads another repository that lies in the folder and is no submodule', async () => {
    const other = scratchRepository();
    other.write('inner/o.py', 'o\n');
    renameSync(other.dir, join(repository.dir, 'other'));
    repository.write('build/inner/.git', 'gitdir: elsewhere\n');
    repository.write('build/inner/p.py', 'p\n');
    const { files, skipped } = await (await open(repository.dir)).list(signal);
    assert.deepEqual(
      files.map((file) => file.path),
      ['build/inner/p.py', 'other/inner/o.py'],
    );
    assert.deepEqual(
      skipped.map(({ path }) => path),
      ['other/.git'],
    );
  });

  it('works without git, on an empty folder, and says so when there is none', async () => {
    rmSync(join(repository.dir, '.git'), { recursive: true });
    assert.deepEqual(await (await open(repository.dir)).list(signal), { files: [], skipped: [] });
    const none = await openWorkTree(join(repository.dir, 'none'));
    assert.match(none.ok ? '' : none.message, /There is no folder/);
  });

  it('stops when cancelled', async () => {
    const tree = await open(repository.dir);
    await assert.rejects(tree.list(AbortSignal.abort(new Error('stop'))), /stop/);
  });
});
