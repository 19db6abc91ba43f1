import assert from 'node:assert/strict';
import { loadLicenseIndex } from '../../../../src/host/license-index.ts';
import { combinedExpression, detectLicenses } from '../../../../src/licenses/detect.ts';

describe('a license file that only names its license', () => {
  const index = loadLicenseIndex();
  const read = (text: string, path = 'LICENSE'): string =>
    combinedExpression(detectLicenses(index, path, text));

  for (const [text, wanted] of [
    [
      'Apache License 2.0\n\nYou may not use this software for commercial purposes.\n',
      'LicenseRef-Apache-2.0-modified',
    ],
    ['This project is under the MIT License.\nCommercial use is not permitted.\n', 'LicenseRef-MIT-modified'],
    [
      'Licensed under the Apache License 2.0, subject to the additional terms below.\n\n1. A service with more than a million users needs a separate commercial license from us.\n',
      'LicenseRef-Apache-2.0-modified',
    ],
    ['本项目采用 Apache License 2.0 许可证。\n\n不得用于商业用途。\n', 'LicenseRef-Apache-2.0-modified'],
  ] as const)
    it(`is not the plain one beside a limit: ${JSON.stringify(text.slice(0, 60))}`, () => {
      assert.equal(read(text), wanted);
      const [one] = detectLicenses(index, 'LICENSE', text);
      assert.match(one?.changes.join('\n') ?? '', /^beside it stands /);
    });

  for (const [text, wanted] of [
    ['Apache License 2.0\n', 'Apache-2.0'],
    ['This project is licensed under the MIT License.\n\nCopyright (c) 2024 The Heron Authors\n', 'MIT'],
    ['Licensed under the Apache License 2.0. Please cite our paper if you use it.\n', 'Apache-2.0'],
    [
      'This work is licensed under CC BY-NC 4.0: it may not be used for commercial purposes.\n',
      'CC-BY-NC-4.0',
    ],
  ] as const)
    it(`is the plain one without: ${JSON.stringify(text.slice(0, 60))}`, () => {
      assert.equal(read(text), wanted);
    });

  it('has no limits from other files: a README may speak of many things', () => {
    assert.equal(
      read(
        '# Heron\n\nThe code is released under the MIT License.\n\nThe dataset may not be used commercially.\n',
        'README.md',
      ).includes('MIT-modified'),
      false,
    );
  });

  it('is read in its turn where one word goes on and on, and a limit before it counts', () => {
    const long = 'x'.repeat(900_000);
    assert.equal(
      read(`Apache License 2.0\n\nNot for commercial use ${long}\n`),
      'LicenseRef-Apache-2.0-modified',
    );
    assert.equal(read(`Apache License 2.0 ${long}\n`).includes('modified'), false);
  });
});
