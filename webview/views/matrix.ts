import type { CellRow, ModuleRow } from '../../src/mouths/panel/panel-snapshot.ts';
import { button } from '../controls.ts';
import { breakable, h } from '../element.ts';
import { t } from '../strings.ts';
import type { View } from '../view.ts';
import { strengthName } from '../wording.ts';

const ROWS = 40;
const COLUMNS = 15;

function cellText(module: ModuleRow, project: string, cell: CellRow | undefined): string {
  if (cell !== undefined) {
    return t(
      '{0} and {1}: score {2}, {3}',
      module.symbol,
      project,
      cell.score.toFixed(2),
      strengthName(cell.strength),
    );
  }
  return module.notCompared === null
    ? t('{0} and {1}: no shared evidence', module.symbol, project)
    : t('{0}: not compared, {1}', module.symbol, module.notCompared);
}

/** Arrow keys move inside the grid, which is one stop of the Tab key. */
function moveFocus(grid: HTMLElement, event: Event): void {
  if (!(event instanceof KeyboardEvent)) return;
  const here = document.activeElement;
  if (!(here instanceof HTMLElement) || here.dataset.row === undefined) return;
  const row = Number(here.dataset.row);
  const column = Number(here.dataset.column);
  const steps: Readonly<Record<string, readonly [number, number]>> = {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
    Home: [0, -column],
  };
  const step = steps[event.key];
  if (step === undefined) return;
  const next = grid.querySelector<HTMLElement>(
    `[data-row="${row + step[0]}"][data-column="${column + step[1]}"]`,
  );
  if (next === null) return;
  event.preventDefault();
  here.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}

/** Modules by upstreams: a number and a word in every cell; blank is "no shared evidence", hatched "not compared". */
export function matrix(view: View): HTMLElement {
  const { snapshot, ui } = view;
  const projects = snapshot.projects.slice(0, COLUMNS);
  const order = new Map(projects.map((project, index) => [project.id, index]));
  const rank = (module: ModuleRow): number => order.get(module.cells[0]?.upstream ?? '') ?? COLUMNS;
  const rows = snapshot.modules
    .filter((module) => module.cells.length > 0 || module.notCompared !== null)
    .sort(
      (a, b) =>
        Number(a.cells.length === 0) - Number(b.cells.length === 0) ||
        rank(a) - rank(b) ||
        (b.cells[0]?.score ?? 0) - (a.cells[0]?.score ?? 0),
    );
  if (projects.length === 0) {
    return h('p', {}, t('No module shares evidence with a known upstream.'));
  }
  const pages = Math.max(1, Math.ceil(rows.length / ROWS));
  const page = Math.min(pages - 1, ui.pages.matrix ?? 0);
  const shown = rows.slice(page * ROWS, page * ROWS + ROWS);
  const head = h(
    'tr',
    { role: 'row' },
    h('th', { role: 'columnheader', scope: 'col' }, t('Module')),
    ...projects.map((project) =>
      h('th', { role: 'columnheader', scope: 'col', title: project.id }, h('span', {}, project.name)),
    ),
  );
  const body = shown.map((module, row) =>
    h(
      'tr',
      { role: 'row' },
      h(
        'th',
        { role: 'rowheader', scope: 'row' },
        h('span', { class: 'symbol' }, ...breakable(module.symbol)),
        h('span', { class: 'hint' }, ...breakable(`${module.path}:${module.startLine}`)),
      ),
      ...projects.map((project, column) => {
        const cell = module.cells.find((each) => each.upstream === project.id);
        const open = (): void => view.go({ page: 'module', id: module.id, match: cell?.match ?? 0 });
        return h(
          'td',
          {
            role: 'gridcell',
            class:
              cell === undefined
                ? module.notCompared === null
                  ? 'empty'
                  : 'hatched'
                : `cell ${cell.strength}`,
            tabindex: row === 0 && column === 0 ? '0' : '-1',
            'data-row': row,
            'data-column': column,
            'aria-label': cellText(module, project.name, cell),
            title: cellText(module, project.name, cell),
            onclick: cell === undefined ? null : open,
            onkeydown: (event) => {
              if (
                cell !== undefined &&
                event instanceof KeyboardEvent &&
                (event.key === 'Enter' || event.key === ' ')
              ) {
                event.preventDefault();
                open();
              }
            },
          },
          cell === undefined ? '' : cell.score.toFixed(2),
        );
      }),
    ),
  );
  const grid = h(
    'table',
    { role: 'grid', class: 'matrix', 'aria-label': t('Best score of each module with each upstream') },
    h('thead', { role: 'rowgroup' }, head),
    h('tbody', { role: 'rowgroup' }, ...body),
  );
  grid.addEventListener('keydown', (event) => moveFocus(grid, event));
  const turn = (by: number): void => view.set({ pages: { ...ui.pages, matrix: page + by } });
  return h(
    'div',
    {},
    h(
      'p',
      { class: 'hint' },
      t(
        'Each cell holds the best score of a module with an upstream, from 0 to 1; the same number means the same strength of evidence. Blank: no shared evidence. Hatched: not compared, for example because the module is too small.',
      ),
    ),
    snapshot.projects.length > COLUMNS
      ? h(
          'p',
          { class: 'hint' },
          t('The {0} upstreams with most matches of {1}.', COLUMNS, snapshot.projects.length),
        )
      : null,
    h('div', { class: 'scroll' }, grid),
    pages === 1
      ? null
      : h(
          'nav',
          { class: 'pager', 'aria-label': t('Pages of {0}', t('Matrix')) },
          button({
            label: t('Previous'),
            onClick: () => turn(-1),
            disabled: page === 0,
            key: 'matrix:previous',
          }),
          h(
            'span',
            { role: 'status' },
            t('{0}–{1} of {2}', page * ROWS + 1, page * ROWS + shown.length, rows.length),
          ),
          button({
            label: t('Next'),
            onClick: () => turn(1),
            disabled: page === pages - 1,
            key: 'matrix:next',
          }),
        ),
  );
}
