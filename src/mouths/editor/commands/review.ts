import * as vscode from 'vscode';
import { auditOptions } from '../audit/audit-options.ts';
import { withCancel } from '../comparisons/with-cancel.ts';
import { loadEngine } from '../engine/load-engine.ts';
import { t } from '../l10n.ts';
import { chooseBase } from '../review/choose-base.ts';
import type { EditorCommand } from './command.ts';

async function chooseFolder(): Promise<vscode.WorkspaceFolder | undefined> {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  return folders.length > 1 ? vscode.window.showWorkspaceFolderPick() : folders[0];
}

export const reviewChangesCommand: EditorCommand = {
  id: 'forebear.reviewChanges',
  run: async ({ store, log, thread }, argument) => {
    if (!vscode.workspace.isTrusted) {
      vscode.window.showWarningMessage(
        t('A review reads the history with git, which Forebear does not start in Restricted Mode.'),
      );
      return;
    }
    const folder = await chooseFolder();
    if (folder === undefined) {
      vscode.window.showInformationMessage(
        t('There is no folder to review. Open the repository’s folder first.'),
      );
      return;
    }
    const root = folder.uri.fsPath;
    const base = typeof argument === 'string' ? argument : await chooseBase(root);
    if (base === undefined) return;
    const engine = loadEngine();
    const outcome = await withCancel(t('Reviewing changes against {0}', base), (progress, signal) =>
      engine.reviewChanges(
        {
          root,
          base,
          today: new Date().toISOString().slice(0, 10),
          audit: async (rev, step, stop) => {
            const outcome = await thread.run(auditOptions(folder.uri, [], rev), 'fresh', step, stop);
            return outcome.ok ? { ok: true, value: outcome.value.report } : outcome;
          },
        },
        progress,
        signal,
      ),
    );
    if (outcome === undefined) return;
    if (!outcome.ok) throw new Error(outcome.message);
    const { review, head } = outcome.value;
    for (const limit of review.limits) log.warn(limit);
    // Focus first: the view cannot focus a row that is being replaced.
    await vscode.commands.executeCommand('forebear.lineage.focus');
    store.put({
      uri: folder.uri,
      name: folder.name,
      report: head,
      catalogues: [],
      origin: 'run',
      review,
    });
  },
};

export const endReview: EditorCommand = {
  id: 'forebear.endReview',
  run: async ({ store }) => {
    for (const root of store.all()) {
      if (root.review === undefined) continue;
      const { review: _review, ...rest } = root;
      store.put(rest);
    }
  },
};
