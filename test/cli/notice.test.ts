import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
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

  it('carries the license files of folders along, keeps stated terms, and writes the same again', function () {
    const { folder, run } = example();
    const top = join(folder, 'tiny-vlm');
    mkdirSync(join(top, 'third', 'x'), { recursive: true });
    mkdirSync(join(top, 'third', 'z'), { recursive: true });
    writeFileSync(
      join(top, 'third', 'x', 'LICENSE'),
      'Copyright (c) 2020 Birch\n\nSPDX-License-Identifier: BSD-3-Clause\n',
    );
    for (const name of ['a.py', 'c.py']) writeFileSync(join(top, 'third', 'x', name), 'print(1)\n');
    writeFileSync(join(top, 'third', 'z', 'LICENSE'), 'Birds may read this on Sundays.\n');
    writeFileSync(join(top, 'third', 'z', 'b.py'), 'print(1)\n');
    mkdirSync(join(top, '.reuse'), { recursive: true });
    writeFileSync(
      join(top, '.reuse', 'dep5'),
      'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n\nFiles: third/x/a.py\nCopyright: 2021 Cedar\nLicense: CC0-1.0\n',
    );
    const notices = run().out;
    assert.match(
      notices,
      /Files: third\/x\/a\.py\nLicense: BSD-3-Clause AND CC0-1\.0\nStated in: \.reuse\/dep5/,
    );
    assert.match(notices, /Files: third\/x\/\nLicense: BSD-3-Clause\nStated in: third\/x\/LICENSE/);
    assert.match(notices, /Birds may read this on Sundays\./);
    const file = join('tiny-vlm', '.reuse', 'dep5');
    assert.equal(run('--format', 'reuse', '--output', file).code, 0);
    const first = readFileSync(join(folder, file), 'utf8');
    assert.match(first, /Files: third\/z\/\*\nCopyright: .*\nLicense: LicenseRef-third-z\n/);
    assert.match(first, /Files: third\/x\/a\.py\nCopyright: 2021 Cedar\nLicense: CC0-1\.0\n/);
    assert.equal(
      readFileSync(join(top, 'LICENSES', 'LicenseRef-third-z.txt'), 'utf8'),
      'Birds may read this on Sundays.\n',
    );
    assert.equal(run('--format', 'reuse', '--output', file).code, 0);
    assert.equal(readFileSync(join(folder, file), 'utf8'), first);
    const version = spawnSync('reuse', ['--version'], { encoding: 'utf8' }).stdout ?? '';
    if (!/(?:^|\s)[123]\./.test(version)) this.skip();
    const lint = spawnSync('reuse', ['--root', top, 'lint'], { encoding: 'utf8' });
    assert.equal(lint.status, 0, lint.stdout + lint.stderr);
  });
});
