import { spawn } from 'node:child_process';
import * as vscode from 'vscode';
import { withCancel } from '../comparisons/with-cancel.ts';
import { t } from '../l10n.ts';
import { readSettings } from '../settings.ts';
import type { EditorCommand } from './command.ts';
import { confirmEntry } from './confirm-entry.ts';

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the command line that is shipped with the extension. */
function runCli(cli: string, args: readonly string[], signal: AbortSignal): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [cli, ...args], {
      signal,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk.toString();
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

/** What the command line complained of, without the command's own name in front. */
function complaintOf({ err }: Ended): string {
  const lines = err.trim().split('\n').slice(-3);
  return lines.map((line) => line.replace(/^forebear(?: \w+)?: /, '')).join(' ');
}

async function chooseCatalogue(own: vscode.Uri): Promise<string | undefined> {
  const { catalogues } = readSettings();
  const options = [
    ...catalogues.map((path) => ({ label: path, path })),
    ...(catalogues.includes(own.fsPath)
      ? []
      : [{ label: t('My Own Catalogue'), description: own.fsPath, path: own.fsPath }]),
  ];
  if (options.length === 1) return options[0]?.path;
  const chosen = await vscode.window.showQuickPick(options, {
    title: t('Add Upstream'),
    placeHolder: t('Into which catalogue?'),
  });
  return chosen?.path;
}

/** Describes a repository in a private catalogue, which later audits use beside the built-in one. */
export const addUpstream: EditorCommand = {
  id: 'forebear.addUpstream',
  run: async ({ context, log }, argument) => {
    if (!vscode.workspace.isTrusted) {
      vscode.window.showWarningMessage(
        t('An upstream is read with git, which Forebear does not start in Restricted Mode.'),
      );
      return;
    }
    const target =
      typeof argument === 'string'
        ? argument
        : await vscode.window.showInputBox({
            title: t('Add Upstream'),
            prompt: t('Its repository: OWNER/NAME, an address, or the path of a clone'),
            placeHolder: 'owner/name',
            ignoreFocusOut: true,
            validateInput: (text) =>
              /^\s*-/.test(text) || text.trim() === '' ? t('OWNER/NAME, an address or a path') : '',
          });
    if (target === undefined) return;
    const folder = await chooseCatalogue(vscode.Uri.joinPath(context.globalStorageUri, 'catalogue'));
    if (folder === undefined) return;
    const { mirror, catalogues } = readSettings();
    const cli = vscode.Uri.joinPath(context.extensionUri, 'dist', 'cli.cjs').fsPath;
    const place = ['--catalogue', folder, ...(mirror === null ? [] : ['--mirror', mirror])];
    const args = ['catalogue', 'add', target.trim(), ...place];
    const ended = await withCancel(t('Reading {0}', target.trim()), (_progress, signal) =>
      runCli(cli, args, signal),
    );
    if (ended === undefined) return;
    for (const line of ended.out.split('\n').filter((text) => text !== '')) log.info(line);
    if (ended.code !== 0) throw new Error(complaintOf(ended));
    if (!catalogues.includes(folder)) {
      await vscode.workspace
        .getConfiguration('forebear')
        .update('catalogues', [...catalogues, folder], vscode.ConfigurationTarget.Global);
    }
    const path = /^(\S.*\.json) was written/m.exec(ended.out)?.[1];
    if (path === undefined) return;
    if ((await confirmEntry(vscode.Uri.file(path))) === 'changed') {
      const built = await withCancel(t('Reading {0}', target.trim()), (_progress, signal) =>
        runCli(cli, ['catalogue', 'build', ...place], signal),
      );
      if (built !== undefined && built.code !== 0) throw new Error(complaintOf(built));
    }
    void offerAudit(path);
  },
};

/** The new upstream counts from the next audit on; its entry can be read and mended meanwhile. */
async function offerAudit(path: string): Promise<void> {
  const audit = t('Audit Again');
  const open = t('Open the Entry');
  const choice = await vscode.window.showInformationMessage(
    t('The upstream is in your catalogue. The next audit compares with it.'),
    audit,
    open,
  );
  if (choice === audit) await vscode.commands.executeCommand('forebear.auditWorkspace');
  if (choice === open) await vscode.window.showTextDocument(vscode.Uri.file(path));
}
