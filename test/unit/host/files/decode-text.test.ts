import assert from 'node:assert/strict';
import { decodeText } from '../../../../src/host/files/decode-text.ts';

const bytes = (text: string, encoding: BufferEncoding = 'utf8') =>
  new Uint8Array(Buffer.from(text, encoding));

describe('text of a file', () => {
  it('drops a byte-order mark and keeps everything else', () => {
    const text = decodeText('a.py', bytes('\uFEFFx = "中"\r\n'));
    assert.equal(text.ok && text.value, 'x = "中"\r\n');
  });
  it('keeps the encoding that a Python file declares', () => {
    const text = decodeText('a.py', bytes('#!/x\n# -*- coding: latin-1 -*-\ns = "é"\n', 'latin1'));
    assert.equal(text.ok && text.value.includes('é'), true);
  });
  it('refuses bytes that are not UTF-8, and binary content, with different reasons', () => {
    const bad = decodeText('a.py', bytes('s = "é"\n', 'latin1'));
    assert.equal(bad.ok === false && bad.reason, 'not-utf-8');
    const untrue = decodeText('a.py', bytes('# coding: klingon\ns = "é"\n', 'latin1'));
    assert.equal(untrue.ok === false && untrue.reason, 'not-utf-8');
    const binary = decodeText('a.py', new Uint8Array([1, 0, 2]));
    assert.equal(binary.ok === false && binary.reason, 'binary');
  });
  it('is read byte by byte where it is no Python, so that one byte hides no file', () => {
    const code = decodeText('a.cpp', bytes('int f(); // é\n', 'latin1'));
    assert.equal(code.ok && code.value, 'int f(); // é\n');
  });
  it('ends a line where Python and compilers end it', () => {
    const text = decodeText('a.py', bytes('# a\rx = 1\r\ny = 2\r'));
    assert.equal(text.ok && text.value, '# a\nx = 1\r\ny = 2\n');
  });
  it('is not believed in an encoding in which a comment can hold a program', () => {
    for (const name of [
      'utf7',
      'UTF-7',
      'unicode_escape',
      'raw-unicode-escape',
      'utf_16_le',
      'cp037',
      'hz',
    ]) {
      const text = decodeText('a.py', bytes(`# coding: ${name}\n# \\nprint(1)\n`));
      assert.equal(text.ok ? '' : text.reason, 'not-utf-8', name);
      assert.match(text.ok ? '' : text.message, /declares the encoding/);
    }
    for (const [path, text] of [
      ['a.py', 'x = 1\n# coding: utf7\n'],
      ['a.py', 'x = 1\ny = 1\n# coding: utf7\n'],
      ['a.py', '# coding: utf8\n'],
      ['a.py', '# the coding: of the whole\n'],
      ['a.js', '# coding: utf7\n'],
    ] as const)
      assert.equal(decodeText(path, bytes(text)).ok, true, text);
  });
});
