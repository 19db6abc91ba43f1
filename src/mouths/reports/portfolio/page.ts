import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { AnswerRow, PortfolioAnswer } from '../../../model/portfolio.ts';
import { TOOL_VERSION } from '../../../model/version.ts';
import { base64 } from '../base64.ts';
import { html, type Markup } from '../html/escape.ts';
import { STYLE } from '../html/style.ts';
import { count, FOOTER, thousands } from '../wording.ts';
import { cellText, sayCounts } from './answer-text.ts';

/** A page without scripts, images or links to elsewhere, in the dress of the audit's own. */
export function page(title: string, lead: string, body: Markup): string {
  const policy = `default-src 'none'; style-src 'sha256-${base64(sha256(utf8ToBytes(STYLE)))}'; base-uri 'none'; form-action 'none'`;
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${{ markup: policy }}">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer">
<title>Forebear: ${title}</title><style>${{ markup: STYLE }}</style></head><body>
<header><h1>${title}</h1><p class="soft">${lead}</p></header>
<main>${body}</main>
<footer><p>${FOOTER}</p><p>Forebear ${TOOL_VERSION}.</p></footer></body></html>
`.markup;
}

/** The rows of an answer as a table; a long one says how many it leaves out. */
export function answerTable({ columns, rows, question }: PortfolioAnswer, most: number): Markup {
  if (rows.length === 0) return html`<p>None.</p>`;
  const shown = rows.slice(0, most);
  const filled = columns.filter((one) => shown.some((row) => cellText(row, one) !== ''));
  const cells = (row: AnswerRow): readonly Markup[] =>
    filled.map((one) =>
      typeof row[one.key] === 'number'
        ? html`<td class="number">${cellText(row, one)}</td>`
        : html`<td${{ markup: strengthClass(one.key, row) }}>${cellText(row, one)}</td>`,
    );
  const left = rows.length - shown.length;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${question}"><table>
<caption>${count(rows.length, 'row')}${left > 0 ? `; the first ${thousands(most)} are shown` : ''}</caption>
<thead><tr>${filled.map(({ title }) => html`<th scope="col">${title}</th>`)}</tr></thead>
<tbody>${shown.map(
    (row) => html`<tr>${cells(row)}</tr>
`,
  )}</tbody></table></div>`;
}

const STRENGTHS: readonly unknown[] = ['conclusive', 'strong', 'moderate', 'weak'];

const strengthClass = (key: string, row: AnswerRow): string =>
  key === 'strength' && STRENGTHS.includes(row.strength) ? ` class="${row.strength}"` : '';

/** Rows of one page: a browser shows no more at ease. */
const MOST_ROWS = 5000;

/** One answer as a page of its own. */
export function answerPage(answer: PortfolioAnswer): string {
  return page(
    answer.about,
    `${sayCounts(answer.portfolio)}.`,
    html`${answerTable(answer, MOST_ROWS)}${answer.notes.map((note) => html`<p class="soft">${note}</p>`)}`,
  );
}
