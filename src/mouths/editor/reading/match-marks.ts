import * as vscode from 'vscode';
import type { AuditStore } from '../audit/audit-store.ts';
import { pathIn, rangeOf, sourceOf, upstreamName } from '../audit/audited-root.ts';
import { t } from '../l10n.ts';
import { readSettings } from '../settings.ts';
import { strengthName } from '../wording.ts';
import { type MatchedRange, matchedRanges, smallestAt } from './matched-ranges.ts';

const KINDS = ['verbatim', 'renamed', 'rewritten'] as const;

function decorationTypes(extension: vscode.Uri): ReadonlyMap<string, vscode.TextEditorDecorationType> {
  return new Map(
    KINDS.map((kind) => [
      kind,
      vscode.window.createTextEditorDecorationType({
        isWholeLine: true,
        rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
        backgroundColor: new vscode.ThemeColor(`forebear.${kind}Background`),
        border: '1px',
        borderStyle: kind === 'verbatim' ? 'solid' : kind === 'renamed' ? 'dashed' : 'dotted',
        borderWidth: '0 0 0 2px',
        borderColor: new vscode.ThemeColor(`forebear.${kind}Border`),
        overviewRulerColor: new vscode.ThemeColor(`forebear.${kind}Border`),
        overviewRulerLane: vscode.OverviewRulerLane.Left,
        gutterIconPath: vscode.Uri.joinPath(extension, 'media', 'gutter', `${kind}.svg`),
        gutterIconSize: 'contain',
      }),
    ]),
  );
}

function kindName(kind: MatchedRange['kind']): string {
  switch (kind) {
    case 'verbatim':
      return t('verbatim');
    case 'renamed':
      return t('same but for names');
    case 'rewritten':
      return t('rewritten');
  }
}

function hoverText(range: MatchedRange): vscode.MarkdownString {
  const { root, match, module } = range;
  const source = sourceOf(root, match.upstream, match.version);
  const text = new vscode.MarkdownString('', true);
  text.isTrusted = { enabledCommands: ['forebear.compareWithUpstream', 'forebear.showEvidence'] };
  text.appendMarkdown('$(law) **');
  text.appendText(upstreamName(root, match.upstream, match.version));
  text.appendMarkdown('** · ');
  text.appendText(`${strengthName(match.strength)} · ${kindName(range.kind)}`);
  text.appendMarkdown('\n\n');
  text.appendText(`${match.path}:${match.range.startLine} ${match.symbol}`);
  if (source !== undefined) {
    text.appendMarkdown('\n\n');
    text.appendText(t('License: {0}', source.codeLicense.expression));
    if (match.published !== null) text.appendText(` · ${t('Published: {0}', match.published.slice(0, 10))}`);
  }
  const target = encodeURIComponent(
    JSON.stringify([
      { root: root.uri.toString(), module: module.id, match: range.index, region: range.region },
    ]),
  );
  text.appendMarkdown('\n\n');
  text.appendMarkdown(`[${t('Compare With Upstream')}](command:forebear.compareWithUpstream?${target}) · `);
  text.appendMarkdown(`[${t('Show Evidence')}](command:forebear.showEvidence?${target})`);
  return text;
}

/** Marks matched lines in open editors while a person has asked for it. */
export class MatchMarks implements vscode.Disposable {
  private types: ReadonlyMap<string, vscode.TextEditorDecorationType> | null = null;
  private shown: vscode.Disposable | null = null;

  constructor(
    private readonly store: AuditStore,
    private readonly extension: vscode.Uri,
  ) {}

  dispose(): void {
    this.hide();
  }

  async toggle(): Promise<void> {
    if (this.shown === null) this.show();
    else this.hide();
    await vscode.commands.executeCommand('setContext', 'forebear.matchesShown', this.shown !== null);
  }

  /** The matched ranges of a document, whether shown or not. */
  of(document: vscode.TextDocument): readonly MatchedRange[] {
    const root = this.store.holding(document.uri);
    const path = root === undefined ? null : pathIn(root, document.uri);
    if (root === undefined || path === null) return [];
    return matchedRanges(root, path, readSettings(document.uri).matchesStrength);
  }

  at(editor: vscode.TextEditor): MatchedRange | undefined {
    return smallestAt(this.of(editor.document), editor.selection.active.line + 1);
  }

  /** Moves the cursor to the next (1) or previous (-1) matched range, around the ends. */
  step(editor: vscode.TextEditor, direction: 1 | -1): void {
    const starts = [...new Set(this.of(editor.document).map(({ lines }) => lines.startLine))].sort(
      (a, b) => a - b,
    );
    if (starts.length === 0) return;
    const line = editor.selection.active.line + 1;
    const next =
      direction === 1
        ? (starts.find((start) => start > line) ?? starts[0])
        : (starts.findLast((start) => start < line) ?? starts.at(-1));
    const place = new vscode.Position((next ?? 1) - 1, 0);
    editor.selection = new vscode.Selection(place, place);
    editor.revealRange(new vscode.Range(place, place), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    vscode.window.setStatusBarMessage(
      t('Match {0} of {1}', starts.indexOf(next ?? 1) + 1, starts.length),
      4000,
    );
  }

  private show(): void {
    this.types = decorationTypes(this.extension);
    this.shown = vscode.Disposable.from(
      ...this.types.values(),
      vscode.window.onDidChangeVisibleTextEditors(() => this.paint()),
      this.store.onDidChange(() => this.paint()),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('forebear.matches')) this.paint();
      }),
      vscode.languages.registerHoverProvider([{ scheme: 'file' }, { scheme: 'vscode-vfs' }], {
        provideHover: (document, position) => {
          const range = smallestAt(this.of(document), position.line + 1);
          return range === undefined ? null : new vscode.Hover(hoverText(range), rangeOf(range.lines));
        },
      }),
    );
    this.paint();
  }

  private hide(): void {
    this.shown?.dispose();
    this.shown = null;
    this.types = null;
  }

  private paint(): void {
    for (const editor of vscode.window.visibleTextEditors) {
      const ranges = this.of(editor.document);
      for (const [kind, type] of this.types ?? []) {
        editor.setDecorations(
          type,
          ranges.filter((range) => range.kind === kind).map(({ lines }) => rangeOf(lines)),
        );
      }
    }
  }
}
