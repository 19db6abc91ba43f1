import assert from 'node:assert/strict';
import { aliasIndex } from '../../../src/credit/alias-index.ts';
import { type SaidByWeights, weightsClaims, weightsLicense } from '../../../src/credit/weights-claims.ts';
import { holds } from '../table.ts';
import { sourceFacts } from './source-facts.ts';

const index = aliasIndex([
  sourceFacts({ project: 'heron', projectName: 'Heron-VL', repository: 'reeds/heron-vl' }),
]);
const claims = (said: SaidByWeights): readonly string[] =>
  weightsClaims('m.gguf', said, index).map(({ text, upstream }) => `${upstream}: ${text}`);
const ids = {
  licenseIds: new Map(['MIT', 'Apache-2.0'].map((id) => [id.toLowerCase(), id])),
  exceptionIds: new Map<string, string>(),
};

describe('models that a file of weights names', () => {
  it('are those under the keys of its format, by address', () => {
    holds<SaidByWeights, readonly string[]>(
      [
        [
          [['general.base_model.0.repo_url', 'https://huggingface.co/reeds/heron-vl']],
          ['heron: general.base_model.0.repo_url: reeds/heron-vl'],
        ],
        [
          [['general.base_model.12.repo_url', 'https://www.huggingface.co/a/b/tree/main']],
          ['null: general.base_model.12.repo_url: a/b'],
        ],
        [[['general.source.repo_url', 'a/b.git']], ['null: general.source.repo_url: a/b']],
        [[['general.source.url', 'https://hf.co/a/b/']], ['null: general.source.url: a/b']],
        [
          [['general.source.huggingface.repository', ' a/b ']],
          ['null: general.source.huggingface.repository: a/b'],
        ],
        [[['general.source.url', 'https://modelscope.cn/models/a/b']], ['null: general.source.url: a/b']],
        [[['general.base_model.1234.repo_url', 'a/b']], []],
        [[['my.general.source.url', 'a/b']], []],
        [[['general.source.url.more', 'a/b']], []],
        [[['general.name', 'a/b']], []],
        [[['general.source.url', 'a']], []],
        [[['general.source.url', '/home/a/b']], []],
        [[['general.source.url', 'a/b/c']], []],
        [[['general.source.url', 'https://example.com/a/b']], []],
      ],
      claims,
    );
  });

  it('are those that merges and adapters name, each once', () => {
    holds<SaidByWeights, readonly string[]>(
      [
        [
          [['modelspec.merged_from', 'a/b, c/d,a/b']],
          ['null: modelspec.merged_from: a/b', 'null: modelspec.merged_from: c/d'],
        ],
        [[['ss_sd_model_name', 'model.safetensors']], []],
        [[['ss_sd_model_name', 'a/b']], ['null: ss_sd_model_name: a/b']],
        [
          [
            ['base_model', 'a/b'],
            ['modelspec.merged_from', 'a/b'],
          ],
          ['null: base_model: a/b'],
        ],
        [[['my_base_model', 'a/b']], []],
      ],
      claims,
    );
  });

  it('are joined from owner and name where no address is given', () => {
    holds<SaidByWeights, readonly string[]>(
      [
        [
          [
            ['general.base_model.0.organization', ' Meta  Llama '],
            ['general.base_model.0.name', 'Llama 3.1 8B'],
          ],
          ['null: general.base_model.0.organization: Meta-Llama/Llama-3.1-8B'],
        ],
        [
          [
            ['general.base_model.0.name', 'B'],
            ['general.base_model.0.organization', 'A'],
            ['general.base_model.1.name', 'D'],
            ['general.base_model.1.organization', 'C'],
          ],
          ['null: general.base_model.0.name: A/B', 'null: general.base_model.1.name: C/D'],
        ],
        [[['general.base_model.0.name', 'B']], []],
        [[['general.base_model.0.organization', 'A']], []],
        [
          [
            ['general.base_model.0.name', 'B'],
            ['general.base_model.1.organization', 'A'],
          ],
          [],
        ],
        [
          [
            ['general.base_model.0.repo_url', 'c/d'],
            ['general.base_model.0.name', 'B'],
            ['general.base_model.0.organization', 'A'],
          ],
          ['null: general.base_model.0.repo_url: c/d'],
        ],
        [
          [
            ['general.base_model.0.repo_url', 'none'],
            ['general.base_model.0.name', 'B'],
            ['general.base_model.0.organization', 'A'],
          ],
          ['null: general.base_model.0.name: A/B'],
        ],
        [
          [
            ['general.source.0.repo_url', 'c/d'],
            ['general.base_model.0.name', 'B'],
            ['general.base_model.0.organization', 'A'],
          ],
          ['null: general.source.0.repo_url: c/d', 'null: general.base_model.0.name: A/B'],
        ],
      ],
      claims,
    );
  });

  it('are at most 32, at the path of the file', () => {
    const many = Array.from({ length: 40 }, (_, at) => `a/b${at}`).join(',');
    const found = weightsClaims('x/m.gguf', [['base_model', many]], index);
    assert.equal(found.length, 32);
    assert.deepEqual(found[0], {
      path: 'x/m.gguf',
      line: 1,
      text: 'base_model: a/b0',
      upstream: null,
      kind: 'model-card',
      force: 'credit',
    });
  });
});

describe('the license that a file of weights states', () => {
  it('is the one of its own key, else of its name, else none', () => {
    holds<SaidByWeights, string | null>(
      [
        [[['general.license', 'mit']], 'MIT'],
        [[['modelspec.license', 'apache-2.0']], 'Apache-2.0'],
        [[['license', 'MIT']], 'MIT'],
        [
          [
            ['license', 'MIT'],
            ['general.license', 'apache-2.0'],
          ],
          'Apache-2.0',
        ],
        [
          [
            ['license', 'apache-2.0'],
            ['modelspec.license', 'mit'],
          ],
          'MIT',
        ],
        [[['general.license', 'other']], null],
        [
          [
            ['general.license', 'other'],
            ['general.license.name', 'mit'],
          ],
          'MIT',
        ],
        [[['general.license.name', 'mit']], null],
        [[['other', 'mit']], null],
        [[], null],
      ],
      (said) => weightsLicense(ids, said),
    );
  });
});
