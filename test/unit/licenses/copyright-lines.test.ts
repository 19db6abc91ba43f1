import assert from 'node:assert/strict';
import { findCopyrights } from '../../../src/licenses/copyright-lines.ts';

describe('findCopyrights', () => {
  it('reads holder and years of a line in a comment', () => {
    assert.deepEqual(findCopyrights('# x\n# Copyright (c) 2019-2023 Example Corp. All rights reserved.\n'), [
      {
        line: 2,
        text: 'Copyright (c) 2019-2023 Example Corp. All rights reserved.',
        holder: 'Example Corp',
        years: '2019-2023',
      },
    ]);
  });

  it('reads a statement whose holders go on in the next lines', () => {
    const text =
      'MIT License\n\nCopyright (c) 2021 Ada Reed, Bo Marsh, \nCy Heath,\nDi Fen\n\nPermission is hereby granted\n';
    assert.deepEqual(
      findCopyrights(text).map(({ line, text, holder }) => ({ line, text, holder })),
      [
        {
          line: 3,
          text: 'Copyright (c) 2021 Ada Reed, Bo Marsh, Cy Heath, Di Fen',
          holder: 'Ada Reed, Bo Marsh, Cy Heath, Di Fen',
        },
      ],
    );
    const [first, second] = findCopyrights(
      '# Copyright 2021 Ada Reed,\n# Copyright 2022 Bo Marsh\nimport os\n',
    );
    assert.deepEqual([first?.holder, second?.holder], ['Ada Reed', 'Bo Marsh']);
    assert.equal(findCopyrights('Copyright 2021 Ada Reed,\nall rights reserved')[0]?.holder, 'Ada Reed');
  });

  it('reads the REUSE tag', () => {
    const [one] = findCopyrights('// SPDX-FileCopyrightText: 2021 Example Group');
    assert.equal(one?.holder, 'Example Group');
    assert.equal(one?.years, '2021');
  });

  it('reads a line without a year', () => {
    assert.equal(findCopyrights('Copyright Example Lab')[0]?.holder, 'Example Lab');
  });

  it('takes the beginning of a name for no word', () => {
    assert.equal(findCopyrights('Copyright (c) Byte Fen, Inc.')[0]?.holder, 'Byte Fen, Inc.');
    assert.equal(findCopyrights('Copyright (c) by Ada Reed')[0]?.holder, 'Ada Reed');
  });

  it('takes prose about copyright and placeholders for none', () => {
    for (const text of [
      'The above copyright notice and this permission notice shall be included',
      'Copyright <year> <owner>',
      'Copyright [yyyy] [name of copyright owner]',
      'COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS"',
    ]) {
      assert.deepEqual(findCopyrights(text), []);
    }
  });

  it('takes the third clause of a list for none', () => {
    const clauses =
      '(a) You must keep this; and\n\n  (b) You must say so; and\n\n  (c) You must retain all notices\n';
    assert.deepEqual(findCopyrights(clauses), []);
    assert.equal(findCopyrights('  (b) or so\n(c) 2020 Example Lab')[0]?.holder, 'Example Lab');
    assert.equal(findCopyrights('(c) Example Lab')[0]?.holder, 'Example Lab');
  });
});
