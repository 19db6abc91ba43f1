import * as vscode from 'vscode';
import type { Finding, Fix } from '../../../model/report.ts';
import type { AuditedRoot } from '../audit/audited-root.ts';
import { loadEngine } from '../engine/load-engine.ts';
import { t } from '../l10n.ts';

/** The one stretch in which two texts differ, as offsets in the first. */
function difference(
  before: string,
  after: string,
): { readonly from: number; readonly to: number; readonly text: string } {
  let from = 0;
  const least = Math.min(before.length, after.length);
  while (from < least && before[from] === after[from]) from += 1;
  let tail = 0;
  while (tail < least - from && before[before.length - 1 - tail] === after[after.length - 1 - tail])
    tail += 1;
  return { from, to: before.length - tail, text: after.slice(from, after.length - tail) };
}

/** Opens the editor's preview of a fix: nothing is written before a person confirms it there. */
export async function previewFix(root: AuditedRoot, finding: Finding, fix: Fix): Promise<void> {
  const engine = loadEngine();
  const only = { ...root.report, decisions: [], findings: [{ ...finding, fixes: [fix] }] };
  const plan = await engine.planFixes(only, root.uri.fsPath, engine.localTexts());
  const [refused] = plan.refused;
  const [change] = plan.changes;
  if (change === undefined) {
    vscode.window.showWarningMessage(
      refused?.message ?? t('{0} already holds what “{1}” would add.', fix.path, fix.title),
    );
    return;
  }
  const edit = new vscode.WorkspaceEdit();
  const uri = vscode.Uri.file(change.absolute);
  const preview: vscode.WorkspaceEditEntryMetadata = {
    needsConfirmation: true,
    label: fix.title,
    description: t('Proposed by Forebear'),
    iconPath: new vscode.ThemeIcon('law'),
  };
  if (change.before === null) {
    edit.createFile(uri, { contents: new TextEncoder().encode(change.after) }, preview);
  } else {
    const document = await vscode.workspace.openTextDocument(uri);
    if (document.isDirty) {
      vscode.window.showWarningMessage(
        t('{0} has unsaved changes. Save it, then preview the fix again.', fix.path),
      );
      return;
    }
    // The editor shows line ends of its own; only the inserted text has to fit them.
    const { from, to, text } = difference(document.getText(), change.after.replace(/^\uFEFF/, ''));
    edit.replace(uri, new vscode.Range(document.positionAt(from), document.positionAt(to)), text, preview);
  }
  await vscode.workspace.applyEdit(edit, { isRefactoring: true });
}
