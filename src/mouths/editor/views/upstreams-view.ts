import * as vscode from 'vscode';
import type { AuditedModule, Lineage } from '../../../model/report.ts';
import type { AuditStore } from '../audit/audit-store.ts';
import { type AuditedRoot, matchesTo, sourceOf, upstreamName } from '../audit/audited-root.ts';
import { t } from '../l10n.ts';
import { shownReport } from '../shown-report.ts';
import { creditName, relationName, shortStrength } from '../wording.ts';

export type UpstreamsNode =
  | { readonly kind: 'upstream'; readonly root: AuditedRoot; readonly lineage: Lineage }
  | { readonly kind: 'fact'; readonly root: AuditedRoot; readonly text: string; readonly icon: string }
  | {
      readonly kind: 'module';
      readonly root: AuditedRoot;
      readonly module: AuditedModule;
      readonly match: number;
    };

function factsOf(root: AuditedRoot, lineage: Lineage): UpstreamsNode[] {
  const source = sourceOf(root, lineage.upstream, lineage.version);
  const fact = (icon: string, text: string): UpstreamsNode => ({ kind: 'fact', root, icon, text });
  const facts: UpstreamsNode[] = lineage.why.map((why) => fact('info', why));
  if (source !== undefined) {
    facts.push(fact('law', t('Code license: {0}', source.codeLicense.expression)));
    if (source.published !== null)
      facts.push(fact('calendar', t('Published: {0}', source.published.slice(0, 10))));
    facts.push(fact('repo', source.homepage ?? source.repository));
  }
  return facts;
}

/** Every upstream of the audited folders, strongest evidence first, with why and where. */
export class UpstreamsView implements vscode.TreeDataProvider<UpstreamsNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly subscription: vscode.Disposable;
  private readonly tree: vscode.TreeView<UpstreamsNode>;

  constructor(private readonly store: AuditStore) {
    this.tree = vscode.window.createTreeView('forebear.upstreams', { treeDataProvider: this });
    this.subscription = store.onDidChange(() => this.changed.fire(undefined));
  }

  dispose(): void {
    vscode.Disposable.from(this.tree, this.subscription, this.changed).dispose();
  }

  getTreeItem(node: UpstreamsNode): vscode.TreeItem {
    if (node.kind === 'fact') {
      const item = new vscode.TreeItem(node.text);
      item.iconPath = new vscode.ThemeIcon(node.icon);
      item.tooltip = node.text;
      return item;
    }
    if (node.kind === 'module') {
      const item = new vscode.TreeItem(node.module.symbol);
      const strength = node.module.matches[node.match]?.strength;
      const place = `${node.module.path}:${node.module.range.startLine}`;
      item.description = strength === undefined ? place : `${place} · ${shortStrength(strength)}`;
      item.iconPath = new vscode.ThemeIcon('symbol-method');
      item.contextValue = 'module';
      item.command = { command: 'forebear.compareWithUpstream', title: t('Compare'), arguments: [node] };
      return item;
    }
    const { lineage, root } = node;
    const name = upstreamName(root, lineage.upstream, lineage.version);
    const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState.Collapsed);
    item.id = `${root.uri.toString()}#${lineage.upstream}@${lineage.version}`;
    const relation =
      lineage.relation === 'source' ? creditName(lineage.credited) : relationName(lineage.relation);
    const where = this.store.all().length > 1 ? ` · ${node.root.name}` : '';
    item.description = `${shortStrength(lineage.strength)} · ${relation}${where}`;
    item.iconPath = new vscode.ThemeIcon(lineage.relation === 'self' ? 'home' : 'references');
    item.contextValue = 'upstream';
    item.accessibilityInformation = { label: `${name}, ${item.description}` };
    return item;
  }

  getChildren(node?: UpstreamsNode): UpstreamsNode[] {
    if (node === undefined) {
      return this.store
        .all()
        .flatMap((root) =>
          shownReport(root.report).lineage.map((lineage) => ({ kind: 'upstream', root, lineage }) as const),
        );
    }
    if (node.kind !== 'upstream') return [];
    const modules = matchesTo(node.root, node.lineage.upstream).map(
      ({ module, index }) => ({ kind: 'module', root: node.root, module, match: index }) as const,
    );
    return [...factsOf(node.root, node.lineage), ...modules];
  }
}
