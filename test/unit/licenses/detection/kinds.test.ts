import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import exceptions from '../../../../catalogue/licenses/exceptions.json' with { type: 'json' };
import limits from '../../../../catalogue/licenses/stated-limits.json' with { type: 'json' };
import { combinedExpression, detectLicenses, parseLicenseIndex } from '../../../../src/licenses/detect.ts';
import { statedLimits } from '../../../../src/licenses/detection/stated-limits.ts';

const index = parseLicenseIndex(
  brotliDecompressSync(readFileSync(new URL('../../../../catalogue/licenses/licenses.idx', import.meta.url))),
);
const found = (path: string, text: string) => detectLicenses(index, path, text);
const said = (path: string, text: string): string => combinedExpression(found(path, text));

const KINDS: readonly (readonly [claim: string, path: string, text: string, expected: string])[] = [
  [
    'a header that points to the license file states nothing',
    'a.py',
    '# This code is licensed under the license found in the LICENSE file.\nx = 1\n',
    '',
  ],
  [
    '"CC BY-NC" keeps its NC and gets no number',
    'README.md',
    '# M\n\n## License\n\nThe model is released under CC BY-NC.\n',
    'LicenseRef-CC-BY-NC',
  ],
  [
    '"BSD License" gets no number of clauses',
    'pyproject.toml',
    '[project]\nname = "m"\nlicense = {text = "BSD License"}\n',
    'LicenseRef-BSD',
  ],
  [
    'a version behind a wording is read',
    'a.py',
    '# Distributed under the terms of the GNU General Public License version 3.\nx = 1\n',
    'GPL-3.0-only',
  ],
  ['"v2.1+" is "or later"', 'a.py', '# Licensed under the LGPL v2.1+.\nx = 1\n', 'LGPL-2.1-or-later'],
  [
    '"version 2 or version 3" is a choice',
    'a.py',
    '# Licensed under the GPL version 2 or version 3.\nx = 1\n',
    'GPL-2.0-only OR GPL-3.0-only',
  ],
  [
    'an address says a Creative Commons license',
    'a.c',
    '/* Creative Commons license:\n * https://creativecommons.org/licenses/by-nc-sa/4.0/ */\nint a;\n',
    'CC-BY-NC-SA-4.0',
  ],
  [
    'a tag that names a license in other words is read',
    'a.py',
    '# SPDX-License-Identifier: GPLv3+\nx = 1\n',
    'GPL-3.0-or-later',
  ],
  [
    'a tag that breaks off is said to be unreadable',
    'a.py',
    '# SPDX-License-Identifier: MIT OR\nx = 1\n',
    'LicenseRef-unreadable-tag',
  ],
  [
    'a tag in a string of a program states nothing',
    'a.py',
    'HEAD = "SPDX-License-Identifier: GPL-2.0-only"\nprint(HEAD)\n',
    '',
  ],
  [
    'a tag between the marks of REUSE states nothing',
    'a.sh',
    '# REUSE-IgnoreStart\n# SPDX-License-Identifier: GPL-2.0-only\n# REUSE-IgnoreEnd\n',
    '',
  ],
  [
    'R writes versions in its own way',
    'DESCRIPTION',
    'Package: m\nLicense: LGPL (>= 2.1) | MIT + file LICENSE\n',
    'LGPL-2.1-or-later OR MIT',
  ],
  [
    'CodeMeta gives an address',
    'codemeta.json',
    '{"license": "https://spdx.org/licenses/Apache-2.0"}',
    'Apache-2.0',
  ],
  [
    'a header of setup.py counts',
    'setup.py',
    '# Distributed under the terms of the Apache License 2.0.\nfrom setuptools import setup\nsetup(name="m")\n',
    'Apache-2.0',
  ],
  [
    'another name in the frame of Apache is that license',
    'a.c',
    '// Licensed under the MIT License (the "License"); you may not use this file except\n// in compliance with the License.\nint a;\n',
    'MIT',
  ],
  [
    'a choice governs the alternative that a sentence offers',
    'a.c',
    '/* Licensed under the Mozilla Public License Version 1.1.\n * Alternatively, this file may be used under the terms of the Apache License Version 2.0. */\nint a;\n',
    'MPL-1.1 OR Apache-2.0',
  ],
  [
    'a name of the Hub for a text that several use says no company',
    'README.md',
    '---\nlicense: other\nlicense_name: modified-mit\nlicense_link: LICENSE\n---\n',
    'LicenseRef-modified-mit',
  ],
  [
    'and says it where the link does',
    'README.md',
    '---\nlicense: other\nlicense_name: modified-mit\nlicense_link: https://huggingface.co/MiniMaxAI/MiniMax-M2.7/blob/main/LICENSE\n---\n',
    'LicenseRef-minimax-M2.7-Non-Commercial',
  ],
  [
    'an id of the Hub for research only is known',
    'README.md',
    '---\nlicense: fair-noncommercial-research-license\n---\n',
    'LicenseRef-FAIR-Noncommercial-Research',
  ],
  [
    'words that share a hash with a name are no name',
    'README.md',
    '# M\n\n## License\n\nYou must request a license from the Licensor, which the Licensor may grant to you.\n',
    '',
  ],
  [
    'an argument of a call in a program describes something else',
    'tasks/fever.py',
    'task = Task(\n    name="fever",\n    license="cc-by-sa-4.0",\n)\n',
    '',
  ],
  [
    'a variable of a program states its license, and so does a call of setup',
    'a.py',
    '__license__ = "MIT"\nx = 1\n',
    'MIT',
  ],
  [
    'the code of an example can be under a license',
    'README.md',
    '# M\n\n## License\n\nThe majority of the code in this example is licensed under CC-BY-NC.\n',
    'LicenseRef-CC-BY-NC',
  ],
  [
    'what something was licensed under before is told of it',
    'README.md',
    '# M\n\n## License\n\nAll material is licensed under the MIT license. The weights of Finch were originally shared under the Apache 2.0 license.\n',
    'MIT',
  ],
  [
    'a list of data sets with the license of each states none',
    'README.md',
    '# M\n\nWe train on:\n\n  - [Heron](https://example.org/heron) - [Creative Commons Attribution 4.0 International License](https://creativecommons.org/licenses/by/4.0/)\n',
    '',
  ],
  [
    'a mere disclaimer grants nothing',
    'README.md',
    '## LICENSE\n\nTHIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT OWNER OR CONTRIBUTORS BE LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.\n',
    '',
  ],
  [
    'what was taken from elsewhere has a license of its own',
    'README.md',
    '# M\n\n`lib/resampler.py` is taken from Frobnet, under the Apache License 2.0.\n',
    '',
  ],
];

