import * as vscode from 'vscode';
import type { AuditTarget } from '../audit/audit-runner.ts';
import { t } from '../l10n.ts';
import type { Session } from '../session.ts';
import { readSettings } from '../settings.ts';
import type { EditorCommand } from './command.ts';

/** Audits with the view in sight, and opens the answer beside once it is there. */
async function auditInSight(
  { runner, store, panel }: Session,
  targets: readonly AuditTarget[],
): Promise<void> {
  await vscode.commands.executeCommand('forebear.lineage.focus');
  const [first] = targets;
  if (!(await runner.run(targets)) || first === undefined || !readSettings(first.uri).showAnswer) return;
  const root = store.get(first.uri);
  if (root !== undefined) panel.openBeside(root);
}

/** Only a folder on a disk can be read by the engine. */
function onDisk(uri: vscode.Uri): boolean {
  if (uri.scheme === 'file') return true;
  vscode.window.showWarningMessage(
    t(
      'Forebear reads files from a disk, and {0} is a virtual folder. Clone the repository and open the clone.',
      uri.toString(true),
    ),
  );
  return false;
}

export const auditWorkspace: EditorCommand = {
  id: 'forebear.auditWorkspace',
  run: async (session) => {
    const folders = vscode.workspace.workspaceFolders ?? [];
    if (folders.length === 0) {
      const open = t('Open Folder');
      const choice = await vscode.window.showInformationMessage(
        t('There is no folder to audit. Open the repository’s folder first.'),
        open,
      );
      if (choice === open) await vscode.commands.executeCommand('vscode.openFolder');
      return;
    }
    const targets = folders.filter(({ uri }) => onDisk(uri)).map(({ uri, name }) => ({ uri, name }));
    if (targets.length === 0) return;
    await auditInSight(session, targets);
  },
};

export const auditFolder: EditorCommand = {
  id: 'forebear.auditFolder',
  run: async (session, argument) => {
    let uri = argument instanceof vscode.Uri ? argument : undefined;
    if (uri === undefined) {
      const chosen = await vscode.window.showOpenDialog({
        canSelectFolders: true,
        canSelectFiles: false,
        openLabel: t('Audit'),
        title: t('Folder to Audit'),
      });
      uri = chosen?.[0];
    }
    if (uri === undefined || !onDisk(uri)) return;
    await auditInSight(session, [
      { uri, name: uri.path.slice(uri.path.replace(/\/$/, '').lastIndexOf('/') + 1) },
    ]);
  },
};

export const cancelAudit: EditorCommand = {
  id: 'forebear.cancelAudit',
  run: ({ runner }) => runner.cancel(),
};

/** Audits a copy of the bundled example, so that a first look needs no repository. */
export const auditExample: EditorCommand = {
  id: 'forebear.auditExample',
  run: async (session) => {
    const { context } = session;
    const examples = vscode.Uri.joinPath(context.extensionUri, 'examples');
    const copy = vscode.Uri.joinPath(context.globalStorageUri, 'tiny-vlm');
    await vscode.workspace.fs.copy(vscode.Uri.joinPath(examples, 'tiny-vlm'), copy, { overwrite: true });
    await auditInSight(session, [
      { uri: copy, name: 'tiny-vlm', catalogues: [vscode.Uri.joinPath(examples, 'catalogue').fsPath] },
    ]);
  },
};
