import assert from 'node:assert/strict';
import type { FileEntry, TreeReader } from '../../../../src/engine/ports.ts';
import { withChanges } from '../../../../src/host/files/with-changes.ts';
import { success } from '../../../../src/model/result.ts';

describe('a tree with changes that nobody wrote', () => {
  const tree: TreeReader = {
    name: 'heron',
    list: async () => ({
      files: [
        { path: 'README.md', size: 3, blob: 'old' },
        { path: 'b.py', size: 1 },
      ],
      skipped: [{ path: 'NOTICE', reason: 'deleted' }],
    }),
    read: async ({ path }) => success(new TextEncoder().encode(`disk ${path}`)),
  };
  const changed = withChanges(
    tree,
    new Map([
      ['README.md', 'nidó'],
      ['NOTICE', 'x'],
    ]),
  );
  const read = async (entry: FileEntry): Promise<string> => {
    const bytes = await changed.read(entry);
    return bytes.ok ? new TextDecoder().decode(bytes.value) : bytes.message;
  };

  it('lists and reads the texts as they would be, without the id of what they replace, and the rest as it is', async () => {
    const { files, skipped } = await changed.list(new AbortController().signal);
    assert.deepEqual(files, [
      { path: 'NOTICE', size: 1 },
      { path: 'README.md', size: 5 },
      { path: 'b.py', size: 1 },
    ]);
    assert.deepEqual(skipped, []);
    assert.deepEqual(await Promise.all(files.map(read)), ['x', 'nidó', 'disk b.py']);
  });
});
