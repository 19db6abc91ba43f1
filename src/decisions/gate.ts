import type { AuditReport, Finding, FindingLevel } from '../model/report.ts';

export const FAIL_LEVELS = ['error', 'warning', 'note', 'never'] as const;
export type FailLevel = (typeof FAIL_LEVELS)[number];

const RANK: Readonly<Record<FindingLevel, number>> = { note: 0, warning: 1, error: 2 };

/** True when `level` is at or above `failOn`. */
export function reaches(level: FindingLevel, failOn: FailLevel): boolean {
  return failOn !== 'never' && RANK[level] >= RANK[failOn];
}

/**
 * Findings that count against `failOn`: those without a decision. A decision that is stale or expired still holds
 * back, so that a change does not fail over what it did not touch; `strict` (for a release) lets only current ones.
 */
export function findingsThatCount(
  report: AuditReport,
  failOn: FailLevel,
  strict = false,
): readonly Finding[] {
  const holding = new Set(
    report.decisions
      .filter((item) => item.status === 'current' || (!strict && item.status !== 'gone'))
      .map((item) => item.finding),
  );
  return report.findings.filter((finding) => reaches(finding.level, failOn) && !holding.has(finding.id));
}
