import type { CopyrightLine } from '../../../src/model/evidence.ts';
import { licenseRecord, lineageOf } from './evidence-builder.ts';
import { add, at, HERON } from './sketch-builders.ts';

const line = (text: string, at = 1): CopyrightLine => ({
  line: at,
  text,
  holder: text.replace(/^\D*\d+ /, ''),
  years: [],
});
const range = (startLine: number, endLine = startLine) => ({ ranges: [{ startLine, endLine }] });

for (const [claim, lines, texts] of [
  [
    'in two files',
    { 'b/two.py': ['Copyright 2020 Crane House'], 'a/one.py': ['Copyright 2020 Crane House'] },
    {},
  ],
  ['beside its own line', { 'a.py': ['Copyright 2020 Crane House', 'Copyright 2024 Wader Team'] }, {}],
  [
    'and another, in more files',
    {
      'a.py': ['Copyright 2020 Ibis Works'],
      'b.py': ['Copyright 2020 Crane House'],
      'c.py': ['Copyright 2021 Crane House'],
    },
    {},
  ],
  [
    'that a document names',
    { 'a.py': ['Copyright 2020 Crane House'] },
    { 'docs/thanks.md': 'From the house of CRANE.\n' },
  ],
  [
    'in a placeholder',
    { 'a.py': ['Copyright [yyyy] [name of copyright owner]'], 'b.py': ['Copyright 2020 <your name>'] },
    {},
  ],
  ['with an address', { 'a.py': ['Copyright 2020 Crane <crane@example.org>'] }, {}],
  ['of common words', { 'a.py': ['Copyright 2020 The Software Authors'] }, {}],
  [
    'in a document and a hidden file',
    { 'notes.md': ['Copyright 2020 Crane House'], '.ci/a.py': ['Copyright 2020 Crane House'] },
    {},
  ],
  ['in a folder for third parties', { 'third_party/crane/a.py': ['Copyright 2020 Crane House'] }, {}],
  ['of the first heading', { 'a.py': ['Copyright 2020 Crane House'] }, { 'README.md': '# Crane tools\n' }],
  [
    'below a credit',
    { 'a.py': ['Copyright 2020 Crane House'] },
    { 'a.py': '# Adapted from https://github.com/reeds/crane\n' },
  ],
  [
    'of a file that goes by a credited project',
    { 'lib/crane.py': ['Copyright 2020 Egret House'] },
    { 'README.md': 'Built on https://github.com/reeds/crane\n' },
  ],
  [
    'of most files',
    {
      'a.py': ['Copyright 2020 Crane House'],
      'b.py': ['Copyright 2020 Crane House'],
      'c.py': ['Copyright 2020 Crane House'],
    },
    {},
  ],
  ['of the upstream', { 'model/pooler.py': ['Copyright 2023 Marshlight Lab'] }, {}],
] as const)
  for (const licensed of [true, false])
    add(`holders that headers name ${claim}${licensed ? '' : ', where the license names nobody'}`, {
      modules: claim === 'of the upstream' ? [at('model/pooler.py')] : [],
      texts,
      paths: [...Object.keys(lines), 'LICENSE'],
      more: {
        copyrights: new Map<string, readonly CopyrightLine[]>([
          ...Object.entries(lines).map(
            ([path, all]) =>
              [path, (all as readonly string[]).map((one, number) => line(one, number + 1))] as const,
          ),
          ...(licensed ? [['LICENSE', [line('Copyright 2024 Wader Team')]] as const] : []),
        ]),
      },
    });
for (const far of [60, 61])
  add(`holders that stand at line ${far}`, {
    modules: [],
    paths: ['a.py'],
    more: { copyrights: new Map([['a.py', [line('Copyright 2020 Crane House', far)]]]) },
  });
for (const far of [9, 10])
  add(`holders that stand ${far} lines below a credit`, {
    modules: [],
    texts: { 'a.py': '# Adapted from https://github.com/reeds/crane\n' },
    more: { copyrights: new Map([['a.py', [line('Copyright 2020 Crane House', far)]]]) },
  });
add('holders in a folder that has a license', {
  modules: [],
  paths: ['lib/a.py', 'lib/LICENSE'],
  more: { copyrights: new Map([['lib/a.py', [line('Copyright 2020 Crane House')]]]) },
});

const fileHeader = (path: string, expression: string, more: Parameters<typeof licenseRecord>[2] = {}) =>
  licenseRecord(path, expression, { ...range(1, 3), ...more });
