import type { AuditReport, Decision } from '../model/report.ts';

export const BASELINE_NOTE = 'Not reviewed: recorded as it stood when the baseline was made.';

/** A `to-fix` decision, said to be unreviewed, for every finding that has none yet. */
export function baselineOf(report: AuditReport, on: string): readonly Decision[] {
  const decided = new Set(report.decisions.map((item) => item.finding));
  return report.findings
    .filter((finding) => !decided.has(finding.id))
    .map((finding) => ({
      finding: finding.id,
      rule: finding.rule,
      path: finding.path,
      state: 'to-fix',
      note: BASELINE_NOTE,
      on,
      basis: finding.basis,
    }));
}
