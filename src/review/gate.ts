import { type FailLevel, reaches } from '../decisions/gate.ts';
import type { ReviewedFinding, ReviewReport } from '../model/review.ts';

/**
 * New and worsened findings that count against `failOn`: those that nobody decided. A stale or expired decision holds
 * back, except for a `strict` release.
 */
export function changesThatCount(
  review: ReviewReport,
  failOn: FailLevel,
  strict = false,
): readonly ReviewedFinding[] {
  const holding = new Set(
    review.decisions
      .filter((item) => item.status === 'current' || (!strict && item.status !== 'gone'))
      .map((item) => item.finding),
  );
  return review.findings.filter(
    (item) =>
      (item.change === 'new' || item.change === 'worsened') &&
      reaches(item.finding.level, failOn) &&
      !holding.has(item.finding.id),
  );
}
