import assert from 'node:assert/strict';
import type { AuditReport, Decision } from '../../../src/model/report.ts';
import { NO_SETTINGS, settle } from '../../../src/policy/settle.ts';
import { checkRules } from '../../../src/rules/check-rules.ts';
import { evidenceOf } from '../rules/evidence-builder.ts';

const findings = checkRules(evidenceOf({ texts: { 'README.md': '# x' }, paths: ['a.py'] }));
const report: AuditReport = {
  schemaVersion: 2,
  tool: { name: 'forebear', version: '0' },
  target: { name: 'x', files: 2, examined: 2 },
  catalogue: { id: '', built: '', upstreams: 0 },
  partial: false,
  notExamined: [],
  modules: [],
  residues: [],
  artefacts: [],
  lineage: [],
  licenses: [],
  claims: [],
  findings,
  decisions: [],
  sources: [],
};
const [finding] = findings;
const decision: Decision = {
  finding: finding?.id ?? '',
  rule: finding?.rule ?? '',
  path: finding?.path ?? '',
  state: 'accepted',
  note: 'On purpose.',
  basis: finding?.basis ?? '',
};

describe('policy and decisions in force', () => {
  it('are not spoken of where there are none', () => {
    assert.equal(settle(report, NO_SETTINGS, null).trust, undefined);
  });

  it('are each a statement of the audited side, with the counts as they would be without', () => {
    const settled = settle(
      report,
      { policy: { rules: { 'repository-without-license': 'note' } }, decisions: [decision] },
      null,
    );
    assert.deepEqual(settled.trust, [
      {
        fact: '.forebear.json is in force (rules)',
        saidBy: 'audited side',
        effect: '0 errors, 0 warnings, 1 note with it, 0 errors, 1 warning, 0 notes without.',
      },
      {
        fact: '1 decision in .forebear/decisions (1 accepted)',
        saidBy: 'audited side',
        effect:
          '1 finding held back: 0 errors, 0 warnings, 0 notes count with them, 0 errors, 0 warnings, 1 note without.',
      },
    ]);
  });

  it('leave what the report rests on otherwise', () => {
    const before = [{ fact: 'x', saidBy: 'catalogue', effect: 'y' }] as const;
    const settled = settle({ ...report, trust: before }, { policy: {}, decisions: [] }, null);
    assert.equal(settled.trust?.[0]?.fact, 'x');
    assert.match(settled.trust?.[1]?.effect ?? '', /No level of a finding is changed/);
  });
});
