import type { ReviewReport } from '../../../model/review.ts';
import { markdownCode, markdownTable, markdownText } from '../markdown/escape.ts';
import { count, FOOTER, nextStep, place } from '../wording.ts';
import { reviewSummary } from './review-text.ts';

/** Findings in a comment; the rest is counted. */
const MOST_FINDINGS = 20;

/** Marks the one comment of this tool on a change, so that it is updated in place. */
export const COMMENT_MARK = '<!-- forebear-review -->';

/** A review as one comment or job summary. */
export function reviewMarkdown(review: ReviewReport): string {
  const shown = review.findings.filter((item) => item.change !== 'unchanged');
  const rows = shown
    .slice(0, MOST_FINDINGS)
    .map((item) => [
      item.change,
      item.finding.level,
      markdownCode(place(item.finding.path, item.finding.range)),
      markdownText(item.finding.message) +
        (item.because.length > 0 ? `<br>Worse: ${item.because.map(markdownText).join('; ')}` : ''),
      item.change === 'fixed' ? '' : markdownText(nextStep(item.finding)),
    ]);
  const list = (title: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : [`${title}\n\n${lines.map((line) => `- ${line}`).join('\n')}`];
  return `${[
    COMMENT_MARK,
    `## Forebear: license and attribution of this change`,
    `**${reviewSummary(review)}**`,
    rows.length === 0
      ? 'This change brings in no finding.'
      : markdownTable(['Change', 'Level', 'Where', 'What', 'Next step'], rows).join('\n'),
    ...(shown.length > MOST_FINDINGS
      ? [`… and ${count(shown.length - MOST_FINDINGS, 'finding')} more in the full review.`]
      : []),
    ...list('Upstreams that the change brings in:', review.lineage.added.map(markdownText)),
    ...list(
      'Changed paths not examined:',
      review.notExamined
        .slice(0, MOST_FINDINGS)
        .map((item) => `${markdownCode(item.path)}: ${markdownText(item.reason)}`),
    ),
    ...list('Limits of this review:', review.limits.map(markdownText)),
    `<sub>${[review.base, review.head].map((side) => markdownCode(side.commit?.slice(0, 12) ?? side.revision)).join(' to ')}. ${FOOTER}</sub>`,
  ].join('\n\n')}\n`;
}
