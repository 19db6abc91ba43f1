import { thousands } from '../wording.ts';
import { html, type Markup } from './escape.ts';

const MOST_ROWS = 2000;

/** A table whose rows stand below each other on a narrow page, each cell with its head before it. */
export function rows(all: readonly (readonly Markup[])[], heads: readonly string[]): Markup {
  const row = (cells: readonly Markup[]): Markup =>
    html`<tr>${cells.map((cell, at) => html`<td data-head="${heads[at] ?? ''}">${cell}</td>`)}</tr>
`;
  return html`<table class="rows"><thead><tr>${heads.map((title) => html`<th scope="col">${title}</th>`)}</tr></thead><tbody>${all.slice(0, MOST_ROWS).map(row)}</tbody></table>${
    all.length > MOST_ROWS
      ? html`<p>… and ${thousands(all.length - MOST_ROWS)} more rows; the JSON report has them.</p>`
      : null
  }`;
}
