import { STATUSES } from '../../src/mouths/panel/attribution-status.ts';
import { ToEditor } from '../../src/mouths/panel/evidence-api.ts';
import type { FindingRow } from '../../src/mouths/panel/panel-snapshot.ts';
import { pagedTable } from '../components/paged-table.ts';
import { placeLink } from '../components/place-link.ts';
import { button, dropdown, link, textField } from '../controls.ts';
import { h } from '../element.ts';
import { post } from '../host.ts';
import { t } from '../strings.ts';
import { sourceName, type View } from '../view.ts';
import { levelName, standingName, stateName, statusName } from '../wording.ts';

function detail(view: View, finding: FindingRow): HTMLElement {
  const { id } = finding;
  return h(
    'section',
    { class: 'card', 'aria-label': t('Finding') },
    h('h2', {}, finding.title),
    h('p', {}, finding.message),
    h(
      'dl',
      {},
      h('dt', {}, t('Where')),
      h('dd', {}, placeLink(finding.path, { startLine: finding.line, endLine: finding.line })),
      h('dt', {}, t('Status')),
      h('dd', {}, `${statusName(finding.status)} · ${levelName(finding.level)}`),
      ...(finding.upstream === null
        ? []
        : [
            h('dt', {}, t('Upstream')),
            h(
              'dd',
              {},
              link(sourceName(view, finding.upstream), () =>
                view.go({ page: 'lineage', id: finding.upstream ?? '' }),
              ),
            ),
          ]),
      ...(finding.duty === null ? [] : [h('dt', {}, t('Duty')), h('dd', {}, finding.duty)]),
      h('dt', {}, t('Rule')),
      h(
        'dd',
        {},
        link(finding.rule, () => post(ToEditor.openRule, { id })),
      ),
      ...(finding.decision === null
        ? []
        : [
            h('dt', {}, t('Decision')),
            h('dd', {}, `${stateName(finding.decision.state)} (${standingName(finding.decision.status)})`),
          ]),
    ),
    h(
      'div',
      { class: 'row' },
      ...finding.fixes.map((title, fix) =>
        button({
          label: t('{0} (preview)', title),
          primary: fix === 0,
          onClick: () => post(ToEditor.previewFix, { id, fix }),
        }),
      ),
      button({ label: t('Record Decision…'), onClick: () => post(ToEditor.decide, { id }) }),
      button({ label: t('Copy as Review Comment'), onClick: () => post(ToEditor.copyComment, { id }) }),
    ),
  );
}

function matches(view: View, finding: FindingRow): boolean {
  const { text, level, status } = view.ui;
  if (level !== '' && finding.level !== level) return false;
  if (status !== '' && finding.status !== status) return false;
  if (text === '') return true;
  const hay =
    `${finding.title} ${finding.message} ${finding.path} ${finding.rule} ${finding.upstream ?? ''}`.toLowerCase();
  return hay.includes(text.toLowerCase());
}

export function findings(view: View): HTMLElement {
  const { snapshot, ui } = view;
  const chosen = snapshot.findings.find((finding) => finding.id === ui.navigation.id);
  const rows = snapshot.findings.filter((finding) => matches(view, finding));
  const reset = { pages: { ...ui.pages, findings: 0 } };
  return h(
    'div',
    {},
    chosen === undefined ? null : detail(view, chosen),
    h(
      'div',
      { class: 'row filters' },
      textField(t('Filter by message, file, rule or upstream'), ui.text, (text) =>
        view.set({ text, ...reset }),
      ),
      dropdown(
        t('Level'),
        [
          { value: '', label: t('All levels') },
          ...(['error', 'warning', 'note'] as const).map((level) => ({
            value: level,
            label: levelName(level),
          })),
        ],
        ui.level,
        (level) => view.set({ level, ...reset }),
      ),
      dropdown(
        t('Status'),
        [
          { value: '', label: t('All statuses') },
          ...STATUSES.map((status) => ({ value: status, label: statusName(status) })),
        ],
        ui.status,
        (status) => view.set({ status, ...reset }),
      ),
    ),
    pagedTable(view, {
      name: 'findings',
      caption: t('Findings'),
      columns: [t('Finding'), t('Level'), t('Status'), t('Place'), t('Decision')],
      rows,
      ...(chosen === undefined ? {} : { reveal: (row: FindingRow) => row.id === chosen.id }),
      cells: (row) => [
        h(
          'span',
          {},
          link(row.title, () => view.go({ page: 'findings', id: row.id }), row.title, `finding:${row.id}`),
          h('span', { class: 'hint' }, ` · ${row.message}`),
        ),
        levelName(row.level),
        statusName(row.status),
        placeLink(row.path, { startLine: row.line, endLine: row.line }),
        row.decision === null ? '' : stateName(row.decision.state),
      ],
    }),
  );
}
