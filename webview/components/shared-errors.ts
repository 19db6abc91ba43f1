import { h, svg } from '../element.ts';
import { number, percent, t } from '../strings.ts';

export interface SharedErrorsRow {
  readonly name: string;
  readonly share: number | null;
  readonly sharedWrong: number;
  readonly bothWrong: number;
  readonly interval: readonly [number, number] | null;
  readonly control: boolean;
}

/** Share of common wrong answers: the pair in question and the independent models, one line each, with a table. */
export function sharedErrors(rows: readonly SharedErrorsRow[]): HTMLElement {
  const line = 28;
  const chart = svg(
    'svg',
    {
      class: 'shared-errors',
      viewBox: `0 0 600 ${rows.length * line + 4}`,
      role: 'img',
      'aria-label': t('Share of the wrong answers that are the same; the table below holds the same'),
    },
    ...rows.flatMap((row, at) => {
      const y = at * line + 6;
      const share = row.share ?? 0;
      return [
        svg('rect', { class: 'ground', x: 200, y, width: 396, height: 16 }),
        svg('rect', {
          class: row.control ? 'bar control' : 'bar',
          x: 200,
          y,
          width: share * 396,
          height: 16,
        }),
        ...(row.interval === null
          ? []
          : [
              svg('line', {
                class: 'interval',
                x1: 200 + row.interval[0] * 396,
                x2: 200 + row.interval[1] * 396,
                y1: y + 8,
                y2: y + 8,
              }),
            ]),
        svg('text', { x: 194, y: y + 13, 'text-anchor': 'end' }, row.name.slice(-28)),
      ];
    }),
  );
  return h(
    'div',
    {},
    h('div', { class: 'scroll' }, chart),
    h(
      'div',
      { class: 'table', role: 'region', 'aria-label': t('Shared wrong answers'), tabindex: '0' },
      h(
        'table',
        {},
        h('caption', {}, t('Shared wrong answers')),
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            ...[t('Pair'), t('Same wrong answer'), t('Both wrong'), t('Share')].map((name) =>
              h('th', { scope: 'col' }, name),
            ),
          ),
        ),
        h(
          'tbody',
          {},
          ...rows.map((row) =>
            h(
              'tr',
              {},
              h('th', { scope: 'row' }, row.control ? t('control: {0}', row.name) : row.name),
              h('td', {}, number(row.sharedWrong)),
              h('td', {}, number(row.bothWrong)),
              h(
                'td',
                {},
                row.share === null ? t('not known') : percent(row.share),
                row.interval === null
                  ? ''
                  : ` (${t('95% interval {0} to {1}', percent(row.interval[0]), percent(row.interval[1]))})`,
              ),
            ),
          ),
        ),
      ),
    ),
  );
}
