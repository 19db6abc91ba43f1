import type * as vscode from 'vscode';
import type { AuditRunner } from './audit/audit-runner.ts';
import type { AuditStore } from './audit/audit-store.ts';
import type { ComparisonList } from './comparisons/comparison-list.ts';
import type { DecisionLog } from './decisions/decision-log.ts';
import type { AuditThread } from './engine/audit-thread.ts';
import type { EvidencePanel } from './panel/evidence-panel.ts';
import type { Problems } from './problems/problems.ts';
import type { MatchMarks } from './reading/match-marks.ts';
import type { LineageView } from './views/lineage-view.ts';

/** What the commands of one window work with. */
export interface Session {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly store: AuditStore;
  readonly runner: AuditRunner;
  readonly thread: AuditThread;
  readonly lineage: LineageView;
  readonly problems: Problems;
  readonly marks: MatchMarks;
  readonly decisions: DecisionLog;
  readonly comparisons: ComparisonList;
  readonly panel: EvidencePanel;
}
