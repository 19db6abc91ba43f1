import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { combinedExpression, detectLicenses, parseLicenseIndex } from '../../../../src/licenses/detect.ts';

const root = new URL('../../../../', import.meta.url);
const index = parseLicenseIndex(
  brotliDecompressSync(readFileSync(new URL('catalogue/licenses/licenses.idx', root))),
);
const list: Readonly<Record<string, { readonly licenseText: string }>> = JSON.parse(
  readFileSync(new URL('node_modules/spdx-license-list/spdx-full.json', root), 'utf8'),
);
const GROUPS: readonly {
  readonly claim: string;
  readonly cases: readonly {
    readonly name: string;
    readonly path: string;
    readonly want: string;
    readonly text: string;
  }[];
}[] = JSON.parse(readFileSync(new URL('test/fixtures/license-additions.json', root), 'utf8'));

/** Before which words of a text a sentence is put inside it. */
const INSIDE: Readonly<Record<string, string>> = {
  MIT: 'The above copyright notice',
  'BSD-3-Clause': 'THIS SOFTWARE IS PROVIDED',
  'Apache-2.0': '5. Submission',
  ISC: 'Permission to use',
};

function textOf(id: string): string {
  const text = list[id]?.licenseText;
  assert.ok(text !== undefined, `no text of ${id}`);
  return text
    .replace(/Copyright \(c\) <year>.*\n?/gi, 'Copyright (c) 2024 Frob Authors\n')
    .replace(/<year>|\[yyyy\]/g, '2024')
    .replace(/<copyright holders?>|<owner>|\[name of copyright owner\]/gi, 'Frob Authors');
}

/** `{MIT}`: its text; `{MIT|sentence}`: with a sentence inside; `{MIT@words=>others}`: edited; `{MIT#c}`: as a comment. */
function expanded(text: string): string {
  return text
    .replace(/\{([A-Z][\w.-]+)@([^{}]*?)=>([^{}]*)\}/g, (_, id: string, from: string, to: string) => {
      const whole = textOf(id).replace(/\s+/g, ' ');
      assert.ok(whole.includes(from), from);
      return whole.replace(from, to);
    })
    .replace(
      /\{([A-Z][\w.-]+?)(#c)?(?:\|([^{}]*))?\}/g,
      (_, id: string, comment?: string, added?: string) => {
        const whole = textOf(id);
        const at = whole.indexOf(INSIDE[id] ?? '');
        const with_ = added === undefined ? whole : `${whole.slice(0, at)}${added}\n\n${whole.slice(at)}`;
        return comment === undefined ? with_ : with_.trim().replace(/^/gm, ' * ');
      },
    );
}

function shape(expression: string): string {
  const ids = expression
    .replace(/[()]/g, '')
    .split(/ (?:AND|OR) /)
    .sort();
  return `${ids.join(' ')} ${/ OR /.test(expression)} ${/ AND /.test(expression)}`;
}

/** `want`: an expression, `!RE` what the answer must not match; ` | ` parts answers of which each will do. */
const fits = (want: string, got: string): boolean =>
  want
    .split(' | ')
    .some((one) => (one.startsWith('!') ? !new RegExp(one.slice(1)).test(got) : shape(one) === shape(got)));

describe('a license, and what stands in and beside it', () => {
  for (const { claim, cases } of GROUPS)
    describe(claim, () => {
      for (const { name, path, want, text } of cases)
        it(`${name} (${path})`, () => {
          const got = combinedExpression(detectLicenses(index, path, expanded(text)));
          assert.ok(fits(want, got), `wanted ${want}, got ${got}`);
        });
    });

  it('is read as one text where a sentence inside it repeats words of its beginning', () => {
    const repeating = 'A copy of this text is part of every release.';
    const [found] = detectLicenses(index, 'LICENSE', expanded(`{MIT|${repeating}}`));
    assert.deepEqual(found?.changes, []);
    assert.ok((found?.confidence ?? 0) > 0.95);
  });

  it('names the lines that nothing accounts for', () => {
    const text = `${textOf('MIT').trimEnd()}\n\nUniformed services stay away from this code.\n`;
    const found = detectLicenses(index, 'LICENSE', text).find((one) => one.unexplained !== undefined);
    const [range] = found?.unexplained ?? [];
    assert.equal(
      text
        .split('\n')
        .slice((range?.startLine ?? 0) - 1, range?.endLine)
        .join('\n')
        .trim(),
      'Uniformed services stay away from this code.',
    );
    assert.deepEqual(found?.changes, []);
  });

  it('is of others in a file named for what the repository holds of others', () => {
    const found = detectLicenses(index, 'THIRD_PARTY_LICENSES.txt', textOf('MIT'));
    assert.ok(found.length > 0 && found.every((one) => one.ofOthers === true));
    assert.equal(detectLicenses(index, 'LICENSE', textOf('MIT'))[0]?.ofOthers, undefined);
  });
});
