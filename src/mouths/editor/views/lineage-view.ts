import * as vscode from 'vscode';
import type { AuditStore } from '../audit/audit-store.ts';
import { t } from '../l10n.ts';
import { lineageItem } from './lineage-items.ts';
import {
  type FindingNode,
  findingsUnder,
  isDecided,
  type LineageFilter,
  type LineageNode,
  lineageNodes,
  NO_FILTER,
} from './lineage-nodes.ts';

const REVIEWED = 'forebear.reviewed';
const FILTER = 'forebear.filter';

/** The Lineage tree, its marks of review and its filter. */
export class LineageView implements vscode.TreeDataProvider<LineageNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  readonly tree: vscode.TreeView<LineageNode>;
  private nodes: readonly LineageNode[] | null = null;
  private filter: LineageFilter;
  private readonly reviewed: Set<string>;
  private readonly disposables: vscode.Disposable[] = [];

  constructor(
    private readonly store: AuditStore,
    private readonly memory: vscode.Memento,
  ) {
    this.reviewed = new Set(memory.get<readonly string[]>(REVIEWED, []));
    this.filter = { ...NO_FILTER, ...memory.get<Partial<LineageFilter>>(FILTER, {}), only: null };
    this.tree = vscode.window.createTreeView('forebear.lineage', {
      treeDataProvider: this,
      canSelectMany: true,
      showCollapseAll: true,
      manageCheckboxStateManually: true,
    });
    this.disposables.push(
      this.changed,
      this.tree,
      this.tree.onDidChangeCheckboxState(({ items }) => {
        for (const [node, state] of items) {
          for (const each of findingsUnder(node))
            this.mark(each, state === vscode.TreeItemCheckboxState.Checked);
        }
        this.refresh();
      }),
      this.tree.onDidChangeVisibility(({ visible }) => {
        if (visible) void store.restore();
      }),
      store.onDidChange(() => this.refresh()),
    );
    if (this.tree.visible) void store.restore();
    this.refresh();
  }

  dispose(): void {
    vscode.Disposable.from(...this.disposables).dispose();
  }

  getTreeItem(node: LineageNode): vscode.TreeItem {
    return lineageItem(node, this.reviewed);
  }

  getChildren(node?: LineageNode): LineageNode[] {
    this.nodes ??= lineageNodes(this.store.all(), this.filter, this.reviewed);
    return [...(node?.children ?? this.nodes)];
  }

  getParent(node: LineageNode): LineageNode | null {
    return node.parent;
  }

  refresh(): void {
    this.nodes = null;
    const open = this.rowsToDo(this.getChildren());
    this.tree.badge = open === 0 ? undefined : { value: open, tooltip: t('{0} to do', open) };
    const roots = this.store.all();
    const { hideDecided, hideReviewed, hideNotes, only } = this.filter;
    const reviews = roots.flatMap(({ review }) => (review === undefined ? [] : [review]));
    void vscode.commands.executeCommand('setContext', 'forebear.reviewing', reviews.length > 0);
    const [review] = reviews;
    const filtered = hideDecided || hideReviewed || hideNotes || only !== null;
    const range =
      review === undefined
        ? ''
        : `${review.base.revision.slice(0, 24)}..${review.head.revision.slice(0, 24)}`;
    this.tree.description = [range, filtered ? t('filtered') : ''].filter((part) => part !== '').join(' · ');
    this.tree.message = this.message(roots.length, filtered);
    this.changed.fire(undefined);
  }

  /** Every finding of the tree from top to bottom, as filtered. */
  findings(): readonly FindingNode[] {
    return this.getChildren().flatMap(findingsUnder);
  }

  /** The findings that a command without an argument is about. */
  async selected(): Promise<readonly FindingNode[]> {
    if (this.tree.selection.length < 2) {
      await vscode.commands.executeCommand('list.selectAndPreserveFocus');
    }
    const rows = this.tree.selection.filter(({ kind }) => kind === 'finding' || kind === 'duty');
    return [...new Set(rows.flatMap(findingsUnder))];
  }

  async toggleReviewed(nodes: readonly FindingNode[]): Promise<void> {
    const all = nodes.every((node) => this.reviewed.has(node.finding.id));
    for (const node of nodes) this.mark(node, !all);
    this.refresh();
    if (!all) await this.revealAfter(nodes);
  }

  /** Selects the finding below the last of `nodes`, for triage without the mouse. */
  async revealAfter(nodes: readonly FindingNode[]): Promise<void> {
    const ids = new Set(nodes.map((node) => node.id));
    const all = this.findings();
    const last = all.findLastIndex((node) => ids.has(node.id));
    const next = all[last + 1] ?? all[last];
    if (next !== undefined) await this.tree.reveal(next, { select: true, focus: true });
  }

  async chooseFilter(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    const root = editor === undefined ? undefined : this.store.holding(editor.document.uri);
    type Option = vscode.QuickPickItem & {
      readonly key: 'hideDecided' | 'hideReviewed' | 'hideNotes' | 'only';
    };
    const options: Option[] = [
      { key: 'hideDecided', label: t('Leave out findings with a decision'), picked: this.filter.hideDecided },
      { key: 'hideReviewed', label: t('Leave out reviewed findings'), picked: this.filter.hideReviewed },
      { key: 'hideNotes', label: t('Leave out notes'), picked: this.filter.hideNotes },
    ];
    if (root !== undefined) {
      options.push({
        key: 'only',
        label: t('Only findings of the open file'),
        picked: this.filter.only !== null,
      });
    }
    const chosen = await vscode.window.showQuickPick(options, {
      canPickMany: true,
      title: t('Filter Findings'),
      placeHolder: t('Nothing ticked: every finding is shown'),
    });
    if (chosen === undefined) return;
    const keys = new Set(chosen.map((option) => option.key));
    const path =
      root === undefined || editor === undefined
        ? ''
        : editor.document.uri.path.slice(root.uri.path.replace(/\/$/, '').length + 1);
    this.filter = {
      hideDecided: keys.has('hideDecided'),
      hideReviewed: keys.has('hideReviewed'),
      hideNotes: keys.has('hideNotes'),
      only: keys.has('only') && root !== undefined ? { root: root.uri.toString(), path } : null,
    };
    await this.memory.update(FILTER, this.filter);
    this.refresh();
  }

  /** Duties of which something is open and not looked at yet. */
  private rowsToDo(nodes: readonly LineageNode[]): number {
    return nodes.reduce((sum, node) => {
      if (node.kind !== 'finding' && node.kind !== 'duty') return sum + this.rowsToDo(node.children);
      const isOpen = findingsUnder(node).some(
        ({ decision, finding }) => !isDecided(decision) && !this.reviewed.has(finding.id),
      );
      return sum + (isOpen ? 1 : 0);
    }, 0);
  }

  private mark(node: FindingNode, reviewed: boolean): void {
    if (reviewed) this.reviewed.add(node.finding.id);
    else this.reviewed.delete(node.finding.id);
    void this.memory.update(REVIEWED, [...this.reviewed]);
  }

  private message(roots: number, filtered: boolean): string {
    if (roots === 0) return '';
    const partial = this.store.all().some((root) => root.report.partial);
    const limits = this.store.all().flatMap((root) => root.review?.limits ?? []);
    if (limits.length > 0) return limits.join(' ');
    if (partial) return t('Part of what should have been read was not: this is a part of the findings.');
    if ((this.nodes ?? []).length > 0) return '';
    return filtered ? t('The filter leaves nothing to show.') : t('No findings and no known upstream.');
  }
}
