import { commentBlocks } from '../../../src/credit/comment-blocks.ts';
import { holds } from '../table.ts';

/** Each block in a line: its kind, and its lines by number. */
const comments = ([path, text]: readonly [string, string]): readonly string[] =>
  commentBlocks(text, path).map(
    ({ kind, lines }) => `${kind}: ${lines.map(({ number, text }) => `${number} ${text}`).join(' | ')}`,
  );

describe('comments of a file', () => {
  it('are runs of lines; what stands above all code is a header, what stands behind code a tail', () => {
    holds(
      [
        [
          ['a.py', '# one\n# two\n\n# three\nx = 1  # four\n# five\n  # six\ny = 2\n# seven'],
          [
            'header: 1 one | 2 two',
            'header: 4 three',
            'tail: 5 four',
            'comment: 6 five | 7 six',
            'comment: 9 seven',
          ],
        ],
        [
          ['a.py', '#!/bin/sh\n## one ##\n#: two\n#\n#three'],
          ['header: 1 bin/sh | 2 one ## | 3 : two | 4  | 5 three'],
        ],
        [['a.py', 'x = 1\n# one'], ['comment: 2 one']],
        [['a.py', '# one'], ['header: 1 one']],
        [['a.py', '﻿# one'], ['header: 1 one']],
        [
          ['a.py', 'x#one\n#two'],
          ['tail: 1 one', 'comment: 2 two'],
        ],
        [
          ['a.py', '# one\nx\n# two'],
          ['header: 1 one', 'comment: 3 two'],
        ],
        [['a.py', ''], []],
        [['a.py', 'x = 1'], []],
        [['a.py', '  # one\n\t# two'], ['header: 1 one | 2 two']],
        [['a.sh', '# one\nx'], ['header: 1 one']],
        [
          ['a.py', '# one\n\n\n# two'],
          ['header: 1 one', 'header: 4 two'],
        ],
        [['a.py', '# one // two'], ['header: 1 one // two']],
        [['a.py', '# one\r\n# two\r\n'], ['header: 1 one | 2 two']],
      ],
      comments,
    );
  });
  it('are of the marks of their language', () => {
    holds(
      [
        [
          ['a.cu', '// one\n/* two\n * three\n */\nint x; // four\n/* five */ int y;'],
          ['header: 1 one', 'header: 2 two | 3 three | 4 ', 'tail: 5 four', 'comment: 6 five'],
        ],
        [['a.js', '/** one\n ** two\n*three */\nx'], ['header: 1 one | 2 two | 3 three']],
        [['a.js', '`// no` // one'], ['tail: 1 one']],
        [
          ['a.cpp', 'int x = 1; /* one */ // two'],
          ['comment: 1 one', 'tail: 1 two'],
        ],
        [['a.cpp', '/// one\n//! two'], ['header: 1 one | 2 two']],
        [['a.cpp', '/* never closed\nmore'], ['header: 1 never closed | 2 more']],
        [['a.cpp', '# no\n// one'], ['comment: 2 one']],
        [['a.js', '`a\n// no\n` // one'], ['tail: 3 one']],
        [
          ['a.js', '/*one*//*two*/'],
          ['header: 1 one', 'header: 1 two'],
        ],
      ],
      comments,
    );
  });
  it('are docstrings as well, and no other strings', () => {
    holds(
      [
        [
          ['a.py', '"""one\ntwo\n"""\nx = """no\nno"""\n# three'],
          ['header: 1 one | 2 two | 3 ', 'comment: 6 three'],
        ],
        [['a.py', "'''one'''"], ['header: 1 one']],
        [
          ['a.py', 'r"""one"""\nu"""two"""\nb"""no"""'],
          ['docstring: 1 one', 'docstring: 2 two'],
        ],
        [['a.py', 'def f():\n    """one"""\n    return 1'], ['docstring: 2 one']],
        [['a.py', 'x = "# no"\n# one'], ['comment: 2 one']],
        [['a.py', "x = '# no'  # one"], ['tail: 1 one']],
        [['a.py', 'x = "a\\"# no" # one'], ['tail: 1 one']],
        [['a.py', "x = 'a\\\\' # one"], ['tail: 1 one']],
        [['a.py', 'x = "never closed # no\n# one'], ['comment: 2 one']],
        [['a.py', '"alone"\n# one'], ['comment: 2 one']],
        [['a.py', '"""never closed'], ['header: 1 never closed']],
        [
          ['a.py', '""" """\n# one'],
          ['header: 1 ', 'header: 2 one'],
        ],
        [
          ['a.py', '# one\n"""two"""\n# three'],
          ['header: 1 one', 'header: 2 two', 'header: 3 three'],
        ],
        [
          ['a.py', '"""one"""  # two'],
          ['header: 1 one', 'tail: 1 two'],
        ],
        [
          ['a.py', '"""one""" + x # two'],
          ['header: 1 one', 'tail: 1 two'],
        ],
        [['a.py', 'x = f"""no"""\n# one'], ['comment: 2 one']],
        [
          ['a.py', '""""""\n# one'],
          ['header: 1 ', 'header: 2 one'],
        ],
        [['a.py', 'x = ""  # one'], ['tail: 1 one']],
        [['a.py', 'x = "a\\\n# no" # one'], ['tail: 2 one']],
      ],
      comments,
    );
  });
  it('are without lines that a program wrote, and no deeper than a person indents', () => {
    holds(
      [
        [10, ['header: 1 … | 2 y']],
        [198, ['header: 1 … | 2 y']],
        [199, ['header: 1 … | 2 y']],
        [200, ['header: 1 …', 'tail: 2 y']],
        [201, ['header: 1 …', 'tail: 2 y']],
        [998, ['header: 1 …', 'tail: 2 y']],
        [999, ['header: 1 …', 'tail: 2 y']],
        [1000, ['header: 1 ', 'tail: 2 y']],
        [1001, ['header: 1 ', 'tail: 2 y']],
      ],
      (length: number) =>
        comments(['a.py', `# ${'x'.repeat(length)}\n${' '.repeat(length)}# y`]).map((one) =>
          one.replace(/x{9,}/, '…').replace(/ +y/, ' y'),
        ),
    );
  });
});
