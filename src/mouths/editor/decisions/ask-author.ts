import * as vscode from 'vscode';
import { loadEngine } from '../engine/load-engine.ts';
import { t } from '../l10n.ts';
import { readSettings } from '../settings.ts';

const REMEMBERED = 'forebear.author';

/** The name that git writes into commits here; '' where none is set. In Restricted Mode git is not started. */
async function nameOfGit(folder: vscode.Uri): Promise<string> {
  if (!vscode.workspace.isTrusted || folder.scheme !== 'file') return '';
  const asked = await loadEngine().openGit(folder.fsPath).run(['config', 'user.name']);
  return asked.ok ? asked.value.trim() : '';
}

/**
 * Who decides: the name of the settings, else the one given before, else asked for once. '' where a person wants none;
 * undefined when a person turned back.
 */
export async function askAuthor(memory: vscode.Memento, folder: vscode.Uri): Promise<string | undefined> {
  const { author } = readSettings(folder);
  if (author !== '') return author;
  const known = memory.get<string>(REMEMBERED);
  if (known !== undefined) return known;
  const name = await vscode.window.showInputBox({
    title: t('Who Decides?'),
    prompt: t('The name stands in the record of each decision. Empty: no name. Asked once.'),
    value: await nameOfGit(folder),
    ignoreFocusOut: true,
  });
  if (name === undefined) return undefined;
  await memory.update(REMEMBERED, name.trim());
  return name.trim();
}
