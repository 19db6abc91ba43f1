import type { AuditReport } from '../../model/report.ts';
import { type Result, success } from '../../model/result.ts';
import type { Policy } from '../../policy/policy.ts';
import { settle } from '../../policy/settle.ts';
import { readDecisions } from '../decisions/decision-store.ts';
import { readPolicy } from './read-policy.ts';

/** Which of them are to be followed; both by default. */
export interface FollowedSettings {
  readonly policy?: boolean;
  readonly decisions?: boolean;
}

export interface SettledReport {
  readonly report: AuditReport;
  readonly policy: Policy;
  /** One line per decision file that could not be read. */
  readonly problems: readonly string[];
}

/**
 * Holds the repository's policy against a report of the work tree at `root` and sets its decisions beside the
 * findings, as far as they are to be followed. `today` is an ISO day; null: no decision has expired.
 */
export async function settleReport(
  report: AuditReport,
  root: string,
  today: string | null,
  followed: FollowedSettings = {},
): Promise<Result<SettledReport, 'bad-policy'>> {
  const policy = followed.policy === false ? success(null) : await readPolicy(root);
  if (!policy.ok) return policy;
  const { decisions, problems } =
    followed.decisions === false ? { decisions: [], problems: [] } : await readDecisions(root);
  return success({
    report: settle(report, { policy: policy.value, decisions }, today),
    policy: policy.value ?? {},
    problems,
  });
}

/** The calendar day on this machine, in UTC, on which decisions are judged. */
export function todayInUtc(): string {
  return new Date().toISOString().slice(0, 10);
}
