import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { partBeside, sweepParts, writeWhole } from '../../../../src/host/files/write-whole.ts';

describe('a file that is written as a whole', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'forebear-whole-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('follows a link where that is allowed, and refuses one where it is not', () => {
    writeFileSync(join(folder, 'there'), 'old');
    symlinkSync('there', join(folder, 'link'));
    assert.ok(writeWhole(join(folder, 'link'), 'new').ok);
    assert.equal(readFileSync(join(folder, 'there'), 'utf8'), 'new');
    const refused = writeWhole(join(folder, 'link'), 'trap', { links: false });
    assert.equal(refused.ok ? '' : refused.reason, 'link');
    assert.equal(readFileSync(join(folder, 'there'), 'utf8'), 'new');
  });

  it('does not leave the folder that it has to lie in, nor makes folders outside of it', () => {
    mkdirSync(join(folder, 'in'));
    mkdirSync(join(folder, 'out'));
    symlinkSync('../out', join(folder, 'in', 'way'));
    for (const path of ['way/a', 'way/deeper/a', '../out/a']) {
      const refused = writeWhole(join(folder, 'in', path), 'x', {
        within: join(folder, 'in'),
        folders: true,
      });
      assert.equal(refused.ok ? '' : refused.reason, 'outside', path);
    }
    assert.deepEqual(readdirSync(join(folder, 'out')), []);
    assert.ok(
      writeWhole(join(folder, 'in', 'new', 'a'), 'x', { within: join(folder, 'in'), folders: true }).ok,
    );
  });

  it('removes what a killed process left beside it, and only that', () => {
    const ended = execFileSync(process.execPath, ['-e', 'console.log(process.pid)'], {
      encoding: 'utf8',
    }).trim();
    const mine = partBeside(join(folder, 'a.json'));
    const dead = mine.replace(`.${process.pid}-`, `.${ended}-`);
    const elsewhere = dead.replace(/-[0-9a-f]{6}-/, '-000000-');
    for (const path of [mine, dead, elsewhere, join(folder, 'x.part')]) writeFileSync(path, '');
    sweepParts(folder);
    assert.deepEqual([mine, dead, elsewhere].map(existsSync), [true, false, true]);
    assert.ok(existsSync(join(folder, 'x.part')));
    writeFileSync(dead, '');
    assert.ok(writeWhole(join(folder, 'b.json'), 'b').ok);
    assert.equal(existsSync(dead), false);
  });

  it('keeps the old file when the content ends in the middle', () => {
    writeFileSync(join(folder, 'a'), 'old');
    const broken = function* (): Generator<string> {
      yield 'x'.repeat(300_000);
      throw Object.assign(new Error('full'), { code: 'ENOSPC' });
    };
    const failed = writeWhole(join(folder, 'a'), broken());
    assert.match(failed.ok ? '' : failed.message, /no room is left there \(ENOSPC\)/);
    assert.deepEqual(readdirSync(folder), ['a']);
    assert.equal(readFileSync(join(folder, 'a'), 'utf8'), 'old');
  });
});
