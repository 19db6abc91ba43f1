import { editedText } from '../../../../src/host/fixes/edit-text.ts';
import { holds } from '../../table.ts';

describe('a line that a fix puts into a file', () => {
  it('stands where it was asked for, and above no line that counts only at the top', () => {
    holds(
      [
        [['x = 1\n', 1], '# new\nx = 1\n'],
        [['a = 1\nx = 1\n', 2], 'a = 1\n# new\nx = 1\n'],
        [['#!/bin/sh\nx=1\n', 1], '#!/bin/sh\n# new\nx=1\n'],
        [
          ['#!/usr/bin/python\n# -*- coding: latin-1 -*-\nx = 1\n', 1],
          '#!/usr/bin/python\n# -*- coding: latin-1 -*-\n# new\nx = 1\n',
        ],
        [['# coding=utf-8\nx = 1\ny = 2\n', 3], '# coding=utf-8\nx = 1\n# new\ny = 2\n'],
        [['x = 1', 2], null],
      ] as const,
      ([text, line]) => editedText(text, [{ kind: 'insert', line, text: '# new\n' }]),
    );
  });
});
