import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { brotliDecompressSync } from 'node:zlib';
import {
  combinedExpression,
  detectLicenses,
  mayStateLicense,
  parseLicenseIndex,
} from '../../../src/licenses/detect.ts';
import { openLicenseIndex } from '../../../src/licenses/detection/license-index.ts';

const packed = brotliDecompressSync(
  readFileSync(new URL('../../../catalogue/licenses/licenses.idx', import.meta.url)),
);
const index = parseLicenseIndex(packed);
const texts = createRequire(import.meta.url)('spdx-license-list/full') as Record<
  string,
  { readonly licenseText: string }
>;

function textOf(id: string): string {
  const text = texts[id]?.licenseText;
  assert.ok(text !== undefined);
  return text;
}

function said(text: string, path = 'LICENSE'): string {
  return combinedExpression(detectLicenses(index, path, text));
}

const prefix = (text: string, lead: string): string => text.replace(/^/gm, lead);

describe('detectLicenses', () => {
  for (const id of [
    'MIT',
    'Apache-2.0',
    'BSD-2-Clause',
    'BSD-3-Clause',
    'BSD-3-Clause-Clear',
    'ISC',
    'MPL-2.0',
    'CC-BY-4.0',
    'CC-BY-NC-4.0',
    'Zlib',
    'EUPL-1.2',
    'ECL-2.0',
    'CDLA-Sharing-1.0',
    'Unlicense',
    'BSL-1.0',
  ]) {
    it(`reads the whole text of ${id}, also commented, quoted and on one line`, () => {
      const text = textOf(id);
      assert.equal(said(text), id);
      assert.equal(said(prefix(text, '# ')), id);
      assert.equal(said(prefix(text, '> ')), id);
      assert.equal(said(text.replace(/\s+/g, ' ')), id);
    });
  }

  it('reads a text with its copyright line filled in and a few harmless words changed', () => {
    const text = textOf('MIT')
      .replace('<year> <copyright holders>', '2020-2023 Example Research Group and others')
      .replace('substantial', 'considerable')
      .replace('"AS IS"', '“AS IS”');
    assert.equal(said(text), 'MIT');
  });

  it('never calls a changed text by the plain license', () => {
    const mit = textOf('MIT');
    const changed = [
      `${mit}\n\nThe Software may be used for non-commercial purposes only.`,
      mit.replace(
        /to deal\s+in the Software without restriction/,
        'to deal in the Software for research purposes only',
      ),
      mit.replace(/, sublicense, and\/or sell/, ''),
      mit.replace(/free of charge/, 'subject to payment of the license fee'),
    ];
    for (const text of changed) {
      assert.equal(said(text), 'LicenseRef-MIT-modified');
      const [first] = detectLicenses(index, 'LICENSE', text);
      assert.ok(first !== undefined && first.changes.length > 0);
    }
  });

  it('names what a changed text adds', () => {
    const text = textOf('BSD-3-Clause').replace(
      /Redistribution and use/,
      'Redistribution and use for educational purposes only',
    );
    const changes = detectLicenses(index, 'LICENSE', text).flatMap((one) => one.changes);
    assert.match(changes.join('\n'), /educational/);
  });

  it('says lines', () => {
    const [first] = detectLicenses(index, 'a.py', `import os\n\n# SPDX-License-Identifier: MIT\n`);
    assert.deepEqual(first?.ranges, [{ startLine: 3, endLine: 3 }]);
    assert.equal(first?.kind, 'tag');
  });

  for (const [tag, expected] of [
    ['GPL-2.0+', 'GPL-2.0-or-later'],
    ['GPL-2.0', 'GPL-2.0-only'],
    ['(MIT OR Apache-2.0)', 'MIT OR Apache-2.0'],
    ['BSD-3-Clause AND (MIT OR Apache-2.0)', 'BSD-3-Clause AND (MIT OR Apache-2.0)'],
    ['GPL-2.0 WITH Linux-syscall-note', 'GPL-2.0-only WITH Linux-syscall-note'],
    ['LicenseRef-Own.1', 'LicenseRef-Own.1'],
    ['apache-2.0 */', 'Apache-2.0'],
  ] as const) {
    it(`reads the tag ${tag}`, () => {
      assert.equal(said(`/* SPDX-License-Identifier: ${tag}\n`, 'a.c'), expected);
    });
  }

  it('takes a tag in a pattern or a sentence for none', () => {
    assert.equal(said('const re = /SPDX-License-Identifier:\\s*(\\S+)/;\n', 'a.ts'), '');
  });

  it('reads short notices', () => {
    assert.equal(said('# Licensed under the Apache License, Version 2.0\n', 'a.py'), 'Apache-2.0');
    assert.equal(said('// This project is released under the MIT license.\n', 'a.c'), 'MIT');
    assert.equal(said('/* Released under BSD 3-clause. */\n', 'a.c'), 'BSD-3-Clause');
    assert.equal(
      said('# Licensed under the MIT license or the Apache License 2.0, at your option.\n', 'a.py'),
      'MIT OR Apache-2.0',
    );
  });

  it('reads nothing into mentions', () => {
    for (const text of [
      'We fine-tune Llama 3 and Gemma baselines.',
      'gpl = compute()\nprint(gpl)\n',
      'Software licensed under the GPL must provide source code.',
      'This program is not licensed under the GPL.',
    ]) {
      assert.equal(said(text, 'notes.md'), '');
    }
  });

  it('reads manifests', () => {
    assert.equal(
      said('{"licenses":[{"type":"MIT"},{"type":"GPL-2.0"}]}', 'package.json'),
      'MIT OR GPL-2.0-only',
    );
    assert.equal(said('[project]\nlicense = {text = "BSD 3-Clause"}\n', 'pyproject.toml'), 'BSD-3-Clause');
    assert.equal(said("setup(classifiers=['License :: OSI Approved :: MIT License'])\n", 'setup.py'), 'MIT');
    assert.equal(said('cff-version: 1.2.0\nlicense: Apache-2.0\n', 'CITATION.cff'), 'Apache-2.0');
  });

  it('reads the head of a model card as a statement about weights', () => {
    const card = '---\nlicense: llama3\nbase_model: meta-llama/Meta-Llama-3-8B\n---\n# Model\n';
    const [first] = detectLicenses(index, 'README.md', card);
    assert.equal(first?.expression, 'LicenseRef-scancode-llama-3-license-2024');
    assert.equal(first?.slot, 'weights');
    assert.equal(first?.kind, 'model-card');
    const other = '---\nlicense: other\nlicense_name: deepseek\n---\n';
    assert.equal(said(other, 'README.md'), 'LicenseRef-scancode-deepseek-la-1.0');
  });

  it('tells the license of the code from that of the weights in a README', () => {
    const text =
      '# M\n\n## License\n\nThe code is licensed under Apache-2.0, the model weights are licensed under CC BY-NC 4.0.\n';
    const found = detectLicenses(index, 'README.md', text);
    assert.deepEqual(
      found.map((one) => [one.expression, one.slot]),
      [
        ['Apache-2.0', 'code'],
        ['CC-BY-NC-4.0', 'weights'],
      ],
    );
  });

  it('calls a changed text by the license that it was made from, not by a variant of that', () => {
    const changed = textOf('MIT')
      .replace(
        /(in all\s+copies or substantial portions of the Software\.)/,
        '$1 The above notice need not be included with pictures made by the Software.',
      )
      .replace(
        'Permission is',
        'We only ask that you use the model responsibly and clearly indicate that it was used.\n\nPermission is',
      );
    assert.equal(said(changed), 'LicenseRef-MIT-modified');
  });

  it('reads two licenses in one file', () => {
    assert.equal(said(`${textOf('MIT')}\n\n-----\n\n${textOf('BSD-3-Clause')}`), 'MIT AND BSD-3-Clause');
  });

  it('ends a text where it has said all it must, and takes no words of its neighbour for an addition', () => {
    const apache = textOf('Apache-2.0').split('APPENDIX')[0] ?? '';
    const parts =
      'Heron\nCopyright (c) 2019 Heron Authors\n\nA copy of Apache 2.0 has been included in this file.\n\n';
    const [, conditions = ''] = /(Redistribution[\s\S]*)/.exec(textOf('BSD-3-Clause')) ?? [];
    const bsd = `Terms of the BSD 3-Clause License:\n---\n${conditions}`;
    assert.equal(said(`${apache}\nOther parts:\n${parts}Wren\n${bsd}`), 'Apache-2.0 AND BSD-3-Clause');
    assert.match(said(`${apache}\n${parts}You may not sell it.\n\n${bsd}`), /Apache-2\.0-modified/);
  });

  it('takes a sentence that ends the Unlicense for it only where its address follows', () => {
    const sentence = 'For more information, please refer to';
    const read = (text: string): readonly string[] =>
      detectLicenses(index, 'README.md', text).map((one) => one.expression);
    assert.deepEqual(read(`# Demo\n\nRun the demo. ${sentence} [the page](https://example.org/demo).\n`), []);
    assert.deepEqual(read(`# Demo\n\n${sentence} <https://unlicense.org/>\n`), ['Unlicense']);
  });

  it('says whether the top of a code file may state a license', () => {
    assert.equal(mayStateLicense('import torch\n\nclass Resampler(nn.Module):\n    pass\n'), false);
    for (const line of [
      '# MIT',
      '# \uff2c\uff49\uff43\uff45\uff4e\uff53\uff45: X',
      '# 版权所有 2024',
      '# SPDX-License-Identifier: MIT',
    ])
      assert.equal(mayStateLicense(line), true, line);
  });

  it('opens an index that was written with its table as the packed one', () => {
    const open = parseLicenseIndex(openLicenseIndex(packed));
    const bytes = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Buffer =>
      Buffer.from(buffer, byteOffset, byteLength);
    for (const name of ['starts', 'rests', 'owners', 'places', 'kept'] as const)
      assert.ok(bytes(index.shingles[name]).equals(bytes(open.shingles[name])), name);
    assert.deepEqual(open.licenseIds, index.licenseIds);
    assert.equal(open.templates.length, index.templates.length);
    assert.deepEqual(
      detectLicenses(open, 'a.py', '# Licensed under the MIT License\n'),
      detectLicenses(index, 'a.py', '# Licensed under the MIT License\n'),
    );
  });
});
