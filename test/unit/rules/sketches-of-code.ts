import type { UpstreamHeader } from '../../../src/model/evidence.ts';
import { artefactOf, licenseRecord, lineageOf } from './evidence-builder.ts';
import { add, at, CREDIT, HERON, STORK, share, under, worldly } from './sketch-builders.ts';

for (const theirs of [
  'MIT',
  'Apache-2.0',
  'BSD-3-Clause',
  'MPL-2.0',
  'LGPL-3.0-only',
  'GPL-3.0-only',
  'AGPL-3.0-only',
  'CC-BY-NC-4.0',
  'LicenseRef-Llama-2-Community',
  'NONE',
  'NOASSERTION',
])
  for (const ours of ['MIT', 'GPL-3.0-only', '']) {
    const licenses = ours === '' ? [] : [licenseRecord('LICENSE', ours)];
    const modules = [
      at('model/pooler.py', { renames: [['pool', 'gather']] }),
      at('model/tiling.py', { path: 'heron/tiling.py', symbol: 'Tiling' }),
    ];
    add(`code of ${theirs} in ${ours || 'no license'}, credited`, {
      sources: [under(theirs), STORK],
      licenses,
      modules,
      texts: CREDIT,
    });
    if (ours !== 'GPL-3.0-only')
      add(`code of ${theirs} in ${ours || 'no license'}, not credited`, {
        sources: [under(theirs), STORK],
        licenses,
        modules,
      });
  }

for (const [claim, texts] of [
  ['nothing', {}],
  [
    'a comment in one of two files',
    { 'model/pooler.py': '# Adapted from https://github.com/marshlight/heron-vl\n' },
  ],
  ['a document in another folder', { 'demo/README.md': 'Built on Heron-VL.\n' }],
  ['a mention', { 'README.md': 'We compare with Heron-VL.\n' }],
  ['a credit to another project', { 'README.md': 'Built on [Stork](https://github.com/reeds/stork).\n' }],
  ['a credit to what nobody knows', { 'README.md': 'Built on [Crane](https://github.com/reeds/crane).\n' }],
  [
    'a heading for credits that is empty',
    { 'README.md': '# Wader\n\n## Acknowledgements\n\n## License\n\nMIT\n' },
  ],
  [
    'a comment that credits another',
    { 'model/pooler.py': '# Adapted from https://github.com/reeds/stork\n' },
  ],
  ['a Chinese front page', { 'README.md': '# 涉禽\n\n## 致谢\n\n感谢大家。\n' }],
] as const) {
  const modules = [
    at('model/pooler.py'),
    at('model/tiling.py', { path: 'heron/tiling.py', symbol: 'Tiling' }),
  ];
  add(`what is credited by ${claim}`, { modules, texts });
  add(`what the world tells of, credited by ${claim}`, {
    modules: [worldly('model/pooler.py', 'Pooler'), worldly('model/tiling.py', 'Tiling')],
    texts,
  });
}

for (const relation of ['source', 'vendored', 'fork', 'copy', 'ancestor', 'carrier', 'self'] as const)
  add(`what stands to the upstream as ${relation}`, { lineage: [lineageOf('heron', [HERON], relation)] });

for (const strength of ['conclusive', 'strong', 'moderate', 'weak'] as const) {
  add(`code of ${strength} evidence`, {
    modules: [at('model/pooler.py', { strength })],
    lineage: [{ ...lineageOf('heron', [HERON]), strength }],
  });
  add(`a config of ${strength} evidence`, {
    modules: [],
    artefacts: [artefactOf('config.json', 'heron', { strength })],
  });
}
for (const tokens of [20, 160, 170, 400])
  add(`one function of ${tokens} tokens`, { modules: [at('model/pooler.py', {}, tokens)] });

const header = (more: Partial<UpstreamHeader> = {}): UpstreamHeader => ({
  copyrights: ['Copyright 2023 Marshlight Lab'],
  licenseExpression: 'Apache-2.0',
  lineHashes: [1, 2, 3],
  ...more,
});
for (const [claim, lines] of [
  ['no line', []],
  ['the line of the upstream', ['Copyright 2023 Marshlight Lab']],
  ['the line of the upstream with other years', ['Copyright 2025 Marshlight Lab']],
  ['a line of somebody else', ['Copyright 2024 Wader Team']],
  ['lines of both', ['Copyright 2023 Marshlight Lab', 'Copyright 2024 Wader Team']],
] as const)
  for (const [there, headers] of [
    ['a header with a holder', [header()]],
    ['a header that states a license alone', [header({ copyrights: [] })]],
    ['no header', []],
  ] as const)
    add(`a file with ${claim} from one with ${there}`, {
      texts: CREDIT,
      more: {
        copyrights: new Map([
          [
            'model/pooler.py',
            lines.map((text, line) => ({
              line: line + 1,
              text,
              holder: text.replace(/^\D*\d+ /, ''),
              years: [],
            })),
          ],
        ]),
        headers: new Map(
          lines.length === 0
            ? []
            : [
                [
                  'model/pooler.py',
                  {
                    range: { startLine: 1, endLine: lines.length },
                    text: lines.map((one) => `# ${one}`).join('\n'),
                  },
                ],
              ],
        ),
        upstreamHeaders: () => headers,
      },
    });

