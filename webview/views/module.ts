import { countedRate } from '../../src/model/counted-rate.ts';
import type { AuditedModule, MatchedRegion, ModuleMatch } from '../../src/model/report.ts';
import { ToEditor } from '../../src/mouths/panel/evidence-api.ts';
import { barcode } from '../components/barcode.ts';
import { placeLink } from '../components/place-link.ts';
import { strengthLabel } from '../components/strength-label.ts';
import { button, dropdown, link, progressRing } from '../controls.ts';
import { type Child, h } from '../element.ts';
import { post } from '../host.ts';
import { number, percent, t } from '../strings.ts';
import { sourceName, sourceOf, type View } from '../view.ts';
import { regionName, roleName } from '../wording.ts';

function lines({ startLine, endLine }: { readonly startLine: number; readonly endLine: number }): string {
  return startLine === endLine
    ? t('line {0}', String(startLine))
    : t('lines {0}–{1}', String(startLine), String(endLine));
}

function odds(rate: number | null): string {
  if (rate === null)
    return t('not calibrated for this language: how often independent code scores as much was not counted');
  if (rate >= 0.01) return t('{0} of independently written pairs score as much', percent(rate));
  const counted = countedRate(rate);
  if (counted.kind === 'counted')
    return t('about 1 in {0} independently written pairs scores as much', counted.oneIn);
  return t(
    'none of {0} independently written pairs scores as much; at most 1 in {1} does (95 %)',
    counted.pairs,
    counted.oneIn,
  );
}

function precedes(match: ModuleMatch): string {
  if (match.precedes === null) return t('the dates do not say who was first');
  return match.precedes
    ? t('public before the audited module appeared')
    : t('public only after the audited module');
}

function facts(view: View, module: AuditedModule, match: ModuleMatch): HTMLElement {
  const source = sourceOf(view, match.upstream, match.version);
  const entry = (term: string, ...value: readonly Child[]): Child[] => [
    h('dt', {}, term),
    h('dd', {}, ...value),
  ];
  return h(
    'dl',
    {},
    ...entry(
      t('Shared'),
      t(
        '{0} of this module’s features (of {1} tokens); {2} of the upstream module’s; longest run {3} tokens',
        percent(match.containment.local),
        module.tokens,
        percent(match.containment.upstream),
        match.longestRun,
      ),
    ),
    ...entry(
      t('Score'),
      `${match.score.toFixed(2)} · `,
      strengthLabel(match.strength),
      ` · ${odds(match.falsePositiveRate)}`,
    ),
    ...entry(t('Here'), placeLink(module.path, module.range)),
    ...entry(t('There'), `${match.path}, ${match.symbol}, ${lines(match.range)}`),
    ...entry(
      t('First public'),
      match.published === null ? t('not known') : match.published.slice(0, 10),
      ` · ${precedes(match)}`,
    ),
    ...(source === undefined
      ? []
      : entry(t('Code license'), `${source.codeLicense} (${source.codeLicenseSource})`)),
    ...(match.ties.length === 0
      ? []
      : entry(
          t('Cannot be told from'),
          match.ties.map((tie) => sourceName(view, match.upstream, tie)).join(', '),
        )),
    ...(match.sharedAncestor === null
      ? []
      : entry(
          t('Shared ancestor'),
          t('both sides took this from {0}', sourceName(view, match.sharedAncestor)),
        )),
    ...(match.ancestors === undefined
      ? []
      : entry(
          t('Where the upstream has it from'),
          match.ancestors
            .map((one) => `${sourceName(view, one.upstream, one.version)} (${one.statedAt})`)
            .join(', '),
        )),
    ...(match.alternatives.length === 0
      ? []
      : entry(
          t('Alternatives'),
          [
            ...new Set(
              match.alternatives.map((name) => {
                const [project = name, version] = name.split('@');
                return sourceName(view, project, version);
              }),
            ),
          ].join(', '),
        )),
  );
}

function renames(match: ModuleMatch): Child {
  if (match.renames.length === 0) return null;
  return h(
    'details',
    { open: match.renames.length <= 12 },
    h('summary', {}, t('Names that stand for each other ({0})', match.renames.length)),
    h(
      'div',
      { class: 'scroll' },
      h(
        'table',
        { class: 'narrow' },
        h(
          'thead',
          {},
          h('tr', {}, h('th', { scope: 'col' }, t('Upstream')), h('th', { scope: 'col' }, t('Here'))),
        ),
        h(
          'tbody',
          {},
          ...match.renames
            .slice(0, 200)
            .map(([from, to]) =>
              h('tr', {}, h('th', { scope: 'row' }, h('code', {}, from)), h('td', {}, h('code', {}, to))),
            ),
        ),
      ),
    ),
  );
}

