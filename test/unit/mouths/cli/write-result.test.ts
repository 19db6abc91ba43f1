import { strict as assert } from 'node:assert';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EXIT, type Terminal } from '../../../../src/mouths/cli/command.ts';
import { writeResult } from '../../../../src/mouths/cli/write-result.ts';

describe('a result', () => {
  const folder = mkdtempSync(join(tmpdir(), 'forebear-result-'));
  const said: Buffer[] = [];
  const told: string[] = [];
  const terminal: Terminal = {
    // Bytes are copied: they hold until the next call only.
    out: (text) => said.push(Buffer.from(text as Uint8Array)),
    err: (text) => told.push(text),
    progress: () => undefined,
    isTerminal: false,
    columns: 80,
    color: false,
    signal: new AbortController().signal,
  };
  beforeEach(() => {
    said.length = 0;
    told.length = 0;
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** Short and long pieces, some beyond one chunk, in signs of one to four bytes. */
  const pieces = [
    '{\n',
    '版权 '.repeat(30_000),
    '',
    '\u{1f985}',
    'a'.repeat(200_000),
    'é'.repeat(40_000),
    '\n}\n',
  ];

  it('is handed to a terminal in few calls, each sign whole', () => {
    assert.equal(writeResult(terminal, undefined, pieces), null);
    assert.equal(Buffer.concat(said).toString(), pieces.join(''));
    assert.ok(said.length < pieces.length);
    for (const bytes of said) assert.ok(!bytes.toString().includes('\ufffd'));
  });

  it('stands in its file once it is whole', () => {
    const file = join(folder, 'report.json');
    assert.equal(writeResult(terminal, file, pieces), null);
    assert.equal(readFileSync(file, 'utf8'), pieces.join(''));
    assert.deepEqual(readdirSync(folder), ['report.json']);
  });

  it('leaves the file that was there as it was when the text ends in the middle', () => {
    const file = join(folder, 'report.json');
    writeFileSync(file, 'before');
    chmodSync(file, 0o600);
    function* broken(): Generator<string> {
      yield 'a'.repeat(300_000);
      throw new Error('no more');
    }
    assert.equal(writeResult(terminal, file, broken()), EXIT.failed);
    assert.match(told[0] ?? '', /cannot write .*report\.json/);
    assert.equal(readFileSync(file, 'utf8'), 'before');
    assert.deepEqual(readdirSync(folder), ['report.json']);
    assert.equal(writeResult(terminal, file, 'after'), null);
    assert.equal(readFileSync(file, 'utf8'), 'after');
    assert.equal(statSync(file).mode & 0o777, 0o600);
  });

  it('goes where a link leads, and into a device as it is', function () {
    if (process.platform === 'win32') this.skip();
    const { CI } = process.env;
    // On a build machine a link is not followed: whoever opens a pull request may have laid it.
    delete process.env.CI;
    const real = join(folder, 'real.json');
    const link = join(folder, 'link.json');
    writeFileSync(real, '');
    symlinkSync(real, link);
    assert.equal(writeResult(terminal, link, 'text'), null);
    assert.ok(lstatSync(link).isSymbolicLink());
    assert.equal(readFileSync(real, 'utf8'), 'text');
    assert.equal(writeResult(terminal, '/dev/null', 'text'), null);
    assert.ok(statSync('/dev/null').isCharacterDevice());
    if (CI !== undefined) process.env.CI = CI;
  });

  it('writes through no link that lies where the part would', function () {
    if (process.platform === 'win32') this.skip();
    const [file, victim] = [join(folder, 'planted.json'), join(folder, 'victim')];
    writeFileSync(victim, 'before');
    symlinkSync(victim, `${file}.${process.pid}.part`);
    assert.equal(writeResult(terminal, file, 'text'), null);
    assert.equal(readFileSync(file, 'utf8'), 'text');
    assert.equal(readFileSync(victim, 'utf8'), 'before');
  });

  it('says in one sentence that a folder is not there', () => {
    mkdirSync(join(folder, 'there'));
    assert.equal(writeResult(terminal, join(folder, 'not', 'report.json'), 'text'), EXIT.failed);
    assert.deepEqual(told, [
      `forebear: cannot write ${join(folder, 'not', 'report.json')} (ENOENT). Check that the folder exists and can be written.`,
    ]);
    assert.equal(writeResult(terminal, join(folder, 'there'), 'text'), EXIT.failed);
    assert.match(told[1] ?? '', /\(EISDIR\)/);
  });
});
