import type { Claim, LicenseRecord } from '../../src/model/report.ts';
import type { DutyRow } from '../../src/mouths/panel/answer-rows.ts';
import { ToEditor } from '../../src/mouths/panel/evidence-api.ts';
import type { FindingRow } from '../../src/mouths/panel/panel-snapshot.ts';
import { applyButton, tickBox } from '../components/duty-list.ts';
import { pagedTable } from '../components/paged-table.ts';
import { placeLink } from '../components/place-link.ts';
import { button, dropdown, link } from '../controls.ts';
import { type Child, h } from '../element.ts';
import { post } from '../host.ts';
import { number, percent, t } from '../strings.ts';
import { sourceName, type View } from '../view.ts';
import { levelName, standingName, stateName } from '../wording.ts';

/** Findings of one duty that are drawn before a person asks for more. */
const MOST_FINDINGS = 20;
/** Duties that are drawn before a person asks for more. */
const MOST_DUTIES = 60;

function slotName(slot: LicenseRecord['slot']): string {
  const names: Readonly<Record<LicenseRecord['slot'], string>> = {
    code: t('code'),
    weights: t('weights'),
    data: t('data'),
    docs: t('documents'),
  };
  return names[slot];
}

function foundName(found: Claim['found']): string {
  const names: Readonly<Record<Claim['found'], string>> = {
    credited: t('credited, and found'),
    partly: t('credited in part'),
    'not-found': t('credited, but no evidence was found'),
    mention: t('only mentioned'),
  };
  return names[found];
}

/** `Accepted, by Kim, 2026-01-02: On purpose.` */
export function decisionWords({ decision }: Pick<FindingRow, 'decision'>): string {
  if (decision === null) return '';
  const who = decision.by === null ? t('author not stated') : t('by {0}', decision.by);
  const when = decision.on === null ? '' : `, ${decision.on}`;
  const until = decision.until === null ? '' : `, ${t('until {0}', decision.until)}`;
  const held = decision.status === 'current' ? '' : ` (${standingName(decision.status)})`;
  return `${stateName(decision.state)}${held}, ${who}${when}${until}: ${decision.note}`;
}

function findingCard(finding: FindingRow, current: boolean): HTMLElement {
  const { id } = finding;
  const of = `${finding.title}, ${finding.path}`;
  return h(
    'li',
    {
      class: 'finding',
      'aria-current': current ? 'true' : null,
      'data-finding': id,
      tabindex: current ? '-1' : null,
    },
    h(
      'p',
      {},
      placeLink(finding.path, { startLine: finding.line, endLine: finding.line }),
      ' · ',
      finding.message,
    ),
    finding.decision === null ? null : h('p', { class: 'decided' }, decisionWords(finding)),
    h(
      'div',
      { class: 'row' },
      ...finding.fixes.map((title, fix) =>
        button({
          label: t('{0} (preview)', title),
          name: t('{0} (preview), {1}', title, finding.path),
          onClick: () => post(ToEditor.previewFix, { id, fix }),
          key: `fix:${id}:${fix}`,
        }),
      ),
      link(
        t('Record Decision…'),
        () => post(ToEditor.decide, { id }),
        `${t('Record Decision…')} ${of}`,
        `decide:${id}`,
      ),
      link(
        t('Copy as Review Comment'),
        () => post(ToEditor.copyComment, { id }),
        t('Copy as Review Comment: {0}', of),
      ),
      link(t('What the rule asks'), () => post(ToEditor.openRule, { id }), t('What the rule asks: {0}', of)),
    ),
  );
}

/** A list that is drawn in parts, so that its size on the page does not grow with the report. */
function inParts<Row>(
  rows: readonly Row[],
  most: number,
  draw: (row: Row) => HTMLElement,
  kind: 'ul' | 'div',
): HTMLElement {
  const list = h(kind, { class: kind === 'ul' ? 'plain' : null });
  let shown = 0;
  const more = h('div', { class: 'row' });
  const add = (): void => {
    list.append(...rows.slice(shown, shown + most).map(draw));
    shown = Math.min(rows.length, shown + most);
    more.replaceChildren(
      ...(shown < rows.length
        ? [button({ label: t('Show {0} more', Math.min(most, rows.length - shown)), onClick: add })]
        : []),
    );
  };
  add();
  return h('div', {}, list, more);
}

function dutyBlock(view: View, one: DutyRow): HTMLElement {
  const chosen = view.ui.navigation.id ?? '';
  const byId = new Map(view.snapshot.findings.map((finding) => [finding.id, finding]));
  const rows = one.findings.flatMap((id) => byId.get(id) ?? []);
  const isOpen = one.findings.includes(chosen);
  // The one that was asked for stands first: it has to be in sight.
  const sorted = isOpen ? [...rows].sort((a, b) => Number(b.id === chosen) - Number(a.id === chosen)) : rows;
  const whose = one.name ?? t('This repository');
  const made = h(
    'details',
    { class: `duty-block ${one.level}`, open: isOpen, 'data-duty': one.number },
    h(
      'summary',
      {},
      h('span', { class: 'number' }, `[${one.number}]`),
      ' ',
      h('strong', {}, one.title),
      h(
        'span',
        { class: 'hint' },
        ` · ${whose}${one.duty === null ? '' : ` · ${one.duty}`} · ${one.files.length === 1 ? (one.files[0] ?? '') : t('{0} files', number(one.files.length))} · ${levelName(one.level)}`,
      ),
    ),
  );
  let drawn = false;
  const fill = (): void => {
    if (drawn) return;
    drawn = true;
    made.append(
      inParts(sorted, MOST_FINDINGS, (finding) => findingCard(finding, finding.id === chosen), 'ul'),
    );
  };
  if (isOpen) fill();
  made.addEventListener('toggle', fill);
  return h(
    'div',
    { class: 'duty-row' },
    one.fixable > 0
      ? tickBox(view, one, t('Fix {0}: {1}', String(one.number), one.title))
      : h('span', { class: 'byhand' }, t('by hand')),
    made,
  );
}

