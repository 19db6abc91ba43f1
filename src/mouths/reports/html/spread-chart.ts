import type { DifferenceHistogram } from '../../../model/weights-report.ts';
import { html, type Markup } from './escape.ts';
import { rows } from './rows.ts';

const WIDTH = 860;
const HEIGHT = 200;
/** Rows of the table, at most. */
const MOST_ROWS = 20;

const short = (value: number): string => value.toExponential(2);

/**
 * How the differences of the weights are spread, with the normal law of the same mean and spread drawn over it: noise that
 * was added looks like the law, training does not. A table says the same. Empty without a difference.
 */
export function spreadChart(histogram: DifferenceHistogram | null): Markup {
  if (histogram === null || histogram.normal.std <= 0 || histogram.shares.length === 0) return html``;
  const { from, width, shares, normal, zero } = histogram;
  const law = shares.map((_, bin) => {
    const z = (from + (bin + 0.5) * width - normal.mean) / normal.std;
    return (width * Math.exp(-0.5 * z * z)) / (normal.std * Math.sqrt(2 * Math.PI));
  });
  const most = Math.max(...shares, ...law);
  const step = WIDTH / shares.length;
  const height = (share: number): number => (share / most) * HEIGHT;
  const bars = shares.map(
    (share, bin) =>
      html`<rect class="bar" x="${(bin * step).toFixed(1)}" y="${(HEIGHT - height(share)).toFixed(1)}" width="${Math.max(0.5, step - 1).toFixed(1)}" height="${height(share).toFixed(1)}"/>`,
  );
  const points = law
    .map((share, bin) => `${((bin + 0.5) * step).toFixed(1)},${(HEIGHT - height(share)).toFixed(1)}`)
    .join(' ');
  const to = from + width * shares.length;
  const every = Math.ceil(shares.length / MOST_ROWS);
  const groups = Array.from({ length: Math.ceil(shares.length / every) }, (_, at) => at * every);
  const table = rows(
    groups.map((first) => {
      const end = Math.min(shares.length, first + every);
      const sum = (all: readonly number[]): string =>
        `${(100 * all.slice(first, end).reduce((total, one) => total + one, 0)).toFixed(2)}%`;
      return [
        html`${short(from + first * width)} to ${short(from + end * width)}`,
        html`${sum(shares)}`,
        html`${sum(law)}`,
      ];
    }),
    ['Difference (suspect less upstream)', 'Share of values', 'Of a normal law'],
  );
  return html`<h2>How the differences are spread</h2><figure><svg class="spread" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="How the differences of the weights are spread, beside the normal law of the same mean and spread; the table below has the same">${bars}<polyline class="law" points="${points}"/></svg><p class="axis"><span>${short(from)}</span><span>${short(to)}</span></p><figcaption class="soft">Bars: differences of the weights, suspect less upstream. Line: the normal law of the same mean and spread. Noise that was added follows the line; training is more peaked, with longer tails. ${(100 * zero).toFixed(2)}% of the values are equal.</figcaption></figure><details><summary>As a table</summary>${table}</details>`;
}
