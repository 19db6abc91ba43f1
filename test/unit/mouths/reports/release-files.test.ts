import { strict as assert } from 'node:assert';
import { parse } from 'smol-toml';
import type { AuditReport } from '../../../../src/model/report.ts';
import { attributionFile } from '../../../../src/mouths/reports/attribution.ts';
import { thirdPartyNotices } from '../../../../src/mouths/reports/notice.ts';
import { reuseFiles } from '../../../../src/mouths/reports/reuse.ts';
import { sourceFacts } from '../../credit/source-facts.ts';
import { artefactOf, licenseRecord, moduleOf } from '../../rules/evidence-builder.ts';

const origin = sourceFacts({
  id: 'origin-2',
  project: 'origin',
  projectName: 'Origin',
  name: 'Origin 2',
  organisation: 'Origin <Lab>',
  homepage: 'https://example.org/origin',
  copyrights: ['Copyright (c) 2024 The Origin Team'],
  weightsLicense: { expression: 'NONE', source: '' },
  noticeFile: 'NOTICE',
  citations: ['arXiv:2401.00001'],
});
const other = sourceFacts({
  project: 'other',
  projectName: 'Other',
  codeLicense: { expression: 'MIT OR ISC', source: '' },
});

const report: AuditReport = {
  schemaVersion: 2,
  tool: { name: 'forebear', version: '0' },
  target: { name: 'example', files: 2, examined: 2 },
  catalogue: { id: 'c', built: '2024-01-01', upstreams: 2 },
  partial: false,
  notExamined: [],
  modules: [
    moduleOf('b*.py', 'B', { upstream: 'origin', version: 'origin-2' }),
    moduleOf('a.py', 'A', { upstream: 'origin', version: 'origin-2' }),
    moduleOf('a.py', 'O', { upstream: 'other' }),
    moduleOf('w.py', 'W', { upstream: 'origin', strength: 'weak' }),
  ],
  residues: [],
  artefacts: [artefactOf('config.json', 'origin')],
  lineage: [
    {
      upstream: 'origin',
      version: 'origin-2',
      strength: 'strong',
      claimed: false,
      credited: 'no',
      relation: 'source',
      evidence: [],
      why: [],
      timeline: [],
    },
    {
      upstream: 'other',
      version: 'other',
      strength: 'moderate',
      claimed: false,
      credited: 'no',
      relation: 'vendored',
      evidence: [],
      why: [],
      timeline: [],
    },
    {
      upstream: 'self',
      version: 'self',
      strength: 'conclusive',
      claimed: false,
      credited: 'no',
      relation: 'self',
      evidence: [],
      why: [],
      timeline: [],
    },
  ],
  licenses: [licenseRecord('LICENSE', 'Apache-2.0')],
  claims: [
    {
      path: 'README.md',
      line: 3,
      text: 'Thanks to Third.',
      upstream: 'third',
      kind: 'readme',
      force: 'credit',
      found: 'not-found',
    },
  ],
  findings: [],
  decisions: [],
  sources: [
    origin,
    other,
    sourceFacts({ project: 'third', projectName: 'Third' }),
    sourceFacts({ project: 'self' }),
  ],
};

/** Plain objects of a TOML document: the parser's own have no prototype. */
function readBack(toml: string): unknown {
  return JSON.parse(JSON.stringify(parse(toml)));
}

const NO_TEXTS = { licenses: new Map(), notices: new Map(), ownTexts: new Map() };
const OWN = { license: 'Apache-2.0', copyrights: ['Copyright (c) 2025 Example Authors'] };

