import { creditedLines } from '../../../src/credit/credit-lines.ts';
import { holds } from '../table.ts';

/** Of each line of a comment, whether it credits, and what stands behind the words of the credit where that may be a name. */
const credited = (text: string): readonly string[] =>
  creditedLines({
    kind: 'comment',
    lines: text.split('\n').map((line, at) => ({ number: at + 1, text: line })),
  }).map(({ credit, rest }) => (credit ? `credit${rest === null ? '' : `: ${rest}`}` : '-'));

describe('lines of a comment', () => {
  it('credit by their own words', () => {
    holds(
      [
        ['Adapted from Heron', ['credit:  Heron']],
        ['Adapted from', ['credit']],
        ['Adapt from Heron', ['credit:  Heron']],
        ['Copied and modified from Heron', ['credit:  Heron']],
        ['taken, with minor modifications, from Heron', ['credit:  Heron']],
        ['a port of Heron', ['credit:  Heron']],
        ['port of', ['credit']],
        ['thanks to Heron', ['credit']],
        ['credits: Heron', ['credit']],
        ['kudos to Heron', ['credit']],
        ['This class is borrowed heavily from Heron', ['credit:  Heron']],
        ['copy of Heron', ['credit:  Heron']],
        ['is a copy of Heron', ['credit:  Heron']],
        ['makes a copy of Heron', ['-']],
        ['adapted from-scratch', ['-']],
        ['代码修改自 Heron', ['credit:  Heron']],
        ['参考 Heron', ['credit:  Heron']],
        ['实现：Heron', ['credit: Heron']],
        ['Code is from Heron', ['credit:  Heron']],
        ['comes directly from Heron', ['credit:  Heron']],
        ['version of the original Heron', ['credit:  Heron']],
      ],
      credited,
    );
  });
  it('that speak of anything credit only what is a project', () => {
    holds(
      [
        ['based on the width', ['-']],
        ['based on Heron', ['credit:  Heron']],
        ['based on Heron.', ['credit:  Heron.']],
        ['based on Heron, which', ['-']],
        ['based on Heron by Reeds', ['credit:  Heron by Reeds']],
        ["based on Heron's tower", ["credit:  Heron's tower"]],
        ['based on Heron tower', ['-']],
        ['based on heron tower.py and pool.py', ['credit:  heron tower.py and pool.py']],
        ['based on the heron library', ['credit:  the heron library']],
        ['based on the heron; a library', ['-']],
        ['based on:', ['credit']],
        ['based on', ['credit']],
        ['based on (', ['credit']],
        ['inspired by Heron', ['credit:  Heron']],
        ['inspired by nature', ['-']],
        ['thanks to the cache', ['-']],
        ['based on https://x.y/z', ['credit:  https://x.y/z']],
        ['built upon the code of Heron', ['credit:  the code of Heron']],
        ['based on the Heron', ['credit:  the Heron']],
        ['based on "Heron"', ['credit:  "Heron"']],
        ['see what this is based on:', ['credit']],
      ],
      credited,
    );
  });
  it('do not credit what is denied, imported or the title of a paper', () => {
    holds(
      [
        ['not adapted from Heron', ['-']],
        ['This is unlike that adapted from Heron', ['-']],
        ['instead of being copied from Heron', ['-']],
        ['never. Adapted from Heron', ['credit:  Heron']],
        ['from heron.models import adapted', ['-']],
        ['import heron', ['-']],
        ['Adapted from the paper Heron', ['credit']],
        ['Adapted from "A long title"', ['credit']],
        ['Adapted from "Heron"', ['credit:  "Heron"']],
        ['Adapted from arxiv 1234', ['credit']],
        ['without any code taken from Heron', ['-']],
        ["isn't taken from Heron", ['-']],
        ['wasn’t taken from Heron', ['-']],
      ],
      credited,
    );
  });
  it('credit an address that they point to, and none that is given for something else', () => {
    holds(
      [
        ['https://github.com/a/b', ['-']],
        ['see https://github.com/a/b', ['credit']],
        ['from github.com/a/b', ['credit']],
        ['via git@x:a/b', ['credit']],
        ['following https://github.com/a/b', ['credit']],
        ['issue at https://github.com/a/b', ['-']],
        ['docs: see https://github.com/a/b', ['-']],
        ['code at https://github.com/a/b', ['credit']],
        ['x https://github.com/a/b', ['-']],
        ['以 https://github.com/a/b 为参考', ['credit']],
        ['https://github.com/a/b 的代码', ['credit']],
        ['Adapted from Heron https://github.com/a/b', ['credit:  Heron https://github.com/a/b']],
        ['Thanks to https://github.com/a/b', ['credit']],
        ['code. x https://github.com/a/b', ['-']],
      ],
      credited,
    );
  });
  it('credit addresses below the words, as far as they reach', () => {
    holds(
      [
        ['Adapted from\nhttps://github.com/a/b', ['credit', 'credit']],
        ['Adapted from Heron\none\nhttps://github.com/a/b', ['credit:  Heron', '-', 'credit']],
        ['Adapted from Heron\none\ntwo\nhttps://github.com/a/b', ['credit:  Heron', '-', '-', 'credit']],
        [
          'Adapted from Heron\none\ntwo\nthree\nhttps://github.com/a/b',
          ['credit:  Heron', '-', '-', '-', '-'],
        ],
        ['Adapted from Heron\n\nhttps://github.com/a/b', ['credit:  Heron', '-', '-']],
        [
          'Adapted from https://github.com/a/b\nx https://github.com/c/d',
          ['credit:  https://github.com/a/b', 'credit'],
        ],
        [
          'Adapted from https://github.com/a/b\none\nx https://github.com/c/d',
          ['credit:  https://github.com/a/b', '-', '-'],
        ],
        [
          'Adapted from Heron\nx https://github.com/a/b\nx https://github.com/c/d\nx https://github.com/e/f',
          ['credit:  Heron', 'credit', 'credit', 'credit'],
        ],
        ['Adapted from Heron\n---\nx https://github.com/a/b', ['credit:  Heron', '-', 'credit']],
      ],
      credited,
    );
  });
  it('of a list of sources credit as long as it goes on', () => {
    holds(
      [
        [
          'References:\nx https://github.com/a/b\nx https://github.com/c/d\nx https://github.com/e/f\nx https://github.com/g/h',
          ['-', 'credit', 'credit', 'credit', 'credit'],
        ],
        ['References:\n\nx https://github.com/a/b', ['-', '-', 'credit']],
        ['References:\none\ntwo\nthree\nx https://github.com/a/b', ['-', '-', '-', '-', '-']],
        ['References:\none\ntwo\nx https://github.com/a/b', ['-', '-', '-', 'credit']],
        ['References [1]:\nx https://github.com/a/b', ['-', 'credit']],
        ['Modified from:\n\nx https://github.com/a/b', ['credit: :', '-', 'credit']],
        [
          'Sources\nx https://github.com/a/b\none\ntwo\nthree\n\nx https://github.com/c/d',
          ['-', 'credit', '-', '-', '-', '-', '-'],
        ],
        ['Resources:\nx https://github.com/a/b', ['-', '-']],
        ['参考：\nx https://github.com/a/b', ['credit', 'credit']],
        ['References:\none\ntwo\nthree\n\nfour\nhttps://github.com/a/b', ['-', '-', '-', '-', '-', '-', '-']],
      ],
      credited,
    );
  });
  it('credit an address alone on its line where it leads to code, or the line above points to it', () => {
    holds(
      [
        ['Pools.\nhttps://github.com/a/b/blob/main/c.py', ['-', 'credit']],
        ['Pools.\nhttps://github.com/a/b', ['-', '-']],
        ['See the code at\nhttps://github.com/a/b', ['-', 'credit']],
        ['See the docs at\nhttps://github.com/a/b', ['-', '-']],
        ['Pools.\nhttps://github.com/a/b/blob/main/c.txt', ['-', '-']],
        ['Pools.\nhttps://github.com/a/b/blob/main/c.cpp # noqa: E501', ['-', 'credit']],
        ['Pools.\nref: <https://github.com/a/b/raw/main/c.js>', ['-', 'credit']],
        ['Pools.\nsome words https://github.com/a/b/blob/main/c.py', ['-', '-']],
        ['https://github.com/a/b/blob/main/c.py', ['credit']],
      ],
      credited,
    );
  });
});
