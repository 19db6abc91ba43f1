import { strict as assert } from 'node:assert';
import type { LicenseDetection } from '../../../../src/licenses/detect.ts';
import { licenseParts } from '../../../../src/licenses/scopes/license-parts.ts';
import { openScopes, type ScopedFile } from '../../../../src/licenses/scopes/license-scopes.ts';
import { readPathTerms } from '../../../../src/licenses/scopes/path-terms.ts';
import { licenseOfRepository } from '../../../../src/licenses/slots.ts';
import type { EffectiveLicense } from '../../../../src/model/effective-license.ts';

const IDS = {
  licenseIds: new Map(
    [
      'MIT',
      'Apache-2.0',
      'BSD-3-Clause',
      'CC0-1.0',
      'CC-BY-4.0',
      'GPL-2.0-only',
      'GPL-2.0-or-later',
      'GPL-3.0-or-later',
    ].map((id) => [id.toLowerCase(), id] as const),
  ),
  exceptionIds: new Map<string, string>(),
};

function says(expression: string, rest: Partial<LicenseDetection> = {}): LicenseDetection {
  const ranges = [{ startLine: 1, endLine: 20 }];
  return { expression, confidence: 1, ranges, kind: 'text', slot: 'code', changes: [], ...rest };
}

/** A tree: what each file says of licenses, or the text of a document that states terms by path. */
function tree(sketch: Readonly<Record<string, string | readonly LicenseDetection[]>>): {
  readonly of: (path: string) => EffectiveLicense;
  readonly parts: () => readonly string[];
} {
  const files = Object.entries(sketch).map(([path, said]): ScopedFile => {
    const terms = typeof said === 'string' ? readPathTerms(IDS, path, said) : [];
    return { path, licenses: typeof said === 'string' ? [] : said, copyrights: [], terms };
  });
  const paths = files.map(({ path }) => path);
  const own = licenseOfRepository(
    files.flatMap(({ path, licenses }) => licenses.map((one) => ({ path, ...one }))),
  );
  const scopes = openScopes(paths, files, own);
  return {
    of: scopes.of,
    parts: () =>
      licenseParts(paths, scopes, own).map(
        ({ expression, by, at, files: count }) => `${expression} ${by} ${at?.path ?? '-'} ${count}`,
      ),
  };
}

const annotations = (...rows: readonly string[]): string =>
  `version = 1\n${rows.map((row) => `[[annotations]]\n${row}\n`).join('')}`;

