import { compareLevels } from '../model/levels.ts';
import type { AuditReport, DecisionStatus, Finding, FindingLevel } from '../model/report.ts';
import type { ReviewedFinding, ReviewReport } from '../model/review.ts';

export const FAIL_LEVELS = ['error', 'warning', 'note', 'never'] as const;
export type FailLevel = (typeof FAIL_LEVELS)[number];

/** True when `level` is at or above `failOn`. */
function reaches(level: FindingLevel, failOn: FailLevel): boolean {
  return failOn !== 'never' && compareLevels(level, failOn) >= 0;
}

/**
 * Findings that somebody decided, by id. A decision that is stale or expired still holds back, so that a change does not
 * fail over what it did not touch; `strict` (for a release) lets only current ones.
 */
function heldBack(decisions: readonly DecisionStatus[], strict: boolean): ReadonlySet<string> {
  return new Set(
    decisions
      .filter((item) => item.status === 'current' || (!strict && item.status !== 'gone'))
      .map((item) => item.finding),
  );
}

/** Findings that count against `failOn`: those without a decision. */
export function findingsThatCount(
  report: AuditReport,
  failOn: FailLevel,
  strict = false,
): readonly Finding[] {
  const holding = heldBack(report.decisions, strict);
  return report.findings.filter((finding) => reaches(finding.level, failOn) && !holding.has(finding.id));
}

/** New and worsened findings of a review that count against `failOn`: those that nobody decided. */
export function changesThatCount(
  review: ReviewReport,
  failOn: FailLevel,
  strict = false,
): readonly ReviewedFinding[] {
  const holding = heldBack(review.decisions, strict);
  return review.findings.filter(
    (item) =>
      (item.change === 'new' || item.change === 'worsened') &&
      reaches(item.finding.level, failOn) &&
      !holding.has(item.finding.id),
  );
}
