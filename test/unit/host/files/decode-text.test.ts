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
});
