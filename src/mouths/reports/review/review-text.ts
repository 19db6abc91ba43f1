import type { AuditReport } from '../../../model/report.ts';
import type { ReviewedFinding, ReviewReport } from '../../../model/review.ts';
import { answerOf } from '../answer/answer.ts';
import type { Again, FormatOptions } from '../format.ts';
import { namesOf } from '../names.ts';
import { printable } from '../printable.ts';
import { quotedArgument } from '../quoted-argument.ts';
import { wrapped } from '../text/table.ts';
import { count, FOOTER, nextStep, place } from '../wording.ts';
import { broughtIn, heaviestFirst, openedBy, reviewVerdict } from './brought-in.ts';

const DEFAULT_COLUMNS = 80;
/** Narrower than this, lines are cut by the terminal; wider, they are hard to read. */
const LEAST_COLUMNS = 40;
const WIDEST = 110;
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
    ...(decided.length === 0
      ? []
      : [`${decided.length} already decided${stale > 0 ? ` (${stale} to decide again)` : ''}`]),
    ...(review.notExamined.length === 0
      ? []
      : [`${count(review.notExamined.length, 'changed path')} not examined`]),
  ].join(', ');
}

function one(item: ReviewedFinding, review: ReviewReport, width: number): readonly string[] {
  const { finding } = item;
  const decision =
    item.change === 'fixed' ? undefined : review.decisions.find((known) => known.finding === finding.id);
  return [
    wrapped(
      `${finding.level.toUpperCase()} ${finding.rule} at ${printable(place(finding.path, finding.range))} [${printable(finding.id)}]`,
      width,
      '  ',
    ),
    wrapped(printable(finding.message), width, '    '),
    ...(item.because.length > 0
      ? [wrapped(`worse: ${item.because.map(printable).join('; ')}`, width, '    ')]
      : []),
    ...(item.change === 'fixed' ? [] : [wrapped(`next: ${printable(nextStep(finding))}`, width, '    ')]),
    ...(decision === undefined
      ? []
      : [
          wrapped(
            `decided (${decision.status}): ${decision.state}: ${printable(decision.note)}`,
            width,
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

/** Where a mend of what the change opened is one command away, that command. */
function nextCommand(review: ReviewReport, head: AuditReport, again: Again | undefined): readonly string[] {
  const opened = openedBy(review);
  const fixable = answerOf(head).toDo.filter(
    ({ findings, fixable: some }) => some > 0 && findings.some(({ id }) => opened.has(id)),
  );
  if (fixable.length === 0 || again?.writable === false) return [];
  const place = again?.path === undefined ? '' : ` --in ${quotedArgument(again.path)}`;
  const options = again === undefined || again.options === '' ? '' : ` ${again.options}`;
  return [`Next: forebear fix${place}${options}`];
}

/**
 * A review for a person at a terminal: what the change does in one sentence, what it brings in, heaviest first, what it
 * mends, and what limits the answer. `head` is the audit of the reviewed state.
 */
export function reviewText(review: ReviewReport, head: AuditReport, options: FormatOptions = {}): string {
  const upstreams = broughtIn(review, answerOf(head).upstreams);
  const names = namesOf(head);
  const named = (id: string): string => printable(names.version(id));
  const width = Math.min(WIDEST, Math.max(LEAST_COLUMNS, options.terminal?.columns ?? DEFAULT_COLUMNS));
  const titles = { new: 'New', worsened: 'Worsened', fixed: 'Fixed' } as const;
  const sections = (['new', 'worsened', 'fixed'] as const).flatMap((change) => {
    const items = heaviestFirst(review.findings.filter((item) => item.change === change));
    if (items.length === 0) return [];
    const lines = items.slice(0, MOST_FINDINGS).flatMap((item) => one(item, review, width));
    const more =
      items.length > MOST_FINDINGS
        ? [`  … and ${count(items.length - MOST_FINDINGS, 'finding')} more; --format json lists every one.`]
        : [];
    return [[`${titles[change]}: ${items.length}`, ...lines, ...more].join('\n')];
  });
  const list = (title: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : [[title, ...lines.map((line) => wrapped(line, width, '  '))].join('\n')];
  return `${[
    wrapped(
      `Forebear ${review.tool.version} review of ${printable(review.target)}: ${side('base', review.base.revision, review.base.commit)}, ${side('head', review.head.revision, review.head.commit)}`,
      width,
      '',
    ),
    wrapped(reviewVerdict(review, upstreams, printable), width, ''),
    ...sections,
    ...list('Upstreams that the change brings in:', review.lineage.added.map(named)),
    ...list('Upstreams that the change takes out:', review.lineage.removed.map(named)),
    ...list(
      'Changed paths not examined:',
      review.notExamined.slice(0, 40).map((item) => `${printable(item.path)}: ${printable(item.reason)}`),
    ),
    ...list('Limits of this review:', review.limits.map(printable)),
    [
      wrapped(reviewSummary(review), width, ''),
      ...nextCommand(review, head, options.again),
      wrapped(FOOTER, width, ''),
    ].join('\n'),
  ].join('\n\n')}\n`;
}
