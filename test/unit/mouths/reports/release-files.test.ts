import { strict as assert } from 'node:assert';
import { parse } from 'smol-toml';
import type { AuditReport } from '../../../../src/model/report.ts';
import { attributionFile } from '../../../../src/mouths/reports/attribution.ts';
import { noticeDraft } from '../../../../src/mouths/reports/notice.ts';
import { reuseDraft } from '../../../../src/mouths/reports/reuse.ts';
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

describe('files for a release', () => {
  it('draft a NOTICE with one entry for each upstream found', () => {
    assert.equal(
      noticeDraft(report),
      [
        'example',
        '',
        'Origin (Origin 2)',
        'https://example.org/origin',
        'Copyright (c) 2024 The Origin Team',
        'License of the code: Apache-2.0',
        'License of the model: none given',
        'In this repository: a.py, b*.py',
        'Artefacts: config (config.json)',
        'Copy here the notices of its NOTICE.',
        '',
        'Other (Other)',
        'https://github.com/example/other',
        'License of the code: MIT OR ISC',
        'In this repository: a.py',
        '',
      ].join('\n'),
    );
  });

  it('draft a REUSE.toml that reads back, with both licenses of a file', () => {
    assert.deepEqual(readBack(reuseDraft(report)), {
      version: 1,
      annotations: [
        {
          path: 'a.py',
          precedence: 'aggregate',
          'SPDX-FileCopyrightText': ['2024 The Origin Team', 'Other authors'],
          'SPDX-License-Identifier': 'Apache-2.0 AND (MIT OR ISC)',
        },
        {
          path: 'b\\*.py',
          precedence: 'aggregate',
          'SPDX-FileCopyrightText': ['2024 The Origin Team'],
          'SPDX-License-Identifier': 'Apache-2.0',
        },
      ],
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
    assert.equal(noticeDraft({ ...report, lineage: [] }), 'example\n');
    assert.deepEqual(readBack(reuseDraft({ ...report, lineage: [] })), { version: 1, annotations: [] });
  });
});
