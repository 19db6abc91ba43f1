import assert from 'node:assert/strict';
import type { LicenseRecord } from '../../../src/model/report.ts';
import { licenseFieldsDisagree } from '../../../src/rules/license-fields-disagree/rule.ts';
import { repositoryWithoutLicense } from '../../../src/rules/repository-without-license/rule.ts';
import { holds } from '../table.ts';
import { licenseRecord } from './evidence-builder.ts';
import { type Files, placesBy, saidBy, written } from './written.ts';

const NONE: readonly string[] = [];
const states = (path: string, expression: string, line = 1, more: Partial<LicenseRecord> = {}) =>
  licenseRecord(path, expression, { ranges: [{ startLine: line, endLine: line }], ...more });

describe('a repository without a license', () => {
  const CODE: Files = { 'a.py': 'x = 1\n' };
  const of = (files: Files, licenses: readonly LicenseRecord[] = [], paths: readonly string[] = []) =>
    written(files, { name: 'wader', licenses, paths });
  const told = (files: Files, licenses: readonly LicenseRecord[] = [], paths: readonly string[] = []) =>
    placesBy(repositoryWithoutLicense, of(files, licenses, paths));
  const TOLD = ['warning a.py:1'];

  it('has code or weights, and no file at its top that is a license by name', () => {
    holds(
      [
        [{}, TOLD],
        [{ LICENSE: 'A text.\n' }, NONE],
        [{ 'licence.txt': 'A text.\n' }, NONE],
        [{ 'MIT-LICENSE': 'A text.\n' }, NONE],
        [{ 'code_license.md': 'A text.\n' }, NONE],
        [{ COPYING: 'A text.\n' }, NONE],
        [{ COPYRIGHT: 'A text.\n' }, NONE],
        [{ 'UNLICENSE.md': 'A text.\n' }, NONE],
        [{ 'LICENSE/MIT.txt': 'A text.\n' }, NONE],
        [{ LICENSE: '' }, TOLD],
        [{ LICENSE: ' \n\n' }, TOLD],
        [{ 'THIRD_PARTY_LICENSES.txt': 'A text.\n' }, TOLD],
        [{ 'data_license.txt': 'A text.\n' }, TOLD],
        [{ 'licensing.md': 'A text.\n' }, TOLD],
        [{ 'LICENSE/MIT.py': 'x = 1\n' }, ['warning LICENSE/MIT.py:1']],
        [{ NOTICE: 'A text.\n' }, TOLD],
        [{ 'README.md': 'Birds.\n' }, ['warning README.md:1']],
      ] as const,
      (files) => told({ ...CODE, ...files }),
    );
    assert.deepEqual(told({}, [], ['LICENSE', 'a.py']), [], 'one whose text was not read');
    assert.deepEqual(told({ 'README.md': 'Birds.\n' }), [], 'nothing of its own');
    for (const weights of ['m.safetensors', 'm.bin', 'm.gguf', 'm.pt', 'm.pth', 'm.onnx'])
      assert.deepEqual(told({}, [], [weights]), [`warning ${weights}:1`]);
    assert.deepEqual(told({}, [], ['m.npz']), []);
  });

  it('keeps to REUSE, where the texts lie in a folder and files say which holds', () => {
    const texts = ['LICENSES/MIT.txt'];
    holds(
      [
        [[texts, [states('a.py', 'MIT')]], NONE],
        [[texts, [states('m.bin', 'MIT')]], NONE],
        [[texts, [states('pyproject.toml', 'MIT')]], NONE],
        [[texts, [states('package.json', 'MIT')]], NONE],
        [[[...texts, 'REUSE.toml'], []], NONE],
        [[texts, []], TOLD],
        [[['REUSE.toml'], []], TOLD],
        [[texts, [states('lib/package.json', 'MIT')]], TOLD],
        [[['lib/LICENSES/MIT.txt'], [states('a.py', 'MIT')]], TOLD],
      ] as const,
      ([paths, licenses]) => told(CODE, licenses, paths),
    );
  });

  it('is told what it does state: nothing, a license without its text, or one for the weights alone', () => {
    const said = (files: Files, licenses: readonly LicenseRecord[] = []) =>
      saidBy(repositoryWithoutLicense, of({ ...CODE, ...files }, licenses));
    const add = 'Add a LICENSE file at the top level; the licenses of what it copies narrow the choice.';
    assert.deepEqual(
      [
        said({}),
        said({ 'README.md': 'MIT.\n' }, [states('README.md', 'MIT', 3)]),
        said({ 'README.md': 'MIT.\n' }, [states('README.md', 'MIT', 3, { slot: 'weights' })]),
        said({ 'README.md': 'None.\n' }, [states('README.md', 'NONE')]),
      ],
      [
        [`warning a.py:1 This repository has no license file and states no license. ${add}`],
        [
          "note README.md:3 README.md states MIT, but the repository does not hold the license's text. Add it as LICENSE at the top level.",
        ],
        [
          `warning README.md:1 README.md states MIT for the weights, and nothing states a license for the code. ${add}`,
        ],
        [`warning README.md:1 This repository has no license file and states no license. ${add}`],
      ],
    );
  });

  it('is asked about the rest, where folders have licenses of their own', () => {
    const lead = 'No license file stands at the top of this repository;';
    const rest = (readme: string) =>
      `nothing says under what the rest stands. Add a LICENSE file at the top level, or say in ${readme} what holds for the rest.`;
    const said = (...paths: readonly string[]) => saidBy(repositoryWithoutLicense, of(CODE, [], paths));
    assert.deepEqual(said('lib/LICENSE', 'lib/b.py'), [
      `note a.py:1 ${lead} lib/ holds one of its own, and ${rest('a README')}`,
    ]);
    assert.deepEqual(said('z/LICENSE', 'lib/COPYING.txt', 'z/LICENSE-2', 'README.md'), [
      `note README.md:1 ${lead} lib/ and z/ hold one of their own, and ${rest('README.md')}`,
    ]);
    const TOP = 'note a.py:1';
    holds(
      [
        ['lib/LICENSE', [TOP]],
        ['lib/licence.txt', [TOP]],
        ['lib/COPYING-2', [TOP]],
        ['lib/LICENSES', TOLD],
        ['lib/MY_LICENSE', TOLD],
        ['lib/license.py', TOLD],
        ['third_party/stork/LICENSE', TOLD],
        ['data/LICENSE', TOLD],
        ['x/datasets/y/LICENSE', TOLD],
        ['license/LICENSE', TOLD],
        ['assets/LICENSE', TOLD],
        ['docs/LICENSE', TOLD],
        ['weights/LICENSE', TOLD],
        ['checkpoints/LICENSE', TOLD],
        ['mydata/LICENSE', [TOP]],
      ] as const,
      (path) => told(CODE, [], [path]),
    );
    assert.deepEqual(told({}, [], ['lib/LICENSE', 'lib/b.py', 'lib/deep/c.py']), [], 'all lies in it');
    assert.deepEqual(told({}, [], ['lib/LICENSE', 'libs/b.py']), ['note libs/b.py:1']);
    assert.deepEqual(
      told({ 'README.md': 'MIT.\n', ...CODE }, [states('README.md', 'MIT')], ['lib/LICENSE']),
      ['note README.md:1'],
      'a license is stated',
    );
  });
});

