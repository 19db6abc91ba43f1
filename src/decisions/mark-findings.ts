import type { AuditReport, Decision, DecisionStatus, Finding } from '../model/report.ts';
import { byText } from '../model/text-order.ts';
import { questionId } from '../model/upstream-question.ts';
import { questionBasis } from './question-basis.ts';

function statusOf(decision: Decision, basis: string, today: string | null): DecisionStatus['status'] {
  if (decision.basis !== basis) return 'stale';
  if (decision.until !== undefined && today !== null && decision.until < today) return 'expired';
  return 'current';
}

/**
 * Finding that a decision is about. A finding keeps its id while its file keeps its name; after a move, the one
 * finding of the same rule that rests on the very same facts, and that no decision names, takes its place.
 */
function subjectOf(
  decision: Decision,
  byId: ReadonlyMap<string, Finding>,
  free: readonly Finding[],
): Finding | undefined {
  const own = byId.get(decision.finding);
  if (own !== undefined) return own;
  const moved = free.filter((finding) => finding.rule === decision.rule && finding.basis === decision.basis);
  return moved.length === 1 ? moved[0] : undefined;
}

/**
 * Sets the decisions beside the findings. Nothing else of the report changes: a decision marks a finding, it never
 * hides one. `today` (ISO day) decides what has expired; null: nothing has.
 */
export function markFindings(
  report: AuditReport,
  decisions: readonly Decision[],
  today: string | null,
): AuditReport {
  const byId = new Map(report.findings.map((finding) => [finding.id, finding]));
  const named = new Set(decisions.map((decision) => decision.finding));
  const free = report.findings.filter((finding) => !named.has(finding.id));
  const taken = new Set<string>();
  const questions = new Map(report.lineage.map((one) => [questionId(one.upstream), one]));
  const statuses = decisions.map((decision): DecisionStatus => {
    const finding = subjectOf(
      decision,
      byId,
      free.filter((item) => !taken.has(item.id)),
    );
    const asked = questions.get(decision.finding);
    if (finding === undefined)
      return {
        ...decision,
        status: asked === undefined ? 'gone' : statusOf(decision, questionBasis(asked), today),
      };
    taken.add(finding.id);
    return {
      ...decision,
      finding: finding.id,
      path: finding.path,
      status: statusOf(decision, finding.basis, today),
    };
  });
  return { ...report, decisions: [...statuses].sort(byPlace) };
}

function byPlace(left: DecisionStatus, right: DecisionStatus): number {
  return (
    byText(left.path, right.path) || byText(left.rule, right.rule) || byText(left.finding, right.finding)
  );
}
