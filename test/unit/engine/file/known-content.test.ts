import { strict as assert } from 'node:assert';
import { knownContent } from '../../../../src/engine/file/known-content.ts';
import { holds } from '../../table.ts';

/** A text's id is the text itself. */
const known = (content: string) => ({ holds: (id: string) => id === content, idOf: (text: string) => text });
const kept = (text: string, content: string): string | null => knownContent(text, text, known(content));

describe('a content that an upstream has', () => {
  it('is known but for the newline at its end, blanks at ends of lines, and how lines end', () => {
    holds(
      [
        ['a\nb\n', true],
        ['a\nb', true],
        ['a\nb\n\n', true],
        ['a  \nb\t\n', true],
        ['a\r\nb\r\n', true],
        ['a\n\nb\n', false],
        [' a\nb\n', false],
        ['ab\n', false],
      ],
      (text) => kept(text, 'a\nb\n') === 'a\nb\n',
    );
    assert.equal(kept('a\nb\n', 'a\r\nb\r\n'), 'a\r\nb\r\n');
    assert.equal(kept('a \nb\n', 'a \nb'), 'a \nb');
  });

  it('is looked for once where it is known as it is, and not at all in what is too long', () => {
    const asked: string[] = [];
    const contents = {
      holds: (id: string): boolean => id === 'x',
      idOf: (text: string): string => {
        asked.push(text);
        return 'no';
      },
    };
    assert.equal(knownContent('x', 'a\n', contents), 'x');
    assert.equal(knownContent('y', 'a'.repeat(500_000), contents), null);
    assert.deepEqual(asked, []);
    assert.equal(knownContent('y', 'a\n', contents), null);
    assert.deepEqual(asked, ['a', 'a\r\n']);
  });
});