describe('a file', () => {
  for (const [claim, path, text, expected] of KINDS)
    it(claim, () => {
      assert.equal(said(path, text), expected);
    });

  it('of REUSE speaks for the whole by its pattern for all files, and for parts by the others', () => {
    const toml =
      'version = 1\n\n[[annotations]]\npath = "**"\nSPDX-License-Identifier = "MIT"\n\n[[annotations]]\npath = "doc/**"\nSPDX-License-Identifier = "CC0-1.0"\n';
    assert.deepEqual(
      found('REUSE.toml', toml).map((one) => [one.slot, one.expression]),
      [
        ['code', 'MIT'],
        ['docs', 'CC0-1.0'],
      ],
    );
    const debian =
      'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n\nFiles: *\nCopyright: 2024 Frob\nLicense: Expat\n\nFiles: debian/*\nCopyright: 2024 Frob\nLicense: GPL-2+\n';
    assert.deepEqual(
      found('debian/copyright', debian).map((one) => [one.slot, one.expression]),
      [
        ['code', 'MIT'],
        ['docs', 'GPL-2.0-or-later'],
      ],
    );
  });

  it('with badges for data and models keeps them apart from the code', () => {
    const badges =
      '# M\n\n![](https://img.shields.io/badge/Code%20License-MIT-green) ![](https://img.shields.io/badge/Data%20License-CC%20BY%20NC%204.0-red)\n';
    assert.deepEqual(
      found('README.md', badges)
        .map((one) => `${one.slot} ${one.expression}`)
        .sort(),
      ['code MIT', 'data CC-BY-NC-4.0'],
    );
  });

  it('lists the lines that nothing accounts for, and stays plain when they take nothing away', () => {
    const text = readFileSync(new URL('../../../../LICENSE', import.meta.url), 'utf8');
    const [one] = found('LICENSE', `${text.trimEnd()}\n\nThe blue heron nests by the river in spring.\n`);
    assert.ok(one !== undefined && !/modified/.test(one.expression), one?.expression);
    assert.equal(one?.unexplained?.length, 1);
  });
});

describe('what a license is said of', () => {
  const slots = (path: string, text: string): readonly string[] =>
    found(path, text).map((one) => `${one.slot} ${one.expression}`);

  it('is the code in a header, also where the license is one of models or names no version', () => {
    const header =
      '# This source code is licensed under the CC-by-NC license found in the LICENSE file.\nx = 1\n';
    assert.deepEqual(slots('a.py', header), ['code LicenseRef-CC-BY-NC']);
    const llama =
      '# This software may be used in accordance with the terms of the Llama 3 Community License Agreement.\nx = 1\n';
    assert.deepEqual(slots('a.py', llama), ['code LicenseRef-scancode-llama-3-license-2024']);
  });

  it('is told from the sentence, in Chinese too, and said once where an address says it again', () => {
    const zh =
      '# 雀\n\n本项目所含代码采用 [Apache 2.0](LICENSE) 协议，数据采用 [CC BY-NC 4.0](https://creativecommons.org/licenses/by-nc/4.0/) 协议，模型权重采用 [GNU AGPL 3.0](M) 协议。\n';
    assert.deepEqual([...slots('README.md', zh)].sort(), [
      'code Apache-2.0',
      'data CC-BY-NC-4.0',
      'weights AGPL-3.0-only',
    ]);
  });
});

describe('an exception in words', () => {
  for (const row of exceptions.rows)
    it(`${row.id}: is joined to its license, and not seen in mere talk of it`, () => {
      for (const yes of row.yes)
        assert.match(said('a.py', `# ${yes}.\n`), new RegExp(`WITH ${row.id}$`), yes);
      for (const no of row.no) assert.doesNotMatch(said('a.py', `# ${no}.\n`), / WITH /, no);
    });
});

describe('a limit that a sentence states', () => {
  for (const row of limits.rows)
    it(`${row.id}: is seen in its own samples, and in none that look like it`, () => {
      for (const yes of row.yes)
        assert.deepEqual(
          statedLimits(yes).map((one) => one.expression),
          [row.id],
          yes,
        );
      for (const no of row.no) assert.ok(!statedLimits(no).some((one) => one.expression === row.id), no);
    });
  for (const row of limits.headers)
    it(`${row.id}: is seen at the top of a file, and nowhere else`, () => {
      for (const yes of row.yes) {
        assert.equal(said('a.py', `# Copyright 2020 Heron\n#\n# ${yes}\nx = 1\n`), row.id, yes);
        assert.equal(said('a.py', `"""${yes}"""\nx = 1\n`), row.id, yes);
        assert.equal(said('a.py', `x = 1\n# ${yes}\n`), '', yes);
      }
      for (const no of row.no) assert.notEqual(said('a.py', `# ${no}\nx = 1\n`), row.id, no);
    });
});
