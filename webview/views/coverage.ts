import { pagedTable } from '../components/paged-table.ts';
import { h } from '../element.ts';
import { number, t } from '../strings.ts';
import type { View } from '../view.ts';

/** What was not looked at, and with what this report was made. */
export function coverage(view: View): HTMLElement {
  const { snapshot } = view;
  const { target, catalogue } = snapshot;
  const small = snapshot.modules.filter((module) => module.notCompared !== null);
  return h(
    'div',
    {},
    h(
      'dl',
      {},
      h('dt', {}, t('Files')),
      h('dd', {}, t('{0} of {1} read', target.examined, target.files)),
      h('dt', {}, t('Commit')),
      h(
        'dd',
        {},
        target.commit === undefined
          ? t('not known')
          : target.commit + (target.dirty === true ? ` (${t('with uncommitted changes')})` : ''),
      ),
      h('dt', {}, t('Catalogue')),
      h(
        'dd',
        {},
        t('{0}, {1} upstream versions, built {2}', catalogue.id, catalogue.upstreams, catalogue.built),
      ),
      h('dt', {}, t('Tool')),
      h('dd', {}, snapshot.tool),
      h('dt', {}, t('Modules')),
      h(
        'dd',
        {},
        t(
          '{0} of {1} compared',
          number(snapshot.modules.length - small.length),
          number(snapshot.modules.length),
        ),
      ),
    ),
    h(
      'p',
      { class: 'hint' },
      t(
        'An upstream that is not in the catalogue cannot be found. Nothing here says that the rest was written from scratch.',
      ),
    ),
    pagedTable(view, {
      name: 'coverage',
      caption: t('Not examined'),
      columns: [t('Path'), t('Reason')],
      rows: snapshot.notExamined,
      cells: (row) => [row.path, row.reason],
    }),
    pagedTable(view, {
      name: 'small',
      caption: t('Modules that were not compared'),
      columns: [t('Module'), t('Path'), t('Reason')],
      rows: small,
      cells: (row) => [row.symbol, `${row.path}:${row.startLine}`, row.notCompared],
    }),
  );
}
