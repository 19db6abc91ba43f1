import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { combinedExpression, detectLicenses, parseLicenseIndex } from '../../../../src/licenses/detect.ts';

const index = parseLicenseIndex(
  brotliDecompressSync(readFileSync(new URL('../../../../catalogue/licenses/licenses.idx', import.meta.url))),
);

/** Ids of an expression and its operators, whatever their order. */
function shape(expression: string): string {
  const ids = expression
    .replace(/[()]/g, '')
    .split(/ (?:AND|OR) /)
    .sort();
  return `${ids.join(' ')} ${/ OR /.test(expression)} ${/ AND /.test(expression)}`;
}

/** `want`: an expression; `!RE` must not match, `~RE` must; ` | ` parts answers of which each will do. */
function fits(want: string, got: string): boolean {
  return want.split(' | ').some((one) => {
    if (one.startsWith('!')) return !new RegExp(one.slice(1)).test(got);
    return one.startsWith('~') ? new RegExp(one.slice(1)).test(got) : shape(one) === shape(got);
  });
}

const GROUPS: readonly {
  readonly claim: string;
  readonly cases: readonly {
    readonly name: string;
    readonly path: string;
    readonly want: string;
    readonly text: string;
  }[];
}[] = ['license-threads', 'license-forms'].flatMap((name) =>
  JSON.parse(readFileSync(new URL(`../../../fixtures/${name}.json`, import.meta.url), 'utf8')),
);

describe('licenses in the kinds of words that public issue threads are about, and in the forms that people write', () => {
  for (const { claim, cases } of GROUPS)
    describe(claim, () => {
      for (const { name, path, text, want } of cases)
        it(`${name} (${path})`, () => {
          const got = combinedExpression(detectLicenses(index, path, text));
          assert.ok(fits(want, got), `wanted ${want}, got ${got}`);
        });
    });
});
