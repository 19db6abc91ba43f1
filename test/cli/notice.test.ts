import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { forebearIn, freshFolder, type Run } from './run-forebear.ts';

function example(): { readonly folder: string; readonly run: (...args: readonly string[]) => Run } {
  const folder = freshFolder();
  for (const part of ['tiny-vlm', 'catalogue', 'upstream'])
    cpSync(join('examples', part), join(folder, part), { recursive: true });
  return {
    folder,
    run: (...args) =>
      forebearIn(folder, 'notice', 'tiny-vlm', '--catalogue', 'catalogue', '--no-cache', ...args),
  };
}

describe('forebear notice', () => {
  it('writes the third-party notices of a release: who, which files, whose copyright, and the texts', () => {
    const { out, code, err } = example().run();
    assert.equal(code, 0, err);
    assert.match(out, /^Third-party notices of tiny-vlm\n/);
    assert.match(out, /1\. \S.*\n/);
    assert.match(out, /\nFiles: /);
    assert.match(out, /\nLicense: /);
    assert.match(out, /\n={78}\nText of /);
    assert.ok(!/not stated|NOASSERTION|\.\.\//.test(out), out.slice(0, 2000));
  });

  it('writes an attribution page', () => {
    const { out, code } = example().run('--format', 'attribution');
    assert.equal(code, 0);
    assert.match(out, /^# Attribution\n/);
  });

  it('refuses a format that it does not know', () => {
    const { code, err } = example().run('--format', 'sbom');
    assert.equal(code, 3);
    assert.match(err, /notice/);
  });

  it('overwrites no license text that is there', () => {
    const { folder, run } = example();
    assert.equal(run('--format', 'reuse', '--output', join('tiny-vlm', 'REUSE.toml')).code, 0);
    const text = join(folder, 'tiny-vlm', 'LICENSES');
    assert.ok(existsSync(text));
    const [, name = ''] =
      /Written: LICENSES\/(\S+)/.exec(example().run('--format', 'reuse', '--output', 'REUSE.toml').err) ?? [];
    writeFileSync(join(text, name), 'mine\n');
    run('--format', 'reuse', '--output', join('tiny-vlm', 'REUSE.toml'));
    assert.equal(readFileSync(join(text, name), 'utf8'), 'mine\n');
  });

  it('writes REUSE information with LICENSES beside it, with which `reuse lint` finds nothing to ask for', function () {
    const version = /(\d+)\.\d+/.exec(
      spawnSync('reuse', ['--version'], { encoding: 'utf8' }).stdout ?? '',
    )?.[1];
    if (version === undefined) {
      console.log('      skipped: no `reuse` on this machine (Debian: apt install reuse)');
      this.skip();
    }
    const { folder, run } = example();
    // Before version 4, `reuse` reads .reuse/dep5 and no REUSE.toml.
    const file = Number(version) < 4 ? join('.reuse', 'dep5') : 'REUSE.toml';
    const { code, err } = run('--format', 'reuse', '--output', join('tiny-vlm', file));
    assert.equal(code, 0, err);
    const lint = spawnSync('reuse', ['--root', join(folder, 'tiny-vlm'), 'lint'], { encoding: 'utf8' });
    assert.equal(lint.status, 0, lint.stdout + lint.stderr);
  });
});
