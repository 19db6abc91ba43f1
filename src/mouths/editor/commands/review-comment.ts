import * as vscode from 'vscode';
import { isFileOnly } from '../../../model/known-file.ts';
import { sourceOf, upstreamName } from '../audit/audited-root.ts';
import { t } from '../l10n.ts';
import type { EditorCommand } from './command.ts';
import { type FindingTarget, findingTargets, matchOfFinding } from './target.ts';

/** Text from the audited repository, made harmless inside a Markdown sentence. */
function plain(text: string): string {
  return text
    .replace(/[\\`*_{}[\]<>()#|!~]/g, '\\$&')
    .replace(/@/g, '@\u200b')
    .replace(/\s+/g, ' ');
}

/** A finding as a review comment: what, where, the evidence with its denominators, and the duty. */
export function reviewComment({ root, finding }: FindingTarget): string {
  const lines = [`**${plain(finding.message)}**`, ''];
  lines.push(`- ${t('Where')}: \`${finding.path.replaceAll('`', "'")}:${finding.range.startLine}\``);
  const found = matchOfFinding({ root, finding });
  const match = found?.module.matches[found.match];
  if (found !== undefined && match !== undefined) {
    const source = sourceOf(root, match.upstream, match.version);
    const name = plain(upstreamName(root, match.upstream, match.version));
    const at = source?.commit == null ? '' : ` @ ${source.commit.slice(0, 12)}`;
    lines.push(
      `- ${t('Upstream')}: ${name}${source === undefined ? '' : ` (${plain(source.repository)}${at})`}`,
    );
    lines.push(
      `- ${t('Evidence')}: ${
        isFileOnly(match)
          ? t(
              '{0} shares {1}% of its {2} tokens with {3}',
              plain(found.module.symbol),
              Math.round(match.containment.local * 100),
              found.module.tokens,
              plain(match.path),
            )
          : t(
              '{0} shares {1}% of its {2} tokens with {3}, and {4}% of that one; longest run {5} tokens',
              plain(found.module.symbol),
              Math.round(match.containment.local * 100),
              found.module.tokens,
              plain(match.symbol),
              Math.round(match.containment.upstream * 100),
              match.longestRun,
            )
      }`,
    );
    if (source !== undefined) lines.push(`- ${t('License: {0}', plain(source.codeLicense.expression))}`);
  }
  if (finding.duty !== undefined) lines.push(`- ${t('Duty')}: ${plain(finding.duty)}`);
  lines.push(
    '',
    `_${t('Similarity is evidence for a person to weigh; it is not a finding of infringement.')}_`,
  );
  return lines.join('\n');
}

export const copyReviewComment: EditorCommand = {
  id: 'forebear.copyReviewComment',
  run: async (session, argument, selected) => {
    const targets = await findingTargets(session, argument, selected);
    if (targets.length === 0) {
      vscode.window.showInformationMessage(
        t('Choose a row in the Lineage view, or put the cursor on its line.'),
      );
      return;
    }
    await vscode.env.clipboard.writeText(targets.map(reviewComment).join('\n\n---\n\n'));
    vscode.window.setStatusBarMessage(t('Copied as a review comment.'), 4000);
  },
};
