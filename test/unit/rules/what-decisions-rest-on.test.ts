import assert from 'node:assert/strict';
import type { Evidence } from '../../../src/model/evidence.ts';
import { checkRules } from '../../../src/rules/check-rules.ts';
import { sourceFacts } from '../credit/source-facts.ts';
import { artefactOf, licenseRecord, moduleOf } from './evidence-builder.ts';
import { type Files, written } from './written.ts';

type Sketch = Parameters<typeof written>[1] & object;

const HERON = sourceFacts({
  project: 'heron',
  projectName: 'Heron-VL',
  organisation: 'Marshlight Lab',
  repository: 'marshlight/heron-vl',
  citations: ['Herons of the shallow marsh'],
});
const STORK = sourceFacts({ project: 'stork', projectName: 'Stork', repository: 'reeds/stork' });
const LICENSE = 'MIT License\n\nCopyright 2024 Wader Crew\n';
const CRANE = '# Copyright 2020 Crane House\n';
const POINTER = `${CRANE}# Licensed under the license found in the LICENSE file in the root directory.\n`;
const FROM = '# Adapted from https://github.com/reeds/crane\n';

const at = (path: string, symbol = 'Pooler') =>
  moduleOf(path, symbol, { upstream: 'heron', path: `heron/${path}`, symbol, renames: [['a', 'b']] });
const weightsUnder = (expression: string) => ({
  sources: [{ ...HERON, weightsLicense: { expression, source: 'LICENSE' } }, STORK],
  artefacts: [artefactOf('config.json', 'heron')],
});
const states = (path: string) => licenseRecord(path, 'ISC', { ranges: [{ startLine: 1, endLine: 1 }] });
const LLAMA3 = 'LicenseRef-scancode-llama-3-license-2024';
const claimed: Sketch = {
  modules: [at('a.py'), { ...at('b.py', 'Tile'), role: 'other' }],
  licenses: [],
};
const saysStork = (line: string): Files => ({
  'a.py': `${'x = 1\n'.repeat(8)}# ${line} https://github.com/reeds/stork\n`,
});
const two = [
  artefactOf('config.json', 'heron'),
  artefactOf('tokenizer.json', 'stork', { kind: 'tokenizer' }),
];

/** A repository with a finding of a rule, and the same with another fact that the finding rests on. */
const ROWS: readonly (readonly [rule: string, one: [Files, Sketch?], other: [Files, Sketch?]])[] = [
  ['holder-not-named', [{ 'a.py': CRANE }], [{ 'a.py': CRANE, 'b.py': CRANE }]],
  ['holder-not-named', [{ 'a.py': CRANE }], [{ 'a.py': '# Copyright 2020 Egret Guild\n' }]],
  ['changes-not-stated', [{}, { modules: [at('a.py')] }], [{}, { modules: [at('a.py'), at('b.py')] }]],
  [
    'license-text-missing',
    [{ 'a.py': CRANE }, { licenses: [states('a.py')] }],
    [{ 'a.py': CRANE, 'b.py': CRANE }, { licenses: [states('a.py'), states('b.py')] }],
  ],
  ['license-text-missing', [{ 'a.py': POINTER }], [{ 'a.py': POINTER, 'b.py': POINTER }]],
  ['license-text-missing', [{ 'a.py': POINTER }], [{ 'a.py': POINTER.replace('Crane', 'Ibis') }]],
  [
    'file-license-differs',
    [{}, { licenses: [licenseRecord('LICENSE', 'MIT'), licenseRecord('a.py', 'GPL-3.0-only')] }],
    [{}, { licenses: [licenseRecord('LICENSE', 'ISC'), licenseRecord('a.py', 'GPL-3.0-only')] }],
  ],
  ['source-license-unknown', [{ 'a.py': FROM }], [{ 'a.py': FROM, 'b.py': FROM }]],
  ['claimed-upstream-differs', [saysStork('Adapted from'), claimed], [saysStork('Copied from'), claimed]],
  ['citation-missing', [{}, { modules: [at('a.py')] }], [{}, { modules: [at('a.py'), at('b.py')] }]],
  [
    'upstream-not-credited',
    [{}, { modules: [at('a.py')] }],
    [{ 'x/README.md': 'Built on https://github.com/marshlight/heron-vl\n' }, { modules: [at('a.py')] }],
  ],
  ['license-fields-disagree', ...disagreeing('Apache-2.0', 'Apache-2.0', 'MIT', 'ISC')],
  [
    'repository-without-license',
    [{ LICENSE: '' }, { paths: ['a.py', 'lib/LICENSE'], licenses: [] }],
    [{ LICENSE: '' }, { paths: ['a.py', 'lib/LICENSE', 'z/LICENSE'], licenses: [] }],
  ],
  [
    'training-limit',
    [{}, { ...weightsUnder(LLAMA3), artefacts: two }],
    [
      {},
      { ...weightsUnder(LLAMA3), artefacts: [...two, artefactOf('model.bin', 'stork', { kind: 'weights' })] },
    ],
  ],
  ...['name-prefix-missing', 'display-line-missing', 'base-model-not-declared'].map((rule) =>
    ofWeights(rule, LLAMA3),
  ),
  ofWeights('use-limits-not-passed-on', 'LicenseRef-MiniCPM-Model-License'),
];

function ofWeights(rule: string, license: string): readonly [string, [Files, Sketch], [Files, Sketch]] {
  const readme = { 'README.md': 'Birds.\n' };
  const one = weightsUnder(license);
  const artefacts = [...one.artefacts, artefactOf('model.bin', 'heron', { kind: 'weights' })];
  return [rule, [readme, one], [readme, { ...one, artefacts }]];
}

function disagreeing(
  code: string,
  same: string,
  one: string,
  other: string,
): [[Files, Sketch], [Files, Sketch]] {
  const of = (expression: string, readme: string): [Files, Sketch] => [
    { 'README.md': '# License\n\nIt is so.\n' },
    {
      licenses: [
        licenseRecord('LICENSE', expression),
        licenseRecord('README.md', readme, { ranges: [{ startLine: 3, endLine: 3 }] }),
      ],
      paths: ['a.py'],
    },
  ];
  return [of(one, code), of(other, same)];
}

const evidence = ([files, sketch = {}]: [Files, Sketch?], more: Files = {}): Evidence =>
  written(
    { LICENSE, ...files, ...more },
    { name: 'wader', sources: [HERON, STORK], licenses: [licenseRecord('LICENSE', 'MIT')], ...sketch },
  );

describe('a decision on a finding', () => {
  for (const [at, [rule, one, other]] of ROWS.entries())
    it(`of ${rule} holds until a fact changes that it rests on (${at + 1})`, () => {
      const of = (made: Evidence) => checkRules(made).filter((finding) => finding.rule === rule);
      const [first, ...more] = of(evidence(one));
      assert.ok(first !== undefined);
      assert.equal(new Set([first, ...more].map(({ id }) => id)).size, more.length + 1, 'each has its own');
      const still = of(evidence(one, { 'notes/z.md': 'Some words.\n' }))[0];
      assert.deepEqual([still?.id, still?.basis], [first.id, first.basis]);
      assert.ok(of(evidence(other)).every(({ basis }) => basis !== first.basis));
      assert.ok(of(evidence(other)).length > 0);
    });
});
