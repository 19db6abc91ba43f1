import assert from 'node:assert/strict';
import { printable, withoutSecrets } from '../../../src/bytes/printable.ts';

describe('a text that is printed', () => {
  it('holds no order to a build machine, and keeps names of C++ and headings as they are', () => {
    for (const text of [
      '::stop-commands::x',
      'state it in ::add-mask::x',
      'a::error file=x::y',
      '##[add-path]x',
      'a ##vso[task.prependpath]x',
      "##TeamCity[x 'y']",
    ])
      assert.ok(!/(?<!\S)::\S|::(?:add|error)|##(?:\[|vso|team)/i.test(printable(text)), printable(text));
    for (const text of ['std::vector::size', '## Heading', 'a: b', 'TORCH_CHECK(a, "::")', '#[derive]'])
      assert.equal(printable(text), text);
  });

  it('holds no user, password or token of an address', () => {
    for (const [text, without] of [
      ['https://u:p@ss@example.org/a', 'https://example.org/a'],
      ['no folder "/x/HTTPS:/u:p@example.org/a"', 'no folder "/x/HTTPS:/example.org/a"'],
      ['https://example.org/a?b=1&private_token=p#c', 'https://example.org/a?b=1&private_token=…#c'],
      ['ssh://git@example.org:22/a', 'ssh://example.org:22/a'],
      ['C:/code/a@b', 'C:/code/a@b'],
      ['https://example.org/@scope/name', 'https://example.org/@scope/name'],
    ] as const)
      assert.equal(withoutSecrets(text), without);
  });
});
