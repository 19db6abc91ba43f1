import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { brotliDecompressSync } from 'node:zlib';
import { combinedExpression, detectLicenses, parseLicenseIndex } from '../../../../src/licenses/detect.ts';

const index = parseLicenseIndex(
  brotliDecompressSync(readFileSync(new URL('../../../../catalogue/licenses/licenses.idx', import.meta.url))),
);
const require = createRequire(import.meta.url);
const texts = require('spdx-license-list/full') as Record<string, { readonly licenseText: string }>;
const retired = require('spdx-license-ids/deprecated.json') as readonly string[];
const textOf = (id: string): string => texts[id]?.licenseText ?? '';
const said = (text: string): string => combinedExpression(detectLicenses(index, 'LICENSE', text));

/** Ids that share one text: what the text cannot tell. */
function plain(id: string): string {
  return id
    .toLowerCase()
    .replace(/(gpl-\d\.\d|gfdl-\d\.\d)(?:-only|-or-later|(?:-no)?-invariants(?:-only|-or-later))*/g, '$1')
    .replace(/(ofl-1\.\d)-(?:no-)?rfn/g, '$1')
    .replace(/mpl-2\.0-no-copyleft-exception/g, 'mpl-2.0')
    .replace(/cal-1\.0-combined-work-exception/g, 'cal-1.0');
}

/** Read otherwise, and why. */
const OTHERWISE: Readonly<Record<string, string>> = {
  'any-OSI': 'it is no license text',
  'Community-Spec-1.0': 'its last line is a tag for its own text',
  'X11-swapped': 'differs from X11 by the place of a sentence',
  'BSD-3-Clause-Tso': 'differs from BSD-3-Clause by four words',
};

describe('a text of the SPDX list', () => {
  it('is named by its id, but for four', () => {
    const wrong = Object.keys(texts).filter(
      (id) => !retired.includes(id) && !id.endsWith('+') && plain(said(textOf(id))) !== plain(id),
    );
    assert.deepEqual(wrong.sort(), Object.keys(OTHERWISE).sort());
  }).timeout(240_000);

  it('stays plain where its disclaimer names who is protected', () => {
    const text = textOf('BSD-1-Clause').replace(/IN NO EVENT SHALL .*? BE LIABLE/is, (found) =>
      found.replace(/SHALL .*? BE/is, 'SHALL Alder Software Design, Inc. BE'),
    );
    assert.match(text, /Alder Software Design/);
    assert.equal(said(text), 'BSD-1-Clause');
    assert.match(
      said(text.replace('Design, Inc. BE LIABLE', 'Design, Inc. without payment BE LIABLE')),
      /BSD-1-Clause/,
    );
  });

  it('of Creative Commons stays plain under a title that spells its parts out, and no other', () => {
    const text = textOf('CC-BY-NC-ND-3.0-IGO').replace(
      /^.*\n/,
      'Creative Commons Attribution Non Commercial No Derivatives 3.0 IGO\n',
    );
    assert.equal(said(text), 'CC-BY-NC-ND-3.0-IGO');
    const other = textOf('CC-BY-4.0').replace(
      /^.*\n/,
      'Creative Commons Attribution Non Commercial 4.0 International\n',
    );
    assert.notEqual(said(other), 'CC-BY-4.0');
  });
});
