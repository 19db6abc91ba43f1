import * as vscode from 'vscode';
import { t } from '../l10n.ts';
import type { Problems } from './problems.ts';

/** Offers, on a finding's line, its fixes with a preview, its evidence and a decision. */
export function offerCodeActions(problems: Problems): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(
    [{ scheme: 'file' }, { scheme: 'vscode-vfs' }],
    {
      provideCodeActions: (document, range) =>
        problems.at(document.uri, range).flatMap(({ root, finding, shown }) => {
          const action = (
            title: string,
            command: string,
            extra: readonly unknown[],
            kind = vscode.CodeActionKind.QuickFix,
          ): vscode.CodeAction => {
            const made = new vscode.CodeAction(title, kind);
            made.diagnostics = [shown];
            made.command = { command, title, arguments: [{ root, finding }, ...extra] };
            return made;
          };
          const fixes = finding.fixes.map((fix, index) =>
            action(t('{0} (preview)', fix.title), 'forebear.previewFix', [index]),
          );
          const [first] = fixes;
          if (first !== undefined) first.isPreferred = true;
          return [
            ...fixes,
            action(t('Show Evidence'), 'forebear.showEvidence', []),
            action(t('Record Decision…'), 'forebear.recordDecision', []),
          ];
        }),
    },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
  );
}
