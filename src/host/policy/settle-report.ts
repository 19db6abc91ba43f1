import { markFindings } from '../../decisions/mark-findings.ts';
import type { AuditReport } from '../../model/report.ts';
import { type Result, success } from '../../model/result.ts';
import { applyPolicy } from '../../policy/apply-policy.ts';
import type { Policy } from '../../policy/policy.ts';
import { readDecisions } from '../decisions/decision-store.ts';
import { readPolicy } from './read-policy.ts';

export interface SettledReport {
  readonly report: AuditReport;
  readonly policy: Policy;
  /** One line per decision file that could not be read. */
  readonly problems: readonly string[];
}

/**
 * Holds the repository's policy against a report of the work tree at `root` and sets its decisions beside the
 * findings. `today` is an ISO day; null: no decision has expired.
 */
export async function settleReport(
  report: AuditReport,
  root: string,
  today: string | null,
): Promise<Result<SettledReport, 'bad-policy'>> {
  const policy = await readPolicy(root);
  if (!policy.ok) return policy;
  const { decisions, problems } = await readDecisions(root);
  const rules = policy.value ?? {};
  return success({
    report: markFindings(applyPolicy(report, rules), decisions, today),
    policy: rules,
    problems,
  });
}

/** The calendar day on this machine, in UTC, on which decisions are judged. */
export function todayInUtc(): string {
  return new Date().toISOString().slice(0, 10);
}
