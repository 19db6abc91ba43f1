import type { AuditReport } from '../../../model/report.ts';
import type { ChangedLines, ReviewedFinding, ReviewReport } from '../../../model/review.ts';
import { inEnglish } from '../../../model/said.ts';
import { answerOf } from '../answer/answer.ts';
import type { ToDo } from '../answer/to-do.ts';
import type { FormatOptions } from '../format.ts';
import { markdownCode, markdownTable, markdownText } from '../markdown/escape.ts';
import { count, FOOTER, nextStep, place, rulePage } from '../wording.ts';
import { broughtIn, heaviestFirst, openedBy, reviewVerdict } from './brought-in.ts';
import { reviewSummary } from './review-text.ts';
import { fenced, languageOf, snippet } from './snippet.ts';

/** Findings in a comment; the rest is counted. */
const MOST_FINDINGS = 20;
/** Lines of a fix that are shown. */
const MOST_FIX_LINES = 20;

/** Marks the one comment of this tool on a change, so that it is updated in place. */
export const COMMENT_MARK = '<!-- forebear-review -->';

function where(item: ReviewedFinding, { linkOf }: FormatOptions): string {
  const { path, range } = item.finding;
  const shown = markdownCode(place(path, range));
  return linkOf === undefined || path === '.' ? shown : `[${shown}](${linkOf(path, range.startLine)})`;
}

function rule(item: ReviewedFinding, { documentation }: FormatOptions): string {
  const { finding } = item;
  return documentation === undefined
    ? finding.rule
    : `[${finding.rule}](${documentation}${rulePage(finding)})`;
}

/**
 * A box to tick for each duty that is new, with the text that mends it. Not as a `suggestion`: a code host applies one only
 * in a comment on the very lines of a change that it replaces, and what mends a duty is mostly a new line or a new file.
 */
function ticks(toDo: readonly ToDo[], ids: ReadonlySet<string>): readonly string[] {
  return toDo
    .filter(({ findings }) => findings.some(({ id }) => ids.has(id)))
    .slice(0, MOST_FINDINGS)
    .map((one) => {
      const fixes = one.findings.filter(({ id }) => ids.has(id)).flatMap(({ fixes: all }) => all);
      const texts = fixes
        .filter(({ text }) => text.trim() !== '')
        .slice(0, 3)
        .map((fix) => {
          const lines = fix.text.trim().split('\n');
          const at = fix.line === undefined ? '' : `, before line ${fix.line}`;
          const rest = lines.length - MOST_FIX_LINES;
          const more = rest > 0 ? `\n\n… and ${count(rest, 'line')} more.` : '';
          return `<details><summary>Text for ${markdownText(fix.path)}${at}</summary>\n\n${fenced(lines.slice(0, MOST_FIX_LINES), languageOf(fix.path))}${more}\n\n</details>`;
        });
      const files = one.files.length > 1 ? ` (${one.files.length} files)` : '';
      return `- [ ] ${markdownText(inEnglish(one.title))}${files}${texts.length === 0 ? '' : `\n\n${texts.join('\n\n')}\n`}`;
    });
}

/** A review as one comment or job summary: the answer, the code, what to do; everything else folded. */
export function reviewMarkdown(
  review: ReviewReport,
  head: AuditReport,
  changedLines: ChangedLines,
  options: FormatOptions = {},
): string {
  const shown = heaviestFirst(review.findings.filter((item) => item.change !== 'unchanged'));
  const answer = answerOf(head);
  const upstreams = broughtIn(review, answer.upstreams);
  const ids = openedBy(review);
  const rows = shown
    .slice(0, MOST_FINDINGS)
    .map((item) => [
      item.change,
      `${item.finding.level}<br>${rule(item, options)}`,
      where(item, options),
      markdownText(item.finding.message) +
        (item.because.length > 0 ? `<br>Worse: ${item.because.map(markdownText).join('; ')}` : ''),
      item.change === 'fixed' ? '' : markdownText(nextStep(item.finding)),
    ]);
  const more = shown.length - rows.length;
  const table = [
    `<details><summary>${count(shown.length, 'finding')}, heaviest first</summary>`,
    markdownTable(['Change', 'Level', 'Where', 'What', 'Next step'], rows).join('\n'),
    ...(more > 0 ? [`… and ${count(more, 'finding')} more in the full review.`] : []),
    '</details>',
  ];
  const list = (title: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : [`${title}\n\n${lines.map((line) => `- ${line}`).join('\n')}`];
  return `${[
    COMMENT_MARK,
    `## Forebear: license and attribution of this change`,
    `**${reviewVerdict(review, upstreams, markdownText)}**`,
    `**${reviewSummary(review)}**`,
    ...snippet(upstreams, changedLines, options),
    ...(ids.size === 0
      ? []
      : [
          'To do (`forebear fix` shows each as a change, and writes it with `--yes`):',
          ticks(answer.toDo, ids).join('\n'),
        ]),
    ...(rows.length === 0 ? [] : table),
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
