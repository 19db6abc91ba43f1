import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { brotliDecompressSync } from 'node:zlib';
import { detectLicenses, parseLicenseIndex } from '../../../../src/licenses/detect.ts';
import { licenseOfRepository } from '../../../../src/licenses/slots.ts';

const packed = brotliDecompressSync(
  readFileSync(new URL('../../../../catalogue/licenses/licenses.idx', import.meta.url)),
);
const index = parseLicenseIndex(packed);
const texts = createRequire(import.meta.url)('spdx-license-list/full') as Record<
  string,
  { readonly licenseText: string }
>;
const textOf = (id: string): string => texts[id]?.licenseText ?? assert.fail(id);

const found = (text: string, path = 'LICENSE') => detectLicenses(index, path, text);
/** What a repository with this license file states for its code. */
const own = (text: string): string =>
  licenseOfRepository(found(text).map((one) => ({ ...one, path: 'LICENSE' }))).code.expression;

describe('a license file that lists what it holds of others', () => {
  const mit = textOf('MIT');
  const gpl = textOf('GPL-3.0-only');
  for (const beginning of [
    'Other dependencies and licenses:',
    'Open Source Software Licensed under the GNU General Public License, version 3:',
    'THIRD-PARTY SOFTWARE NOTICES AND INFORMATION',
    '## Third-Party Licenses',
    'Third party components',
    'WINDMILL SUBCOMPONENTS:',
    'This product bundles third-party code under licenses of its own.',
    'We thank all authors. This project also includes some third-party components.',
    'The following components are provided under the GNU General Public License.',
    'This product contains portions of third party software provided under this license:',
  ])
    it(`states none of theirs behind "${beginning}"`, () => {
      assert.equal(own(`${mit}\n\n${beginning}\n\n1. gears\n\n${gpl}`), 'MIT');
    });

  it('reads the same license twice, for itself and for what it holds', () => {
    const apache = textOf('Apache-2.0');
    const all = found(`${apache}\n\nOther dependencies and licenses:\n\n1. gears\n\n${apache}`);
    assert.ok(all.some((one) => one.expression === 'Apache-2.0' && one.ofOthers === undefined));
    assert.ok(all.some((one) => one.expression === 'Apache-2.0' && one.ofOthers === true));
    assert.ok(all.every(({ expression }) => expression === 'Apache-2.0'));
  });

  it('gives lines of the whole file', () => {
    const [, theirs] = found(`${mit}\n\nThird party components\n\n${gpl}`);
    const lines = mit.split('\n').length + 4;
    assert.ok((theirs?.ranges[0]?.startLine ?? 0) >= lines - 1);
  });

  it('counts all where nothing of its own stands before the list, and where nothing is listed', () => {
    assert.equal(own(`Third party components\n\n${mit}`), 'MIT');
    assert.match(own(`${mit}\n\n${gpl}`), /MIT AND GPL-3\.0/);
  });

  it('is no matter of documents and code', () => {
    const text = `${mit}\n\nThird party components\n\n${gpl}`;
    assert.ok(found(text, 'notes.py').every((one) => one.ofOthers === undefined));
  });
});
