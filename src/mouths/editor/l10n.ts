import * as vscode from 'vscode';

/** Translates an English sentence into the display language; `{0}` stands for the first argument. */
export function t(sentence: string, ...args: readonly (string | number)[]): string {
  return vscode.l10n.t(sentence, ...args);
}
