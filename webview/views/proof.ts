import { isFileOnly } from '../../src/model/known-file.ts';
import type { AuditedModule, ModuleMatch } from '../../src/model/report.ts';
import type { PairRow, UpstreamRow } from '../../src/mouths/panel/answer-rows.ts';
import { type CodeSide, ToEditor } from '../../src/mouths/panel/evidence-api.ts';
import type { ModuleRow } from '../../src/mouths/panel/panel-snapshot.ts';
import { barcode } from '../components/barcode.ts';
import { matchFacts, precedence } from '../components/match-facts.ts';
import { pairCode } from '../components/pair-code.ts';
import { placeLink } from '../components/place-link.ts';
import { renameLegend } from '../components/rename-legend.ts';
import { strengthLabel } from '../components/strength-label.ts';
import { button, dropdown, link, progressRing } from '../controls.ts';
import { type Child, h } from '../element.ts';
import { post } from '../host.ts';
import { number, percent, t } from '../strings.ts';
import { sourceName, type View } from '../view.ts';
import { lineWords, regionName, roleName } from '../wording.ts';

/** Pairs of one group that are drawn before a person asks for more. */
const MOST_PAIRS = 40;
const MOST_ARTEFACTS = 40;

interface Chosen {
  readonly module: string;
  readonly match: number;
}

/** The pair that the page shows: the one asked for, the heaviest of the upstream asked for, or the heaviest of all. */
function chosenPair(view: View): Chosen | null {
  const { id, match } = view.ui.navigation;
  const { answer, modules } = view.snapshot;
  if (id !== undefined) {
    if (modules.some((module) => module.id === id)) return { module: id, match: match ?? 0 };
    const [own] = answer.upstreams.find(({ upstream }) => upstream === id)?.pairs ?? [];
    if (own !== undefined) return own;
    const other = modules.find((module) => module.cells.some(({ upstream }) => upstream === id));
    const cell = other?.cells.find(({ upstream }) => upstream === id);
    if (other !== undefined && cell !== undefined) return { module: other.id, match: cell.match };
    if (answer.upstreams.some(({ upstream }) => upstream === id)) return null;
  }
  const [first] = answer.upstreams.flatMap(({ pairs }) => pairs);
  return first ?? null;
}

function pairLink(view: View, pair: PairRow, chosen: Chosen | null): HTMLElement {
  const current = chosen?.module === pair.module;
  return h(
    'li',
    { 'aria-current': current ? 'true' : null },
    h('span', { class: 'number' }, percent(pair.share)),
    link(
      pair.title,
      () => view.go({ page: 'proof', id: pair.module, match: pair.match }),
      t('{0}, {1} of it is theirs, {2}', pair.title, percent(pair.share), pair.path),
      `pair:${pair.module}`,
    ),
    h('span', { class: 'hint path' }, pair.path),
  );
}

function moreList<Row>(rows: readonly Row[], draw: (row: Row) => HTMLElement): HTMLElement {
  const list = h('ul', { class: 'plain' });
  let shown = 0;
  const add = (): void => {
    list.querySelector('.more')?.remove();
    list.append(...rows.slice(shown, shown + MOST_PAIRS).map(draw));
    shown = Math.min(rows.length, shown + MOST_PAIRS);
    if (shown < rows.length)
      list.append(h('li', { class: 'more' }, link(t('{0} more', rows.length - shown), add)));
  };
  add();
  return list;
}

function group(name: string, note: string, open: boolean, fill: () => readonly Child[]): HTMLElement {
  const made = h(
    'details',
    { open, class: 'pair-group' },
    h('summary', {}, h('strong', {}, name), h('span', { class: 'hint' }, ` ${note}`)),
  );
  let drawn = false;
  const draw = (): void => {
    if (drawn) return;
    drawn = true;
    for (const child of fill()) if (child instanceof Node) made.append(child);
  };
  if (open) draw();
  made.addEventListener('toggle', draw);
  return made;
}

function artefacts(view: View, upstream: string): Child {
  const rows = view.snapshot.artefacts.filter((one) => one.upstream === upstream).slice(0, MOST_ARTEFACTS);
  if (rows.length === 0) return null;
  return h(
    'details',
    { open: view.ui.navigation.id === upstream },
    h(
      'summary',
      {},
      rows.length === 1 ? t('1 file that is no code') : t('{0} files that are no code', rows.length),
    ),
    h(
      'ul',
      { class: 'plain artefacts' },
      ...rows.map((one) =>
        h(
          'li',
          {},
          placeLink(one.path, { startLine: 1, endLine: 1 }),
          h('span', { class: 'hint' }, ` ${one.facts.slice(0, 2).join(' ')}`),
        ),
      ),
    ),
  );
}

