import { sourceFacts } from '../credit/source-facts.ts';
import { artefactOf, licenseRecord, lineageOf } from './evidence-builder.ts';
import { add, HERON, STORK, under } from './sketch-builders.ts';

const card = (fields: string, body = '# Wader\n'): Readonly<Record<string, string>> => ({
  'README.md': `---\n${fields}---\n${body}`,
});
const LLAMA = (['2', '3'] as const).map((version) =>
  sourceFacts({
    id: `llama-${version}`,
    project: 'llama',
    projectName: 'Llama',
    name: `Llama ${version}`,
    organisation: 'Meta',
    published: version === '2' ? '2023-07-18' : '2024-04-18',
    aliases: [`Llama ${version}`, `meta-llama/Meta-Llama-${version}-8B`],
    weightsLicense: { expression: `LicenseRef-Llama-${version}-Community`, source: 'LICENSE' },
  }),
);
for (const base of [
  'meta-llama/Meta-Llama-2-8B',
  'meta-llama/Meta-Llama-3-8B',
  'somebody/llama-5',
  'google/gemma-2-9b',
  'mistralai/Mistral-7B-v0.1',
  'marshlight/heron-vl-7b',
  'nobody/knows',
])
  for (const [claim, license] of [
    ['nothing', ''],
    ['MIT', 'license: mit\n'],
    ['llama3', 'license: llama3\n'],
  ] as const) {
    const licenses =
      license === ''
        ? []
        : [
            licenseRecord('README.md', license.includes('mit') ? 'MIT' : 'LicenseRef-Llama-3-Community', {
              slot: 'weights',
            }),
          ];
    const sources = [...LLAMA, under('CC-BY-NC-4.0')];
    add(`a model of ${base} whose card states ${claim}`, {
      modules: [],
      sources,
      licenses,
      texts: card(`${license}base_model: ${base}\n`),
      paths: ['model.safetensors'],
    });
    if (license === '') {
      add(`an adapter of ${base}`, {
        modules: [],
        sources,
        licenses,
        texts: { 'README.md': '# Wader\n', 'adapter_config.json': `{"base_model_name_or_path": "${base}"}` },
      });
      add(`a model named for ${base}`, {
        name: 'Llama-3-wader',
        modules: [],
        sources,
        licenses,
        texts: card(`base_model: ${base}\n`, '# Llama 3 Wader\n\nBuilt with Meta Llama 3\n'),
      });
    }
  }
for (const kind of ['config', 'tokenizer', 'tensor-index', 'weights', 'predictions', 'prose'] as const)
  for (const texts of [card('license: mit\n'), { 'README.md': '# Wader\n' }, {}])
    add(`a ${kind} of Llama 3 beside ${Object.values(texts)[0]?.slice(0, 3) ?? 'nothing'}`, {
      modules: [],
      sources: LLAMA,
      licenses: [],
      texts,
      artefacts: [artefactOf(`${kind}.json`, 'llama'), artefactOf(`x/${kind}.json`, 'llama')],
    });

for (const [claim, licenses] of [
  ['in two files', [licenseRecord('LICENSE', 'MIT'), licenseRecord('README.md', 'Apache-2.0')]],
  [
    'of the weights in two places',
    [
      licenseRecord('LICENSE', 'MIT'),
      licenseRecord('README.md', 'MIT', { slot: 'weights' }),
      licenseRecord('docs/README.md', 'CC-BY-NC-4.0', { slot: 'weights' }),
    ],
  ],
  [
    'of one file that differs',
    [licenseRecord('LICENSE', 'MIT'), licenseRecord('model/pooler.py', 'GPL-3.0-only')],
  ],
  [
    'of the file as the upstream has it',
    [licenseRecord('LICENSE', 'MIT'), licenseRecord('model/pooler.py', 'Apache-2.0')],
  ],
  ['with changes', [licenseRecord('LICENSE', 'MIT', { changes: ['adds a rider'] })]],
  [
    'that lists others',
    [licenseRecord('LICENSE', 'MIT'), licenseRecord('LICENSE', 'Apache-2.0', { ofOthers: true })],
  ],
  ['nowhere', []],
] as const)
  add(`a license that is stated ${claim}`, {
    licenses,
    sources: [under('Apache-2.0'), STORK],
    texts: { 'README.md': '# Wader\n\n## License\n\nMIT\n' },
  });

for (const [claim, more] of [
  [
    'of the same owner by copyright',
    {
      copyrights: new Map([
        [
          'LICENSE',
          [{ line: 1, text: 'Copyright 2024 Marshlight Lab', holder: 'Marshlight Lab', years: [2024] }],
        ],
      ]),
    },
  ],
  [
    'of another holder',
    {
      copyrights: new Map([
        ['LICENSE', [{ line: 1, text: 'Copyright 2024 Wader Team', holder: 'Wader Team', years: [2024] }]],
      ]),
    },
  ],
] as const) {
  add(`a repository ${claim}`, { more, sources: [under('Apache-2.0')] });
  add(`a repository published ${claim}`, {
    more,
    lineage: [{ ...lineageOf('heron', [HERON]), publisher: 'same' }],
    sources: [under('Apache-2.0')],
  });
}
add('a repository of weights alone', { modules: [], licenses: [], paths: ['model.safetensors'] });
add('a repository of code without a license', { modules: [], licenses: [], paths: ['a.py', 'README.md'] });
add('a repository of nothing', { modules: [], licenses: [] });
