import { button } from '../controls.ts';
import { h, svg } from '../element.ts';
import { DEFAULT_THRESHOLD } from '../state.ts';
import { number, t } from '../strings.ts';

const BINS = 20;
const WIDTH = 400;
const HEIGHT = 72;

/** How the best scores of the modules lie, with a cut that a person moves. The cut only chooses what is listed. */
export function histogram(
  scores: readonly number[],
  threshold: number,
  onChange: (threshold: number) => void,
): HTMLElement {
  const counts = new Array<number>(BINS).fill(0);
  for (const score of scores) {
    const bin = Math.min(BINS - 1, Math.floor(score * BINS));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const most = Math.max(1, ...counts);
  const bars = counts.map((count, bin) => {
    const height = count === 0 ? 0 : Math.max(2, (count / most) * HEIGHT);
    return svg('rect', {
      class: 'bar',
      x: (bin * WIDTH) / BINS + 1,
      y: HEIGHT - height,
      width: WIDTH / BINS - 2,
      height,
    });
  });
  const cut = svg('line', { class: 'cut', y1: 0, y2: HEIGHT });
  const sentence = h('p', { class: 'hint', role: 'status', 'aria-live': 'polite' });
  const slider = h('input', {
    type: 'range',
    min: '0',
    max: '1',
    step: '0.01',
    'aria-label': t('Least score of the modules listed'),
    'data-key': 'threshold',
  });
  const draw = (value: number): void => {
    slider.value = String(value);
    slider.setAttribute('aria-valuetext', value.toFixed(2));
    cut.setAttribute('x1', String(value * WIDTH));
    cut.setAttribute('x2', String(value * WIDTH));
    for (const [bin, bar] of bars.entries()) {
      bar.setAttribute('class', (bin + 1) / BINS > value ? 'bar' : 'bar below');
    }
    const above = scores.filter((score) => score >= value).length;
    sentence.textContent = t(
      '{0} of {1} matched modules score at least {2}; {3} score less and are not listed.',
      above,
      scores.length,
      value.toFixed(2),
      scores.length - above,
    );
  };
  slider.addEventListener('input', () => draw(Number(slider.value)));
  slider.addEventListener('change', () => onChange(Number(slider.value)));
  draw(threshold);
  const chart = svg(
    'svg',
    {
      class: 'histogram',
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      preserveAspectRatio: 'none',
      role: 'img',
      'aria-label': t('Best score of each matched module, in {0} steps from 0 to 1', BINS),
    },
    ...bars,
    cut,
  );
  const twin = h(
    'details',
    {},
    h('summary', {}, t('As a table')),
    h(
      'table',
      { class: 'narrow' },
      h(
        'thead',
        {},
        h('tr', {}, h('th', { scope: 'col' }, t('Score')), h('th', { scope: 'col' }, t('Modules'))),
      ),
      h(
        'tbody',
        {},
        ...counts.map((count, bin) =>
          h(
            'tr',
            {},
            h('th', { scope: 'row' }, `${(bin / BINS).toFixed(2)}–${((bin + 1) / BINS).toFixed(2)}`),
            h('td', {}, number(count)),
          ),
        ),
      ),
    ),
  );
  return h(
    'div',
    { class: 'histogram-block' },
    chart,
    h(
      'div',
      { class: 'axis', 'aria-hidden': 'true' },
      h('span', {}, '0'),
      h('span', {}, t('score')),
      h('span', {}, '1'),
    ),
    h(
      'div',
      { class: 'row' },
      slider,
      button({
        label: t('Reset'),
        name: t('Reset the least score to {0}', DEFAULT_THRESHOLD.toFixed(2)),
        onClick: () => {
          draw(DEFAULT_THRESHOLD);
          onChange(DEFAULT_THRESHOLD);
        },
        key: 'threshold-reset',
      }),
    ),
    sentence,
    twin,
  );
}
