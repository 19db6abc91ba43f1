import assert from 'node:assert/strict';
import { blocksOf } from '../../../src/credit/document-blocks.ts';

describe('a fence of code below an item', () => {
  for (const fence of ['```', '~~~'])
    it(`${fence}: ends with its own mark, and what follows is read`, () => {
      const text = `- Run it:\n  ${fence}python\n  from heron import Pooler\n  ${fence}\n\n## Thanks\n\nBased on Crane.\n`;
      const blocks = blocksOf(text);
      assert.deepEqual(
        blocks.map(({ kind, headings, lines }) => [kind, headings.at(-1), lines.map((line) => line.text)]),
        [
          ['item', undefined, ['- Run it:']],
          ['paragraph', 'Thanks', ['Based on Crane.']],
        ],
      );
    });
});
