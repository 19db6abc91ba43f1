import type { PredictionsReport } from '../../../model/predictions-report.ts';
import { sharedErrorRows } from '../shared-error-rows.ts';
import { percent } from '../wording.ts';
import { html, type Markup } from './escape.ts';

/** Equal wrong answers of the pair, of each control, and by chance, as bars in a table. Empty where nothing was wrong on both sides. */
export function sharedErrorsChart(report: PredictionsReport): Markup {
  const rows = sharedErrorRows(report);
  if (rows.length === 0) return html``;
  const bar = (share: number, interval: readonly [number, number] | null, kind: string): Markup =>
    html`<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" class="share ${kind === 'pair' ? '' : 'own'}"><rect width="100" height="10" class="track"/><rect width="${(100 * share).toFixed(1)}" height="10" class="part"/>${
      interval === null
        ? null
        : html`<path class="interval" d="M${(100 * interval[0]).toFixed(1)} 5H${(100 * interval[1]).toFixed(1)}"/>`
    }</svg>`;
  return html`<h2>Shared wrong answers</h2><table class="shares"><caption>The same wrong answer, of the items that both got wrong. The line in a bar is the 95% interval.</caption><tbody>${rows.map(
    ({ name, share, interval, kind, counts }) =>
      html`<tr><th scope="row">${name}${kind === 'control' ? ` (control${counts ? '' : ', does not count'})` : ''}</th><td class="bar">${bar(share, interval, kind)}</td><td class="number">${percent(share)}${interval === null ? '' : ` (${percent(interval[0])} to ${percent(interval[1])})`}</td></tr>
`,
  )}</tbody></table>`;
}