describe('license of each file', () => {
  it('is what the REUSE.toml nearest to it says, however exact the pattern of one further up', () => {
    const { of } = tree({
      LICENSE: [says('MIT')],
      'REUSE.toml': annotations('path = "pkg/**"\nSPDX-License-Identifier = "Apache-2.0"'),
      'pkg/REUSE.toml': annotations('path = "data.bin"\nSPDX-License-Identifier = "CC0-1.0"'),
      'pkg/data.bin': [],
      'pkg/a.py': [],
    });
    assert.equal(of('pkg/data.bin').expression, 'CC0-1.0');
    assert.equal(of('pkg/a.py').expression, 'Apache-2.0');
  });

  it('weighs the pattern that fits the file, not another of the same annotation', () => {
    const { of } = tree({
      'REUSE.toml': annotations('path = ["**", "a/b/c/d.py"]\nSPDX-License-Identifier = "Apache-2.0"'),
      'a/b/LICENSE': [says('MIT')],
      'a/b/x.py': [],
    });
    assert.equal(of('a/b/x.py').expression, 'MIT');
  });

  it("gives a file without words of its own the repository's license", () => {
    const { of } = tree({ LICENSE: [says('MIT')], 'a.py': [] });
    assert.deepEqual(of('a.py'), {
      expression: 'MIT',
      by: 'repository',
      slot: 'code',
      at: null,
      copyrights: [],
    });
  });

  it("takes a header before the repository's license, and what a README says for the repository's", () => {
    const { of } = tree({
      LICENSE: [says('MIT')],
      'a.py': [says('Apache-2.0', { kind: 'tag' })],
      'docs/guide.md': [says('BSD-3-Clause', { kind: 'readme' })],
    });
    assert.equal(of('a.py').expression, 'Apache-2.0');
    assert.equal(of('a.py').by, 'file');
    assert.equal(of('docs/guide.md').expression, 'MIT');
  });

  it('takes the file NAME.license before what the file itself holds', () => {
    const { of } = tree({
      LICENSE: [says('MIT')],
      'a.py': [says('Apache-2.0', { kind: 'tag' })],
      'a.py.license': [says('CC0-1.0', { kind: 'tag' })],
      'logo.png': [],
      'logo.png.license': [says('CC-BY-4.0', { kind: 'tag' })],
    });
    assert.equal(of('a.py').expression, 'CC0-1.0');
    assert.equal(of('logo.png').expression, 'CC-BY-4.0');
    assert.equal(of('logo.png').by, 'beside');
    assert.equal(of('logo.png').slot, 'docs');
  });

  it('reads REUSE.toml by path: the last annotation that fits, behind what the file says', () => {
    const { of } = tree({
      LICENSE: [says('MIT')],
      'REUSE.toml': annotations(
        'path = "**"\nSPDX-License-Identifier = "BSD-3-Clause"',
        'path = ["data/*.csv", "img/**"]\nSPDX-License-Identifier = "CC0-1.0"\nSPDX-FileCopyrightText = "2024 Alder Lab"',
      ),
      'a.py': [],
      'data/a.csv': [],
      'data/deep/a.csv': [],
      'img/x/y.png': [],
      'own.py': [says('Apache-2.0', { kind: 'tag' })],
    });
    assert.equal(of('a.py').expression, 'BSD-3-Clause');
    assert.equal(of('data/a.csv').expression, 'CC0-1.0');
    assert.deepEqual(of('data/a.csv').copyrights, ['2024 Alder Lab']);
    assert.deepEqual(of('data/a.csv').at, { path: 'REUSE.toml', line: 5 });
    assert.equal(of('data/deep/a.csv').expression, 'BSD-3-Clause');
    assert.equal(of('img/x/y.png').expression, 'CC0-1.0');
    assert.equal(of('own.py').expression, 'Apache-2.0');
  });

  it('adds what an annotation aggregates, and counts an override alone, the one nearest to the top', () => {
    const { of } = tree({
      'REUSE.toml': annotations(
        'path = "a.py"\nprecedence = "aggregate"\nSPDX-License-Identifier = "MIT"',
        'path = "b.py"\nprecedence = "override"\nSPDX-License-Identifier = "MIT"',
        'path = "sub/c.py"\nprecedence = "override"\nSPDX-License-Identifier = "MIT"',
      ),
      'sub/REUSE.toml': annotations(
        'path = "**"\nprecedence = "override"\nSPDX-License-Identifier = "CC0-1.0"',
      ),
      'a.py': [says('Apache-2.0', { kind: 'tag' })],
      'b.py': [says('Apache-2.0', { kind: 'tag' })],
      'sub/c.py': [says('Apache-2.0', { kind: 'tag' })],
      'sub/d.py': [says('Apache-2.0', { kind: 'tag' })],
    });
    assert.equal(of('a.py').expression, 'Apache-2.0 AND MIT');
    assert.equal(of('b.py').expression, 'MIT');
    assert.equal(of('sub/c.py').expression, 'MIT');
    assert.equal(of('sub/d.py').expression, 'CC0-1.0');
  });

  it('takes the REUSE.toml nearest to the file', () => {
    const { of } = tree({
      'REUSE.toml': annotations('path = "**"\nSPDX-License-Identifier = "MIT"'),
      'sub/REUSE.toml': annotations('path = "**"\nSPDX-License-Identifier = "CC0-1.0"'),
      'sub/a.py': [],
      'b.py': [],
    });
    assert.equal(of('sub/a.py').expression, 'CC0-1.0');
    assert.equal(of('b.py').expression, 'MIT');
  });

  it("reads stanzas of dep5 beside a file's words and those of debian/copyright behind them", () => {
    const stanzas = [
      'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/',
      'Files: *\nCopyright: 2024 Alder Lab\nLicense: GPL-2+',
      'Files: third/*\n lib/x.py\nCopyright: 2020 Birch\n 2021 Cedar\nLicense: Expat\n Permission is hereby granted',
      'License: Expat\n Permission is hereby granted',
    ].join('\n\n');
    const dep5 = tree({
      '.reuse/dep5': stanzas,
      'a.py': [says('Apache-2.0', { kind: 'tag' })],
      'third/deep/b.py': [],
    });
    assert.equal(dep5.of('a.py').expression, 'Apache-2.0 AND GPL-2.0-or-later');
    assert.equal(dep5.of('third/deep/b.py').expression, 'MIT');
    assert.deepEqual(dep5.of('third/deep/b.py').copyrights, ['2020 Birch', '2021 Cedar']);
    assert.deepEqual(dep5.of('third/deep/b.py').at, { path: '.reuse/dep5', line: 11 });
    const debian = tree({
      'debian/copyright': stanzas,
      'a.py': [says('Apache-2.0', { kind: 'tag' })],
      'lib/x.py': [],
    });
    assert.equal(debian.of('a.py').expression, 'Apache-2.0');
    assert.equal(debian.of('lib/x.py').expression, 'MIT');
    assert.equal(debian.of('lib/x.py').by, 'stanzas');
  });

  it('puts what lies below a folder with a license file under that, down to the next one', () => {
    const { of } = tree({
      LICENSE: [says('MIT')],
      'third/x/LICENSE': [says('BSD-3-Clause')],
      'third/x/deep/a.py': [],
      'third/x/deep/own.py': [says('Apache-2.0', { kind: 'tag' })],
      'third/x/y/COPYING': [says('GPL-2.0-only')],
      'third/x/y/b.c': [],
      'third/z/LICENSE': [],
      'third/z/c.py': [],
      'third/license.py': [says('Apache-2.0')],
      'third/d.py': [],
    });
    assert.equal(of('third/x/deep/a.py').expression, 'BSD-3-Clause');
    assert.deepEqual(of('third/x/deep/a.py').at, { path: 'third/x/LICENSE', line: 1 });
    assert.equal(of('third/x/deep/own.py').expression, 'Apache-2.0');
    assert.equal(of('third/x/y/b.c').expression, 'GPL-2.0-only');
    // A text that is not recognised is no permission to take the repository's.
    assert.equal(of('third/z/c.py').expression, 'NOASSERTION');
    assert.equal(of('third/d.py').expression, 'MIT');
  });

  it('lets the closer of a folder and an annotation count', () => {
    const { of } = tree({
      'REUSE.toml': annotations(
        'path = "**"\nSPDX-License-Identifier = "MIT"',
        'path = "third/y/**"\nSPDX-License-Identifier = "CC0-1.0"',
      ),
      'third/x/LICENSE': [says('BSD-3-Clause')],
      'third/x/a.py': [],
      'third/y/LICENSE': [says('BSD-3-Clause')],
      'third/y/a.py': [],
    });
    assert.equal(of('third/x/a.py').expression, 'BSD-3-Clause');
    assert.equal(of('third/y/a.py').expression, 'CC0-1.0');
  });

  it('keeps code, weights, data and documents apart', () => {
    const { of } = tree({
      LICENSE: [says('MIT')],
      'LICENSE-MODEL': [says('GPL-3.0-or-later')],
      'LICENSE-DATA': [says('CC0-1.0')],
      'LICENSE-docs': [says('CC-BY-4.0')],
      'sub/LICENSE': [says('Apache-2.0'), says('CC-BY-4.0', { slot: 'weights' })],
    });
    assert.equal(of('a.py').expression, 'MIT');
    assert.equal(of('w/model.safetensors').expression, 'GPL-3.0-or-later');
    assert.equal(of('train.csv').expression, 'CC0-1.0');
    assert.equal(of('docs/guide.md').expression, 'CC-BY-4.0');
    assert.equal(of('sub/b.py').expression, 'Apache-2.0');
    assert.equal(of('sub/model.gguf').expression, 'CC-BY-4.0');
  });

  it('sums up what stands under another license than the repository', () => {
    const { parts } = tree({
      LICENSE: [says('MIT')],
      'a.py': [says('MIT', { kind: 'tag' })],
      'b.py': [says('Apache-2.0', { kind: 'tag' })],
      'c.py': [says('Apache-2.0', { kind: 'tag' })],
      'third/x/LICENSE': [says('BSD-3-Clause')],
      'third/x/a.py': [],
      'third/x/b.py': [],
    });
    assert.deepEqual(parts(), ['Apache-2.0 file - 2', 'BSD-3-Clause folder third/x/LICENSE 2']);
  });

  it('states nothing for a broken REUSE.toml', () => {
    assert.equal(
      tree({ LICENSE: [says('MIT')], 'REUSE.toml': 'version = [', 'a.py': [] }).of('a.py').expression,
      'MIT',
    );
  });
});
