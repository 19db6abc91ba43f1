import assert from 'node:assert/strict';
import type { AuditReport } from '../../../../src/model/report.ts';
import { type ReleaseFacts, releaseChecklist } from '../../../../src/mouths/reports/release/checklist.ts';
import { releaseText } from '../../../../src/mouths/reports/release/release-text.ts';
import { columns } from '../../../../src/mouths/reports/text/table.ts';
import { foundingShape } from '../../../fixtures/reports/founding-shape.ts';
import { emptyShape, hostile } from '../../../fixtures/reports/other-shapes.ts';

const FACTS: ReleaseFacts = {
  boms: [],
  packs: [],
  today: '2026-11-01',
  again: ' --in here',
  auditAgain: ' here',
};

function states(report: AuditReport, facts = FACTS): Readonly<Record<string, string>> {
  return Object.fromEntries(releaseChecklist(report, facts).map(({ name, state }) => [name, state]));
}

describe('the release checklist', () => {
  it('puts every open duty under one point, with the command that mends it', () => {
    const items = releaseChecklist(foundingShape, FACTS);
    assert.deepEqual(
      items.slice(0, 2).map(({ name, state, says, command }) => [name, state, says, command]),
      [
        ['Credited', 'open', ['Credit Lantern-V in README.md'], 'forebear fix 1 --in here'],
        [
          'License texts',
          'open',
          [
            'Lantern-V: Add the text of its license (tinyvlm/projection.py)',
            'Choose a license for the repository (.)',
          ],
          null,
        ],
      ],
    );
  });

  it('names the upstreams of which a person has to say what is owed', () => {
    const [first] = foundingShape.lineage;
    assert.ok(first !== undefined);
    const report: AuditReport = {
      ...foundingShape,
      findings: [],
      lineage: [{ ...first, credited: 'no', relation: 'source', strength: 'conclusive' }],
    };
    const item = releaseChecklist(report, FACTS).find(({ name }) => name === 'Decisions');
    assert.equal(item?.state, 'advice');
    assert.match(item.says.join(' '), /A person has to say what is owed: Lantern-V/);
    assert.equal(item.command, 'forebear decide Lantern-V --in here');
  });

  it('loses no finding of a rule that it does not know', () => {
    const [finding] = foundingShape.findings;
    assert.ok(finding !== undefined);
    const report = { ...foundingShape, findings: [{ ...finding, rule: 'something-new' }] };
    assert.equal(states(report)['Other duties'], 'open');
  });

  it('only advises what nobody asks for, and takes what lies in the folder for done', () => {
    const report = { ...foundingShape, findings: [] };
    assert.equal(states(report)['Bill of materials'], 'advice');
    const facts = { ...FACTS, boms: ['forebear.spdx.json'], packs: ['evidence.zip'] };
    assert.deepEqual(
      [states(report, facts)['Bill of materials'], states(report, facts)['Evidence pack']],
      ['done', 'done'],
    );
  });

  it('tells decisions that have lapsed, and those that end within a month', () => {
    const [decision] = foundingShape.decisions;
    assert.ok(decision !== undefined);
    const decided = (change: object): AuditReport => ({
      ...foundingShape,
      decisions: [{ ...decision, state: 'accepted', ...change }],
    });
    assert.equal(states(decided({})).Decisions, 'done');
    assert.equal(states(decided({ status: 'stale' })).Decisions, 'open');
    assert.equal(states(decided({ until: '2026-11-20' })).Decisions, 'advice');
    assert.equal(states(decided({ until: '2027-11-20' })).Decisions, 'done');
  });

  it('is not ready where nothing could be examined', () => {
    assert.equal(states(emptyShape)['Looked at'], 'open');
  });

  it('fits the terminal and says ready or not in words', () => {
    for (const wide of [40, 60, 80, 120]) {
      for (const report of [foundingShape, hostile(foundingShape)]) {
        const items = releaseChecklist(report, FACTS);
        const text = releaseText(report, items, { columns: wide, color: false });
        assert.match(text.split('\n')[0] ?? '', /NOT READY$/);
        for (const line of text.split('\n')) assert.ok(columns(line) <= wide, line);
      }
    }
    const done = { ...foundingShape, findings: [], decisions: [], notExamined: [] };
    assert.match(releaseText(done, releaseChecklist(done, FACTS), { columns: 80, color: false }), / READY\n/);
  });
});
