import assert from 'node:assert/strict';
import type { AuditReport } from '../../../../../src/model/report.ts';
import { answerOf } from '../../../../../src/mouths/reports/answer/answer.ts';
import { creditState } from '../../../../../src/mouths/reports/answer/credit-state.ts';
import { indexOf } from '../../../../../src/mouths/reports/answer/report-index.ts';
import { largeReport } from '../../../../extension/reports/large-report.ts';

/** A report that counts how often each module's matches are read. */
function counted(report: AuditReport): { readonly report: AuditReport; readonly reads: () => number } {
  let reads = 0;
  const modules = report.modules.map((module) =>
    Object.defineProperty({ ...module }, 'matches', {
      get: () => {
        reads += 1;
        return module.matches;
      },
    }),
  );
  return { report: { ...report, modules }, reads: () => reads };
}

describe('the index of a report', () => {
  it('has each module read as often for sixty upstreams as for one', () => {
    const reads = (upstreams: number): number => {
      const large = largeReport(100, 200);
      const one = counted({ ...large, lineage: large.lineage.slice(0, upstreams) });
      for (const lineage of one.report.lineage) creditState(lineage, one.report);
      answerOf(one.report);
      return one.reads();
    };
    assert.equal(reads(60), reads(1));
  });

  it('finds what a search of the whole report finds', () => {
    const report = largeReport(60, 90);
    const index = indexOf(report);
    for (const { upstream } of report.lineage) {
      assert.deepEqual(
        index.findingsOf(upstream),
        report.findings.filter((finding) => finding.upstream === upstream),
      );
      assert.deepEqual(
        index.firstOf(upstream).map(({ module }) => module.id),
        report.modules.filter(({ matches }) => matches[0]?.upstream === upstream).map(({ id }) => id),
      );
    }
  });

  it('holds open what nobody has decided, and what somebody decided to mend', () => {
    const report = largeReport(4, 1);
    const [first, second, third] = report.findings;
    const decision = { status: 'current', note: '' } as const;
    const decided = {
      ...report,
      decisions: [
        { ...decision, finding: first?.id ?? '', state: 'accepted' },
        { ...decision, finding: second?.id ?? '', state: 'to-fix' },
        { ...decision, finding: third?.id ?? '', state: 'accepted', status: 'stale' },
      ],
    } as unknown as AuditReport;
    assert.deepEqual(indexOf(decided).open, report.findings.slice(1));
  });
});
