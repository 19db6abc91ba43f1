import assert from 'node:assert/strict';
import { headerFacts, headerLineHash, licenseCopyrights } from '../../../src/catalogue/header-facts.ts';
import { contradictions, type UpstreamEntry } from '../../../src/catalogue/upstream-entry.ts';
import { exampleFacts } from './example-content.ts';

function entry(change: Partial<UpstreamEntry>): UpstreamEntry {
  const { files: _files, ...facts } = exampleFacts('example-1');
  return {
    ...facts,
    commit: 'a'.repeat(40),
    files: [{ path: 'model.py', role: 'decoder' }],
    dates: 'history',
    ...change,
  };
}

describe('entries of a catalogue', () => {
  it('agree with each other when nothing contradicts', () => {
    assert.deepEqual(contradictions([entry({}), entry({ id: 'example-2' })]), []);
  });

  for (const [claim, change, said] of [
    ['code without a commit', { commit: null }, /"commit" is missing/],
    ['facts only with files', { factsOnly: true }, /"factsOnly" is true, but files/],
    ['no files and not facts only', { files: [] }, /set "factsOnly"/],
    ['dates that rest on nothing', { dates: 'published', published: null }, /"published", which is null/],
    ['no alias', { aliases: [] }, /no alias/],
    [
      'a license that ends before it begins',
      { weightsLicense: { expression: 'MIT', source: 'x', from: '2025-01-01', until: '2024-01-01' } },
      /ends before it begins/,
    ],
    [
      'a file listed twice',
      {
        files: [
          { path: 'a.py', role: 'decoder' },
          { path: 'a.py', role: 'other' },
        ],
      },
      /listed twice/,
    ],
  ] as const satisfies readonly (readonly [string, Partial<UpstreamEntry>, RegExp])[]) {
    it(`are refused for ${claim}`, () => assert.match(contradictions([entry(change)]).join(), said));
  }

  it('are refused when two share an id, or two projects share an alias', () => {
    assert.match(contradictions([entry({}), entry({})]).join(), /same id/);
    const other = entry({ id: 'other-1', project: 'other', aliases: ['EXAMPLE'] });
    assert.match(
      contradictions([entry({}), other]).join(),
      /alias "EXAMPLE" also belongs to project "example"/,
    );
  });
});

describe('header of a source file', () => {
  it('gives copyright lines and line hashes from comments, docstrings and block comments', () => {
    const python = headerFacts(
      '#!/usr/bin/env python\n# -*- coding: utf-8 -*-\n# Copyright (c) 2024 Example Labs.\n#\n# Licensed under X\nimport os\n# Copyright 1999 Not Header\n',
      (text) => (text.includes('Licensed under X') ? 'MIT' : ''),
    );
    assert.deepEqual(python.copyrights, ['Copyright (c) 2024 Example Labs.']);
    assert.equal(python.licenseExpression, 'MIT');
    assert.equal(python.lineHashes.length, 2);
    const doc = headerFacts('"""\n Copyright (c) 2023, example.org, inc.\n Text\n"""\nx = 1\n', () => '');
    assert.deepEqual(doc.copyrights, ['Copyright (c) 2023, example.org, inc.']);
    const block = headerFacts('/*\n * Copyright 2022 Example\n */\nint x;\n', () => '');
    assert.deepEqual(block.copyrights, ['Copyright 2022 Example']);
    assert.deepEqual(
      headerFacts('import os\n', () => 'MIT'),
      {
        copyrights: [],
        licenseExpression: '',
        lineHashes: [],
      },
    );
  });

  it('hashes a line by its words alone', () => {
    assert.equal(headerLineHash('Copyright (c) 2024, Example.'), headerLineHash('copyright  C 2024 example'));
    assert.notEqual(headerLineHash('Copyright 2024 Example'), headerLineHash('Copyright 2023 Example'));
  });

  it('takes the holder from a license text, not the license’s own copyright', () => {
    assert.deepEqual(
      licenseCopyrights(
        'MIT License\n\nCopyright (c) 2022 Example Person\n\nCopyright (C) 2007 Free Software Foundation, Inc.\nCopyright [yyyy] [name of copyright owner]\n',
      ),
      ['Copyright (c) 2022 Example Person'],
    );
  });
});
