import * as vscode from 'vscode';
import { upstreamName } from '../audit/audited-root.ts';
import { matchOfFinding } from '../commands/target.ts';
import { t } from '../l10n.ts';
import { ruleTitle } from '../rule-titles.ts';
import type { FindingProblem, Problems } from './problems.ts';

/** What a finding is called in a list beside others of the same line. */
function nameOf({ root, finding }: FindingProblem): string {
  const title = ruleTitle(finding.rule);
  return finding.upstream === undefined ? title : `${title}, ${upstreamName(root, finding.upstream)}`;
}

function fixesOfUpstream({ root, finding }: FindingProblem): readonly string[] {
  if (finding.upstream === undefined) return [];
  return root.report.findings
    .filter(({ upstream, fixes }) => upstream === finding.upstream && fixes.length > 0)
    .map(({ id }) => id);
}

/** Offers, on a finding's line, its fixes with a preview, all fixes of its upstream, its evidence and a decision. */
export function offerCodeActions(problems: Problems): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(
    [{ scheme: 'file' }, { scheme: 'vscode-vfs' }],
    {
      provideCodeActions: (document, range) => {
        const offered = new Set<string>();
        return problems.at(document.uri, range).flatMap((problem) => {
          const { root, finding, shown } = problem;
          const action = (title: string, command: string, ...args: readonly unknown[]): vscode.CodeAction => {
            const made = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
            made.diagnostics = [shown];
            made.command = { command, title, arguments: [...args] };
            return made;
          };
          /** Where two findings of a line ask for the same, it is offered once. */
          const once = (key: string, make: () => vscode.CodeAction): readonly vscode.CodeAction[] => {
            if (offered.has(key)) return [];
            offered.add(key);
            return [make()];
          };
          const name = nameOf(problem);
          const target = { root, finding };
          const fixes = finding.fixes.map((fix, index) =>
            action(t('{0} (preview)', fix.title), 'forebear.previewFix', target, index),
          );
          const [first] = fixes;
          if (first !== undefined) first.isPreferred = true;
          const all = fixesOfUpstream(problem);
          const upstream = finding.upstream === undefined ? '' : upstreamName(root, finding.upstream);
          const match = matchOfFinding(target);
          return [
            ...fixes,
            ...(all.length < 2
              ? []
              : once(`all ${finding.upstream}`, () =>
                  action(t('Apply {0} fixes for {1}…', all.length, upstream), 'forebear.applyFixes', {
                    root,
                    findings: all,
                  }),
                )),
            ...(match === undefined
              ? []
              : once(`compare ${match.module.id}`, () =>
                  action(
                    t('Compare {0} With {1}', match.module.symbol, upstream),
                    'forebear.compareWithUpstream',
                    { root, module: match.module, match: match.match },
                  ),
                )),
            action(t('Show Evidence: {0}', name), 'forebear.showEvidence', target),
            action(t('Record Decision: {0}', name), 'forebear.recordDecision', target),
          ];
        });
      },
    },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
  );
}
