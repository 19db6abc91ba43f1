import * as vscode from 'vscode';
import type { Fix } from '../../core/model/report.ts';
import { type AuditedRoot, fileOf } from '../audit/audited-root.ts';
import { t } from '../l10n.ts';

/** The edit of a fix, for the editor's own preview: nothing is written before a person confirms it there. */
export async function fixEdit(root: AuditedRoot, fix: Fix): Promise<vscode.WorkspaceEdit | null> {
  const uri = fileOf(root, fix.path);
  if (uri === null) return null;
  const edit = new vscode.WorkspaceEdit();
  const preview: vscode.WorkspaceEditEntryMetadata = {
    needsConfirmation: true,
    label: fix.title,
    description: t('Proposed by Forebear'),
    iconPath: new vscode.ThemeIcon('law'),
  };
  const exists = await vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
  if (fix.kind === 'create' || !exists) {
    if (exists) return null;
    edit.createFile(uri, { ignoreIfExists: true, contents: new TextEncoder().encode(fix.text) }, preview);
    return edit;
  }
  const document = await vscode.workspace.openTextDocument(uri);
  const end = document.lineAt(document.lineCount - 1).range.end;
  if (fix.kind === 'append') {
    const gap = end.character === 0 ? '' : '\n';
    edit.insert(uri, end, gap + fix.text, preview);
    return edit;
  }
  const line = Math.min(Math.max(0, (fix.line ?? 1) - 1), document.lineCount);
  edit.insert(uri, line >= document.lineCount ? end : new vscode.Position(line, 0), fix.text, preview);
  return edit;
}

/** Opens the editor's preview of a fix. */
export async function previewFix(root: AuditedRoot, fix: Fix): Promise<void> {
  const edit = await fixEdit(root, fix);
  if (edit === null) {
    vscode.window.showWarningMessage(
      t(
        '“{0}” would overwrite {1}. Forebear only adds text; please edit that file by hand.',
        fix.title,
        fix.path,
      ),
    );
    return;
  }
  await vscode.workspace.applyEdit(edit, { isRefactoring: true });
}
