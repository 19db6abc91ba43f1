import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { byText } from '../../../src/model/text-order.ts';

const root = join(import.meta.dirname, '../../..');

describe('the order of texts', () => {
  it('is that of code units, the same on every machine', () => {
    assert.deepEqual(['b', 'ä', 'B', 'a', 'Z', 'a'].sort(byText), ['B', 'Z', 'a', 'a', 'b', 'ä']);
    assert.equal(byText('a', 'a'), 0);
  });

  it('is written down once: nothing else compares two texts to order them', () => {
    const elsewhere = ['src', 'webview'].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts') && !name.endsWith('text-order.ts'))
        .map((name) => join(root, folder, name))
        .filter((path) =>
          /localeCompare| < \(?[a-z][\w.[\]'?() ]* \? -1 : /i.test(readFileSync(path, 'utf8')),
        ),
    );
    assert.deepEqual(elsewhere, []);
  });
});
