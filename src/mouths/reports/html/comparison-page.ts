import type { PredictionsReport } from '../../../model/predictions-report.ts';
import type { WeightsReport } from '../../../model/weights-report.ts';
import { predictionsText } from '../text/predictions-text.ts';
import { FOOTER } from '../wording.ts';
import { html, type Markup } from './escape.ts';
import { page } from './page.ts';
import { sharedErrorsChart } from './shared-errors-chart.ts';
import { spreadChart } from './spread-chart.ts';

/** What was compared with what, as the caller named it. */
export interface Sides {
  readonly upstream: string;
  readonly suspect: string;
}

/** The terminal's text, line by line: a line break in it is the tool's own. */
const asTyped = (text: string): Markup =>
  html`<pre class="scroll" tabindex="0">${text
    .trimEnd()
    .split('\n')
    .map(
      (line) => html`${line}
`,
    )}</pre>`;

const words = (verdict: string): string => verdict.replaceAll('_', ' ');

function comparison(kind: string, { upstream, suspect }: Sides, verdict: string, body: Markup): string {
  return page(
    `Forebear: ${kind} of ${suspect}`,
    html`<header><h1>${kind}: <code>${suspect}</code> compared with <code>${upstream}</code></h1></header>
<main><p class="verdict">${words(verdict)}</p>${body}</main>
<footer><p>${FOOTER}</p></footer>`,
  );
}

/** Two checkpoints: the verdict in words, how the differences are spread, and the terminal's account with its tables. */
export function weightsPage(report: WeightsReport, sides: Sides, account: string): string {
  return comparison(
    'Weights',
    sides,
    report.verdict,
    html`${report.account.map((sentence) => html`<p>${sentence}</p>`)}${spreadChart(report.histogram)}<h2>Account</h2><details open><summary>Everything that was measured</summary>${asTyped(account)}</details>`,
  );
}

/** Two models' answers: the verdict in words, shared wrong answers beside controls and chance, and the numbers. */
export function predictionsPage(report: PredictionsReport, sides: Sides): string {
  return comparison(
    'Answers',
    sides,
    report.verdict,
    html`<p>${report.reason}</p>${sharedErrorsChart(report)}<h2>Account</h2><details open><summary>Everything that was measured</summary>${asTyped(predictionsText(report))}</details>`,
  );
}
