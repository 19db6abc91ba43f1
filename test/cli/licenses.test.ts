import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { forebearIn } from './run-forebear.ts';

describe('forebear licenses', () => {
  let folder = '';
  const run = (...args: string[]) => forebearIn(folder, 'licenses', ...args);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'forebear-licenses-'));
    mkdirSync(join(folder, 'src'));
    writeFileSync(join(folder, 'src', 'a.py'), '# SPDX-License-Identifier: MIT OR Apache-2.0\n');
    writeFileSync(join(folder, 'src', 'b.py'), 'print(1)\n');
    writeFileSync(join(folder, 'src', 'c.bin'), Buffer.from([0, 1, 2, 0]));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('prints one line for each file, with a tab, and an empty expression where it finds none', () => {
    const { out, code } = run('src/a.py', 'src/b.py');
    assert.equal(out, 'src/a.py\tMIT OR Apache-2.0\nsrc/b.py\t\n');
    assert.equal(code, 0);
  });

  it('walks a folder and leaves binary files out', () => {
    const { out, err, code } = run('src');
    assert.equal(out, 'src/a.py\tMIT OR Apache-2.0\nsrc/b.py\t\n');
    assert.equal(err, '');
    assert.equal(code, 0);
  });

  it('says what cannot be read in one line on err and nothing on out', () => {
    const { out, err, code } = run('gone.py', 'src/a.py');
    assert.equal(out, 'src/a.py\tMIT OR Apache-2.0\n');
    assert.match(err, /^forebear: gone\.py: .+\n$/);
    assert.equal(code, 2);
  });

  it('does not follow a link out of a folder', () => {
    symlinkSync('/etc/hostname', join(folder, 'src', 'link'));
    const { out, err } = run('src');
    assert.equal(out.includes('link'), false);
    assert.match(err, /link/);
  });

  it('tells the license each file of a folder stands under, and what states it', () => {
    mkdirSync(join(folder, 'third', 'x'), { recursive: true });
    writeFileSync(join(folder, 'third', 'x', 'LICENSE'), '# SPDX-License-Identifier: BSD-3-Clause\n');
    writeFileSync(join(folder, 'third', 'x', 'a.py'), 'print(1)\n');
    const toml = 'version = 1\n[[annotations]]\npath = "src/*.bin"\nSPDX-License-Identifier = "CC0-1.0"\n';
    writeFileSync(join(folder, 'REUSE.toml'), toml);
    const { out, code } = run('--effective', '.');
    assert.equal(code, 0);
    assert.deepEqual(
      out.split('\n').filter((line) => /^(?:src|third)/.test(line)),
      [
        'src/a.py\tMIT OR Apache-2.0\tfile',
        'src/b.py\tNONE\trepository',
        'src/c.bin\tCC0-1.0\treuse REUSE.toml:2',
        'third/x/LICENSE\tBSD-3-Clause\tfile',
        'third/x/a.py\tBSD-3-Clause\tfolder third/x/LICENSE:1',
      ],
    );
    assert.equal(run('--effective', 'src', 'third').code, 3);
  });

  it('gives lines, kind, slot and changes as JSON', () => {
    const { out } = run('src/a.py', '--format', 'json');
    const { files } = JSON.parse(out) as {
      files: { path: string; detections: { kind: string; ranges: unknown }[] }[];
    };
    assert.equal(files[0]?.path, 'src/a.py');
    assert.equal(files[0]?.detections[0]?.kind, 'tag');
    assert.deepEqual(files[0]?.detections[0]?.ranges, [{ startLine: 1, endLine: 1 }]);
  });

  it('answers the same on many files, read by workers, in the order given', () => {
    const names = Array.from({ length: 300 }, (_, i) => join('src', `f${String(i).padStart(3, '0')}.py`));
    for (const [i, name] of names.entries()) {
      writeFileSync(join(folder, name), i % 2 === 0 ? '# SPDX-License-Identifier: ISC\n' : 'x = 1\n');
    }
    const { out } = run(...names, '--jobs', '2');
    assert.equal(out, names.map((name, i) => `${name}\t${i % 2 === 0 ? 'ISC' : ''}\n`).join(''));
  });

  it('asks for a path', () => {
    assert.equal(run().code, 3);
  });
});
