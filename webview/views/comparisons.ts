import type { Comparison } from '../../src/mouths/panel/comparison.ts';
import { distribution } from '../components/distribution.ts';
import { pagedTable } from '../components/paged-table.ts';
import { sharedErrors } from '../components/shared-errors.ts';
import { type Child, h } from '../element.ts';
import { number, percent, t } from '../strings.ts';
import type { View } from '../view.ts';

type Of<K extends Comparison['kind']> = Extract<Comparison, { kind: K }>;

/** Verdicts are words of the report; only their underscores are for machines. */
function words(verdict: string): string {
  return verdict.replaceAll('_', ' ').replaceAll('+', ' + ');
}

function list(items: readonly string[]): Child {
  return items.length === 0 ? null : h('ul', {}, ...items.map((item) => h('li', {}, item)));
}

function entry(term: string, ...value: readonly Child[]): readonly Child[] {
  return [h('dt', {}, term), h('dd', {}, ...value)];
}

function fixed(value: number | null): string {
  return value === null ? '' : value.toFixed(4);
}

function weights(view: View, { id, report }: Of<'weights'>): readonly Child[] {
  const prefixes = Object.entries(report.prefixMap);
  return [
    h('p', {}, h('strong', {}, words(report.verdict))),
    list(report.account),
    h(
      'dl',
      {},
      ...entry(t('Direction'), words(report.direction)),
      ...(report.sigma === undefined
        ? []
        : entry(t('Std of the added noise'), report.sigma.toExponential(3))),
      ...entry(
        t('Components'),
        Object.entries(report.components)
          .map(([name, verdict]) => `${name}: ${words(verdict)}`)
          .join('; ') || t('none'),
      ),
      ...(prefixes.length === 0
        ? []
        : entry(t('Renamed prefixes'), prefixes.map(([from, to]) => `${from} → ${to}`).join('; '))),
      ...entry(
        t('Without a counterpart'),
        t(
          '{0} tensors of the upstream, {1} of the other',
          report.unmatched.upstream,
          report.unmatched.suspect,
        ),
      ),
    ),
    report.histogram === null ? null : distribution(report.histogram),
    pagedTable(view, {
      name: `tensors ${id}`,
      caption: t('Tensors'),
      columns: [
        t('Upstream'),
        t('Here'),
        t('Component'),
        t('Finding'),
        t('Correlation'),
        t('Equal values'),
        t('Std of the difference'),
        t('Note'),
      ],
      rows: report.tensors,
      cells: (row) => [
        h('code', {}, row.upstream),
        row.suspect === row.upstream ? t('same name') : h('code', {}, row.suspect),
        row.component,
        words(row.verdict),
        fixed(row.cosine),
        row.equalShare === null ? '' : percent(row.equalShare),
        row.std === null ? '' : row.std.toExponential(2),
        row.note,
      ],
    }),
    report.notExamined.length === 0
      ? null
      : pagedTable(view, {
          name: `unread ${id}`,
          caption: t('Not examined'),
          columns: [t('Path'), t('Reason')],
          rows: report.notExamined,
          cells: (row) => [row.path, row.reason],
        }),
  ];
}

function answers(view: View, { id, report }: Of<'answers'>): readonly Child[] {
  const share = (value: number | null): string => (value === null ? t('not known') : percent(value));
  return [
    h('p', {}, h('strong', {}, words(report.verdict))),
    h('p', {}, report.reason),
    h(
      'dl',
      {},
      ...entry(t('Items answered by both'), number(report.items)),
      ...entry(t('Right answers'), `${share(report.accuracy.upstream)} · ${share(report.accuracy.suspect)}`),
      ...entry(t('Same answer'), share(report.agreement)),
      ...entry(
        t('Same wrong answer'),
        t(
          '{0} of {1} that both answered wrongly; {2} expected by chance',
          report.sharedWrong,
          report.bothWrong,
          Number(report.chance.toFixed(1)),
        ),
      ),
      ...entry(t('p value'), report.p === null ? t('not known') : report.p.toPrecision(2)),
      ...entry(
        t('Error consistency'),
        report.errorConsistency === null ? t('not known') : report.errorConsistency.toFixed(3),
      ),
      ...entry('CAPA', report.capa === null ? t('not known') : report.capa.toFixed(3)),
    ),
    sharedErrors([
      { ...report, name: `${report.upstream} ↔ ${report.suspect}`, control: false },
      ...report.controls.map((control) => ({ ...control, interval: null, control: true })),
    ]),
    list(report.notes),
    pagedTable(view, {
      name: `examples ${id}`,
      caption: t('Examples of the same wrong answer'),
      columns: [t('Item'), t('Answer'), t('Reference')],
      rows: report.examples,
      cells: (row) => [row.id, row.answer, row.reference ?? ''],
    }),
  ];
}

function documents(view: View, { id, report }: Of<'documents'>): readonly Child[] {
  return [
    h(
      'dl',
      {},
      ...entry(t('Of this document'), t('{0} of its words stand in the source', percent(report.containment))),
      ...entry(t('Of the source'), t('{0} of its words stand here', percent(report.containmentOfSource))),
      ...entry(t('Neither quoted nor cited'), percent(report.unmarked)),
    ),
    pagedTable(view, {
      name: `passages ${id}`,
      caption: t('Passages'),
      columns: [t('Passage'), t('Words'), t('Same words'), t('Quoted'), t('Cited'), t('Place'), t('Source')],
      rows: report.passages,
      cells: (row) => [
        row.suspect.text,
        number(row.words),
        number(row.sameWords),
        row.quoted ? t('yes') : t('no'),
        row.cited ? t('yes') : t('no'),
        `${row.suspect.path}:${row.suspect.range.startLine}`,
        `${row.source.path}:${row.source.range.startLine}`,
      ],
    }),
  ];
}

function kindName(kind: Comparison['kind']): string {
  const names: Readonly<Record<Comparison['kind'], string>> = {
    weights: t('Weights'),
    answers: t('Answers'),
    documents: t('Documents'),
  };
  return names[kind];
}

function body(view: View, comparison: Comparison): readonly Child[] {
  switch (comparison.kind) {
    case 'weights':
      return weights(view, comparison);
    case 'answers':
      return answers(view, comparison);
    case 'documents':
      return documents(view, comparison);
  }
}

/** Comparisons of weights, answers and documents, the latest first. */
export function comparisons(view: View): HTMLElement {
  if (view.comparisons.length === 0) {
    return h(
      'p',
      { class: 'hint' },
      t(
        'Nothing was compared in this window. The commands “Compare Weights…”, “Compare Answers…” and “Compare Documents…” show their results here.',
      ),
    );
  }
  const open = view.ui.navigation.id ?? view.comparisons[0]?.id;
  return h(
    'div',
    {},
    ...view.comparisons.map((comparison) =>
      h(
        'details',
        { open: comparison.id === open, class: 'lineage' },
        h(
          'summary',
          {},
          h('h2', {}, `${kindName(comparison.kind)}: ${comparison.upstream} ↔ ${comparison.suspect}`),
        ),
        ...body(view, comparison),
      ),
    ),
  );
}
