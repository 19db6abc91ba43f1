import * as vscode from 'vscode';
import { AuditRunner } from './audit/audit-runner.ts';
import { AuditStore } from './audit/audit-store.ts';
import { reauditOnSave } from './audit/reaudit-on-save.ts';
import { COMMANDS } from './commands/table.ts';
import { ComparisonList } from './comparisons/comparison-list.ts';
import { DecisionLog } from './decisions/decision-log.ts';
import { AuditThread } from './engine/audit-thread.ts';
import { serveProposals } from './fixes/proposed-texts.ts';
import { t } from './l10n.ts';
import { EvidencePanel } from './panel/evidence-panel.ts';
import { offerCodeActions } from './problems/code-actions.ts';
import { Problems } from './problems/problems.ts';
import { offerCodeLenses } from './reading/code-lenses.ts';
import { MatchMarks } from './reading/match-marks.ts';
import { reviewThreads } from './review/review-threads.ts';
import type { Session } from './session.ts';
import { statusBar } from './status-bar.ts';
import { serveUpstreamTexts } from './upstream/upstream-documents.ts';
import { LineageView } from './views/lineage-view.ts';

/** Wires the parts; reads no file and loads neither engine nor grammar. */
export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Forebear', { log: true });
  const { storageUri, extensionUri } = context;
  const reports = storageUri === undefined ? undefined : vscode.Uri.joinPath(storageUri, 'reports');
  const store = new AuditStore(reports, log);
  const thread = new AuditThread(vscode.Uri.joinPath(extensionUri, 'dist').fsPath);
  const runner = new AuditRunner(store, thread, log);
  const comparisons = new ComparisonList();
  const session: Session = {
    context,
    log,
    store,
    runner,
    thread,
    lineage: new LineageView(store, context.workspaceState),
    problems: new Problems(store, extensionUri),
    marks: new MatchMarks(store, extensionUri),
    comparisons,
    decisions: new DecisionLog(store),
    panel: new EvidencePanel(store, extensionUri, comparisons, log),
  };
  context.subscriptions.push(
    log,
    store,
    runner,
    thread,
    comparisons,
    session.lineage,
    session.problems,
    session.marks,
    session.panel,
    offerCodeActions(session.problems),
    offerCodeLenses(store),
    serveUpstreamTexts(store, log),
    serveProposals(),
    statusBar(store, runner),
    reauditOnSave(store, runner),
    reviewThreads(store),
    ...COMMANDS.map(({ id, run }) =>
      vscode.commands.registerCommand(id, async (argument: unknown, selected: unknown) => {
        try {
          return await run(session, argument, selected);
        } catch (error) {
          const message = error instanceof Error ? error.message : String(error);
          log.error(`${id}: ${error instanceof Error ? (error.stack ?? message) : message}`);
          const show = t('Show Log');
          const choice = await vscode.window.showErrorMessage(
            t('Forebear could not finish this command. {0}', message),
            show,
          );
          if (choice === show) log.show();
          return undefined;
        }
      }),
    ),
  );
}