for (const [claim, records, texts, paths] of [
  ['of one file', [fileHeader('a.py', 'GPL-3.0-only')], {}, []],
  ['of two files', [fileHeader('b.py', 'GPL-3.0-only'), fileHeader('a.py', 'GPL-3.0-only')], {}, []],
  [
    'of two files that differ',
    [fileHeader('b.py', 'GPL-3.0-only'), fileHeader('a.py', 'AGPL-3.0-only')],
    {},
    [],
  ],
  [
    'of setup files',
    [
      fileHeader('setup.py', 'GPL-3.0-only'),
      fileHeader('docs/conf.py', 'GPL-3.0-only'),
      fileHeader('reconf.py', 'GPL-3.0-only'),
    ],
    {},
    [],
  ],
  [
    'that is not certain',
    [
      fileHeader('a.py', 'GPL-3.0-only', { confidence: 0.89 }),
      fileHeader('b.py', 'GPL-3.0-only', { confidence: 0.9 }),
    ],
    {},
    [],
  ],
  [
    'further down',
    [fileHeader('a.py', 'GPL-3.0-only', range(60)), fileHeader('b.py', 'GPL-3.0-only', range(61))],
    {},
    [],
  ],
  ['that fits', [fileHeader('a.py', 'BSD-3-Clause')], {}, []],
  [
    'that a document names',
    [fileHeader('a.py', 'GPL-3.0-only'), licenseRecord('docs/parts.md', 'GPL-3.0-only')],
    { 'docs/parts.md': 'a.py is under the GPL\n' },
    [],
  ],
  [
    'in a folder with a license',
    [fileHeader('lib/a.py', 'GPL-3.0-only'), fileHeader('other/a.py', 'GPL-3.0-only')],
    {},
    ['lib/COPYING'],
  ],
  ['of an upstream’s file', [fileHeader('model/pooler.py', 'GPL-3.0-only')], {}, []],
  ['of weights', [fileHeader('a.py', 'GPL-3.0-only', { slot: 'weights' })], {}, []],
] as const)
  for (const own of ['MIT', ''])
    add(`headers with a license ${claim}, under ${own || 'none'}`, {
      licenses: [...(own === '' ? [] : [licenseRecord('LICENSE', own)]), ...records],
      texts,
      paths,
      modules: claim.startsWith('of an') ? [at('model/pooler.py')] : [],
    });

const CARD =
  '---\nlicense: mit\n---\n# Wader\n\n## License\n\nApache.\n\n## Models\n\nThe checkpoints are Apache.\nThis repository is Apache.\n';
for (const [claim, records] of [
  [
    'in fields and page',
    [
      fileHeader('README.md', 'MIT', { ...range(2), slot: 'weights' }),
      fileHeader('README.md', 'Apache-2.0', { ...range(8), slot: 'weights' }),
    ],
  ],
  [
    'in fields at the last line',
    [
      fileHeader('README.md', 'MIT', { ...range(3), slot: 'weights' }),
      fileHeader('README.md', 'Apache-2.0', { ...range(4), slot: 'weights' }),
    ],
  ],
  [
    'in fields, and two in the page',
    [
      fileHeader('README.md', 'MIT', { ...range(2), slot: 'weights' }),
      fileHeader('README.md', 'Apache-2.0', { ...range(8), slot: 'weights' }),
      fileHeader('README.md', 'GPL-3.0-only', { ...range(12), slot: 'weights' }),
    ],
  ],
  ['in the page alone', [fileHeader('README.md', 'Apache-2.0', { ...range(8), slot: 'weights' })]],
  [
    'in the page, of checkpoints',
    [
      fileHeader('README.md', 'MIT', { ...range(2), slot: 'weights' }),
      fileHeader('README.md', 'Apache-2.0', { ...range(12), slot: 'weights' }),
    ],
  ],
  [
    'of code under its heading',
    [licenseRecord('LICENSE', 'MIT'), fileHeader('README.md', 'Apache-2.0', range(8))],
  ],
  [
    'of code, of checkpoints',
    [licenseRecord('LICENSE', 'MIT'), fileHeader('README.md', 'Apache-2.0', range(12))],
  ],
  [
    'of code, of checkpoints and the repository',
    [licenseRecord('LICENSE', 'MIT'), fileHeader('README.md', 'Apache-2.0', range(12, 13))],
  ],
  [
    'of code, in two documents',
    [
      licenseRecord('LICENSE', 'MIT'),
      fileHeader('README.md', 'Apache-2.0', range(13)),
      fileHeader('docs/README.md', 'Apache-2.0', range(1)),
    ],
  ],
  [
    'of data',
    [
      fileHeader('README.md', 'CC-BY-4.0', { ...range(8), slot: 'data' }),
      fileHeader('docs/README.md', 'CC0-1.0', { ...range(1), slot: 'data' }),
    ],
  ],
] as const)
  for (const text of [CARD, CARD.replace('---\nlicense: mit\n---\n', '\n\n\n')])
    add(`statements of a license ${claim}${text === CARD ? '' : ', without fields'}`, {
      modules: [],
      licenses: records,
      texts: { 'README.md': text, 'docs/README.md': 'Apache.\n' },
    });

for (const [claim, text] of [
  ['clones one of the same owner', '# X\n\n    git clone https://github.com/marshlight/wader2\n'],
  [
    'links into itself at the same owner',
    '# X\n\n[f](https://github.com/marshlight/x/blob/main/model/pooler.py)\n',
  ],
  ['links into what is not here', '# X\n\n[f](https://github.com/marshlight/xyz/blob/main/none.py)\n'],
  ['has a heading of the same owner', '# Other\n\nhttps://github.com/marshlight/other\n'],
  [
    'has its name at another owner',
    '# Wader\n\nhttps://github.com/nobody/wader and https://github.com/marshlight/other\n',
  ],
] as const)
  add(`a front page that ${claim}`, { texts: { 'README.md': text } });
for (const publisher of ['same', 'other', 'unknown'] as const)
  for (const copyrights of [
    [],
    ['Copyright 2024 Marshlight Lab'],
    ['Copyright 2024 Marshlight Lab', 'Copyright 2024 Wader Team'],
  ])
    add(`a copy that is published by ${publisher}, of ${copyrights.length} holders`, {
      name: 'heron-vl',
      paths: ['LICENSE'],
      lineage: [{ ...lineageOf('heron', [HERON], 'copy'), publisher }],
      more: {
        copyrights: new Map(copyrights.length === 0 ? [] : [['LICENSE', copyrights.map((one) => line(one))]]),
      },
    });
