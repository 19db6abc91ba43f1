import * as vscode from 'vscode';
import { t } from '../l10n.ts';
import type { EditorCommand } from './command.ts';

async function focusFindings(): Promise<void> {
  await vscode.commands.executeCommand('forebear.findings.focus');
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
  run: async ({ runner }) => {
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
    await focusFindings();
    await runner.run(targets);
  },
};

export const auditFolder: EditorCommand = {
  id: 'forebear.auditFolder',
  run: async ({ runner }, argument) => {
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
    await focusFindings();
    await runner.run([{ uri, name: uri.path.slice(uri.path.replace(/\/$/, '').lastIndexOf('/') + 1) }]);
  },
};

export const cancelAudit: EditorCommand = {
  id: 'forebear.cancelAudit',
  run: ({ runner }) => runner.cancel(),
};

/** Audits a copy of the bundled example, so that a first look needs no repository. */
export const auditExample: EditorCommand = {
  id: 'forebear.auditExample',
  run: async ({ context, runner }) => {
    const examples = vscode.Uri.joinPath(context.extensionUri, 'examples');
    const copy = vscode.Uri.joinPath(context.globalStorageUri, 'tiny-vlm');
    await vscode.workspace.fs.copy(vscode.Uri.joinPath(examples, 'tiny-vlm'), copy, { overwrite: true });
    await focusFindings();
    await runner.run([
      { uri: copy, name: 'tiny-vlm', catalogues: [vscode.Uri.joinPath(examples, 'catalogue').fsPath] },
    ]);
  },
};
