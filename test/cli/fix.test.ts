import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { forebearIn, freshFolder, type Run } from './run-forebear.ts';

/** The example with its catalogue beside it, outside of any repository. */
function example(): { readonly folder: string; readonly run: (...args: readonly string[]) => Run } {
  const folder = freshFolder();
  for (const part of ['tiny-vlm', 'catalogue', 'upstream'])
    cpSync(join('examples', part), join(folder, part), { recursive: true });
  return {
    folder,
    run: (command, ...args) =>
      forebearIn(
        folder,
        command ?? '',
        ...args,
        '--in',
        'tiny-vlm',
        '--catalogue',
        'catalogue',
        '--no-cache',
      ),
  };
}

const README = 'tiny-vlm/README.md';

describe('forebear fix', () => {
  it('shows everything that can be mended as a patch that git takes, and writes nothing', () => {
    const { folder, run } = example();
    const before = readFileSync(join(folder, README), 'utf8');
    const shown = run('fix');
    assert.equal(shown.code, 1, shown.err);
    assert.match(shown.err, /4 files would change\. Nothing was written: add --yes to write them\.\n/);
    assert.equal(readFileSync(join(folder, README), 'utf8'), before);
    const applied = spawnSync('git', ['apply', '--check', '-'], {
      cwd: join(folder, 'tiny-vlm'),
      input: shown.out,
      encoding: 'utf8',
    });
    assert.equal(applied.status, 0, applied.stderr);
  });

  it('takes every name that a report prints, and mends what it means alone', () => {
    for (const target of ['heron-vl', 'Heron-VL', 'Heron-VL 1.0', 'heronvl', 'heron-vl-1.0', '1', '[1]']) {
      const { run } = example();
      const { out, code } = run('fix', target);
      assert.equal(code, 1);
      assert.match(out, /^\+\+\+ b\//m, target);
    }
    const { run } = example();
    assert.deepEqual(run('fix', 'upstream-header-lost').out.match(/^\+\+\+ .*$/gm), [
      '+++ b/tinyvlm/scan_grid.py',
    ]);
  });

  it('takes the example from findings to clean with one --yes, and a second one has nothing to do', () => {
    const { folder, run } = example();
    const written = run('fix', '--yes');
    assert.equal(written.code, 0, written.err);
    assert.match(written.err, /^Written: NOTICE$/m);
    assert.match(written.err, /^Nothing is left to do\.$/m);
    assert.ok(existsSync(join(folder, 'tiny-vlm/LICENSES/Apache-2.0.txt')));
    const audited = forebearIn(folder, 'audit', 'tiny-vlm', '--catalogue', 'catalogue');
    assert.equal(audited.code, 0, audited.out);
    assert.match(audited.out, / COMPLETE$/m);
    assert.equal(run('fix', 'upstream-header-lost').code, 3);
  });

  it('says in one sentence what is wrong with a target, and with a folder that has no files', () => {
    const { folder, run } = example();
    const unknown = run('fix', 'swan');
    assert.equal(unknown.code, 3);
    assert.match(
      unknown.err,
      /^forebear: Nothing in this report is called "swan"\..*upstream \(heron-vl\).*\n$/,
    );
    mkdirSync(join(folder, 'bare.git'));
    spawnSync('git', ['init', '--bare', '--quiet', join(folder, 'bare.git')]);
    const bare = forebearIn(folder, 'fix', '--in', 'bare.git');
    assert.equal(bare.code, 3);
    assert.match(bare.err, /bare\.git is a bare repository, without files to mend/);
  });

  it('gives the same as JSON', () => {
    const { run } = example();
    const result = JSON.parse(run('fix', '--format', 'json').out) as {
      readonly changes: readonly { readonly path: string; readonly isNew: boolean }[];
      readonly left: readonly unknown[];
    };
    assert.deepEqual(
      result.changes.map(({ path, isNew }) => [path, isNew]),
      [
        ['LICENSES/Apache-2.0.txt', true],
        ['NOTICE', true],
        ['README.md', false],
        ['tinyvlm/scan_grid.py', false],
      ],
    );
    assert.equal(result.left.length, 5);
  });
});

describe('audit --fix', () => {
  it('does what fix does', () => {
    const { folder, run } = example();
    const asAudit = forebearIn(
      folder,
      'audit',
      'tiny-vlm',
      '--catalogue',
      'catalogue',
      '--no-cache',
      '--fix',
    );
    assert.equal(asAudit.out, run('fix').out);
  });
});
