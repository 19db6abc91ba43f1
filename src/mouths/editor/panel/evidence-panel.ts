import * as vscode from 'vscode';
import { type Navigation, ToEditor, ToPanel } from '../../panel/evidence-api.ts';
import { dispatcher, envelope, type Handlers, type Message } from '../../panel/message.ts';
import { firstPage, otherPages } from '../../panel/panel-snapshot.ts';
import type { AuditStore } from '../audit/audit-store.ts';
import { type AuditedRoot, fileOf, findingById, moduleById, rangeOf } from '../audit/audited-root.ts';
import type { ComparisonList } from '../comparisons/comparison-list.ts';
import { t } from '../l10n.ts';
import { ruleTitle } from '../rule-titles.ts';
import { shownReport } from '../shown-report.ts';
import { compareMatch } from '../upstream/compare-with-upstream.ts';
import { readPairCode } from '../upstream/pair-code.ts';
import { evidenceHtml } from './evidence-html.ts';

export const PANEL_TYPE = 'forebear.evidence';

/** The one panel. It opens when asked for, shows one audited root, and holds nothing of its own. */
export class EvidencePanel implements vscode.Disposable, vscode.WebviewPanelSerializer {
  private panel: vscode.WebviewPanel | null = null;
  private root: string | null = null;
  private pending: Navigation | null = null;
  private loaded = false;
  private readonly subscriptions: vscode.Disposable[];

  constructor(
    private readonly store: AuditStore,
    private readonly extension: vscode.Uri,
    private readonly comparisons: ComparisonList,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.subscriptions = [
      vscode.window.registerWebviewPanelSerializer(PANEL_TYPE, this),
      comparisons.onDidChange(() => this.show()),
      store.onDidChange((changed) => {
        if (changed === null || changed.uri.toString() === this.root) this.show();
      }),
    ];
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
    this.panel?.dispose();
  }

  open(root: AuditedRoot, navigation?: Navigation): void {
    this.root = root.uri.toString();
    this.reveal(navigation ?? null);
  }