const apart: AuditReport = {
  ...report,
  licenseParts: [
    {
      expression: 'BSD-3-Clause',
      slot: 'code',
      by: 'folder',
      at: { path: 'third/x/LICENSE', line: 1 },
      files: 2,
      paths: ['third/x/a.py', 'third/x/b.py'],
    },
    {
      expression: 'NOASSERTION',
      slot: 'code',
      by: 'folder',
      at: { path: 'third/z/LICENSE', line: 1 },
      files: 1,
      paths: ['third/z/c.py'],
    },
    { expression: 'GPL-3.0-only', slot: 'code', by: 'file', files: 1, paths: ['a.py'] },
    {
      expression: 'CC0-1.0',
      slot: 'docs',
      by: 'reuse',
      at: { path: 'REUSE.toml', line: 3 },
      files: 1,
      paths: ['img/a.png'],
    },
  ],
};

describe('files for a release', () => {
  it('carry the names, copyright lines, NOTICE and license texts of what was taken, each once', () => {
    const text = thirdPartyNotices(report, {
      licenses: new Map([
        ['Apache-2.0', 'Words of Apache'],
        ['MIT', 'Words of MIT'],
        ['ISC', 'Words of ISC'],
      ]),
      notices: new Map([['origin-2', 'Origin\nCopyright 2024 The Origin Team\u001b[31m\n']]),
      ownTexts: new Map([['other', 'The license of Other, with its copyright line']]),
    });
    assert.match(text, /^Third-party notices of example\n/);
    assert.match(
      text,
      /1\. Origin \(Origin 2\)\nBy: Origin <Lab>\nHome: https:\/\/example\.org\/origin\n(?:State: .*\n)?License: Apache-2\.0\nFiles: a\.py, b\*\.py\n/,
    );
    assert.match(text, /Copyright \(c\) 2024 The Origin Team/);
    assert.match(text, /Its NOTICE:\n\nOrigin\nCopyright 2024 The Origin Team/);
    assert.ok(!text.includes('\u001b'), 'a text of others cannot speak to the terminal');
    assert.match(text, /Its license file:\n\nThe license of Other/);
    for (const license of ['Apache', 'MIT', 'ISC'])
      assert.equal(text.split(`Words of ${license}\n`).length, 2);
  });

  it('say in brackets what is not at hand, and make nothing up', () => {
    const text = thirdPartyNotices(report, NO_TEXTS);
    assert.match(text, /\[Its NOTICE is not at hand: copy it here from https:\/\/example\.org\/origin\.\]/);
    assert.match(text, /\[The text of Apache-2\.0, ISC, MIT is not at hand: add it here\.\]/);
    assert.ok(!/not stated|NOASSERTION/.test(text));
  });

  it('name no place on the machine of whoever made a private catalogue', () => {
    const sources = report.sources.map(({ homepage: _, ...one }) => ({
      ...one,
      repository: '../../up/origin',
      organisation: 'not stated',
    }));
    const local: AuditReport = { ...report, sources };
    const files = [thirdPartyNotices(local, NO_TEXTS), attributionFile(local), reuseFiles(local, OWN).toml];
    for (const text of files) {
      assert.ok(!/- Home|Home:|not stated/.test(text), text);
    }
    assert.ok(!files[1]?.includes('../../up'));
  });

  it('give a REUSE.toml that reads back, with own terms for every file and both licenses of a taken one', () => {
    const { toml, licenses } = reuseFiles(report, OWN);
    assert.deepEqual(licenses, ['Apache-2.0', 'ISC', 'MIT']);
    assert.deepEqual(readBack(toml), {
      version: 1,
      annotations: [
        {
          path: '**',
          precedence: 'closest',
          'SPDX-FileCopyrightText': ['2025 Example Authors'],
          'SPDX-License-Identifier': 'Apache-2.0',
        },
        {
          path: 'a.py',
          precedence: 'aggregate',
          'SPDX-FileCopyrightText': ['2024 The Origin Team', '2025 Example Authors', 'Other authors'],
          'SPDX-License-Identifier': 'Apache-2.0 AND (MIT OR ISC)',
        },
        {
          path: 'b\\*.py',
          precedence: 'aggregate',
          'SPDX-FileCopyrightText': ['2024 The Origin Team', '2025 Example Authors'],
          'SPDX-License-Identifier': 'Apache-2.0',
        },
      ],
    });
  });

  it('give the same as dep5, for tools that know no REUSE.toml', () => {
    const { dep5 } = reuseFiles(report, OWN);
    assert.match(
      dep5,
      /^Format: https:\/\/www\.debian\.org\/.*\nUpstream-Name: example\n\nFiles: \*\nCopyright: 2025 Example Authors\nLicense: Apache-2\.0\n/,
    );
    assert.match(
      dep5,
      /\nFiles: a\.py\nCopyright: 2024 The Origin Team\n 2025 Example Authors\n Other authors\nLicense: Apache-2\.0 AND \(MIT OR ISC\)\n/,
    );
  });

  it('state no license that nobody stated', () => {
    const { toml, licenses } = reuseFiles({ ...report, lineage: [] }, { license: null, copyrights: [] });
    assert.deepEqual(licenses, []);
    assert.deepEqual(readBack(toml), {
      version: 1,
      annotations: [{ path: '**', precedence: 'closest', 'SPDX-FileCopyrightText': ['example authors'] }],
    });
  });

  it('draft an attribution file whose text cannot break out of its place', () => {
    const text = attributionFile(report);
    assert.match(text, /## Origin\n\n- By: Origin \\<Lab\\>\n- Home: <https:\/\/example\.org\/origin>/);
    assert.match(text, /## Also credited\n\n- Third\n$/);
    assert.ok(!text.includes('w.py'));
    assert.ok(!/## self/i.test(text));
  });

  it('say so when nothing was found', () => {
    assert.match(
      attributionFile({ ...report, lineage: [], claims: [] }),
      /No upstream of the catalogue was found/,
    );
    assert.match(
      thirdPartyNotices({ ...report, lineage: [] }, NO_TEXTS),
      /No work of a known upstream was found/,
    );
  });

  it('lists parts that stand under licenses of their own, with the license files of their folders', () => {
    const text = thirdPartyNotices(apart, {
      ...NO_TEXTS,
      parts: new Map([['third/x/LICENSE', 'Redistribution is allowed.\n']]),
    });
    assert.match(
      text,
      /Files: third\/x\/\nLicense: BSD-3-Clause\nStated in: third\/x\/LICENSE\n\nIts license file:\n\nRedistribution is allowed\./,
    );
    assert.match(text, /Files: third\/z\/\nLicense: not recognized; read its text/);
    assert.match(text, /Files: a\.py\nLicense: GPL-3\.0-only/);
    assert.match(
      attributionFile(apart),
      /## Parts under licenses of their own\n\n- `third\/x\/`: BSD-3-Clause/,
    );
  });

  it('annotates folders with a license file, and keeps what the repository annotates itself', () => {
    const { toml, licenses } = reuseFiles(apart, {
      ...OWN,
      stated: [
        { paths: ['img/*.png'], license: 'CC0-1.0', copyrights: ['2024 Alder'], precedence: 'override' },
        { paths: ['**'], license: 'ISC', copyrights: ['2024 Alder'], precedence: 'closest' },
      ],
      folders: new Map([['third/x/LICENSE', ['Copyright (c) 2020 Birch']]]),
    });
    const rows = (parse(toml).annotations as { readonly path: string }[]).map((row) => [row.path, row]);
    assert.deepEqual(
      rows.map(([path]) => path),
      ['img/*.png', '**', 'third/x/**', 'third/z/**', 'a.py', 'b\\*.py'],
    );
    assert.deepEqual(
      { ...(rows[2]?.[1] as object) },
      {
        path: 'third/x/**',
        precedence: 'closest',
        'SPDX-FileCopyrightText': ['2020 Birch'],
        'SPDX-License-Identifier': 'BSD-3-Clause',
      },
    );
    // A text that is not recognised goes along under a name of its own.
    assert.ok(licenses.includes('LicenseRef-third-z'));
    assert.match(JSON.stringify(rows[4]?.[1]), /GPL-3\.0-only/);
  });
});
