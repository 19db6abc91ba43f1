import type { AuditedModule } from '../src/model/report.ts';
import type { Comparison } from '../src/mouths/panel/comparison.ts';
import { type Navigation, type Page, ToEditor, ToPanel } from '../src/mouths/panel/evidence-api.ts';
import { dispatcher, type Handlers } from '../src/mouths/panel/message.ts';
import type { PanelSnapshot } from '../src/mouths/panel/panel-snapshot.ts';
import { type Tab, type Tabs, tabs } from './controls.ts';
import { h } from './element.ts';
import { post, savedState, saveState } from './host.ts';
import { parseState, START, type UiState } from './state.ts';
import { setStrings, t } from './strings.ts';
import type { View } from './view.ts';
import { comparisons } from './views/comparisons.ts';
import { coverage } from './views/coverage.ts';
import { findings } from './views/findings.ts';
import { licenses } from './views/licenses.ts';
import { lineage } from './views/lineage.ts';
import { matrix } from './views/matrix.ts';
import { module } from './views/module.ts';
import { modules } from './views/modules.ts';
import { overview } from './views/overview.ts';
import { timeline } from './views/timeline.ts';

const DRAW: Readonly<Record<Page, (view: View) => HTMLElement>> = {
  overview,
  findings,
  matrix,
  modules,
  module,
  lineage,
  timeline,
  licenses,
  comparisons,
  coverage,
};

function tabOf(page: Page): string {
  return page === 'module' ? 'modules' : page;
}

function tabList(snapshot: PanelSnapshot | null, comparisons: number): readonly Tab[] {
  if (snapshot === null) return [{ id: 'comparisons', label: t('Comparisons'), count: comparisons }];
  return [
    { id: 'overview', label: t('Overview') },
    { id: 'findings', label: t('Findings'), count: snapshot.findings.length },
    { id: 'matrix', label: t('Matrix') },
    { id: 'modules', label: t('Modules') },
    { id: 'lineage', label: t('Lineage'), count: snapshot.lineage.length },
    { id: 'timeline', label: t('Timeline') },
    { id: 'licenses', label: t('Licenses') },
    { id: 'comparisons', label: t('Comparisons'), ...(comparisons > 0 ? { count: comparisons } : {}) },
    { id: 'coverage', label: t('Not Examined'), count: snapshot.notExamined.length },
  ];
}

/** Stands for "no audit" where only comparisons are shown. */
const EMPTY: PanelSnapshot = {
  root: '',
  tool: '',
  target: { name: '', files: 0, examined: 0 },
  catalogue: { id: '', built: '', upstreams: 0 },
  partial: false,
  status: [],
  findings: [],
  modules: [],
  projects: [],
  lineage: [],
  residues: [],
  artefacts: [],
  licenses: [],
  claims: [],
  notExamined: [],
  sources: [],
};

/** Runs the panel inside `host`: draws each snapshot whole, keeps only navigation and settings. */
export function runPanel(host: HTMLElement): void {
  let ui: UiState = parseState(savedState());
  let snapshot: PanelSnapshot | null = null;
  let comparisonList: readonly Comparison[] = [];
  let bar: Tabs | null = null;
  const details = new Map<string, AuditedModule>();
  const asked = new Set<string>();

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
      go,
      set: (change) => {
        keep(change);
        draw();
      },
      keep,
    };
    const page = snapshot === null ? 'comparisons' : ui.navigation.page;
    bar.select(tabOf(page));
    bar.fill(tabOf(page), DRAW[page](view));
    const again =
      key === undefined ? null : host.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
    again?.focus();
    host.dataset.ready = 'true';
  };

  const go = (navigation: Navigation): void => {
    const moved = navigation.page !== ui.navigation.page || navigation.id !== ui.navigation.id;
    keep({ navigation, ...(moved ? { region: 0 } : {}) });
    draw();
    if (moved) window.scrollTo(0, 0);
    if (navigation.page === 'lineage' && navigation.id !== undefined) {
      host.querySelector(`[data-lineage="${CSS.escape(navigation.id)}"]`)?.scrollIntoView({ block: 'start' });
    }
  };

  const build = (): void => {
    const shown = snapshot ?? EMPTY;
    bar = tabs(t('Evidence'), tabList(snapshot, comparisonList.length), (id) => {
      const page = id as Page;
      if (tabOf(ui.navigation.page) !== page) go({ page });
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

  const handlers: Handlers<typeof ToPanel> = {
    show: (message) => {
      setStrings(message.strings, message.locale);
      if (message.snapshot !== null && message.snapshot.root !== ui.root) {
        ui = { ...START, root: message.snapshot.root };
        saveState(ui);
      }
      snapshot = message.snapshot;
      comparisonList = message.comparisons;
      details.clear();
      asked.clear();
      const { scrollY } = window;
      build();
      // The page comes in a task of its own, so that a large report does not hold up the panel in one piece.
      clearTimeout(drawing);
      drawing = window.setTimeout(() => {
        draw();
        window.scrollTo(0, scrollY);
      });
    },
    module: (message) => {
      details.set(message.id, message);
      if (ui.navigation.page === 'module' && ui.navigation.id === message.id) draw();
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
