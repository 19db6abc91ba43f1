import { strict as assert } from 'node:assert';
import { createHash } from 'node:crypto';
import { openColumns, writeColumns } from '../../../src/bytes/columns.ts';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const bytes = writeColumns(
  'TESTTEST',
  { name: 'a' },
  { a: Uint8Array.of(1, 2, 3), b: Uint16Array.of(65_535), c: Uint32Array.of(4_000_000_000) },
  sha256,
);

describe('file of columns', () => {
  it('gives back what was written', () => {
    const opened = openColumns(bytes.buffer, 'TESTTEST', sha256);
    assert.ok(opened.ok);
    assert.deepEqual(opened.value.meta, { name: 'a' });
    assert.deepEqual([...opened.value.u8('a')], [1, 2, 3]);
    assert.deepEqual([...opened.value.u16('b')], [65_535]);
    assert.deepEqual([...opened.value.u32('c')], [4_000_000_000]);
  });

  it('refuses bytes of which one was changed, wherever it stands', () => {
    for (let at = 0; at < bytes.length; at += 7) {
      const changed = bytes.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      // The length of the head, bytes 8 to 11, is no part of what is hashed: it is refused where it does not fit.
      if (at >= 8 && at < 12) continue;
      assert.equal(openColumns(changed.buffer, 'TESTTEST', sha256).ok, false, String(at));
    }
  });

  it('throws for a column that is not there', () => {
    const opened = openColumns(bytes.buffer, 'TESTTEST', null);
    assert.ok(opened.ok);
    assert.throws(() => opened.value.u32('a'), RangeError);
  });
});
