import { hashText, hex8 } from '../bytes/hash.ts';
import type { AuditReport, DecisionStatus, Lineage } from './report.ts';
import { byText } from './text-order.ts';

/** Rule of a decision on a whole upstream, where evidence and credit leave a question and no finding asks it. */
export const UPSTREAM_QUESTION = 'upstream-question';

/** Letters of a decision's id, at most. */
const LONGEST_ID = 128;

/**
 * What a decision on an upstream is about; the name of its file as well. Where a name is cut or holds what no file name may,
 * a digest of the whole follows it, so that no two upstreams share a decision.
 */
export function questionId(upstream: string): string {
  const id = `upstream-${upstream.replace(/[^A-Za-z0-9._-]+/g, '-')}`;
  if (id === `upstream-${upstream}` && id.length <= LONGEST_ID) return id;
  const digest = hex8(hashText(upstream));
  return `${id.slice(0, LONGEST_ID - digest.length - 1)}-${digest}`;
}

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
