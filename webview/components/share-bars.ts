import { type Child, h, svg } from '../element.ts';
import { percent, t } from '../strings.ts';
import type { View } from '../view.ts';

const MOST = 10;
const WIDTH = 100;

function bar(share: number, mark: string): SVGSVGElement {
  return svg(
    'svg',
    { class: 'share', viewBox: `0 0 ${WIDTH} 10`, preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    svg('rect', { class: 'ground', x: 0, y: 0, width: WIDTH, height: 10 }),
    svg('rect', { class: `bar ${mark}`, x: 0, y: 0, width: share * WIDTH, height: 10 }),
  );
}

/** How much of the compared code comes from whom, by size; the words stand beside each bar. */
export function shareBars(view: View): Child {
  const all = view.snapshot.answer.upstreams.filter(({ share }) => share > 0);
  if (all.length === 0) return null;
  const shown = [...all].sort((a, b) => b.share - a.share).slice(0, MOST);
  const told = all.reduce((sum, { share }) => sum + share, 0);
  const others = told - shown.reduce((sum, { share }) => sum + share, 0);
  const row = (name: string, share: number, mark: string, state: string): HTMLElement =>
    h(
      'tr',
      {},
      h('th', { scope: 'row' }, name, state === '' ? null : h('span', { class: 'hint' }, ` · ${state}`)),
      h('td', { class: 'number' }, percent(share)),
      h('td', { class: 'bar' }, bar(share, mark)),
    );
  return h(
    'section',
    {},
    h('h2', {}, t('How much comes from whom')),
    h(
      'table',
      { class: 'shares' },
      h('caption', { class: 'unseen' }, t('Shares of the compared code by size')),
      h(
        'tbody',
        {},
        ...shown.map(({ name, share, state, stateName }) => row(name, share, state, stateName)),
        others > 0 ? row(t('{0} upstreams more', all.length - shown.length), others, '', '') : null,
        row(t('Its own, or not known'), Math.max(0, 1 - told), 'own', ''),
      ),
    ),
  );
}
