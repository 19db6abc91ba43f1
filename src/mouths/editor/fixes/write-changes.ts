import * as vscode from 'vscode';
import type { FileChange } from '../../../host/fixes/plan-fixes.ts';
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

/** Why a file cannot be written; null when it can. */
async function obstacle({ absolute, path, before }: FileChange): Promise<string | null> {
  if (before === null) return null;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(absolute));
  if (document.isDirty) return t('{0} has unsaved changes. Save it, then apply the fix again.', path);
  return document.getText() === before.replace(/^\uFEFF/, '')
    ? null
    : t('{0} has changed meanwhile. Audit again, then apply the fix.', path);
}

export interface Written {
  readonly paths: readonly string[];
  /** Why a file was left as it was, in sentences. */
  readonly left: readonly string[];
}

/** Writes the changes as one edit, which can be undone in each file, and saves them. */
export async function writeChanges(changes: readonly FileChange[]): Promise<Written> {
  const edit = new vscode.WorkspaceEdit();
  const left: string[] = [];
  const paths: string[] = [];
  for (const change of changes) {
    const why = await obstacle(change);
    if (why !== null) {
      left.push(why);
      continue;
    }
    const uri = vscode.Uri.file(change.absolute);
    paths.push(change.path);
    if (change.before === null) {
      edit.createFile(uri, { contents: new TextEncoder().encode(change.after) });
      continue;
    }
    const document = await vscode.workspace.openTextDocument(uri);
    // The editor shows line ends of its own; only the inserted text has to fit them.
    const { from, to, text } = difference(document.getText(), change.after.replace(/^\uFEFF/, ''));
    edit.replace(uri, new vscode.Range(document.positionAt(from), document.positionAt(to)), text);
  }
  if (paths.length === 0) return { paths, left };
  if (!(await vscode.workspace.applyEdit(edit))) {
    return { paths: [], left: [...left, t('The editor did not apply the change. Nothing was written.')] };
  }
  for (const change of changes) {
    if (change.before === null || !paths.includes(change.path)) continue;
    const document = await vscode.workspace.openTextDocument(vscode.Uri.file(change.absolute));
    await document.save();
  }
  return { paths, left };
}
