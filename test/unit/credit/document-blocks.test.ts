import { blocksOf } from '../../../src/credit/document-blocks.ts';
import { holds } from '../table.ts';

/** Each block in a line: its kind, its lines by number, the headings above it and the sentence that leads to it. */
const blocks = (text: string): readonly string[] =>
  blocksOf(text).map(({ kind, lines, headings, leadIn }) =>
    [
      kind,
      lines.map(({ number, text }) => `${number} ${text}`).join(' | '),
      ...(headings.length === 0 ? [] : [`under ${headings.join(' > ')}`]),
      ...(leadIn === '' ? [] : [`after ${leadIn}`]),
    ].join('; '),
  );

describe('blocks of a document', () => {
  it('are paragraphs, with their lines as they stand', () => {
    holds(
      [
        ['one\ntwo\n\nthree\n', ['paragraph; 1 one | 2 two', 'paragraph; 4 three']],
        ['one\r\ntwo\rthree', ['paragraph; 1 one | 2 two | 3 three']],
        ['', []],
        ['\n\n', []],
        ['  indented', ['paragraph; 1   indented']],
        ['xxx', ['paragraph; 1 xxx']],
      ],
      blocks,
    );
  });
  it('stand under their headings, in any of the ways to write one', () => {
    holds(
      [
        [
          '# A\none\n## B\ntwo\n# C\nthree',
          ['paragraph; 2 one; under A', 'paragraph; 4 two; under A > B', 'paragraph; 6 three; under C'],
        ],
        [
          'A\n===\none\nB\n---\ntwo\nC\n~~~\nthree',
          ['paragraph; 3 one; under A', 'paragraph; 6 two; under A > B', 'paragraph; 9 three; under A > C'],
        ],
        ['<h2 align="x">A</h2>\none', ['paragraph; 2 one; under A']],
        ['<h3>A\none', ['paragraph; 2 one; under A']],
        ['**Aa**\none', ['paragraph; 2 one; under Aa']],
        ['**Aa**:\none', ['paragraph; 2 one; under Aa']],
        ['**Aa** and more\none', ['paragraph; 1 **Aa** and more | 2 one']],
        ['####### A\none', ['paragraph; 1 ####### A | 2 one']],
        ['#A\none', ['paragraph; 1 #A | 2 one']],
        ['## *A* `b` <i>c</i> #\none', ['paragraph; 2 one; under A b c']],
        ['# A\n### B\none\n## C\ntwo', ['paragraph; 3 one; under A > B', 'paragraph; 5 two; under A > C']],
        ['A\n==\none', ['paragraph; 1 A | 2 == | 3 one']],
        ['A =\n===x\none', ['paragraph; 1 A = | 2 ===x | 3 one']],
        ['\n===\none', ['paragraph; 2 === | 3 one']],
        [
          'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n===\none',
          [
            'paragraph; 3 one; under aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
          ],
        ],
        [
          'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n===\none',
          [
            'paragraph; 1 aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa | 2 === | 3 one',
          ],
        ],
        [
          '# A\n**Bb**\none\n**Cc**\ntwo\n## D\nthree',
          [
            'paragraph; 3 one; under A > Bb',
            'paragraph; 5 two; under A > Cc',
            'paragraph; 7 three; under A > D',
          ],
        ],
        ['**a**b**', ['paragraph; 1 **a**b**']],
        ['# \none', ['paragraph; 1 #  | 2 one']],
      ],
      blocks,
    );
  });
  it('are items, each with the lines that go on with it and the sentence that leads to the list', () => {
    holds(
      [
        [
          'We thank:\n\n- a\n- b\n  more\n  and more\n* c\n+ d\n• e',
          [
            'paragraph; 1 We thank:',
            'item; 3 - a; after We thank:',
            'item; 4 - b | 5   more | 6   and more; after We thank:',
            'item; 7 * c; after We thank:',
            'item; 8 + d; after We thank:',
            'item; 9 • e; after We thank:',
          ],
        ],
        ['We thank:\n- a', ['paragraph; 1 We thank:', 'item; 2 - a; after We thank:']],
        ['1. a\n2) b\n[3] c', ['item; 1 1. a', 'item; 2 2) b', 'item; 3 [3] c']],
        ['- a\n  - b\n  1. c', ['item; 1 - a', 'item; 2   - b', 'item; 3   1. c']],
        ['-a\n1.a', ['paragraph; 1 -a | 2 1.a']],
        [
          'first\n\nsecond:\n\n- a\n\nthird\n- b',
          [
            'paragraph; 1 first',
            'paragraph; 3 second:',
            'item; 5 - a; after second:',
            'paragraph; 7 third',
            'item; 8 - b; after third',
          ],
        ],
        ['We thank:\n# A\n- a', ['paragraph; 1 We thank:', 'item; 3 - a; under A']],
        ['- a\n\n  after', ['item; 1 - a', 'paragraph; 3   after']],
        ['- a\nafter', ['item; 1 - a', 'paragraph; 2 after']],
        ['1234. a', ['paragraph; 1 1234. a']],
      ],
      blocks,
    );
  });
  it('are tables, row by row', () => {
    holds(
      [
        [
          'one\n| a | b |\n|---|---|\ntwo',
          ['paragraph; 1 one', 'table; 2 | a | b |', 'table; 3 |---|---|', 'paragraph; 4 two'],
        ],
        [
          '<td>a</td>\n<tr>\n<th x>\n<thead>',
          ['table; 1 <td>a</td>', 'table; 2 <tr>', 'table; 3 <th x>', 'paragraph; 4 <thead>'],
        ],
        ['a | b', ['paragraph; 1 a | b']],
      ],
      blocks,
    );
  });
  it('leave code out and keep what is cited', () => {
    holds(
      [
        ['one\n```\ncode\n```\ntwo', ['paragraph; 1 one', 'paragraph; 5 two']],
        ['~~~\ncode\n~~~\ntwo', ['paragraph; 4 two']],
        ['````\n```\ncode\n````\ntwo', ['paragraph; 5 two']],
        ['```\nnever closed\nmore', []],
        [
          '```bibtex\n@misc{a,\n  title={x},\n}\n```\nafter',
          ['bibliography; 2 @misc{a, | 3   title={x}, | 4 }', 'paragraph; 6 after'],
        ],
        [
          '# C\n@misc{a,\n title={x}\n}\nafter',
          ['bibliography; 2 @misc{a, | 3  title={x} | 4 }; under C', 'paragraph; 5 after; under C'],
        ],
        [
          '@misc{a,\n title={x}\n\nafter',
          ['bibliography; 1 @misc{a, | 2  title={x} | 3 ', 'paragraph; 4 after'],
        ],
        ['@misc {a}', ['bibliography; 1 @misc {a}']],
        [
          'one\n@article{a,\n}\ntwo',
          ['paragraph; 1 one', 'bibliography; 2 @article{a, | 3 }', 'paragraph; 4 two'],
        ],
        ['@ misc{', ['paragraph; 1 @ misc{']],
        ['x @misc{a}', ['paragraph; 1 x @misc{a}']],
        ['```\n@misc{a}\nopen', ['bibliography; 2 @misc{a} | 3 open']],
        ['``\nnot code', ['paragraph; 1 `` | 2 not code']],
      ],
      blocks,
    );
  });
  it('begin with the front matter of a model card', () => {
    holds(
      [
        ['---\na: b\n---\none', ['front-matter; 2 a: b', 'paragraph; 4 one']],
        ['--- \na: b\n --- \none', ['front-matter; 2 a: b', 'paragraph; 4 one']],
        ['---\nnever closed', ['paragraph; 1 --- | 2 never closed']],
        ['\n---\na: b\n---\n', ['paragraph; 2 ---']],
        ['---\n---\none', ['front-matter; ', 'paragraph; 3 one']],
      ],
      blocks,
    );
  });
});
