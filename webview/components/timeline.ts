import type { TimelineEvent } from '../../src/model/report.ts';
import { timeScale } from '../../src/mouths/reports/river/time-scale.ts';
import { h, svg } from '../element.ts';
import { t } from '../strings.ts';
import type { View } from '../view.ts';
import { type Dated, type Lane, lanesOf } from './lanes.ts';
import { pagedTable } from './paged-table.ts';

/** Widths of the picture: beside a wide page, and as wide as a narrow one so that its words stay readable. */
const WIDE = 1000;
const NARROW = 440;
const LEFT = 16;
const ROW = 34;
const SIZE = 8;
/** Marks nearer than this to each other share a place, in units of the picture. */
const NEAR = 12;

export function sideName(side: TimelineEvent['side']): string {
  return side === 'upstream' ? t('Upstream') : t('This repository');
}

function mark(lane: Lane, x: number, y: number, events: readonly Dated[]): SVGElement {
  const words = events.map(({ event }) => `${event.date.slice(0, 10)} · ${event.event}`).join('\n');
  const title = svg('title', {}, words);
  return lane.own
    ? svg(
        'rect',
        { class: 'event local', x: x - SIZE, y: y - SIZE, width: 2 * SIZE, height: 2 * SIZE },
        title,
      )
    : svg('circle', { class: 'event upstream', cx: x, cy: y, r: SIZE }, title);
}

/** Each upstream in a lane, the repository below, on the weeks that decide; what is much older stands behind a break. */
function picture(dated: readonly Dated[], width: number): SVGSVGElement {
  const right = width - LEFT;
  const lanes = lanesOf(dated);
  const own = dated.filter(({ event }) => event.side === 'local').map(({ event }) => event.date);
  const last = [...dated].at(-1)?.event.date ?? null;
  const first = [...own].sort()[0] ?? last;
  const end = [...own].sort().at(-1) ?? last;
  const before = dated
    .filter(({ event }) => first === null || event.date <= first)
    .map(({ event }) => event.date);
  const until = end !== null && first !== null && end > first ? 0.75 * right : right - 90;
  const scale = timeScale(before, first, LEFT, until);
  const after = Math.max(1, Date.parse(last ?? '') - Date.parse(first ?? ''));
  const x = (date: string): number =>
    first === null || date <= first
      ? scale.x(date)
      : until + ((Date.parse(date) - Date.parse(first)) / after) * (right - until);
  const height = lanes.length * ROW + 34;
  const axis = height - 26;
  const from = [...dated][0]?.event.date.slice(0, 10) ?? '';
  return svg(
    'svg',
    {
      class: width === WIDE ? 'timeline timeline-wide' : 'timeline timeline-narrow',
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
      'aria-label': t('{0} events in {1} lanes; the table below holds the same', dated.length, lanes.length),
    },
    ...lanes.flatMap((lane, at) => {
      const y = at * ROW + 26;
      const groups: { x: number; events: Dated[] }[] = [];
      for (const one of lane.events) {
        const place = x(one.event.date);
        const near = groups.find((group) => Math.abs(group.x - place) < NEAR);
        if (near === undefined) groups.push({ x: place, events: [one] });
        else near.events.push(one);
      }
      return [
        svg('text', { x: LEFT, y: y - 11, class: 'lane' }, lane.name),
        svg('line', { class: lane.own ? 'rail own' : 'rail', x1: LEFT, x2: right, y1: y, y2: y }),
        ...groups.map((group) => mark(lane, group.x, y, group.events)),
      ];
    }),
    own.length === 0 ? null : svg('line', { class: 'now', x1: until, x2: until, y1: 8, y2: axis }),
    scale.breakAt === null
      ? null
      : svg('path', { class: 'break', d: `M${scale.breakAt - 4} ${axis + 4}l4 -10m4 10l4 -10` }),
    svg('text', { x: LEFT, y: height - 6, class: 'date' }, from),
    svg(
      'text',
      { x: until, y: height - 6, class: 'date', 'text-anchor': 'middle' },
      first?.slice(0, 10) ?? '',
    ),
    end !== null && first !== null && end.slice(0, 10) > first.slice(0, 10)
      ? svg('text', { x: right, y: height - 6, class: 'date', 'text-anchor': 'end' }, end.slice(0, 10))
      : null,
  );
}

/** Dates as a picture, and the same as a table with what each date rests on. */
export function timeline(view: View, dated: readonly Dated[]): HTMLElement {
  return h(
    'section',
    {},
    h('h2', {}, t('Dates')),
    h(
      'p',
      { class: 'hint' },
      t(
        'Dates are evidence with doubt: a rewritten or squashed history makes a local date a lower bound only.',
      ),
    ),
    h(
      'div',
      { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': t('Timeline') },
      picture(dated, WIDE),
      picture(dated, NARROW),
    ),
    h(
      'p',
      { class: 'hint legend' },
      dated.some(({ event }) => event.side === 'local')
        ? t('○ upstream   ■ this repository   ┆ its first date. Dates far before it stand behind the break.')
        : t('○ upstream. Of this repository no dates are known.'),
    ),
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
        event.side === 'local' ? '' : upstream,
      ],
    }),
  );
}
