import { ToEditor } from '../../src/mouths/panel/evidence-api.ts';
import type { FindingRow } from '../../src/mouths/panel/panel-snapshot.ts';
import { strengthLabel } from '../components/strength-label.ts';
import { button, link } from '../controls.ts';
import { type Child, h } from '../element.ts';
import { post } from '../host.ts';
import { number, t } from '../strings.ts';
import { sourceName, sourceOf, type View } from '../view.ts';
import { creditName, relationName, statusName, statusReason } from '../wording.ts';

/** A card is read at a glance; the rest is one click away. */
const LEVELS = ['error', 'warning', 'note'] as const;
const MOST_REASONS = 4;
const MOST_FINDINGS = 5;

function findingLine(view: View, finding: FindingRow): HTMLElement {
  return h(
    'li',
    {},
    link(finding.title, () => view.go({ page: 'findings', id: finding.id })),
    h('span', { class: 'hint' }, ` · ${finding.message}`),
  );
}

function upstreamCard(view: View, upstream: string): HTMLElement | null {
  const lineage = view.snapshot.lineage.find((each) => each.upstream === upstream);
  if (lineage === undefined) return null;
  const source = sourceOf(view, lineage.upstream, lineage.version);
  const findings = view.snapshot.findings
    .filter((finding) => finding.upstream === upstream)
    .sort((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level));
  const shown = lineage.why.slice(0, MOST_REASONS);
  return h(
    'article',
    { class: 'card' },
    h(
      'h3',
      {},
      link(sourceName(view, lineage.upstream, lineage.version), () =>
        view.go({ page: 'lineage', id: lineage.upstream }),
      ),
    ),
    h(
      'p',
      { class: 'facts' },
      strengthLabel(lineage.strength),
      ` · ${creditName(lineage.credited)} · ${relationName(lineage.relation)}`,
      source === undefined ? null : ` · ${t('code under {0}', source.codeLicense)}`,
    ),
    ...(findings.length === 0
      ? []
      : [
          h('h4', {}, t('What is missing')),
          h(
            'ul',
            { class: 'findings' },
            ...findings.slice(0, MOST_FINDINGS).map((finding) => findingLine(view, finding)),
            findings.length > MOST_FINDINGS
              ? h(
                  'li',
                  {},
                  link(t('{0} more', findings.length - MOST_FINDINGS), () => {
                    view.keep({ text: upstream, status: '', level: '' });
                    view.go({ page: 'findings' });
                  }),
                )
              : null,
          ),
        ]),
    ...(shown.length === 0
      ? []
      : [
          h('h4', {}, t('Why')),
          h(
            'ul',
            {},
            ...shown.map((why) => h('li', {}, why)),
            lineage.why.length > shown.length
              ? h(
                  'li',
                  {},
                  link(t('{0} more', lineage.why.length - shown.length), () =>
                    view.go({ page: 'lineage', id: upstream }),
                  ),
                )
              : null,
          ),
        ]),
  );
}

function looseFindings(view: View, status: string): Child[] {
  const rows = view.snapshot.findings.filter(
    (finding) =>
      finding.status === status &&
      !view.snapshot.lineage.some((lineage) => lineage.upstream === finding.upstream),
  );
  const shown = rows.slice(0, 8);
  if (shown.length === 0) return [];
  return [
    h(
      'ul',
      { class: 'findings' },
      ...shown.map((finding) => findingLine(view, finding)),
      rows.length > shown.length
        ? h(
            'li',
            {},
            link(t('{0} more', rows.length - shown.length), () => {
              view.keep({ status });
              view.go({ page: 'findings' });
            }),
          )
        : null,
    ),
  ];
}

/** Status and reasons first; counts serve them. */
export function overview(view: View): HTMLElement {
  const { snapshot } = view;
  const self = snapshot.lineage.find((lineage) => lineage.relation === 'self');
  const groups = snapshot.status.map((group) => {
    const cards = group.upstreams.slice(0, 12).map((upstream) => upstreamCard(view, upstream));
    const quiet = group.status === 'common' || group.status === 'complete';
    const inner: Child[] = [
      h('p', { class: 'hint' }, statusReason(group.status)),
      ...cards,
      ...looseFindings(view, group.status),
    ];
    const heading = `${statusName(group.status)} (${number(Math.max(group.findings, group.upstreams.length))})`;
    return quiet
      ? h('details', { class: 'status' }, h('summary', {}, h('h2', {}, heading)), ...inner)
      : h('section', { class: `status ${group.status}` }, h('h2', {}, heading), ...inner);
  });
  return h(
    'div',
    {},
    snapshot.partial
      ? h(
          'p',
          { class: 'notice', role: 'note' },
          t('Part of what should have been read was not: this report is a part of the whole.'),
        )
      : null,
    self === undefined
      ? null
      : h(
          'p',
          { class: 'notice', role: 'note' },
          t('This repository is {0} itself.', sourceName(view, self.upstream, self.version)),
        ),
    groups.length === 0 ? h('p', {}, t('No known upstream was found, and no license duty is open.')) : null,
    ...groups,
    h(
      'p',
      { class: 'row' },
      button({ label: t('Export Report…'), onClick: () => post(ToEditor.exportReport, {}) }),
      snapshot.notExamined.length === 0
        ? null
        : link(t('{0} places were not examined', snapshot.notExamined.length), () =>
            view.go({ page: 'coverage' }),
          ),
    ),
  );
}
