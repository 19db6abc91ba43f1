import type { DifferenceHistogram } from '../../src/model/weights-report.ts';
import { h, svg } from '../element.ts';
import { t } from '../strings.ts';

const WIDTH = 600;
const HEIGHT = 140;

/** Histogram of the differences of weights, with the normal law of the same mean and spread drawn over it. */
export function distribution(histogram: DifferenceHistogram): HTMLElement {
  const { from, width, shares, normal } = histogram;
  const law = shares.map((_, bin) => {
    const x = from + (bin + 0.5) * width;
    const z = normal.std > 0 ? (x - normal.mean) / normal.std : 0;
    return normal.std > 0 ? (width * Math.exp(-0.5 * z * z)) / (normal.std * Math.sqrt(2 * Math.PI)) : 0;
  });
  const most = Math.max(1e-12, ...shares, ...law);
  const step = WIDTH / Math.max(1, shares.length);
  const height = (share: number): number => (share / most) * HEIGHT;
  const chart = svg(
    'svg',
    {
      class: 'distribution',
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      preserveAspectRatio: 'none',
      role: 'img',
      'aria-label': t('How the differences of the weights are spread, with a normal law for comparison'),
    },
    ...shares.map((share, bin) =>
      svg('rect', {
        class: 'bar',
        x: bin * step,
        y: HEIGHT - height(share),
        width: Math.max(0.5, step - 0.5),
        height: height(share),
      }),
    ),
    svg('polyline', {
      class: 'law',
      points: law.map((share, bin) => `${(bin + 0.5) * step},${HEIGHT - height(share)}`).join(' '),
    }),
  );
  const row = (name: string, value: string): HTMLElement =>
    h('tr', {}, h('th', { scope: 'row' }, name), h('td', {}, value));
  const exponent = (value: number): string => value.toExponential(2);
  const every = Math.max(1, Math.ceil(shares.length / 24));
  const grouped: HTMLElement[] = [];
  for (let bin = 0; bin < shares.length; bin += every) {
    const share = shares.slice(bin, bin + every).reduce((sum, each) => sum + each, 0);
    const end = Math.min(shares.length, bin + every);
    grouped.push(
      row(
        `${exponent(from + bin * width)} … ${exponent(from + end * width)}`,
        `${(share * 100).toFixed(2)}%`,
      ),
    );
  }
  return h(
    'figure',
    {},
    chart,
    h(
      'div',
      { class: 'axis wide', 'aria-hidden': 'true' },
      h('span', {}, exponent(from)),
      h('span', {}, t('suspect − upstream')),
      h('span', {}, exponent(from + width * shares.length)),
    ),
    h(
      'details',
      {},
      h('summary', {}, t('As a table')),
      h(
        'table',
        { class: 'narrow' },
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            h('th', { scope: 'col' }, t('Difference')),
            h('th', { scope: 'col' }, t('Share of values')),
          ),
        ),
        h('tbody', {}, ...grouped),
      ),
    ),
  );
}
