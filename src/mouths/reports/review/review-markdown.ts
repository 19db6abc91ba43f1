import type { AuditReport, FindingLevel } from '../../../model/report.ts';
import type { ChangedLines, ReviewedFinding, ReviewReport } from '../../../model/review.ts';
import { inEnglish } from '../../../model/said.ts';
import { answerOf } from '../answer/answer.ts';
import type { ToDo } from '../answer/to-do.ts';
import type { UpstreamAnswer } from '../answer/upstream-answer.ts';
import type { FormatOptions } from '../format.ts';
import { markdownCode, markdownTable, markdownText } from '../markdown/escape.ts';
import { count, FOOTER, nextStep, place, rulePage } from '../wording.ts';
import { reviewSummary } from './review-text.ts';
import { fenced, snippet } from './snippet.ts';

/** Findings in a comment; the rest is counted. */
const MOST_FINDINGS = 20;
const MOST_UPSTREAMS = 3;
/** Lines of a fix that are shown. */
const MOST_FIX_LINES = 20;

/** Marks the one comment of this tool on a change, so that it is updated in place. */
export const COMMENT_MARK = '<!-- forebear-review -->';

const CHANGES = ['new', 'worsened', 'fixed', 'unchanged'] as const;
const LEVELS: readonly FindingLevel[] = ['error', 'warning', 'note'];

/** What the change brings in first, and of that what weighs most. */
function heaviestFirst(findings: readonly ReviewedFinding[]): readonly ReviewedFinding[] {
  return [...findings].sort(
    (a, b) =>
      CHANGES.indexOf(a.change) - CHANGES.indexOf(b.change) ||
      LEVELS.indexOf(a.finding.level) - LEVELS.indexOf(b.finding.level),
  );
}

const STATES: Readonly<Record<UpstreamAnswer['state'], string>> = {
  'not-credited': 'without credit',
  'terms-open': 'credited, with terms open',
  person: 'which a person has to weigh',
  complete: 'credited',
};

/** The upstreams that what is new is about, heaviest first. */
function broughtIn(review: ReviewReport, upstreams: readonly UpstreamAnswer[]): readonly UpstreamAnswer[] {
  const about = new Set(
    review.findings
      .filter(({ change }) => change === 'new' || change === 'worsened')
      .map(({ finding }) => finding.upstream),
  );
  const added = new Set(review.lineage.added);
  return upstreams.filter(({ lineage }) => about.has(lineage.upstream) || added.has(lineage.version));
}

function verdict(review: ReviewReport, upstreams: readonly UpstreamAnswer[]): string {
  const { counts } = review;
  if (upstreams.length > 0) {
    const told = upstreams.slice(0, MOST_UPSTREAMS).map(({ name, license, since, state }) => {
      const facts = [license, since === null ? null : inEnglish(since)].filter((fact) => fact !== null);
      return `${markdownText(name)}${facts.length === 0 ? '' : ` (${markdownText(facts.join(', '))})`}, ${STATES[state]}`;
    });
    const rest = upstreams.length - told.length;
    return `This change touches code of ${told.join('; of ')}${rest > 0 ? `; and of ${count(rest, 'other upstream')}` : ''}.`;
  }
  if (counts.new + counts.worsened > 0) return 'This change leaves something open that was not before.';
  return counts.fixed > 0
    ? `This change mends ${count(counts.fixed, 'finding')} and brings in none.`
    : 'This change brings in no finding.';
}

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

/** A box to tick for each duty that is new, with the text that mends it. */
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
          return `<details><summary>Text for ${markdownText(fix.path)}${at}</summary>\n\n${fenced(lines.slice(0, MOST_FIX_LINES), 'suggestion')}\n\n</details>`;
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
  const ids = new Set(
    shown.filter(({ change }) => change === 'new' || change === 'worsened').map(({ finding }) => finding.id),
  );
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
    `**${verdict(review, upstreams)}**`,
    `**${reviewSummary(review)}**`,
    ...snippet(upstreams, changedLines, options),
    ...(ids.size === 0 ? [] : ['To do:', ticks(answer.toDo, ids).join('\n')]),
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
