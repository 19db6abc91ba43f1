import * as vscode from 'vscode';
import type { FileChange } from '../../../host/fixes/plan-fixes.ts';
import { t } from '../l10n.ts';
import { closeProposals, proposalUris } from './proposed-texts.ts';

type Row = vscode.QuickPickItem & { readonly change: FileChange };

function lineCount(text: string): number {
  return text === '' ? 0 : text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
}

function rowOf(change: FileChange): Row {
  const added = lineCount(change.after) - lineCount(change.before ?? '');
  return {
    change,
    label: change.path,
    description: change.before === null ? t('new file, {0} lines', added) : t('{0} lines more', added),
    detail: change.titles.join(' · '),
    picked: true,
  };
}

async function showDiff(change: FileChange): Promise<void> {
  const { before, after } = proposalUris(change.path, change.before, change.after);
  await vscode.commands.executeCommand('vscode.diff', before, after, t('{0} (proposed)', change.path), {
    preserveFocus: true,
    preview: true,
  });
}

/**
 * Shows every file that would change, ticked, and the change of the row that has the focus behind the list; answers
 * those that stayed ticked, undefined when a person turned back. Nothing is written here.
 */
export async function chooseChanges(
  changes: readonly FileChange[],
): Promise<readonly FileChange[] | undefined> {
  const pick = vscode.window.createQuickPick<Row>();
  const rows = changes.map(rowOf);
  pick.title = changes.length === 1 ? t('Apply 1 Change') : t('Apply {0} Changes', changes.length);
  pick.placeholder = t('Enter writes what is ticked; the change of the chosen row is shown behind this list');
  pick.canSelectMany = true;
  pick.ignoreFocusOut = true;
  pick.items = rows;
  pick.selectedItems = rows;
  const [first] = changes;
  let shown: FileChange | null = first ?? null;
  // A list of ticks has no chosen row until a key is pressed: the first change stands there from the start.
  if (first !== undefined) await showDiff(first);
  const chosen = await new Promise<readonly FileChange[] | undefined>((resolve) => {
    pick.onDidChangeActive(([row]) => {
      if (row === undefined || row.change === shown) return;
      shown = row.change;
      void showDiff(row.change).then(undefined, () => {});
    });
    pick.onDidAccept(() => {
      resolve(pick.selectedItems.map(({ change }) => change));
      pick.hide();
    });
    pick.onDidHide(() => resolve(undefined));
    pick.show();
  });
  pick.dispose();
  await closeProposals();
  return chosen;
}
