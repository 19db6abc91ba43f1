import { strict as assert } from 'node:assert';
import type { Evidence } from '../../../src/model/evidence.ts';
import type { AuditedModule, Finding } from '../../../src/model/report.ts';
import type { SourceFacts } from '../../../src/model/source-facts.ts';
import { checkRules } from '../../../src/rules/check-rules.ts';
import { sourceFacts } from '../credit/source-facts.ts';
import type { Sketch } from './evidence-builder.ts';
import { artefactOf, evidenceOf, licenseRecord, moduleOf } from './evidence-builder.ts';

const CREDIT = { 'README.md': '# Llama 3 foo\n\nBuilt on Origin.\n' };

function origin(facts: Partial<SourceFacts>): SourceFacts {
  return sourceFacts({ project: 'origin', projectName: 'Origin', ...facts });
}

function stated(expression: string): SourceFacts['codeLicense'] {
  return { expression, source: 'LICENSE' };
}

const copied: readonly AuditedModule[] = [moduleOf('model.py', 'Model', { upstream: 'origin' })];
const word: readonly AuditedModule[] = [
  moduleOf('model.py', 'Model', {
    upstream: 'origin',
    containment: { local: 1, upstream: 1 },
    regions: [],
  }),
];

/** Duties and conflicts, without what is about credit or about the repository alone. */
const DUTY_RULES = new Set([
  'upstream-header-lost',
  'copyright-line-missing',
  'license-text-missing',
  'notice-not-carried',
  'changes-not-stated',
  'license-conflict',
  'no-license-upstream',
  'name-prefix-missing',
  'display-line-missing',
  'notice-sentence-missing',
  'source-statement-missing',
  'use-limits-not-passed-on',
  'training-limit',
]);

function findings(sketch: Sketch): readonly Finding[] {
  return checkRules(evidenceOf(sketch)).filter((finding) => DUTY_RULES.has(finding.rule));
}

/** `rule duty`, sorted. */
function duties(sketch: Sketch): readonly string[] {
  return findings(sketch)
    .map((finding) => `${finding.rule} ${finding.duty ?? ''}`.trim())
    .sort();
}

function copyrights(path: string, ...lines: readonly string[]): Pick<Evidence, 'copyrights'> {
  return {
    copyrights: new Map([
      [path, lines.map((text, at) => ({ line: at + 1, text, holder: text, years: [] as number[] }))],
    ]),
  };
}

const header = {
  copyrights: ['Copyright 2024 The Origin Team'],
  licenseExpression: 'Apache-2.0',
  lineHashes: [],
};

/** The weights' license of MiniCPM-V as it changed, for a version that was public at a date. */
function minicpm(published: string): SourceFacts {
  const spans = [
    {
      expression: 'LicenseRef-General-Model-License-Source-Publicity-Commercial',
      source: 'README',
      until: '2024-06-05',
    },
    {
      expression: 'LicenseRef-MiniCPM-Model-License',
      source: 'README',
      from: '2024-06-05',
      until: '2025-06-06',
    },
    { expression: 'Apache-2.0', source: 'README', from: '2025-06-06' },
  ] as const;
  const [first, ...later] = spans;
  return sourceFacts({
    project: 'minicpm-v',
    projectName: 'MiniCPM-V',
    published,
    weightsLicense: first,
    laterWeightsLicenses: later,
  });
}

