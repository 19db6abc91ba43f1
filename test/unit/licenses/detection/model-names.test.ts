import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import table from '../../../../catalogue/licenses/model-names.json' with { type: 'json' };
import { combinedExpression, detectLicenses, parseLicenseIndex } from '../../../../src/licenses/detect.ts';

const index = parseLicenseIndex(
  brotliDecompressSync(readFileSync(new URL('../../../../catalogue/licenses/licenses.idx', import.meta.url))),
);
const said = (sentence: string): string =>
  combinedExpression(detectLicenses(index, 'notes.md', `# Finch\n\n${sentence}\n`));

describe('the table of names of model licenses', () => {
  it('tells its license from each of its names, in a sentence or as a field', () => {
    const wrong = table.rows.flatMap(({ license, names }) =>
      names.flatMap((name) => {
        const found = [said(`The model weights are released under the ${name}.`), said(`License: ${name}`)];
        return found.includes(license) ? [] : [`${name}: ${found.join(', ')}, not ${license}`];
      }),
    );
    assert.deepEqual(wrong, []);
  });

  it('takes "modified" in the name of a license for no change of it', () => {
    assert.equal(
      said('The model weights are released under the Kimi K2 Modified MIT License.'),
      'LicenseRef-scancode-moonshot-ai-modified-mit-2025',
    );
  });

  it('tells nothing from a name that is only mentioned', () => {
    const wrong = table.rows.flatMap(({ names }) =>
      names.filter(
        (name) => said(`We compared forty texts, among them the ${name}, by their length.`) !== '',
      ),
    );
    assert.deepEqual(wrong, []);
  });
});
