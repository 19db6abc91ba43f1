import { findingsThatCount } from '../decisions/gate.ts';
import { markFindings } from '../decisions/mark-findings.ts';
import type { AuditReport, Decision, FindingLevel, TrustStatement } from '../model/report.ts';
import { applyPolicy } from './apply-policy.ts';
import { POLICY_FILE, type Policy } from './policy.ts';

/** What a repository says about its own findings. */
export interface Settings {
  /** Null: none, or not to be followed. */
  readonly policy: Policy | null;
  readonly decisions: readonly Decision[];
}

export const NO_SETTINGS: Settings = { policy: null, decisions: [] };

/**
 * The report with policy and decisions in force, and with a statement of each: both are the audited side's word, so
 * whoever reads the report sees what they change. `today` is an ISO day; null: no decision has expired.
 */
export function settle(report: AuditReport, settings: Settings, today: string | null): AuditReport {
  const { policy, decisions } = settings;
  const judged = policy === null ? report : applyPolicy(report, policy);
  const settled = markFindings(judged, decisions, today);
  const said = [...policyStatement(report, judged, policy), ...decisionStatement(settled, policy)];
  const trust = [...(report.trust ?? []), ...said];
  return trust.length === 0 ? settled : { ...settled, trust };
}

function policyStatement(
  before: AuditReport,
  after: AuditReport,
  policy: Policy | null,
): readonly TrustStatement[] {
  if (policy === null) return [];
  const keys = Object.keys(policy).sort();
  const [without, given] = [counts(before.findings), counts(after.findings)];
  const gate =
    policy.failOn === undefined ? '' : ` It fails on ${policy.failOn} where nothing else is asked for.`;
  return [
    {
      fact: `${POLICY_FILE} is in force (${keys.length === 0 ? 'empty' : keys.join(', ')})`,
      saidBy: 'audited side',
      effect:
        without === given
          ? `No level of a finding is changed by it.${gate}`
          : `${given} with it, ${without} without.${gate}`,
    },
  ];
}

function decisionStatement(report: AuditReport, policy: Policy | null): readonly TrustStatement[] {
  const about = report.decisions.filter((one) => one.status !== 'gone');
  if (about.length === 0) return [];
  const states = new Map<string, number>();
  for (const { state } of about) states.set(state, (states.get(state) ?? 0) + 1);
  const listed = [...states].sort().map(([state, number]) => `${number} ${state}`);
  const open = findingsThatCount(report, 'note', policy?.strictDecisions === true);
  const held = report.findings.length - open.length;
  return [
    {
      fact: `${plural(about.length, 'decision')} in .forebear/decisions (${listed.join(', ')})`,
      saidBy: 'audited side',
      effect: `${plural(held, 'finding')} held back: ${counts(open)} count with them, ${counts(report.findings)} without.`,
    },
  ];
}

function counts(findings: readonly { readonly level: FindingLevel }[]): string {
  const of = (level: FindingLevel): number => findings.filter((one) => one.level === level).length;
  return [plural(of('error'), 'error'), plural(of('warning'), 'warning'), plural(of('note'), 'note')].join(
    ', ',
  );
}

function plural(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}
