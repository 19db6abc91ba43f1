import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import table from '../../../../catalogue/licenses/names.json' with { type: 'json' };
import { combinedExpression, detectLicenses, parseLicenseIndex } from '../../../../src/licenses/detect.ts';

const index = parseLicenseIndex(
  brotliDecompressSync(readFileSync(new URL('../../../../catalogue/licenses/licenses.idx', import.meta.url))),
);
const said = (sentence: string): string =>
  combinedExpression(detectLicenses(index, 'notes.md', `# Finch\n\n${sentence}\n`));

describe('a row of the table of names', () => {
  for (const row of table.rows)
    it(`${row.id}: tells what its samples say, and nothing from a sentence that looks like it`, () => {
      assert.ok(row.yes.length > 0 && row.no.length > 0);
      for (const [sentence = '', expected] of row.yes) assert.equal(said(sentence), expected, sentence);
      for (const sentence of row.no) assert.equal(said(sentence), '', sentence);
    });
});

describe('a name of the table', () => {
  it('stands in one row only', () => {
    const names = table.rows.flatMap((row) => row.names);
    assert.deepEqual(
      names.filter((name, at) => names.indexOf(name) !== at),
      [],
    );
  });

  it('tells the license of its row, in a sentence or as a field', () => {
    const wrong = table.rows.flatMap((row) =>
      row.names.flatMap((name) => {
        const found = [said(`This work is released under the ${name}.`), said(`License: ${name}`)];
        const isOwn = (one: string) =>
          row.license === undefined
            ? one.replace(/^LicenseRef-/, '').startsWith(`${row.prefix}-`) || one === row.unversioned
            : one === row.license;
        return found.some(isOwn) ? [] : [`${name}: ${found.join(', ')}`];
      }),
    );
    assert.deepEqual(wrong, []);
  });

  it('tells nothing where it is only mentioned', () => {
    const wrong = table.rows.flatMap((row) =>
      row.names.filter(
        (name) => said(`We compared forty texts, among them the ${name}, by their length.`) !== '',
      ),
    );
    assert.deepEqual(wrong, []);
  });
});
