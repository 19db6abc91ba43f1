import type { AuditReport } from '../../../model/report.ts';
import type { ChangedLines, ReviewReport } from '../../../model/review.ts';
import { canonicalJson } from '../canonical-json.ts';
import type { FormatOptions } from '../format.ts';
import { codeQualityReport } from '../gitlab/code-quality.ts';
import { htmlReport } from '../html/html-report.ts';
import { sarifReport } from '../sarif/sarif-report.ts';
import { reviewMarkdown } from './review-markdown.ts';
import { reviewText } from './review-text.ts';

/** A review, the audit of its head, and the lines of the change. */
export interface ReviewResult {
  readonly review: ReviewReport;
  readonly head: AuditReport;
  readonly changedLines: ChangedLines;
}

/** The audit of the head, with the findings of the review in place of its own. */
function asAudit(
  { review, head, changedLines }: ReviewResult,
  options: FormatOptions,
  whole: boolean,
): readonly [AuditReport, FormatOptions] {
  const kept = review.findings.filter((item) => whole || item.change === 'new' || item.change === 'worsened');
  const changes = new Map(kept.map((item) => [item.finding.id, item.change]));
  return [
    { ...head, findings: kept.map((item) => item.finding) },
    { ...options, changes, changedLines },
  ];
}

/** Every format of a review. SARIF for code hosts and code quality hold what the change brings in alone. */
export const REVIEW_FORMATS = {
  text: ({ review, head }, options = {}) => reviewText(review, head, options),
  json: ({ review }) => canonicalJson(review),
  markdown: ({ review, head, changedLines }, options = {}) =>
    reviewMarkdown(review, head, changedLines, options),
  sarif: (result, options = {}) => sarifReport(...asAudit(result, options, options.sarifProfile === 'full')),
  html: (result, options = {}) => htmlReport(...asAudit(result, options, true)),
  gitlab: (result, options = {}) => codeQualityReport(...asAudit(result, options, false)),
} as const satisfies Readonly<Record<string, (result: ReviewResult, options?: FormatOptions) => string>>;

export type ReviewFormatName = keyof typeof REVIEW_FORMATS;