describe('licenses that a repository states in several places', () => {
  const told = (files: Files, licenses: readonly LicenseRecord[]) =>
    placesBy(licenseFieldsDisagree, written({ 'a.py': 'x = 1\n', ...files }, { name: 'wader', licenses }));

  it('disagree where two speak of the same part', () => {
    const license = states('LICENSE', 'MIT');
    const files = { LICENSE: 'A text.\n', 'README.md': '# Birds\n\n## License\n\nApache.\n' };
    assert.deepEqual(told(files, [license, states('README.md', 'Apache-2.0', 5)]), [
      'warning README.md:5 LICENSE:1',
    ]);
    assert.deepEqual(told(files, [license, states('README.md', 'MIT', 5)]), []);
    assert.deepEqual(told(files, [license, states('README.md', 'Apache-2.0', 5, { slot: 'weights' })]), []);
    assert.deepEqual(
      saidBy(
        licenseFieldsDisagree,
        written(files, { licenses: [license, states('README.md', 'Apache-2.0', 5)], paths: ['a.py'] }),
      ).map((one) => /[^.]*LICENSE[^.]*/.exec(one)?.[0]?.includes('MIT')),
      [true],
    );
  });

  it('do not disagree where a README speaks of a thing to fetch, outside of what it says on the license', () => {
    const of = (text: string, line: number, path = 'README.md') =>
      told({ [path]: text, LICENSE: 'A text.\n' }, [
        states('LICENSE', 'MIT'),
        states(path, 'CC-BY-4.0', line),
      ]).length;
    const said = (words: string): string => `# Birds\n\n${words}\n`;
    holds(
      [
        [said('It is under CC-BY-4.0.'), 1],
        [said('Download the model, CC-BY-4.0.'), 0],
        [said('The pretrained model, CC-BY-4.0.'), 0],
        [said('The pre-trained model, CC-BY-4.0.'), 0],
        [said('All checkpoints, CC-BY-4.0.'), 0],
        [said('The vocoder, CC-BY-4.0.'), 0],
        [said('The weights, CC-BY-4.0.'), 0],
        [said('The dataset, CC-BY-4.0.'), 0],
        [said('The demo, CC-BY-4.0.'), 0],
        [said('The contents, CC-BY-4.0.'), 0],
        [said('下载, CC-BY-4.0.'), 0],
        [said('权重, CC-BY-4.0.'), 0],
        [said('The dataset and code, CC-BY-4.0.'), 1],
        [said('The dataset of this repo, CC-BY-4.0.'), 1],
        [said('本项目的数据集, CC-BY-4.0.'), 1],
        [said('The demonstration, CC-BY-4.0.'), 1],
        [said('See https://example.org/dataset, CC-BY-4.0.'), 1],
        [said('The dataset, CC-BY-4.0, https://example.org/code.'), 0],
      ],
      (text) => of(text, 3),
    );
    assert.equal(of('# License\n\nThe dataset, CC-BY-4.0.\n', 3), 1, 'in the section on the license');
    assert.equal(of('# 许可\n\nThe dataset, CC-BY-4.0.\n', 3), 1);
    assert.equal(of('# License\n\n# Data\n\nThe dataset, CC-BY-4.0.\n', 5), 0);
    assert.equal(of('The dataset, CC-BY-4.0.\n', 1), 0, 'above any heading');
    assert.equal(of('---\nlicense: dataset\n---\nBirds.\n', 2), 1, 'a field of a card');
    assert.equal(of('---\ntitle: x\n---\nThe dataset, CC-BY-4.0.\n', 4), 0);
    assert.equal(of('The dataset, CC-BY-4.0.\n', 1, 'package.json'), 1, 'no document');
  });

  it('disagree within a card where its page names one other license for the weights', () => {
    const card = (...lines: readonly string[]): Files => ({
      'README.md': `---\nlicense: mit\n---\n${lines.join('\n')}\n`,
    });
    const weights = (expression: string, line: number) =>
      states('README.md', expression, line, { slot: 'weights' });
    const page = card('# Bird', '', 'The model is under Apache.', 'And MIT.');
    assert.deepEqual(told(page, [weights('MIT', 2), weights('Apache-2.0', 6)]), [
      'warning README.md:6 README.md:2',
    ]);
    assert.deepEqual(told(page, [weights('MIT', 2), weights('MIT', 6)]), []);
    assert.deepEqual(told(page, [weights('MIT', 2), weights('Apache-2.0', 6), weights('ISC', 7)]), []);
    assert.deepEqual(told(page, [weights('Apache-2.0', 6)]), []);
    const plain = { 'README.md': '# Bird\n\nThe model is under MIT.\nOr not.\nApache.\n' };
    assert.deepEqual(told(plain, [weights('MIT', 3), weights('Apache-2.0', 5)]), []);
  });
});
