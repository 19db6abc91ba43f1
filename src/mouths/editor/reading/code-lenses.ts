import * as vscode from 'vscode';
import { inWords } from '../../../model/said.ts';
import { answerOf } from '../../reports/answer/answer.ts';
import { sayCreditState } from '../../reports/answer/credit-state.ts';
import { symbolParts } from '../../reports/answer/module-pair.ts';
import type { UpstreamAnswer } from '../../reports/answer/upstream-answer.ts';
import type { AuditStore } from '../audit/audit-store.ts';
import { type AuditedRoot, pathIn } from '../audit/audited-root.ts';
import { t } from '../l10n.ts';
import { readSettings } from '../settings.ts';

/** The finding that asks for a credit of this upstream and has a fix; undefined when nothing of the kind is open. */
function creditFix(answer: UpstreamAnswer): string | undefined {
  return answer.toDo
    .filter(({ rule }) => rule === 'upstream-not-credited')
    .flatMap(({ findings }) => findings)
    .find(({ fixes }) => fixes.length > 0)?.id;
}

function lensesOf(root: AuditedRoot, path: string): vscode.CodeLens[] {
  return answerOf(root.report).upstreams.flatMap((answer) =>
    answer.pairs
      .filter(({ module }) => module.path === path)
      .flatMap(({ module, match }) => {
        const line = Math.max(0, module.range.startLine - 1);
        const range = new vscode.Range(line, 0, line, 0);
        const target = { root: root.uri.toString(), module: module.id, match: module.matches.indexOf(match) };
        const fix = creditFix(answer);
        return [
          new vscode.CodeLens(range, {
            title: t(
              '{0}% from {1}, {2} · {3}',
              Math.round(match.containment.local * 100),
              answer.name,
              symbolParts(match.symbol).name,
              inWords(sayCreditState(answer.state), t),
            ),
            tooltip: t('Compare With Upstream'),
            command: 'forebear.compareWithUpstream',
            arguments: [target],
          }),
          ...(fix === undefined
            ? []
            : [
                new vscode.CodeLens(range, {
                  title: t('Credit it…'),
                  command: 'forebear.previewFix',
                  arguments: [{ root: root.uri.toString(), finding: { id: fix } }, 0],
                }),
              ]),
        ];
      }),
  );
}

/** Above each matched module of an audited file: how much of it is whose, and whether that is credited. */
export function offerCodeLenses(store: AuditStore): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  return vscode.Disposable.from(
    changed,
    store.onDidChange(() => changed.fire()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('forebear.codeLens')) changed.fire();
    }),
    vscode.languages.registerCodeLensProvider([{ scheme: 'file' }, { scheme: 'vscode-vfs' }], {
      onDidChangeCodeLenses: changed.event,
      provideCodeLenses: (document) => {
        const root = store.holding(document.uri);
        const path = root === undefined ? null : pathIn(root, document.uri);
        if (root === undefined || path === null || !readSettings(document.uri).codeLens) return [];
        return lensesOf(root, path);
      },
    }),
  );
}
