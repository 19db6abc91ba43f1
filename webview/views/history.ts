import type { Order } from '../../src/model/report.ts';
import type { UpstreamRow } from '../../src/mouths/panel/answer-rows.ts';
import type { Dated } from '../components/lanes.ts';
import { pagedTable } from '../components/paged-table.ts';
import { timeline } from '../components/timeline.ts';
import { dropdown, link } from '../controls.ts';
import { type Child, h } from '../element.ts';
import { percent, t } from '../strings.ts';
import { sourceName, type View } from '../view.ts';
import { relationName } from '../wording.ts';

/** Upstreams whose order is told before a person asks for more. */
const MOST = 20;

function orderName(order: Order): string {
  const names: Readonly<Record<Order, string>> = {
    before: t('the upstream was public before'),
    after: t('the upstream was public later'),
    disputed: t('order disputed: dates that only this side vouches for say otherwise'),
    unknown: t('order not known'),
  };
  return names[order];
}

function orders({ pairs, since }: UpstreamRow): string {
  if (pairs.length === 0) return since ?? t('order not known');
  const counts = new Map<Order, number>();
  for (const { order } of pairs) counts.set(order, (counts.get(order) ?? 0) + 1);
  const [only] = counts.keys();
  if (counts.size === 1 && only !== undefined)
    return since === null || only !== 'before' ? orderName(only) : since;
  return [...counts]
    .map(([order, count]) => t('{0} of {1} modules: {2}', count, pairs.length, orderName(order)))
    .join('; ');
}

/** Those who had a smaller share first are not named. */
const LEAST_SHARE = 0.005;

function origins({ firstHolders }: UpstreamRow): string {
  return firstHolders
    .filter(({ share }) => share >= LEAST_SHARE)
    .slice(0, 5)
    .map(
      ({ name, share, since }) =>
        `${name ?? t('no earlier holder known')}${since === null ? '' : ` (${since.slice(0, 10)})`} ${percent(share)}`,
    )
    .join(' · ');
}

function orderTable(view: View): Child {
  const { upstreams } = view.snapshot.answer;
  const chosen = upstreams.filter(({ upstream }) => view.ui.upstream === '' || upstream === view.ui.upstream);
  if (chosen.length === 0) return null;
  return pagedTable(view, {
    name: 'order',
    caption: t('Who had it first'),
    columns: [t('Upstream'), t('Order'), t('Written first in'), t('By way of')],
    rows: chosen.slice(0, MOST * 5),
    cells: (one) => [
      link(one.name, () => view.go({ page: 'proof', id: one.upstream }), t('The proof for {0}', one.name)),
      orders(one),
      origins(one) || t('not known'),
      one.routes.length === 0 ? t('directly, as far as known') : t('{0}, or directly', one.routes.join(', ')),
    ],
  });
}

/** Those that have the same code from elsewhere, those behind an upstream, and this repository itself. */
function relations(view: View): Child {
  const rows = view.snapshot.lineage.filter(({ relation }) => relation !== 'source');
  if (rows.length === 0) return null;
  return pagedTable(view, {
    name: 'relations',
    caption: t('Others with the same code'),
    columns: [t('Project'), t('What it is to this repository'), t('Why')],
    rows,
    cells: (one) => [
      sourceName(view, one.upstream, one.version),
      relationName(one.relation),
      one.why.slice(0, 3).join(' '),
    ],
  });
}

function datedEvents(view: View): readonly Dated[] {
  const seen = new Set<string>();
  const { upstreams } = view.snapshot.answer;
  const rankOf = (id: string): number => {
    const at = upstreams.findIndex(({ upstream }) => upstream === id);
    return at < 0 ? upstreams.length : at;
  };
  return view.snapshot.lineage
    .filter(({ upstream }) => view.ui.upstream === '' || upstream === view.ui.upstream)
    .flatMap((lineage) =>
      lineage.timeline.map((event): Dated => {
        const upstream = sourceName(view, lineage.upstream, lineage.version);
        return { upstream, event, time: Date.parse(event.date), rank: rankOf(lineage.upstream) };
      }),
    )
    .filter(({ event, time, upstream }) => {
      const key = `${event.side === 'local' ? '' : upstream} ${event.date} ${event.event}`;
      if (!Number.isFinite(time) || seen.has(key)) return false;
      seen.add(key);
      return true;
    })
    .sort((a, b) => a.time - b.time);
}

/** When what was public, whose word each date is, and who had the code first. */
export function history(view: View): HTMLElement {
  const { upstreams } = view.snapshot.answer;
  const known = upstreams.some(({ upstream }) => upstream === view.ui.upstream);
  const shown: View = known ? view : { ...view, ui: { ...view.ui, upstream: '' } };
  const dated = datedEvents(shown);
  return h(
    'div',
    {},
    upstreams.length < 2
      ? null
      : h(
          'div',
          { class: 'row filters' },
          dropdown(
            t('Upstream'),
            [
              { value: '', label: t('All') },
              ...upstreams.map(({ upstream, name }) => ({ value: upstream, label: name })),
            ],
            shown.ui.upstream,
            (upstream) => view.set({ upstream }),
          ),
        ),
    orderTable(shown),
    dated.length === 0
      ? h('p', {}, t('No dates are known, for example because the folder has no git history.'))
      : timeline(shown, dated),
    relations(view),
  );
}
