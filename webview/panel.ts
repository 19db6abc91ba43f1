import type { AuditedModule } from '../src/model/report.ts';
import type { Comparison } from '../src/mouths/panel/comparison.ts';
import {
  type Navigation,
  type Page,
  type PairCode,
  ToEditor,
  ToPanel,
} from '../src/mouths/panel/evidence-api.ts';
import { dispatcher, type Handlers } from '../src/mouths/panel/message.ts';
import type { PanelSnapshot } from '../src/mouths/panel/panel-snapshot.ts';
import { progressRing, type Tab, type Tabs, tabs } from './controls.ts';
import { h } from './element.ts';
import { post, savedState, saveState } from './host.ts';
import { parseState, START, type UiState } from './state.ts';
import { setStrings, t } from './strings.ts';
import type { View } from './view.ts';
import { answer } from './views/answer.ts';
import { comparisons } from './views/comparisons.ts';
import { coverage } from './views/coverage.ts';
import { duties } from './views/duties.ts';
import { history } from './views/history.ts';
import { proof } from './views/proof.ts';

const DRAW: Readonly<Record<Page, (view: View) => HTMLElement>> = {
  answer,
  proof,
  duties,
  history,
  coverage,
  comparisons,
};

/** Five pages; a sixth stands there while something was compared. */
function tabList(snapshot: PanelSnapshot | null, comparisons: number): readonly Tab[] {
  const compared = { id: 'comparisons', label: t('Comparisons'), count: comparisons };
  if (snapshot === null) return [compared];
  return [
    { id: 'answer', label: t('Answer') },
    { id: 'proof', label: t('Proof') },
    { id: 'duties', label: t('Duties'), count: snapshot.answer.toDo.length },
    { id: 'history', label: t('History') },
    { id: 'coverage', label: t('Coverage') },
    ...(comparisons > 0 ? [compared] : []),
  ];
}

/** Stands for "no audit" where only comparisons are shown. */
const EMPTY: PanelSnapshot = {
  root: '',
  tool: '',
  target: { name: '', files: 0, examined: 0 },
  catalogue: { id: '', built: '', upstreams: 0 },
  partial: false,
  answer: {
    verdict: 'nothing',
    verdictName: '',
    sentence: '',
    counts: '',
    fixes: '',
    upstreams: [],
    behind: [],
    carriers: [],
    toDo: [],
    looked: { modules: 0, matched: 0, small: 0, comparable: null, notCompared: [], partial: false },
    notes: [],
    river: { wide: '', narrow: '' },
  },
  findings: [],
  modules: [],
  lineage: [],
  residues: [],
  artefacts: [],
  licenseTable: [],
  bases: [],
  licenses: [],
  claims: [],
  notExamined: [],
  coverage: null,
  trust: [],
  sources: [],
};

const codeKey = (module: string, match: number): string => `${module} ${match}`;

