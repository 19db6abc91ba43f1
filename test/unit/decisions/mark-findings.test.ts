import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { BASELINE_NOTE, baselineOf } from '../../../src/decisions/baseline.ts';
import { findingsThatCount } from '../../../src/decisions/gate.ts';
import { markFindings } from '../../../src/decisions/mark-findings.ts';
import { decisionText, isDay, parseDecision } from '../../../src/decisions/parse-decision.ts';
import type { Decision } from '../../../src/model/report.ts';
import { foundingShape } from '../../fixtures/reports/founding-shape.ts';

const report = { ...foundingShape, decisions: [] };
const [license, credit, text] = report.findings;
assert.ok(license !== undefined && credit !== undefined && text !== undefined);

const decision = (change: Partial<Decision> = {}): Decision => ({
  finding: credit.id,
  rule: credit.rule,
  path: credit.path,
  state: 'accepted',
  note: 'Agreed with the upstream.',
  on: '2026-01-01',
  basis: credit.basis,
  ...change,
});

describe('a decision', () => {
  it('marks its finding and changes nothing else of the report', () => {
    const marked = markFindings(report, [decision()], '2026-06-01');
    assert.deepEqual({ ...marked, decisions: [] }, report);
    assert.deepEqual(marked.decisions, [{ ...decision(), status: 'current' }]);
  });

  it('is stale once the facts it rested on changed, and keeps its note', () => {
    const [status] = markFindings(report, [decision({ basis: 'older' })], null).decisions;
    assert.equal(status?.status, 'stale');
    assert.equal(status?.note, 'Agreed with the upstream.');
  });

  it('holds through its last day and expires on the next', () => {
    const until = decision({ until: '2026-06-01' });
    const at = (day: string | null) => markFindings(report, [until], day).decisions[0]?.status;
    assert.deepEqual([at('2026-06-01'), at('2026-06-02'), at(null)], ['current', 'expired', 'current']);
  });

  it('is gone when its finding is', () => {
    const [status] = markFindings(report, [decision({ finding: 'f-none', basis: 'none' })], null).decisions;
    assert.equal(status?.status, 'gone');
  });

  it('follows a finding whose file was moved, by rule and facts, when there is only one such', () => {
    const old = decision({ finding: 'f-at-the-old-path', path: 'docs/README.md' });
    const [status] = markFindings(report, [old], null).decisions;
    assert.deepEqual([status?.finding, status?.path, status?.status], [credit.id, credit.path, 'current']);
    const twice = { ...report, findings: [...report.findings, { ...credit, id: 'f-second' }] };
    assert.equal(markFindings(twice, [old], null).decisions[0]?.status, 'gone');
  });

  it('never takes over a finding that has its own decision', () => {
    const other = decision({ finding: 'f-at-the-old-path' });
    const marked = markFindings(report, [other, decision()], null);
    assert.deepEqual(marked.decisions.map((item) => item.status).sort(), ['current', 'gone']);
  });
});

describe('the gate', () => {
  const count = (decisions: readonly Decision[], strict = false) =>
    findingsThatCount(markFindings(report, decisions, '2026-06-01'), 'error', strict).length;

  it('counts findings at or above the level that nobody decided', () => {
    assert.deepEqual(
      (['never', 'error', 'warning', 'note'] as const).map(
        (level) => findingsThatCount(report, level).length,
      ),
      [0, 1, 3, 3],
    );
    assert.equal(count([decision()]), 0);
  });

  it('lets a stale or expired decision hold back, except for a strict release', () => {
    for (const change of [{ basis: 'older' }, { until: '2026-01-01' }]) {
      assert.equal(count([decision(change)]), 0);
      assert.equal(count([decision(change)], true), 1);
    }
  });
});

describe('a baseline', () => {
  it('marks what is undecided as to fix and not reviewed, and touches no decision that stands', () => {
    const marked = markFindings(report, [decision()], null);
    const made = baselineOf(marked, '2026-02-03');
    assert.deepEqual(made.map((item) => item.finding).sort(), [license.id, text.id].sort());
    for (const item of made) assert.deepEqual([item.state, item.note], ['to-fix', BASELINE_NOTE]);
    assert.deepEqual(baselineOf(markFindings(report, [decision(), ...made], null), '2026-02-04'), []);
  });
});

describe('a decision file', () => {
  const schema = new Ajv({ strict: true, strictTypes: false, strictRequired: false }).compile(
    JSON.parse(readFileSync('docs/decision.schema.json', 'utf8')),
  );
  const refused: readonly (readonly [string, unknown])[] = [
    ['an unknown state', { ...decision(), state: 'fine' }],
    ['no note', { ...decision(), note: '  ' }],
    ['own work without evidence', decision({ state: 'own-work' })],
    ['a separate license without evidence', decision({ state: 'licensed-separately', evidence: ' ' })],
    ['a mistyped key', { ...decision(), untill: '2026-01-01' }],
    ['a missing basis', { ...decision(), basis: undefined }],
    ['a finding that is a path', decision({ finding: '../../etc/passwd' })],
    ['a day that is a time', decision({ until: '2026-01-01T00:00' })],
    ['a list', []],
    ['null', null],
  ];
  for (const [name, value] of refused)
    it(`refuses ${name}, by code and by schema`, () => {
      assert.equal(parseDecision(value).ok, false);
      assert.equal(schema(JSON.parse(JSON.stringify(value))), false);
    });

  it('has sorted keys, one per line, and reads back', () => {
    const full = decision({ evidence: 'mail of 2026-01-01', by: 'a maintainer', until: '2027-01-01' });
    const written = decisionText(full);
    const keys = [...written.matchAll(/^ {2}"(\w+)"/gm)].map((found) => found[1]);
    assert.deepEqual(keys, [...keys].sort());
    assert.deepEqual(parseDecision(JSON.parse(written)), { ok: true, value: full });
    assert.equal(schema(JSON.parse(written)), true);
  });

  it('knows the calendar', () => {
    assert.deepEqual(['2024-02-29', '2025-02-29', '2025-13-01', '2025-1-1', 'soon'].map(isDay), [
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});
