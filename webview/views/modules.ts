import type { ModuleRow } from '../../src/mouths/panel/panel-snapshot.ts';
import { histogram } from '../components/histogram.ts';
import { pagedTable } from '../components/paged-table.ts';
import { placeLink } from '../components/place-link.ts';
import { strengthLabel } from '../components/strength-label.ts';
import { dropdown, link } from '../controls.ts';
import { h } from '../element.ts';
import { number, t } from '../strings.ts';
import { sourceName, type View } from '../view.ts';
import { roleName } from '../wording.ts';

function best(module: ModuleRow): number {
  return module.cells[0]?.score ?? 0;
}

export function modules(view: View): HTMLElement {
  const { snapshot, ui } = view;
  const matched = snapshot.modules.filter((module) => module.cells.length > 0);
  const roles = [...new Set(matched.map((module) => module.role))].sort();
  const rows = matched
    .filter((module) => best(module) >= ui.threshold && (ui.role === '' || module.role === ui.role))
    .sort((a, b) => best(b) - best(a));
  const first = { pages: { ...ui.pages, modules: 0 } };
  return h(
    'div',
    {},
    histogram(matched.map(best), ui.threshold, (threshold) => view.set({ threshold, ...first })),
    h(
      'div',
      { class: 'row filters' },
      dropdown(
        t('Role'),
        [
          { value: '', label: t('All roles') },
          ...roles.map((role) => ({ value: role, label: roleName(role) })),
        ],
        ui.role,
        (role) => view.set({ role, ...first }),
      ),
    ),
    pagedTable(view, {
      name: 'modules',
      caption: t('Matched modules'),
      columns: [
        t('Module'),
        t('Role'),
        t('Place'),
        t('Tokens'),
        t('Nearest upstream'),
        t('Score'),
        t('Evidence'),
      ],
      rows,
      cells: (row) => {
        const [cell] = row.cells;
        return [
          link(
            row.symbol,
            () => view.go({ page: 'module', id: row.id, match: cell?.match ?? 0 }),
            row.symbol,
            `module:${row.id}`,
          ),
          roleName(row.role),
          placeLink(row.path, { startLine: row.startLine, endLine: row.endLine }),
          number(row.tokens),
          cell === undefined ? '' : sourceName(view, cell.upstream, cell.version),
          cell === undefined ? '' : cell.score.toFixed(2),
          cell === undefined ? '' : strengthLabel(cell.strength),
        ];
      },
    }),
  );
}
