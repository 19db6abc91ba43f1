import * as vscode from 'vscode';
import type { AuditRunner } from './audit/audit-runner.ts';
import type { AuditStore } from './audit/audit-store.ts';
import { t } from './l10n.ts';
import { isDecided } from './views/findings-nodes.ts';
import { findingCount } from './wording.ts';

/** One quiet item: how many findings are open, or how far the audit is. Absent before the first audit. */
export function statusBar(store: AuditStore, runner: AuditRunner): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('forebear.status', vscode.StatusBarAlignment.Left, 0);
  item.name = 'Forebear';
  item.command = 'forebear.findings.focus';
  const refresh = (): void => {
    const { running, share, message } = runner.state;
    if (running) {
      const percent = share === null ? '' : ` ${Math.round(share * 100)}%`;
      item.text = `$(sync~spin) ${t('Auditing')}${percent}`;
      item.tooltip = message;
      item.show();
      return;
    }
    const roots = store.all();
    if (roots.length === 0) {
      item.hide();
      return;
    }
    const open = roots.reduce((sum, { report }) => {
      const decisions = new Map(report.decisions.map((decision) => [decision.finding, decision]));
      return sum + report.findings.filter((finding) => !isDecided(decisions.get(finding.id))).length;
    }, 0);
    item.text = `$(law) ${findingCount(open)}`;
    item.tooltip = t('Forebear: credits and license terms that the repository does not show');
    item.accessibilityInformation = { label: t('Forebear: {0} open findings', open) };
    item.show();
  };
  refresh();
  return vscode.Disposable.from(item, store.onDidChange(refresh), runner.onDidChange(refresh));
}
