import type { AuditReport } from '../../model/report.ts';
import { type Answer, answerOf } from '../reports/answer/answer.ts';

const known = new WeakMap<AuditReport, Answer>();

/** The answer of a report: the tree, the lenses and the status bar read the same one. */
export function answered(report: AuditReport): Answer {
  const answer = known.get(report) ?? answerOf(report);
  known.set(report, answer);
  return answer;
}