function upstreamGroup(view: View, one: UpstreamRow, chosen: Chosen | null, open: boolean): HTMLElement {
  const sorted = one.pairs;
  return group(one.name, one.stateName, open, () => [
    sorted.length === 0 ? null : moreList(sorted, (pair) => pairLink(view, pair, chosen)),
    artefacts(view, one.upstream),
  ]);
}

/** Modules whose matches count for no upstream: hints, carriers, and what the repository itself is. */
function otherGroup(view: View, chosen: Chosen | null): HTMLElement | null {
  const told = new Set(
    view.snapshot.answer.upstreams.flatMap(({ pairs }) => pairs.map(({ module }) => module)),
  );
  const rest = view.snapshot.modules.filter(({ id, cells }) => cells.length > 0 && !told.has(id));
  if (rest.length === 0) return null;
  const open = rest.some(({ id }) => id === chosen?.module);
  const row = (module: ModuleRow): HTMLElement => {
    const [cell] = module.cells;
    return h(
      'li',
      { 'aria-current': module.id === chosen?.module ? 'true' : null },
      h('span', { class: 'number' }, cell === undefined ? '' : cell.score.toFixed(2)),
      link(
        module.symbol,
        () => view.go({ page: 'proof', id: module.id, match: cell?.match ?? 0 }),
        module.symbol,
        `pair:${module.id}`,
      ),
      h(
        'span',
        { class: 'hint path' },
        `${cell === undefined ? '' : `${sourceName(view, cell.upstream)} · `}${module.path}`,
      ),
    );
  };
  return group(t('Other matches'), t('{0}: hints, carriers, itself', number(rest.length)), open, () => [
    moreList(rest, row),
  ]);
}

function pairList(view: View, chosen: Chosen | null): HTMLElement {
  const { upstreams } = view.snapshot.answer;
  const isIn = (one: UpstreamRow): boolean =>
    one.pairs.some(({ module }) => module === chosen?.module) || one.upstream === view.ui.navigation.id;
  return h(
    'nav',
    { class: 'pairs', 'aria-label': t('Matched modules') },
    ...upstreams.map((one) => upstreamGroup(view, one, chosen, isIn(one) || upstreams.length <= 2)),
    otherGroup(view, chosen),
  );
}

/** Where a text is missing: why, how to get it, and the stretches with their lines. */
function withoutCode(
  match: ModuleMatch,
  chosen: Chosen,
  absent: Extract<CodeSide, { kind: 'absent' }>,
  own: HTMLElement | null,
): HTMLElement {
  return h(
    'div',
    {},
    h('p', { class: 'notice', role: 'note' }, absent.reason),
    absent.canFetch
      ? h(
          'p',
          { class: 'row' },
          button({
            label: t('Fetch the Upstream’s Text…'),
            onClick: () => post(ToEditor.askCode, { ...chosen, fetch: true }),
            key: 'fetch',
          }),
        )
      : null,
    own ??
      h(
        'ul',
        { class: 'regions' },
        ...match.regions
          .slice(0, 100)
          .map((region) =>
            h(
              'li',
              {},
              `${lineWords(region.local)} ↔ ${lineWords(region.upstream)}: ${regionName(region.kind)}`,
            ),
          ),
      ),
  );
}

function code(view: View, module: AuditedModule, match: ModuleMatch, chosen: Chosen): Child {
  const found = view.code(chosen.module, chosen.match);
  if (found === null) return progressRing(t('Reading both texts'));
  const { local, upstream } = found;
  if (local.kind === 'absent') return withoutCode(match, chosen, local, null);
  const both = {
    module,
    match,
    local: local.lines,
    theirNames: view.ui.theirNames,
    name: sourceName(view, match.upstream, match.version),
  };
  if (upstream.kind === 'text') return pairCode({ ...both, upstream: upstream.lines });
  // What is alike is worth seeing in this code already; without stretches all of it would be.
  const own = match.regions.length === 0 ? null : pairCode({ ...both, upstream: null });
  return withoutCode(match, chosen, upstream, own);
}

/** Brings the next or the previous stretch into sight, with the focus on it. */
function step(by: 1 | -1): void {
  const all = [...document.querySelectorAll<HTMLElement>('.pair-code tbody.stretch')];
  const at = all.indexOf(document.activeElement?.closest<HTMLElement>('tbody.stretch') ?? document.body);
  const marked = all.findIndex((one) => one.classList.contains('current'));
  const from = at >= 0 ? at : marked;
  const next = all[(from + by + all.length) % all.length] ?? all[0];
  if (next === undefined) return;
  for (const one of all) one.classList.toggle('current', one === next);
  next.scrollIntoView({ block: 'nearest' });
}