for (const [claim, more] of [
  ['unchanged', { unchanged: new Set(['model/pooler.py']) }],
  [
    'that came in one commit of many',
    {
      history: {
        authors: [],
        commits: 40,
        arrivals: new Map([['model/pooler.py', { date: '2024-05-27', commits: 1 }]]),
      },
    },
  ],
  [
    'whose authors are not named',
    {
      history: {
        authors: [
          { name: 'Ada Reed', commits: 9 },
          { name: 'Bo Marsh', commits: 1 },
          { name: 'ci[bot]', commits: 90 },
        ],
        commits: 100,
        arrivals: new Map(),
      },
    },
  ],
  [
    'whose upstream has a NOTICE',
    {
      upstreamNotice: () => ({
        path: 'NOTICE',
        lines: [
          [1, 4],
          [2, 9],
        ] as const,
      }),
    },
  ],
] as const)
  for (const license of ['MIT', 'Apache-2.0'])
    add(`a file under ${license} ${claim}`, {
      sources: [under(license)],
      texts: { ...CREDIT, 'CITATION.cff': 'authors:\n  - family-names: Marsh\n    given-names: Bo\n' },
      more,
    });

for (const [claim, match] of [
  [
    'verbatim',
    {
      containment: { local: 1, upstream: 1 },
      regions: [
        {
          local: { startLine: 1, endLine: 9 },
          upstream: { startLine: 1, endLine: 9 },
          kind: 'verbatim' as const,
        },
      ],
    },
  ],
  ['renamed', { renames: [['a', 'b'] as const], containment: { local: 1, upstream: 1 } }],
  ['in part', { containment: { local: 0.7, upstream: 0.6 } }],
  ['as one of two versions', { ties: ['heron-2'] }],
  ['with a shared ancestor', { sharedAncestor: 'stork' }],
  ['before the upstream', { precedes: false as const, order: 'after' as const }],
  ['in a disputed order', { precedes: null, order: 'disputed' as const }],
  ['by way of another', { route: { project: 'stork', path: 'x.py' } }],
  [
    'as two had it first',
    {
      origin: [
        share('heron', { share: 0.5 }),
        share('stork', { share: 0.3, path: 's.py' }),
        share(null, { share: 0.2, root: false }),
      ],
    },
  ],
  ['as a carrier of somebody’s', { origin: [share('stork', { share: 0.9 })] }],
] as const) {
  const second = under('GPL-3.0-only', { id: 'heron-2' });
  add(`a module that is there ${claim}`, {
    sources: [under('Apache-2.0'), second, STORK],
    modules: [at('model/pooler.py', match), at('model/other.py', { ...match, symbol: 'Other' })],
  });
  add(`a credited module that is there ${claim}`, {
    sources: [under('Apache-2.0'), second, STORK],
    modules: [at('model/pooler.py', match)],
    texts: CREDIT,
  });
}

add('a file in a folder of vendored code of another', {
  modules: [at('third_party/stork/pooler.py'), at('third_party/stork/tiling.py', { symbol: 'Tiling' })],
});
add('a file in a folder of vendored code of the upstream', { modules: [at('third_party/heron/pooler.py')] });
add('one file that only the world tells of', { modules: [worldly('model/pooler.py', 'Pooler')] });
add('one file that only the world tells of, of a project under the GPL', {
  modules: [
    worldly('model/pooler.py', 'Pooler', { license: 'GPL-3.0-only' }),
    worldly('model/b.py', 'Other', { license: 'GPL-3.0-only' }),
  ],
  sources: [],
});
add('code that others have too', {
  modules: [
    worldly('model/pooler.py', 'Pooler', { alsoIn: ['stork'] }),
    worldly('model/b.py', 'Other', { alsoIn: ['stork'] }),
  ],
  texts: { 'README.md': 'Built on [Stork](https://github.com/reeds/stork).\n' },
});
add('code whose file names another', {
  modules: [
    at('model/pooler.py', {
      containment: { local: 0.9, upstream: 0 },
      origin: [share('heron'), share('stork', { share: 0, stated: true })],
    }),
  ],
});
