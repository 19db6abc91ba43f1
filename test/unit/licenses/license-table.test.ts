import assert from 'node:assert/strict';
import { licenseTable } from '../../../src/licenses/license-table.ts';
import { licenseOfRepository } from '../../../src/licenses/slots.ts';
import type { LicenseSlot } from '../../../src/model/license-part.ts';
import type { LicenseRecord } from '../../../src/model/report.ts';

const stated = (path: string, expression: string, slot: LicenseSlot = 'code', line = 1): LicenseRecord => ({
  path,
  slot,
  expression,
  confidence: 1,
  ranges: [{ startLine: line, endLine: line }],
  changes: [],
});

function told(
  licenses: readonly LicenseRecord[],
  { holdsCode = true, expected = ['code'] as readonly LicenseSlot[] } = {},
): readonly string[] {
  return licenseTable(licenseOfRepository(licenses, holdsCode), { holdsCode, expected }).map(
    ({ slot, expression, places, differs }) =>
      `${slot} ${expression} ${places.map(({ path, line }) => `${path}:${line}`).join(' ')}${differs ? ' differs' : ''}`,
  );
}

describe('the table of licenses, slot by slot', () => {
  it('puts the places of one license in one row, the license file first', () => {
    assert.deepEqual(
      told([
        stated('README.md', 'MIT', 'code', 7),
        stated('pyproject.toml', 'MIT', 'code', 3),
        stated('LICENSE', 'MIT'),
      ]),
      ['code MIT LICENSE:1 pyproject.toml:3 README.md:7'],
    );
  });

  it('reads a COPYRIGHT where nothing else is stated, and finds no contradiction in what it lists of others', () => {
    assert.equal(licenseOfRepository([stated('COPYRIGHT.txt', 'MIT')]).code.expression, 'MIT');
    const beside = licenseOfRepository([
      stated('LICENSE', 'MIT'),
      stated('COPYRIGHT', 'BSD-3-Clause', 'code', 3),
      stated('COPYRIGHT', 'Zlib', 'code', 9),
    ]).code;
    assert.equal(beside.expression, 'MIT');
    assert.deepEqual(beside.disagreements, []);
  });

  it('takes "or later" from the documents beside the text of a GNU license, where none says otherwise', () => {
    const own = (licenses: readonly LicenseRecord[]) => licenseOfRepository(licenses).code;
    const text = stated('LICENSE', 'GPL-3.0-only');
    assert.equal(own([text, stated('README.md', 'GPL-3.0-or-later')]).expression, 'GPL-3.0-or-later');
    assert.equal(
      own([text, stated('README.md', 'GPL-3.0-or-later'), stated('setup.py', 'GPL-3.0-only')]).expression,
      'GPL-3.0-only',
    );
    assert.equal(own([text]).expression, 'GPL-3.0-only');
  });

  it('finds no contradiction between a license and the same with sentences that are unexplained', () => {
    const own = licenseOfRepository([
      stated('LICENSE', 'MIT AND LicenseRef-unexplained-sentences'),
      stated('package.json', 'MIT'),
    ]).code;
    assert.equal(own.expression, 'MIT AND LicenseRef-unexplained-sentences');
    assert.deepEqual(own.disagreements, []);
  });

  it('marks what contradicts the license file', () => {
    assert.deepEqual(told([stated('LICENSE', 'MIT'), stated('setup.py', 'Apache-2.0', 'code', 20)]), [
      'code MIT LICENSE:1',
      'code Apache-2.0 setup.py:20 differs',
    ]);
  });

  it('keeps weights and data apart from code, and files within folders out', () => {
    assert.deepEqual(
      told([
        stated('LICENSE', 'MIT'),
        stated('README.md', 'CC-BY-NC-4.0', 'weights', 12),
        stated('DATA_LICENSE', 'CC-BY-4.0'),
        stated('third_party/LICENSE', 'GPL-3.0-only'),
      ]),
      ['code MIT LICENSE:1', 'weights CC-BY-NC-4.0 README.md:12', 'data CC-BY-4.0 DATA_LICENSE:1'],
    );
  });

  it('says that nothing is stated only where a statement is expected', () => {
    assert.deepEqual(told([]), ['code NONE ']);
    assert.deepEqual(told([], { expected: [] }), []);
    assert.deepEqual(told([stated('LICENSE', 'MIT')], { expected: ['code', 'weights'] }), [
      'code MIT LICENSE:1',
      'weights NONE ',
    ]);
  });

  it('gives to the weights what a repository without code states', () => {
    const card = [stated('README.md', 'Apache-2.0', 'weights', 2), stated('LICENSE', 'Apache-2.0')];
    assert.deepEqual(told(card, { holdsCode: false, expected: [] }), [
      'weights Apache-2.0 LICENSE:1 README.md:2',
    ]);
  });
});
