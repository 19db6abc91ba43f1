import * as vscode from 'vscode';
import type { AuditStore } from '../audit/audit-store.ts';
import { type AuditedRoot, fileOf, rangeOf } from '../audit/audited-root.ts';
import { t } from '../l10n.ts';
import { say } from '../shown-report.ts';

function link(label: string, command: string, root: AuditedRoot, finding: string): string {
  const target = encodeURIComponent(
    JSON.stringify([{ root: root.uri.toString(), finding: { id: finding } }]),
  );
  return `[${label}](command:${command}?${target})`;
}

/** While a review is shown, what it found stands as closed threads on the anchor lines. */
export function reviewThreads(store: AuditStore): vscode.Disposable {
  let controller: vscode.CommentController | null = null;
  const clear = (): void => {
    controller?.dispose();
    controller = null;
  };
  const refresh = (): void => {
    clear();
    for (const root of store.all()) {
      for (const { change, finding, because } of root.review?.findings ?? []) {
        const uri = fileOf(root, finding.path);
        if (uri === null || (change !== 'new' && change !== 'worsened')) continue;
        controller ??= vscode.comments.createCommentController('forebear.review', t('Forebear Review'));
        const body = new vscode.MarkdownString();
        body.isTrusted = {
          enabledCommands: [
            'forebear.showEvidence',
            'forebear.compareWithUpstream',
            'forebear.recordDecision',
            'forebear.copyReviewComment',
          ],
        };
        body.appendText(say(finding.message, finding.said));
        for (const reason of because) body.appendText(`\n${say(reason)}`);
        body.appendMarkdown('\n\n');
        body.appendMarkdown(
          [
            link(t('Show Evidence'), 'forebear.showEvidence', root, finding.id),
            link(t('Compare With Upstream'), 'forebear.compareWithUpstream', root, finding.id),
            link(t('Record Decision…'), 'forebear.recordDecision', root, finding.id),
            link(t('Copy as Review Comment'), 'forebear.copyReviewComment', root, finding.id),
          ].join(' · '),
        );
        const line = { startLine: finding.range.startLine, endLine: finding.range.startLine };
        const thread = controller.createCommentThread(uri, rangeOf(line), [
          { body, mode: vscode.CommentMode.Preview, author: { name: 'Forebear' } },
        ]);
        thread.canReply = false;
        thread.collapsibleState = vscode.CommentThreadCollapsibleState.Collapsed;
        thread.label = change === 'new' ? t('New finding') : t('Worsened finding');
      }
    }
  };
  return vscode.Disposable.from(store.onDidChange(refresh), { dispose: clear });
}
