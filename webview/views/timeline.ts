import type { TimelineEvent } from '../../src/model/report.ts';
import { pagedTable } from '../components/paged-table.ts';
import { h, svg } from '../element.ts';
import { t } from '../strings.ts';
import { sourceName, type View } from '../view.ts';

interface Dated {
  readonly upstream: string;
  readonly event: TimelineEvent;
  readonly time: number;
}

const WIDTH = 1000;
const EDGE = 24;

function sideName(side: TimelineEvent['side']): string {
  return side === 'upstream' ? t('Upstream') : t('This repository');
}

function lanes(dated: readonly Dated[]): SVGSVGElement {
  const times = dated.map(({ time }) => time);
  const first = Math.min(...times);
  const span = Math.max(1, Math.max(...times) - first);
  const x = (time: number): number => EDGE + ((time - first) / span) * (WIDTH - 2 * EDGE);
  const row = { upstream: 30, local: 90 } as const;
  return svg(
    'svg',
    {
      class: 'timeline',
      viewBox: `0 0 ${WIDTH} 120`,
      role: 'img',
      'aria-label': t('{0} events in two lanes; the table below holds the same', dated.length),
    },
    ...(['upstream', 'local'] as const).flatMap((side) => [
      svg('text', { x: 0, y: row[side] - 14, class: 'lane' }, sideName(side)),
      svg('line', { class: 'lane', x1: 0, x2: WIDTH, y1: row[side], y2: row[side] }),
    ]),
    ...dated.map(({ event, time, upstream }) => {
      const title = svg('title', {}, `${event.date} · ${event.event} (${upstream})`);
      return event.side === 'upstream'
        ? svg('circle', { class: 'event upstream', cx: x(time), cy: row.upstream, r: 7 }, title)
        : svg(
            'rect',
            { class: 'event local', x: x(time) - 6, y: row.local - 6, width: 12, height: 12 },
            title,
          );
    }),
    svg('text', { x: EDGE, y: 118, class: 'date' }, new Date(first).toISOString().slice(0, 10)),
    svg(
      'text',
      { x: WIDTH - EDGE, y: 118, class: 'date', 'text-anchor': 'end' },
      new Date(first + span).toISOString().slice(0, 10),
    ),
  );
}

export function timeline(view: View): HTMLElement {
  const seen = new Set<string>();
  const all = view.snapshot.lineage.flatMap((lineage) =>
    lineage.timeline.map((event): Dated => {
      const upstream = sourceName(view, lineage.upstream, lineage.version);
      return { upstream, event, time: Date.parse(event.date) };
    }),
  );
  const dated = all
    .filter(({ event, time, upstream }) => {
      const key =
        event.side === 'local' ? `${event.date} ${event.event}` : `${upstream} ${event.date} ${event.event}`;
      if (!Number.isFinite(time) || seen.has(key)) return false;
      seen.add(key);
      return true;
    })
    .sort((a, b) => a.time - b.time);
  if (dated.length === 0)
    return h('p', {}, t('No dates are known, for example because the folder has no git history.'));
  return h(
    'div',
    {},
    h(
      'p',
      { class: 'hint' },
      t(
        'Dates are evidence with doubt: a rewritten or squashed history makes a local date a lower bound only.',
      ),
    ),
    h('div', { class: 'scroll' }, lanes(dated)),
    pagedTable(view, {
      name: 'timeline',
      caption: t('Events'),
      columns: [t('Date'), t('Side'), t('Event'), t('What the date rests on'), t('Upstream')],
      rows: dated,
      cells: ({ event, upstream }) => [
        h('time', { class: 'nowrap', datetime: event.date, title: event.date }, event.date.slice(0, 10)),
        sideName(event.side),
        event.event,
        event.basis,
        upstream,
      ],
    }),
  );
}
