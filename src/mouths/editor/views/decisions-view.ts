import * as vscode from 'vscode';
import type { DecisionStatus } from '../../../model/report.ts';
import type { AuditStore } from '../audit/audit-store.ts';
import { type AuditedRoot, fileOf } from '../audit/audited-root.ts';
import { t } from '../l10n.ts';
import { decisionStatusName, stateName } from '../wording.ts';

export interface DecisionNode {
  readonly kind: 'decision';
  readonly root: AuditedRoot;
  readonly decision: DecisionStatus;
}

const ORDER: Readonly<Record<DecisionStatus['status'], number>> = {
  stale: 0,
  expired: 1,
  current: 2,
  gone: 3,
};
const ICONS: Readonly<Record<DecisionStatus['status'], string>> = {
  stale: 'history',
  expired: 'watch',
  current: 'pass',
  gone: 'circle-outline',
};

/** What persons have concluded, those that ask for another look first. */
export class DecisionsView implements vscode.TreeDataProvider<DecisionNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly subscription: vscode.Disposable;
  private readonly tree: vscode.TreeView<DecisionNode>;

  constructor(private readonly store: AuditStore) {
    this.tree = vscode.window.createTreeView('forebear.decisions', { treeDataProvider: this });
    const refresh = (): void => {
      const again = this.getChildren().filter(({ decision }) => ORDER[decision.status] < 2).length;
      this.tree.badge =
        again === 0 ? undefined : { value: again, tooltip: t('{0} decisions to look at again', again) };
      this.changed.fire(undefined);
    };
    this.subscription = store.onDidChange(refresh);
    refresh();
  }

  dispose(): void {
    vscode.Disposable.from(this.tree, this.subscription, this.changed).dispose();
  }

  getChildren(node?: DecisionNode): DecisionNode[] {
    if (node !== undefined) return [];
    return this.store
      .all()
      .flatMap((root) =>
        root.report.decisions.map((decision) => ({ kind: 'decision', root, decision }) as const),
      )
      .sort((a, b) => ORDER[a.decision.status] - ORDER[b.decision.status]);
  }

  getTreeItem({ root, decision }: DecisionNode): vscode.TreeItem {
    const item = new vscode.TreeItem(`${stateName(decision.state)}: ${decision.note}`);
    const status = decision.status === 'current' ? '' : ` · ${decisionStatusName(decision.status)}`;
    item.description = `${decision.path}${status}`;
    item.iconPath = new vscode.ThemeIcon(ICONS[decision.status]);
    item.contextValue = 'decision';
    const tip = new vscode.MarkdownString();
    tip.appendText(`${decision.rule} · ${decision.path}\n\n${decision.note}\n`);
    if (decision.evidence !== undefined) tip.appendText(`\n${decision.evidence}\n`);
    if (decision.by !== undefined) tip.appendText(`\n${decision.by} ${decision.on ?? ''}\n`);
    item.tooltip = tip;
    const uri = fileOf(root, decision.path);
    if (uri !== null) item.command = { command: 'vscode.open', title: t('Open'), arguments: [uri] };
    item.accessibilityInformation = { label: `${item.label}, ${item.description}` };
    return item;
  }
}
