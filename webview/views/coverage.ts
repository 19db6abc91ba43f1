import type { TrustStatement } from '../../src/model/report.ts';
import { pagedTable } from '../components/paged-table.ts';
import { type Child, h, svg } from '../element.ts';
import { number, percent, t } from '../strings.ts';
import type { View } from '../view.ts';

function sayer(saidBy: TrustStatement['saidBy']): string {
  const names: Readonly<Record<TrustStatement['saidBy'], string>> = {
    'audited side': t('the audited side'),
    upstream: t('the upstream'),
    catalogue: t('the catalogue'),
  };
  return names[saidBy];
}

/** The code in bytes: what had something to be compared with, what was compared without, what was not compared. */
function ledger(view: View): Child {
  const { coverage } = view.snapshot;
  if (coverage === null || coverage.bytes === 0) return null;
  const parts = [
    { name: t('Had something to be compared with'), bytes: coverage.known, mark: 'known' },
    {
      name: t('Compared; nothing known is like it'),
      bytes: Math.max(0, coverage.compared - coverage.known),
      mark: 'compared',
    },
    { name: t('Not compared'), bytes: Math.max(0, coverage.bytes - coverage.compared), mark: 'left' },
  ];
  let x = 0;
  const bars = parts.map(({ bytes, mark }) => {
    const width = (bytes / coverage.bytes) * 1000;
    const made = svg('rect', { class: `part ${mark}`, x, y: 0, width, height: 16 });
    x += width;
    return made;
  });
  return h(
    'section',
    {},
    h('h2', {}, t('How much of the code was compared')),
    svg(
      'svg',
      {
        class: 'ledger',
        viewBox: '0 0 1000 16',
        preserveAspectRatio: 'none',
        role: 'img',
        'aria-label': parts
          .map(({ name, bytes }) => `${name}: ${percent(bytes / coverage.bytes)}`)
          .join('; '),
      },
      svg('rect', { class: 'ground', x: 0, y: 0, width: 1000, height: 16 }),
      ...bars,
    ),
    h(
      'table',
      { class: 'narrow' },
      h('caption', { class: 'unseen' }, t('Bytes of code, by what could be said of them')),
      h(
        'tbody',
        {},
        ...parts.map(({ name, bytes, mark }) =>
          h(
            'tr',
            {},
            h('th', { scope: 'row' }, h('span', { class: `key ${mark}`, 'aria-hidden': 'true' }), name),
            h('td', { class: 'number' }, percent(bytes / coverage.bytes)),
            h('td', { class: 'number' }, t('{0} bytes', number(bytes))),
          ),
        ),
      ),
    ),
  );
}

/** What was not looked at, what had nothing to be compared with, and what rests on whose word. */
export function coverage(view: View): HTMLElement {
  const { snapshot } = view;
  const { target, catalogue } = snapshot;
  const small = snapshot.modules.filter((module) => module.notCompared !== null);
  const entry = (term: string, value: string): Child[] => [h('dt', {}, term), h('dd', {}, value)];
  return h(
    'div',
    {},
    ledger(view),
    h(
      'dl',
      {},
      ...entry(t('Files'), t('{0} of {1} read', target.examined, target.files)),
      ...entry(
        t('Modules'),
        t(
          '{0} of {1} compared',
          number(snapshot.modules.length - small.length),
          number(snapshot.modules.length),
        ),
      ),
      ...entry(
        t('Commit'),
        target.commit === undefined
          ? t('not known')
          : target.commit + (target.dirty === true ? ` (${t('with uncommitted changes')})` : ''),
      ),
      ...entry(
        t('Catalogue'),
        t('{0}, {1} upstream versions, built {2}', catalogue.id, catalogue.upstreams, catalogue.built),
      ),
      ...entry(t('Tool'), snapshot.tool),
    ),
    h(
      'p',
      { class: 'hint' },
      t(
        'An upstream that is not in the catalogue cannot be found. Nothing here says that the rest was written from scratch.',
      ),
    ),
    snapshot.trust.length === 0
      ? null
      : pagedTable(view, {
          name: 'trust',
          caption: t('What rests on whose word'),
          columns: [t('Fact'), t('Said by'), t('Without it')],
          rows: snapshot.trust,
          cells: (row) => [row.fact, sayer(row.saidBy), row.effect],
        }),
    pagedTable(view, {
      name: 'coverage',
      caption: t('Not examined'),
      columns: [t('Path'), t('Reason')],
      rows: snapshot.notExamined,
      cells: (row) => [row.path, row.reason],
    }),
    small.length === 0
      ? null
      : pagedTable(view, {
          name: 'small',
          caption: t('Modules that were not compared'),
          columns: [t('Module'), t('Path'), t('Reason')],
          rows: small,
          cells: (row) => [row.symbol, `${row.path}:${row.startLine}`, row.notCompared],
        }),
  );
}