describe('decisions on copied code and weights', () => {
  it('1: Apache-2.0 into MIT without header and text asks for notices, text and a statement of changes', () => {
    const sketch: Sketch = {
      texts: CREDIT,
      sources: [origin({})],
      modules: copied,
      licenses: [licenseRecord('LICENSE', 'MIT')],
      more: { upstreamHeaders: () => [header] },
    };
    assert.deepEqual(duties(sketch), [
      'changes-not-stated Apache-2.0 4(b)',
      'license-text-missing Apache-2.0 4(a)',
      'upstream-header-lost Apache-2.0 4(c)',
    ]);
  });

  it('2: an upstream NOTICE that is not carried is asked for', () => {
    const sketch: Sketch = {
      sources: [origin({ noticeFile: 'NOTICE' })],
      modules: word,
      licenses: [licenseRecord('LICENSE', 'MIT'), licenseRecord('LICENSES/Apache-2.0.txt', 'Apache-2.0')],
    };
    assert.deepEqual(duties(sketch), ['notice-not-carried Apache-2.0 4(d)']);
  });

  it('3: without an upstream NOTICE none is asked for', () => {
    const sketch: Sketch = {
      sources: [origin({})],
      modules: word,
      licenses: [licenseRecord('LICENSE', 'MIT'), licenseRecord('LICENSES/Apache-2.0.txt', 'Apache-2.0')],
    };
    assert.deepEqual(duties(sketch), []);
  });

  it('4: MIT into Apache-2.0 with the copyright line replaced asks for line and text at once', () => {
    const sketch: Sketch = {
      sources: [origin({ codeLicense: stated('MIT'), copyrights: ['Copyright (c) 2021 Origin'] })],
      modules: copied,
      licenses: [licenseRecord('LICENSE', 'Apache-2.0')],
      more: copyrights('model.py', 'Copyright (c) 2024 Somebody Else'),
    };
    assert.deepEqual(duties(sketch), ['license-text-missing MIT paragraph 2']);
    const [found] = checkRules(evidenceOf(sketch)).filter((one) => one.rule === 'license-text-missing');
    assert.match(found?.message ?? '', /neither the text nor "Copyright \(c\) 2021 Origin"/);
  });

  it('5: MIT into a closed repository with header and text kept is in order', () => {
    const sketch: Sketch = {
      sources: [origin({ codeLicense: stated('MIT'), copyrights: ['Copyright (c) 2021 Origin'] })],
      modules: copied,
      licenses: [
        licenseRecord('LICENSE', 'LicenseRef-Proprietary'),
        licenseRecord('third_party/LICENSE', 'MIT'),
      ],
      more: copyrights('third_party/LICENSE', 'Copyright (c) 2021 Origin'),
    };
    assert.deepEqual(duties(sketch), []);
  });

  it('6: BSD-3-Clause into MIT with the text kept is in order', () => {
    const sketch: Sketch = {
      sources: [origin({ codeLicense: stated('BSD-3-Clause'), copyrights: ['Copyright (c) 2021, Origin'] })],
      modules: copied,
      licenses: [licenseRecord('LICENSE', 'MIT'), licenseRecord('LICENSES/BSD-3-Clause.txt', 'BSD-3-Clause')],
      more: copyrights('LICENSES/BSD-3-Clause.txt', 'Copyright (c) 2021, Origin'),
    };
    assert.deepEqual(duties(sketch), []);
  });

  const CONFLICTS: readonly (readonly [
    number: number,
    copied: string,
    outbound: string,
    level: Finding['level'],
  ])[] = [
    [7, 'BSD-4-Clause', 'GPL-3.0-only', 'error'],
    [8, 'GPL-3.0-only', 'MIT', 'error'],
    [9, 'GPL-3.0-only', 'AGPL-3.0-only', 'note'],
    [10, 'Apache-2.0', 'GPL-2.0-only', 'error'],
    [11, 'Apache-2.0', 'GPL-2.0-or-later', 'note'],
    [14, 'MPL-2.0', 'MIT', 'error'],
    [16, 'AGPL-3.0-only', 'Apache-2.0', 'error'],
    [17, 'CC-BY-NC-4.0', 'MIT', 'error'],
  ];
  for (const [number, license, outbound, level] of CONFLICTS) {
    it(`${number}: ${license} into ${outbound} is a ${level} of license-conflict`, () => {
      const found = findings({
        sources: [origin({ codeLicense: stated(license) })],
        modules: copied,
        licenses: [licenseRecord('LICENSE', outbound)],
      }).filter((finding) => finding.rule === 'license-conflict');
      assert.deepEqual(
        found.map((finding) => finding.level),
        [level],
      );
    });
  }

  const FITS: readonly (readonly [number: number, copied: string, outbound: string, header: string])[] = [
    [12, 'Apache-2.0', 'GPL-3.0-or-later', ''],
    [13, 'MPL-2.0', 'MIT', 'MPL-2.0'],
    [15, 'MIT OR GPL-2.0-only', 'MIT', ''],
  ];
  for (const [number, license, outbound, own] of FITS) {
    it(`${number}: ${license} into ${outbound}${own === '' ? '' : ', the file kept under its own,'} is no conflict`, () => {
      const records = [
        licenseRecord('LICENSE', outbound),
        ...(own === '' ? [] : [licenseRecord('model.py', own)]),
      ];
      const found = findings({
        sources: [origin({ codeLicense: stated(license) })],
        modules: copied,
        licenses: records,
      });
      assert.deepEqual(
        found.filter((finding) => finding.rule === 'license-conflict'),
        [],
      );
    });
  }

  it('15: a choice of MIT or GPL-2.0-only asks for the MIT notice only', () => {
    const sketch: Sketch = {
      sources: [
        origin({ codeLicense: stated('GPL-2.0-only OR MIT'), copyrights: ['Copyright (c) 2021 Origin'] }),
      ],
      modules: copied,
      licenses: [licenseRecord('LICENSE', 'MIT')],
    };
    assert.deepEqual(duties(sketch), ['copyright-line-missing MIT paragraph 2']);
  });

  it('18: code without a license is reported', () => {
    const sketch: Sketch = { sources: [origin({ codeLicense: stated('NONE') })], modules: copied };
    assert.deepEqual(duties(sketch), ['no-license-upstream']);
  });

  it('19: weights from Llama 3 under another name ask for name, line, text and Notice, each with its section', () => {
    const sketch: Sketch = {
      name: 'foo-8b',
      texts: { 'README.md': '# foo-8b\n' },
      sources: [origin({ projectName: 'Llama 3', weightsLicense: stated('LicenseRef-Llama-3-Community') })],
      artefacts: [artefactOf('config.json', 'origin')],
    };
    const ref = 'LicenseRef-scancode-llama-3-license-2024';
    assert.deepEqual(duties(sketch), [
      `display-line-missing ${ref} 1.b.i`,
      `license-text-missing ${ref} 1.b.i`,
      `name-prefix-missing ${ref} 1.b.i`,
      `notice-sentence-missing ${ref} 1.b.iii`,
    ]);
  });

  it('19: the same weights with everything in place ask for nothing', () => {
    const notice =
      'Meta Llama 3 is licensed under the Meta Llama 3 Community License,\nCopyright © Meta Platforms, Inc. All Rights Reserved.\n';
    const sketch: Sketch = {
      name: 'Llama-3-foo-8b',
      texts: { 'README.md': '# Foo\n\nBuilt with **Meta Llama 3**. Built on Llama 3.\n', Notice: notice },
      sources: [origin({ projectName: 'Llama 3', weightsLicense: stated('LicenseRef-Llama-3-Community') })],
      artefacts: [artefactOf('config.json', 'origin')],
      licenses: [licenseRecord('LICENSE', 'LicenseRef-scancode-llama-3-license-2024', { slot: 'weights' })],
    };
    assert.deepEqual(duties(sketch), []);
  });

  it('20: MiniCPM weights of June 2024, relabelled, ask for what the license of that month asks', () => {
    const sketch: Sketch = {
      name: 'foo-8b',
      texts: { 'README.md': '# foo-8b\n' },
      sources: [minicpm('2024-06-10'), sourceFacts({ project: 'qwen-vl', projectName: 'Qwen-VL' })],
      artefacts: [
        artefactOf('tokenizer.json', 'minicpm-v', { kind: 'tokenizer' }),
        artefactOf('config.json', 'qwen-vl'),
      ],
      licenses: [licenseRecord('LICENSE', 'LicenseRef-scancode-llama-3-license-2024')],
    };
    const ref = 'LicenseRef-MiniCPM-Model-License';
    assert.deepEqual(
      duties(sketch).filter((duty) => duty.includes(ref)),
      [
        `display-line-missing ${ref} 2`,
        `license-text-missing ${ref} 2`,
        `name-prefix-missing ${ref} 2`,
        `notice-sentence-missing ${ref} 2`,
        `training-limit ${ref} 2`,
        `use-limits-not-passed-on ${ref} 4`,
      ],
    );
  });

  it('20: the same weights taken in May 2024 or in 2026 stand under the license of that time', () => {
    const at = (published: string): readonly string[] =>
      duties({
        sources: [minicpm(published)],
        artefacts: [artefactOf('tokenizer.json', 'minicpm-v', { kind: 'tokenizer' })],
      });
    assert.deepEqual(at('2024-05-20'), [
      'source-statement-missing LicenseRef-General-Model-License-Source-Publicity-Commercial 2 来源说明',
    ]);
    assert.deepEqual(at('2026-01-01'), ['license-text-missing Apache-2.0 4(a)']);
  });
});
