import type { UpstreamRow } from '../../src/mouths/panel/answer-rows.ts';
import { ToEditor } from '../../src/mouths/panel/evidence-api.ts';
import { dutyList } from '../components/duty-list.ts';
import { pictureFrom } from '../components/river.ts';
import { rolesByUpstream } from '../components/roles-by-upstream.ts';
import { shareBars } from '../components/share-bars.ts';
import { strengthLabel } from '../components/strength-label.ts';
import { button, link } from '../controls.ts';
import { type Child, h } from '../element.ts';
import { post } from '../host.ts';
import { number, percent, t } from '../strings.ts';
import type { View } from '../view.ts';
import { relationName } from '../wording.ts';

const MOST_CARDS = 12;
const MOST_PAIRS = 3;

/** The picture, wide and for a narrow panel: the page shows the one that fits. */
function river(view: View): Child {
  const { wide, narrow } = view.snapshot.answer.river;
  const pictures = [
    { shape: 'wide', picture: pictureFrom(wide) },
    { shape: 'narrow', picture: pictureFrom(narrow) },
  ];
  if (pictures.some(({ picture }) => picture === null)) return null;
  const follow = (event: Event): void => {
    const target = event.target instanceof Element ? event.target : null;
    const stream = target?.closest('[data-upstream]') ?? null;
    if (target?.closest('a') == null || stream === null) return;
    event.preventDefault();
    const module = target.closest('[data-module]')?.getAttribute('data-module') ?? null;
    view.go({ page: 'proof', id: module ?? stream.getAttribute('data-upstream') ?? '' });
  };
  return h(
    'figure',
    { class: 'river-figure', onclick: follow },
    ...pictures.map(({ shape, picture }) => h('div', { class: `river-${shape}` }, picture)),
    h(
      'figcaption',
      { class: 'hint' },
      t(
        'Each stream is an upstream: its width is its share of the modules, where it begins is when it was public. Hatched: not credited. Dotted: credited, terms open. Dashed: a person has to decide. Plain: complete.',
      ),
    ),
  );
}

function card(view: View, one: UpstreamRow): HTMLElement {
  const facts = [
    one.organisation,
    one.license === 'NONE' ? t('no license stated') : one.license,
    one.since,
    one.relation === 'source' ? null : relationName(one.relation),
  ].filter((fact) => fact !== null);
  const toDo = one.toDo.length === 1 ? t('1 thing to do') : t('{0} things to do', one.toDo.length);
  const shown = one.pairs.slice(0, MOST_PAIRS);
  const rest = one.pairs.length - shown.length;
  return h(
    'article',
    { class: `card ${one.state}`, 'data-upstream': one.upstream },
    h(
      'h3',
      {},
      link(one.name, () => view.go({ page: 'proof', id: one.upstream }), t('The proof for {0}', one.name)),
      ' ',
      h('span', { class: `state ${one.state}` }, one.stateName),
    ),
    h('p', { class: 'facts' }, facts.join(' · ')),
    h(
      'p',
      {},
      [...one.what, ...(one.share > 0 ? [t('{0} of the code by size', percent(one.share))] : [])].join(' · '),
      ' ',
      strengthLabel(one.strength),
    ),
    shown.length === 0
      ? null
      : h(
          'ul',
          { class: 'plain' },
          ...shown.map((pair) =>
            h(
              'li',
              {},
              h('span', { class: 'number' }, percent(pair.share)),
              ' ',
              link(pair.title, () => view.go({ page: 'proof', id: pair.module, match: pair.match })),
              h('span', { class: 'hint' }, ` ${pair.path}`),
            ),
          ),
          rest > 0
            ? h(
                'li',
                {},
                link(t('{0} more', rest), () => view.go({ page: 'proof', id: one.upstream })),
              )
            : null,
        ),
    one.question === null ? null : h('p', {}, t('To decide: {0}.', one.question)),
    one.toDo.length === 0
      ? null
      : h(
          'p',
          {},
          link(toDo, () => view.go({ page: 'duties', id: one.upstream }), `${toDo} · ${one.name}`),
        ),
  );
}

function cards(view: View): Child {
  const { upstreams } = view.snapshot.answer;
  if (upstreams.length === 0) return null;
  const rest = upstreams.slice(MOST_CARDS);
  return h(
    'section',
    {},
    h('h2', {}, t('Upstreams')),
    h('div', { class: 'cards' }, ...upstreams.slice(0, MOST_CARDS).map((one) => card(view, one))),
    rest.length === 0
      ? null
      : h(
          'details',
          {},
          h('summary', {}, t('{0} more', rest.length)),
          h(
            'ul',
            {},
            ...rest.map((one) =>
              h(
                'li',
                {},
                link(one.name, () => view.go({ page: 'proof', id: one.upstream })),
                ` · ${one.stateName} · ${one.what.join(' · ')}`,
              ),
            ),
          ),
        ),
  );
}

/** What the upstreams have from others, and who else has the same. */
function behind(view: View): Child {
  const { behind: all, carriers } = view.snapshot.answer;
  if (all.length + carriers.length === 0) return null;
  return h(
    'p',
    { class: 'hint' },
    ...(all.length === 0
      ? []
      : [
          t(
            'Behind it: {0}.',
            all
              .map(({ name, parts }) =>
                parts.length === 0 ? name : `${name} (${parts.slice(0, 3).join(', ')})`,
              )
              .join(' · '),
          ),
          ' ',
        ]),
    carriers.length === 0 ? null : t('Have the same from elsewhere: {0}.', carriers.join(', ')),
  );
}

function looked(view: View): HTMLElement {
  const { looked: seen } = view.snapshot.answer;
  const share =
    seen.comparable === null
      ? t('{0} modules were compared, {1} of them match.', seen.modules - seen.small, seen.matched)
      : t('{0} of the code had something to be compared with.', percent(seen.comparable));
  const left =
    seen.notCompared.length === 0
      ? ''
      : seen.notCompared.length === 1
        ? t('Not compared: 1 place.')
        : t('Not compared: {0} places.', number(seen.notCompared.length));
  return h(
    'p',
    { class: 'looked' },
    `${share} ${left} `,
    link(t('What was looked at'), () => view.go({ page: 'coverage' })),
  );
}

/** What it descends from, whether that is said, and what is to be done: one screen. */
export function answer(view: View): HTMLElement {
  const { answer: told, partial } = view.snapshot;
  const open = told.toDo.length > 0;
  return h(
    'div',
    {},
    h('p', { class: `verdict ${told.verdict}` }, told.verdictName),
    h('p', { class: 'lead' }, told.sentence),
    partial
      ? h(
          'p',
          { class: 'notice', role: 'note' },
          t('Part of what should have been read was not: this report is a part of the whole.'),
        )
      : null,
    river(view),
    h('h2', {}, told.fixes === '' ? told.counts : `${told.counts} · ${told.fixes}`),
    open ? dutyList(view, { most: 5 }) : null,
    cards(view),
    behind(view),
    rolesByUpstream(view),
    shareBars(view),
    ...told.notes.map((note) => h('p', {}, note)),
    looked(view),
    h(
      'p',
      { class: 'row' },
      button({ label: t('Export Report…'), onClick: () => post(ToEditor.exportReport, {}) }),
    ),
  );
}