function strips(module: AuditedModule, match: ModuleMatch): Child {
  if (match.regions.length < 2) return null;
  return h(
    'div',
    { class: 'strips' },
    h('span', { class: 'label' }, t('Here')),
    barcode('local', module.range, match.regions),
    h('span', { class: 'label' }, t('There')),
    barcode('upstream', match.range, match.regions),
  );
}

function chooser(view: View, module: AuditedModule, index: number): Child {
  if (module.matches.length < 2) return null;
  return dropdown(
    t('Beside'),
    module.matches.map((each, at) => ({
      value: String(at),
      label: `${sourceName(view, each.upstream, each.version)} · ${percent(each.containment.local)}`,
    })),
    String(index),
    (value) => view.go({ page: 'proof', id: module.id, match: Number(value) }),
  );
}

function notMatched(module: AuditedModule): HTMLElement {
  return h(
    'article',
    { class: 'pair' },
    h('h2', {}, module.symbol),
    placeLink(module.path, module.range),
    h(
      'p',
      {},
      module.notCompared === null
        ? t('No known upstream shares evidence with this module.')
        : t('Not compared: {0}', module.notCompared),
    ),
  );
}

function pair(view: View, chosen: Chosen): HTMLElement {
  const module = view.module(chosen.module);
  if (module === null) return h('article', { class: 'pair' }, progressRing(t('Loading')));
  const index = Math.min(Math.max(0, module.matches.length - 1), chosen.match);
  const match = module.matches[index];
  if (match === undefined) return notMatched(module);
  const upstream = view.snapshot.answer.upstreams.find((one) => one.upstream === match.upstream);
  const row = upstream?.pairs.find((one) => one.module === module.id);
  return h(
    'article',
    { class: 'pair' },
    h('h2', {}, row?.title ?? `${module.symbol} ← ${match.symbol}`),
    h(
      'p',
      {},
      isFileOnly(match)
        ? t('{0} of this is in theirs', percent(match.containment.local))
        : t(
            '{0} of this is in theirs, {1} of theirs is here',
            percent(match.containment.local),
            percent(match.containment.upstream),
          ),
      ' · ',
      strengthLabel(match.strength),
      upstream === undefined ? null : h('span', { class: `state ${upstream.state}` }, upstream.stateName),
    ),
    h(
      'p',
      { class: 'facts' },
      placeLink(module.path, module.range),
      ` ← ${sourceName(view, match.upstream, match.version)}, ${match.path}${isFileOnly(match) ? '' : `:${match.range.startLine}`} · ${roleName(module.role)} · ${precedence(match)}`,
    ),
    h(
      'div',
      { class: 'row' },
      chooser(view, module, index),
      match.regions.length > 1
        ? button({ label: t('Previous Stretch'), onClick: () => step(-1), key: 'stretch:previous' })
        : null,
      match.regions.length > 1
        ? button({ label: t('Next Stretch'), onClick: () => step(1), key: 'stretch:next' })
        : null,
      link(
        t('Open both files in the diff editor'),
        () => post(ToEditor.compare, { module: module.id, match: index }),
        undefined,
        'diff',
      ),
    ),
    renameLegend(view, match),
    strips(module, match),
    code(view, module, match, { module: module.id, match: index }),
    h('details', { class: 'figures' }, h('summary', {}, t('Figures')), matchFacts(view, module, match)),
  );
}

/** Why an upstream is named that no code leads to. */
function reasons(view: View): HTMLElement {
  const { id } = view.ui.navigation;
  const lineage = view.snapshot.lineage.find(({ upstream }) => upstream === id);
  if (lineage === undefined) return h('p', { class: 'pair' }, t('No module matches a known upstream.'));
  return h(
    'article',
    { class: 'pair' },
    h('h2', {}, sourceName(view, lineage.upstream, lineage.version)),
    h('p', {}, t('No code leads to it. What does:')),
    h('ul', {}, ...lineage.why.map((why) => h('li', {}, why))),
    artefacts(view, lineage.upstream),
  );
}

/** Every matched pair, and of one of them both codes side by side. */
export function proof(view: View): HTMLElement {
  const chosen = chosenPair(view);
  return h(
    'div',
    { class: 'proof' },
    pairList(view, chosen),
    chosen === null ? reasons(view) : pair(view, chosen),
  );
}
