import * as vscode from 'vscode';
import type { Finding, FindingLevel } from '../../../model/report.ts';
import type { AuditStore } from '../audit/audit-store.ts';
import { type AuditedRoot, fileOf, rangeOf } from '../audit/audited-root.ts';
import { readSettings } from '../settings.ts';
import { shownReport } from '../shown-report.ts';
import { isDecided } from '../views/lineage-nodes.ts';

/** The same word in the tree, in Problems, in the status bar and in the exit code of the command line. */
const SEVERITY: Readonly<Record<FindingLevel, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  note: vscode.DiagnosticSeverity.Information,
};
const RANK = { error: 0, warning: 1, note: 2, never: -1 } as const;

export interface FindingProblem {
  readonly root: AuditedRoot;
  readonly finding: Finding;
}

/** The rule's page, shipped with the extension. */
export function rulePage(extension: vscode.Uri, finding: Pick<Finding, 'help'>): vscode.Uri {
  const page = finding.help.replace(/^\/+/, '').replace(/#.*$/, '');
  return vscode.Uri.joinPath(extension, page.startsWith('docs/') ? page : `docs/${page}`);
}

/** Shows each finding once, on its anchor line, in the Problems panel. */
export class Problems implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection('forebear');
  private readonly origin = new WeakMap<vscode.Diagnostic, FindingProblem>();
  private readonly disposables: vscode.Disposable[];

  constructor(
    private readonly store: AuditStore,
    private readonly extension: vscode.Uri,
  ) {
    this.disposables = [
      this.collection,
      store.onDidChange(() => this.refresh()),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('forebear.problems')) this.refresh();
      }),
    ];
    this.refresh();
  }

  dispose(): void {
    vscode.Disposable.from(...this.disposables).dispose();
  }

  /** The findings on the lines of `range`. */
  at(
    uri: vscode.Uri,
    range: vscode.Range,
  ): readonly (FindingProblem & { readonly shown: vscode.Diagnostic })[] {
    return (this.collection.get(uri) ?? []).flatMap((shown) => {
      const origin = this.origin.get(shown);
      return origin !== undefined && shown.range.intersection(range) !== undefined
        ? [{ ...origin, shown }]
        : [];
    });
  }

  private refresh(): void {
    const byFile = new Map<string, { readonly uri: vscode.Uri; readonly list: vscode.Diagnostic[] }>();
    for (const root of this.store.all()) {
      const least = RANK[readSettings(root.uri).problemsLevel];
      const decisions = new Map(root.report.decisions.map((decision) => [decision.finding, decision]));
      for (const finding of shownReport(root.report).findings) {
        const uri = fileOf(root, finding.path === '' ? '.' : finding.path);
        if (uri === null || RANK[finding.level] > least) continue;
        if (isDecided(decisions.get(finding.id))) continue;
        const shown = this.diagnostic(root, finding);
        const known = byFile.get(uri.toString());
        if (known === undefined) byFile.set(uri.toString(), { uri, list: [shown] });
        else known.list.push(shown);
      }
    }
    this.collection.clear();
    this.collection.set([...byFile.values()].map(({ uri, list }) => [uri, list]));
  }

  private diagnostic(root: AuditedRoot, finding: Finding): vscode.Diagnostic {
    const line = { startLine: finding.range.startLine, endLine: finding.range.startLine };
    const shown = new vscode.Diagnostic(rangeOf(line), finding.message, SEVERITY[finding.level]);
    shown.source = 'Forebear';
    shown.code = { value: finding.rule, target: rulePage(this.extension, finding) };
    shown.relatedInformation = finding.related.flatMap((place) => {
      const uri = fileOf(root, place.path);
      return uri === null
        ? []
        : [
            new vscode.DiagnosticRelatedInformation(
              new vscode.Location(uri, rangeOf(place.range)),
              place.message,
            ),
          ];
    });
    this.origin.set(shown, { root, finding });
    return shown;
  }
}
