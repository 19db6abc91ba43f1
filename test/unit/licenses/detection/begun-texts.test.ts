import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import process from 'node:process';
import { loadLicenseIndex } from '../../../../src/host/license-index.ts';
import { detectLicenses } from '../../../../src/licenses/detect.ts';

const texts = createRequire(import.meta.url)('spdx-license-list/full') as Record<
  string,
  { readonly licenseText: string }
>;
const textOf = (id: string): string => texts[id]?.licenseText ?? '';
const BETWEEN = `${'The heron walks along the lake and looks at frogs, which hide until evening. '.repeat(16)}\n\n`;

/** The first words of a text: too few for it to be there, enough to look like its beginning. */
function begun(id: string, share: number): string {
  const words = textOf(id).split(/\s+/);
  return `${words.slice(0, Math.round(words.length * share)).join(' ')}.\n\n`;
}

describe('license texts that are only begun', () => {
  for (const [id, share] of [
    ['Fair', 0.4],
    ['Qhull', 0.3],
    ['NIST-Software', 0.3],
  ] as const)
    it(`hide no text behind them: ${id}`, () => {
      const found = detectLicenses(
        loadLicenseIndex(),
        'README.md',
        begun(id, share) + BETWEEN + textOf('MPL-2.0'),
      );
      assert.ok(
        found.some(({ expression, kind }) => expression.startsWith('MPL-2.0') && kind === 'text'),
        JSON.stringify(found),
      );
    });

  it('take no longer than other words', () => {
    const text = textOf('MIT').split(/\s+/).slice(2, 36).join(' ');
    const read = () => detectLicenses(loadLicenseIndex(), 'README.md', text);
    read();
    const before = process.cpuUsage();
    for (let times = 0; times < 20; times++) read();
    const { user, system } = process.cpuUsage(before);
    // A millisecond each; 35 where the loop turned until its work was over.
    assert.ok((user + system) / 1_000 < 300, `${user + system} microseconds`);
  });
});
