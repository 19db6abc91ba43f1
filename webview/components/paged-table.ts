import { button } from '../controls.ts';
import { type Child, h } from '../element.ts';
import { number, t } from '../strings.ts';
import type { View } from '../view.ts';

export const ROWS_PER_PAGE = 50;

export interface TableOptions<Row> {
  /** Name under which the page number is kept. */
  readonly name: string;
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
  /** The cells of a row; the first names the row. */
  readonly cells: (row: Row) => readonly Child[];
  /** Class of the row, if any. */
  readonly mark?: (row: Row) => string | null;
  /** The row that must be on the page drawn first. */
  readonly reveal?: (row: Row) => boolean;
}

/** A table of at most 50 rows at a time, so that its size on the page does not grow with the report. */
export function pagedTable<Row>(view: View, options: TableOptions<Row>): HTMLElement {
  const { name, caption, columns, rows, cells, mark, reveal } = options;
  const pages = Math.max(1, Math.ceil(rows.length / ROWS_PER_PAGE));
  const revealed = reveal === undefined ? -1 : rows.findIndex(reveal);
  let page = Math.min(pages - 1, view.ui.pages[name] ?? 0);
  if (revealed >= 0) page = Math.floor(revealed / ROWS_PER_PAGE);
  const body = h('tbody', { role: 'rowgroup' });
  const place = h('span', { class: 'place', role: 'status', 'aria-live': 'polite' });
  const draw = (): void => {
    const from = page * ROWS_PER_PAGE;
    const shown = rows.slice(from, from + ROWS_PER_PAGE);
    body.replaceChildren(
      ...shown.map((row) => {
        const [first, ...rest] = cells(row);
        return h(
          'tr',
          {
            role: 'row',
            class: mark?.(row) ?? null,
            'aria-current': reveal?.(row) === true ? 'true' : null,
          },
          h('th', { scope: 'row', role: 'rowheader', 'data-head': columns[0] ?? '' }, first ?? ''),
          ...rest.map((cell, at) => h('td', { role: 'cell', 'data-head': columns[at + 1] ?? '' }, cell)),
        );
      }),
    );
    place.textContent =
      rows.length === 0
        ? t('Nothing to show')
        : t('{0}–{1} of {2}', from + 1, from + shown.length, rows.length);
  };
  const turn = (by: number): void => {
    page = Math.min(pages - 1, Math.max(0, page + by));
    view.keep({ pages: { ...view.ui.pages, [name]: page } });
    draw();
  };
  draw();
  const pager =
    pages === 1
      ? null
      : h(
          'nav',
          { class: 'pager', 'aria-label': t('Pages of {0}', caption) },
          button({ label: t('Previous'), onClick: () => turn(-1), key: `${name}:previous` }),
          place,
          button({ label: t('Next'), onClick: () => turn(1), key: `${name}:next` }),
        );
  return h(
    'div',
    { class: 'table', role: 'region', 'aria-label': caption, tabindex: '0' },
    h(
      'table',
      // The roles hold also where a narrow page sets the cells below each other.
      { class: 'paged', role: 'table' },
      h('caption', {}, `${caption} (${number(rows.length)})`),
      h(
        'thead',
        { role: 'rowgroup' },
        h(
          'tr',
          { role: 'row' },
          ...columns.map((column) => h('th', { scope: 'col', role: 'columnheader' }, column)),
        ),
      ),
      body,
    ),
    pager ?? (rows.length === 0 ? place : null),
  );
}
