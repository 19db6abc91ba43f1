import * as vscode from 'vscode';
import { loadEngine } from '../engine/load-engine.ts';
import { t } from '../l10n.ts';
import type { EditorCommand } from './command.ts';

const FORMATS = [
  { format: 'html', extension: 'html', label: 'HTML' },
  { format: 'markdown', extension: 'md', label: 'Markdown' },
  { format: 'json', extension: 'json', label: 'JSON' },
  { format: 'sarif', extension: 'sarif', label: 'SARIF 2.1.0' },
  { format: 'cyclonedx', extension: 'cdx.json', label: 'CycloneDX' },
  { format: 'spdx', extension: 'spdx.json', label: 'SPDX 2.3' },
  { format: 'spdx3', extension: 'spdx3.json', label: 'SPDX 3.0' },
  { format: 'text', extension: 'txt', label: 'Text' },
] as const;

export const exportReport: EditorCommand = {
  id: 'forebear.exportReport',
  run: async ({ store }, argument) => {
    await store.restore();
    const roots = store.all();
    const named =
      typeof argument === 'object' && argument !== null
        ? roots.find((root) => root.uri.toString() === String(Reflect.get(argument, 'uri')))
        : undefined;
    const options = roots.map((root) => ({ label: root.name, description: root.uri.fsPath, root }));
    const root =
      named ??
      (roots.length > 1
        ? (await vscode.window.showQuickPick(options, { title: t('Export Report') }))?.root
        : roots[0]);
    if (root === undefined) {
      if (roots.length === 0) {
        vscode.window.showInformationMessage(t('There is no report yet. Audit the workspace first.'));
      }
      return;
    }
    const chosen = await vscode.window.showQuickPick(FORMATS, {
      title: t('Export Report'),
      placeHolder: t('Format'),
    });
    if (chosen === undefined) return;
    const target = await vscode.window.showSaveDialog({
      defaultUri: vscode.Uri.joinPath(root.uri, `forebear-report.${chosen.extension}`),
      title: t('Export Report'),
    });
    if (target === undefined) return;
    const text = loadEngine().FORMATS[chosen.format](root.report, { sarifProfile: 'full' });
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
    if (chosen.format !== 'html') await vscode.window.showTextDocument(target, { preview: true });
  },
};

/** Shows a report that the command line wrote, for example on a build server. */
export const openReport: EditorCommand = {
  id: 'forebear.openReport',
  run: async ({ store, panel }, argument) => {
    const chosen =
      argument instanceof vscode.Uri
        ? [argument]
        : await vscode.window.showOpenDialog({
            title: t('Open Report'),
            filters: { [t('Reports')]: ['json'] },
            openLabel: t('Open Report'),
          });
    const file = chosen?.[0];
    if (file === undefined) return;
    const parsed = loadEngine().parseReport(
      new TextDecoder().decode(await vscode.workspace.fs.readFile(file)),
    );
    if (!parsed.ok) {
      vscode.window.showErrorMessage(
        t('{0} is not a report that Forebear can read. {1}', file.fsPath, parsed.message),
      );
      return;
    }
    const folder =
      vscode.workspace.getWorkspaceFolder(file) ??
      vscode.workspace.workspaceFolders?.find(({ name }) => name === parsed.value.target.name) ??
      vscode.workspace.workspaceFolders?.[0];
    const root = {
      uri: folder?.uri ?? vscode.Uri.joinPath(file, '..'),
      name: parsed.value.target.name,
      report: parsed.value,
      catalogues: [],
      origin: 'file' as const,
    };
    await vscode.commands.executeCommand('forebear.lineage.focus');
    store.put(root);
    panel.open(root);
  },
};