/** Runs the panel inside `host`: draws each snapshot whole, keeps only navigation and settings. */
export function runPanel(host: HTMLElement): void {
  let ui: UiState = parseState(savedState());
  let snapshot: PanelSnapshot | null = null;
  /** Whether the snapshot holds more than its first page. */
  let whole = false;
  /** Whether what stands there is of the report before. */
  let isOld = false;
  let comparisonList: readonly Comparison[] = [];
  let bar: Tabs | null = null;
  const details = new Map<string, AuditedModule>();
  const asked = new Set<string>();
  const codes = new Map<string, PairCode>();
  /** The place within the page that was asked for and is not in sight yet. */
  let aim: Navigation | null = null;

  /** Whether the page that is open has to wait for what it is drawn from. */
  const waits = (): boolean => {
    const { page } = ui.navigation;
    return snapshot !== null && !whole && page !== 'answer' && page !== 'comparisons';
  };
  const askRest = (): void => {
    if (!asked.has('rest')) post(ToEditor.askRest, {});
    asked.add('rest');
  };

  let drawing = 0;
  const keep = (change: Partial<UiState>): void => {
    ui = { ...ui, ...change };
    saveState(ui);
  };

  const draw = (): void => {
    clearTimeout(drawing);
    if (bar === null) return;
    const active = document.activeElement;
    const key = active instanceof HTMLElement ? active.dataset.key : undefined;
    const view: View = {
      snapshot: snapshot ?? EMPTY,
      comparisons: comparisonList,
      ui,
      module: (id) => {
        const known = details.get(id);
        if (known !== undefined) return known;
        if (!asked.has(id)) post(ToEditor.askModule, { id });
        asked.add(id);
        return null;
      },
      code: (module, match) => {
        const key = codeKey(module, match);
        const known = codes.get(key);
        if (known !== undefined) return known;
        if (!asked.has(key)) post(ToEditor.askCode, { module, match, fetch: false });
        asked.add(key);
        return null;
      },
      go,
      set: (change) => {
        keep(change);
        draw();
      },
      keep,
    };
    const hasPage = ui.navigation.page !== 'comparisons' || comparisonList.length > 0;
    const page = snapshot === null ? 'comparisons' : hasPage ? ui.navigation.page : 'answer';
    bar.select(page);
    if (waits()) askRest();
    bar.fill(page, waits() ? progressRing(t('Loading')) : DRAW[page](view));
    const again =
      key === undefined ? null : host.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
    again?.focus();
    reach();
    host.dataset.ready = 'true';
  };

  /** Brings what was asked for into sight, once it is drawn. */
  const reach = (): void => {
    if (aim === null) return;
    const { page, id, region } = aim;
    const place =
      page === 'duties' && id !== undefined
        ? host.querySelector<HTMLElement>(`[data-finding="${CSS.escape(id)}"]`)
        : page === 'proof'
          ? host.querySelector<HTMLElement>(region === undefined ? '.pair-code' : `[data-region="${region}"]`)
          : null;
    if (place === null) return;
    aim = null;
    if (page === 'proof' && region === undefined) return;
    place.classList.add('current');
    place.scrollIntoView({ block: 'start' });
    place.focus({ preventScroll: true });
  };

  const go = (navigation: Navigation): void => {
    const { page, id, match } = ui.navigation;
    const moved = navigation.page !== page || navigation.id !== id || navigation.match !== match;
    keep({ navigation });
    aim = navigation;
    if (moved) window.scrollTo(0, 0);
    draw();
  };

  const build = (): void => {
    const shown = snapshot ?? EMPTY;
    bar = tabs(t('Evidence'), tabList(snapshot, comparisonList.length), (id) => {
      const page = id as Page;
      if (ui.navigation.page !== page) go({ page });
    });
    const { target } = shown;
    const commit = target.commit === undefined ? '' : ` · ${target.commit.slice(0, 12)}`;
    host.replaceChildren(
      h(
        'header',
        {},
        h('h1', {}, snapshot === null ? t('Comparisons') : target.name),
        h('p', { class: 'hint' }, `${shown.tool}${commit}`),
      ),
      h('main', {}, bar.element),
      h(
        'footer',
        {},
        t('Similarity is evidence for a person to weigh; it is not a finding of infringement.'),
      ),
    );
  };

  const rebuild = (): void => {
    isOld = false;
    const { scrollY } = window;
    build();
    // The page comes in a task of its own, so that a large report does not hold up the panel in one piece.
    clearTimeout(drawing);
    drawing = window.setTimeout(() => {
      draw();
      window.scrollTo(0, scrollY);
    });
  };

  const handlers: Handlers<typeof ToPanel> = {
    show: (message) => {
      setStrings(message.strings, message.locale);
      if (message.first !== null && message.first.root !== ui.root) {
        ui = { ...START, root: message.first.root };
        saveState(ui);
      }
      snapshot = message.first === null ? null : { ...EMPTY, ...message.first };
      whole = false;
      comparisonList = message.comparisons;
      details.clear();
      codes.clear();
      asked.clear();
      // What stands there stays until its successor can be drawn.
      isOld = bar !== null && waits();
      if (isOld) askRest();
      else rebuild();
    },
    rest: (message) => {
      if (snapshot === null) return;
      snapshot = { ...snapshot, ...message };
      const isWanted = isOld || waits();
      whole = true;
      if (isWanted) rebuild();
    },
    module: (message) => {
      details.set(message.id, message);
      if (ui.navigation.page === 'proof') draw();
    },
    code: (message) => {
      codes.set(codeKey(message.module, message.match), message);
      if (ui.navigation.page === 'proof') draw();
    },
    navigate: (message) => go(message),
  };
  const receive = dispatcher(ToPanel, handlers);
  window.addEventListener('message', (event) => receive(event.data));
  window.addEventListener('error', (event) => post(ToEditor.failed, { message: event.message }));
  window.addEventListener('unhandledrejection', (event) =>
    post(ToEditor.failed, { message: String(event.reason) }),
  );
  post(ToEditor.ready, { root: ui.root });
}