/** Matched stretches: two strips, a stepper, and the same as a list. */
function regionBlock(view: View, module: AuditedModule, match: ModuleMatch, index: number): Child {
  const { regions } = match;
  if (regions.length === 0)
    return h('p', { class: 'hint' }, t('No stretch of lines was aligned for this match.'));
  let current = Math.min(regions.length - 1, view.ui.region);
  const strips = h('div', { class: 'strips' });
  const status = h('span', { role: 'status', 'aria-live': 'polite' });
  const list = h('ol', { class: 'regions' });
  const compare = (region: number): void =>
    post(ToEditor.compare, { module: module.id, match: index, region });
  const sentence = (region: MatchedRegion): string =>
    `${lines(region.local)} ↔ ${lines(region.upstream)}, ${regionName(region.kind)}`;
  const draw = (): void => {
    strips.replaceChildren(
      h('span', { class: 'label' }, t('Here')),
      barcode('local', module.range, regions, current),
      h('span', { class: 'label' }, t('There')),
      barcode('upstream', match.range, regions, current),
    );
    const region = regions[current];
    status.textContent =
      region === undefined ? '' : t('{0} of {1}: {2}', current + 1, regions.length, sentence(region));
    for (const [at, entry] of [...list.children].entries()) {
      entry.setAttribute('aria-current', at === current ? 'true' : 'false');
    }
  };
  const step = (by: number): void => {
    current = (current + by + regions.length) % regions.length;
    view.keep({ region: current });
    draw();
  };
  list.append(
    ...regions.slice(0, 200).map((region, at) =>
      h(
        'li',
        {},
        link(sentence(region), () => {
          current = at;
          view.keep({ region: at });
          draw();
          compare(at);
        }),
      ),
    ),
  );
  draw();
  return h(
    'section',
    { 'aria-label': t('Matched stretches') },
    h('h3', {}, t('Matched stretches')),
    strips,
    h(
      'div',
      { class: 'row' },
      button({ label: t('Previous'), onClick: () => step(-1), key: 'region:previous' }),
      button({ label: t('Next'), onClick: () => step(1), key: 'region:next' }),
      status,
    ),
    h('details', { open: regions.length <= 8 }, h('summary', {}, t('As a list')), list),
  );
}

/** One module and one of its matches. */
export function module(view: View): HTMLElement {
  const { navigation } = view.ui;
  const id = navigation.id ?? '';
  const back = link(t('← All modules'), () => view.go({ page: 'modules' }), undefined, 'back');
  if (!view.snapshot.modules.some((row) => row.id === id)) {
    return h('div', {}, back, h('p', {}, t('This module is not part of the report any more.')));
  }
  const audited = view.module(id);
  if (audited === null) return h('div', {}, back, progressRing(t('Loading')));
  const index = Math.min(Math.max(0, audited.matches.length - 1), navigation.match ?? 0);
  const match = audited.matches[index];
  const heading = h(
    'h2',
    {},
    h('code', {}, audited.symbol),
    ` · ${roleName(audited.role)} · ${t('{0} tokens', number(audited.tokens))}`,
  );
  if (match === undefined) {
    const reason = audited.notCompared;
    return h(
      'div',
      {},
      back,
      heading,
      placeLink(audited.path, audited.range),
      h(
        'p',
        {},
        reason === null
          ? t('No known upstream shares evidence with this module.')
          : t('Not compared: {0}', reason),
      ),
    );
  }
  return h(
    'div',
    {},
    back,
    heading,
    h(
      'div',
      { class: 'row' },
      audited.matches.length === 1
        ? h('strong', {}, sourceName(view, match.upstream, match.version))
        : dropdown(
            t('Match'),
            audited.matches.map((each, at) => ({
              value: String(at),
              label: `${sourceName(view, each.upstream, each.version)} · ${each.score.toFixed(2)}`,
            })),
            String(index),
            (value) => {
              view.keep({ region: 0 });
              view.go({ page: 'module', id, match: Number(value) });
            },
          ),
      button({
        label: t('Compare With Upstream'),
        primary: true,
        onClick: () => post(ToEditor.compare, { module: id, match: index }),
      }),
    ),
    facts(view, audited, match),
    regionBlock(view, audited, match, index),
    renames(match),
  );
}
