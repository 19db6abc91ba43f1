import { strict as assert } from 'node:assert';
import { changesThatCount, type FailLevel, findingsThatCount } from '../../../src/decisions/gate.ts';
import { compareLevels } from '../../../src/model/levels.ts';
import type { DecisionStatus, Finding, FindingLevel } from '../../../src/model/report.ts';
import type { Change, ReviewReport } from '../../../src/model/review.ts';
import { foundingShape } from '../../fixtures/reports/founding-shape.ts';

const [template] = foundingShape.findings;
assert.ok(template);
const finding = (id: string, level: FindingLevel): Finding => ({ ...template, id, level });
const LEVELS = ['error', 'warning', 'note'] as const;
const findings = LEVELS.map((level) => finding(level, level));

const decided = (id: string, status: DecisionStatus['status']): DecisionStatus => ({
  finding: id,
  rule: template.rule,
  path: template.path,
  state: 'accepted',
  note: 'Agreed.',
  on: '2026-01-01',
  basis: template.basis,
  status,
});

/** Ids of what counts in an audit with these decisions. */
const counted = (failOn: FailLevel, decisions: readonly DecisionStatus[] = [], strict = false) =>
  findingsThatCount({ ...foundingShape, findings, decisions }, failOn, strict).map(({ id }) => id);

/** The same in a review in which each finding is such a change. */
function countedIn(change: Change, decisions: readonly DecisionStatus[] = [], strict = false) {
  const review = {
    findings: findings.map((one) => ({ change, finding: one, because: [] })),
    decisions,
  } as unknown as ReviewReport;
  return changesThatCount(review, 'warning', strict).map((one) => one.finding.id);
}

describe('the gate', () => {
  it('counts findings from the level on that is asked for', () => {
    assert.deepEqual(counted('note'), ['error', 'warning', 'note']);
    assert.deepEqual(counted('warning'), ['error', 'warning']);
    assert.deepEqual(counted('error'), ['error']);
    assert.deepEqual(counted('never'), []);
  });

  it('lets what was decided pass, stale and expired too, but for a strict release', () => {
    const held = (status: DecisionStatus['status'], strict: boolean) =>
      counted('error', [decided('error', status)], strict).length === 0;
    assert.deepEqual(
      (['current', 'stale', 'expired', 'gone'] as const).map((status) => [
        held(status, false),
        held(status, true),
      ]),
      [
        [true, true],
        [true, false],
        [true, false],
        [false, false],
      ],
    );
  });

  it('counts in a review what is new and what became worse, and neither what stands nor what was mended', () => {
    assert.deepEqual(countedIn('new'), ['error', 'warning']);
    assert.deepEqual(countedIn('worsened'), ['error', 'warning']);
    assert.deepEqual(countedIn('unchanged'), []);
    assert.deepEqual(countedIn('fixed'), []);
  });

  it('holds a review to decisions as it does an audit', () => {
    const expired = [decided('error', 'expired')];
    assert.deepEqual(countedIn('new', expired), ['warning']);
    assert.deepEqual(countedIn('new', expired, true), ['error', 'warning']);
    assert.deepEqual(countedIn('worsened', [decided('warning', 'gone')]), ['error', 'warning']);
  });

  it('orders levels by how serious they are', () => {
    assert.deepEqual([...LEVELS].sort(compareLevels), ['note', 'warning', 'error']);
  });
});