function filters(view: View): HTMLElement {
  const { answer } = view.snapshot;
  const names = new Map(
    answer.toDo.map(({ upstream, name }) => [upstream ?? '.', name ?? t('This repository')]),
  );
  return h(
    'div',
    { class: 'row filters' },
    dropdown(
      t('Towards'),
      [{ value: '', label: t('Everyone') }, ...[...names].map(([value, label]) => ({ value, label }))],
      view.ui.upstream,
      (upstream) => view.set({ upstream, navigation: { page: 'duties' } }),
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
      view.ui.level,
      (level) => view.set({ level }),
    ),
    applyButton(view),
  );
}

function decided(view: View): Child {
  const open = new Set(view.snapshot.answer.toDo.flatMap(({ findings }) => findings));
  const rows = view.snapshot.findings.filter(({ id, decision }) => decision !== null && !open.has(id));
  if (rows.length === 0) return null;
  const chosen = view.ui.navigation.id;
  return h(
    'section',
    {},
    h('h2', {}, t('Decided ({0})', rows.length)),
    inParts(
      rows,
      MOST_FINDINGS,
      (finding) => {
        const card = findingCard(finding, finding.id === chosen);
        card.prepend(h('strong', {}, finding.title));
        return card;
      },
      'ul',
    ),
  );
}

function statements(view: View): HTMLElement {
  const { snapshot } = view;
  const tables = (): readonly Child[] => [
    pagedTable(view, {
      name: 'stated',
      caption: t('What is stated for what'),
      columns: [t('For'), t('License (SPDX)'), t('Stated in')],
      rows: snapshot.licenseTable,
      cells: (row) => [
        slotName(row.slot),
        row.expression === 'NONE'
          ? t('not stated')
          : row.differs
            ? t('{0}, differs', row.expression)
            : row.expression,
        h(
          'span',
          {},
          ...row.places.map(({ path, line }) =>
            h('span', {}, placeLink(path, { startLine: line, endLine: line }), ' '),
          ),
        ),
      ],
    }),
    snapshot.bases.length === 0
      ? null
      : pagedTable(view, {
          name: 'bases',
          caption: t('Base models that the repository names'),
          columns: [t('Model'), t('License (SPDX)'), t('Stated in')],
          rows: snapshot.bases,
          cells: (row) => [row.model, row.license, row.licenseSource],
        }),
    pagedTable(view, {
      name: 'licenses',
      caption: t('Licenses in this repository'),
      columns: [t('File'), t('For'), t('License (SPDX)'), t('Confidence'), t('Differences')],
      rows: snapshot.licenses,
      cells: (row) => [
        placeLink(row.path, row.ranges[0] ?? { startLine: 1, endLine: 1 }),
        slotName(row.slot),
        row.expression,
        percent(row.confidence),
        row.changes.join('; '),
      ],
    }),
    pagedTable(view, {
      name: 'sources',
      caption: t('Licenses of the upstreams'),
      columns: [t('Upstream'), t('Code'), t('Stated in'), t('Weights')],
      rows: snapshot.sources.filter((source) =>
        snapshot.lineage.some((each) => each.upstream === source.project && each.version === source.id),
      ),
      cells: (row) => [
        sourceName(view, row.project, row.id),
        row.codeLicense,
        row.codeLicenseSource,
        row.weightsLicense,
      ],
    }),
    pagedTable(view, {
      name: 'claims',
      caption: t('What the repository says it builds on'),
      columns: [t('Claim'), t('Place'), t('Upstream'), t('Result')],
      rows: snapshot.claims,
      cells: (row) => [
        // The mark of a list item says nothing here.
        row.text.replace(/^[-*+]\s+/, ''),
        placeLink(row.path, { startLine: row.line, endLine: row.line }),
        row.upstream === null ? t('not in the catalogue') : sourceName(view, row.upstream),
        foundName(row.found),
      ],
    }),
  ];
  return h('section', {}, h('h2', {}, t('Licenses and credits as they stand')), ...tables());
}

/** What is to be done towards whom, with the fixes; what was decided; what the licenses and credits say now. */
export function duties(view: View): HTMLElement {
  const { answer } = view.snapshot;
  const { id = '' } = view.ui.navigation;
  const towards = answer.upstreams.some(({ upstream }) => upstream === id) ? id : view.ui.upstream;
  const rows = answer.toDo.filter(
    (one) =>
      (towards === '' || (one.upstream ?? '.') === towards || one.findings.includes(id)) &&
      (view.ui.level === '' || one.level === view.ui.level || one.findings.includes(id)),
  );
  return h(
    'div',
    {},
    h('p', { class: 'lead' }, answer.counts, answer.fixes === '' ? null : ` · ${answer.fixes}`),
    answer.toDo.length === 0 ? null : filters(view),
    towards === '' || rows.length === answer.toDo.length
      ? null
      : h(
          'p',
          { class: 'hint' },
          t('{0} of {1} are shown.', rows.length, answer.toDo.length),
          ' ',
          link(
            t('Show all'),
            () => view.set({ upstream: '', level: '', navigation: { page: 'duties' } }),
            undefined,
            'all',
          ),
        ),
    inParts(rows, MOST_DUTIES, (one) => dutyBlock(view, one), 'div'),
    decided(view),
    statements(view),
  );
}
