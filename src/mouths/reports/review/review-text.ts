import type { ReviewedFinding, ReviewReport } from '../../../model/review.ts';
import { printable } from '../printable.ts';
import { wrapped } from '../text/table.ts';
import { count, FOOTER, nextStep, place } from '../wording.ts';

const WIDTH = 110;
const MOST_FINDINGS = 100;

/** The line that ends a review in every format: the same numbers everywhere. */
export function reviewSummary(review: ReviewReport): string {
  const { counts } = review;
  const shown = new Set(
    review.findings.filter((item) => item.change !== 'fixed').map((item) => item.finding.id),
  );
  const decided = review.decisions.filter((item) => item.status !== 'gone' && shown.has(item.finding));
  const stale = decided.filter((item) => item.status !== 'current').length;
  return [
    `${counts.new} new`,
    `${counts.worsened} worsened`,
    `${counts.fixed} fixed`,
    `${counts.unchanged} unchanged`,
    `${decided.length} already decided${stale > 0 ? ` (${stale} to decide again)` : ''}`,
    `${count(review.notExamined.length, 'changed path')} not examined`,
  ].join(', ');
}

function one(item: ReviewedFinding, review: ReviewReport): readonly string[] {
  const { finding } = item;
  const decision =
    item.change === 'fixed' ? undefined : review.decisions.find((known) => known.finding === finding.id);
  return [
    `  ${finding.level.toUpperCase()} ${finding.rule} at ${printable(place(finding.path, finding.range))}  [${printable(finding.id)}]`,
    wrapped(printable(finding.message), WIDTH, '    '),
    ...(item.because.length > 0 ? [`    worse: ${item.because.map(printable).join('; ')}`] : []),
    ...(item.change === 'fixed' ? [] : [wrapped(`next: ${printable(nextStep(finding))}`, WIDTH, '    ')]),
    ...(decision === undefined
      ? []
      : [
          wrapped(
            `decided (${decision.status}): ${decision.state}: ${printable(decision.note)}`,
            WIDTH,
            '    ',
          ),
        ]),
  ];
}

function side(label: string, revision: string, commit: string | null): string {
  if (commit === null) return `${label} ${printable(revision)}`;
  const id = commit.slice(0, 12);
  return revision.startsWith(id) ? `${label} ${id}` : `${label} ${printable(revision)} (${id})`;
}

/** A review for a person at a terminal: what the change brings in, what it mends, and what limits the answer. */
export function reviewText(review: ReviewReport): string {
  const titles = { new: 'New', worsened: 'Worsened', fixed: 'Fixed' } as const;
  const sections = (['new', 'worsened', 'fixed'] as const).flatMap((change) => {
    const items = review.findings.filter((item) => item.change === change);
    if (items.length === 0) return [];
    const lines = items.slice(0, MOST_FINDINGS).flatMap((item) => one(item, review));
    const more =
      items.length > MOST_FINDINGS
        ? [`  … and ${count(items.length - MOST_FINDINGS, 'finding')} more; --format json lists every one.`]
        : [];
    return [[`${titles[change]}: ${items.length}`, ...lines, ...more].join('\n')];
  });
  const list = (title: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : [[title, ...lines.map((line) => wrapped(line, WIDTH, '  '))].join('\n')];
  return `${[
    `Forebear ${review.tool.version} review of ${printable(review.target)}: ${side('base', review.base.revision, review.base.commit)}, ${side('head', review.head.revision, review.head.commit)}`,
    ...(sections.length === 0 ? ['This change brings in no finding.'] : sections),
    ...list('Upstreams that the change brings in:', review.lineage.added.map(printable)),
    ...list('Upstreams that the change takes out:', review.lineage.removed.map(printable)),
    ...list(
      'Changed paths not examined:',
      review.notExamined.slice(0, 40).map((item) => `${printable(item.path)}: ${printable(item.reason)}`),
    ),
    ...list('Limits of this review:', review.limits.map(printable)),
    `${reviewSummary(review)}\n${FOOTER}`,
  ].join('\n\n')}\n`;
}
