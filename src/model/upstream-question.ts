import type { AuditReport, DecisionStatus, Lineage } from './report.ts';
import { byText } from './text-order.ts';

/** Rule of a decision on a whole upstream, where evidence and credit leave a question and no finding asks it. */
export const UPSTREAM_QUESTION = 'upstream-question';

/** What a decision on an upstream is about; the name of its file as well. */
export const questionId = (upstream: string): string =>
  `upstream-${upstream.replace(/[^A-Za-z0-9._-]+/g, '-')}`.slice(0, 128);

/** What the question rests on: other evidence, or another strength of it, is another question. */
export const questionFacts = ({ upstream, strength, relation, evidence }: Lineage): readonly string[] => [
  UPSTREAM_QUESTION,
  upstream,
  strength,
  relation,
  ...[...evidence].sort(byText),
];

/** What a person concluded on an upstream; null where nobody did, or it no longer holds. */
export function answerTo(report: AuditReport, upstream: string): DecisionStatus | null {
  const id = questionId(upstream);
  return report.decisions.find(({ finding, status }) => finding === id && status === 'current') ?? null;
}