  /** Shows the answer beside what is open, and leaves the focus where it is. */
  openBeside(root: AuditedRoot): void {
    this.root = root.uri.toString();
    this.reveal({ page: 'answer' }, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true });
  }

  openComparisons(id: string): void {
    this.reveal({ page: 'comparisons', id });
  }

  private reveal(
    navigation: Navigation | null,
    where: { readonly viewColumn: vscode.ViewColumn; readonly preserveFocus?: boolean } = {
      viewColumn: vscode.ViewColumn.Active,
    },
  ): void {
    this.pending = navigation;
    if (this.panel === null) {
      const panel = vscode.window.createWebviewPanel(PANEL_TYPE, t('Evidence'), where, this.options());
      this.adopt(panel);
    } else {
      if (!this.panel.visible) this.loaded = false;
      this.panel.reveal(undefined, where.preserveFocus === true);
      this.show();
    }
  }

  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    await this.store.restore();
    const root = typeof state === 'object' && state !== null && 'root' in state ? state.root : null;
    this.root = typeof root === 'string' ? root : null;
    panel.webview.options = this.options();
    this.adopt(panel);
  }

  private options(): vscode.WebviewOptions & vscode.WebviewPanelOptions {
    return {
      enableScripts: true,
      enableForms: false,
      enableCommandUris: false,
      localResourceRoots: [vscode.Uri.joinPath(this.extension, 'dist', 'webview')],
    };
  }

  private adopt(panel: vscode.WebviewPanel): void {
    this.panel?.dispose();
    this.panel = panel;
    this.loaded = false;
    const dist = vscode.Uri.joinPath(this.extension, 'dist', 'webview');
    const receive = dispatcher(ToEditor, this.handlers());
    panel.iconPath = {
      light: vscode.Uri.joinPath(this.extension, 'media', 'panel-light.svg'),
      dark: vscode.Uri.joinPath(this.extension, 'media', 'panel-dark.svg'),
    };
    panel.webview.onDidReceiveMessage((data: unknown) => {
      if (!receive(data)) this.log.warn('The panel sent a message that is not part of its contract.');
    });
    // Hidden, the page is gone: what is posted then is lost, and it asks again when it is in sight.
    panel.onDidChangeViewState(() => {
      if (this.panel === panel && !panel.visible) this.loaded = false;
    });
    panel.onDidDispose(() => {
      if (this.panel === panel) {
        this.panel = null;
        this.loaded = false;
      }
    });
    panel.webview.html = evidenceHtml(
      panel.webview,
      { script: vscode.Uri.joinPath(dist, 'main.js'), style: vscode.Uri.joinPath(dist, 'main.css') },
      vscode.env.language,
      t('Evidence'),
    );
  }

  private current(): AuditedRoot | undefined {
    return (this.root === null ? undefined : this.store.get(this.root)) ?? this.store.all()[0];
  }

  private post<Payload>(message: Message<Payload>, payload: Payload): void {
    void this.panel?.webview.postMessage(envelope(message, payload));
  }

  private show(): void {
    const root = this.current();
    const comparisons = this.comparisons.all();
    if (this.panel === null || !this.loaded) return;
    if (root === undefined && comparisons.length === 0) return;
    this.panel.title = root === undefined ? t('Comparisons') : t('Evidence: {0}', root.name);
    this.post(ToPanel.show, {
      first: root === undefined ? null : firstPage(root.uri.toString(), root.report, WORDS),
      comparisons,
      locale: vscode.env.language,
      strings: panelStrings(),
    });
    if (this.pending !== null) this.post(ToPanel.navigate, this.pending);
    this.pending = null;
  }

  private withFinding(id: string, command: string, ...rest: readonly unknown[]): void {
    const root = this.current();
    const finding = root === undefined ? undefined : findingById(root, id);
    if (finding !== undefined) void vscode.commands.executeCommand(command, { root, finding }, ...rest);
  }

  private handlers(): Handlers<typeof ToEditor> {
    return {
      ready: () => {
        this.loaded = true;
        this.show();
      },
      askRest: () => {
        const root = this.current();
        if (root !== undefined) this.post(ToPanel.rest, otherPages(shownReport(root.report), WORDS));
      },
      askModule: ({ id }) => {
        const root = this.current();
        const module = root === undefined ? undefined : moduleById(root, id);
        if (module !== undefined) this.post(ToPanel.module, module);
      },
      askCode: ({ module, match, fetch }) => {
        const root = this.current();
        const audited = root === undefined ? undefined : moduleById(root, module);
        if (root === undefined || audited === undefined) return;
        void readPairCode(root, audited, match, fetch).then(
          (code) => this.post(ToPanel.code, code),
          (error: unknown) => this.log.error(`${module}: ${String(error)}`),
        );
      },
      openPlace: ({ path, startLine, endLine }) => {
        const root = this.current();
        const uri = root === undefined ? null : fileOf(root, path);
        if (uri === null) return;
        void vscode.window
          .showTextDocument(uri, { selection: rangeOf({ startLine, endLine }) })
          .then(undefined, () => vscode.commands.executeCommand('vscode.open', uri));
      },
      compare: ({ module, match, region }) => {
        const root = this.current();
        const audited = root === undefined ? undefined : moduleById(root, module);
        if (root !== undefined && audited !== undefined) void compareMatch(root, audited, match, region);
      },
      openFinding: ({ id }) => this.withFinding(id, 'forebear.openFinding'),
      previewFix: ({ id, fix }) => this.withFinding(id, 'forebear.previewFix', fix),
      applyFixes: ({ findings }) => {
        const root = this.current();
        if (root !== undefined)
          void vscode.commands.executeCommand('forebear.applyFixes', { root, findings });
      },
      decide: ({ id }) => this.withFinding(id, 'forebear.recordDecision'),
      copyComment: ({ id }) => this.withFinding(id, 'forebear.copyReviewComment'),
      openRule: ({ id }) => this.withFinding(id, 'forebear.openRule'),
      exportReport: () => void vscode.commands.executeCommand('forebear.exportReport', this.current()),
      failed: ({ message }) => this.log.error(`Panel: ${message}`),
    };
  }
}

/** The names and templates of the display language; a template without a translation stays English. */
const WORDS = {
  titleOf: ruleTitle,
  translate: (template: string): string => vscode.l10n.bundle?.[template] ?? template,
};

/** The sentences of the display language; empty in English, where the sentences are their own keys. */
function panelStrings(): Readonly<Record<string, string>> {
  const strings: Record<string, string> = {};
  for (const [key, value] of Object.entries(vscode.l10n.bundle ?? {})) {
    if (typeof value === 'string') strings[key] = value;
  }
  return strings;
}
