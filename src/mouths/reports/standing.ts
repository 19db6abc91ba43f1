import type { AuditReport, DecisionStatus, FindingLevel, Lineage } from '../../model/report.ts';
import { inEnglish } from '../../model/said.ts';
import { creditState, sayCreditState } from './answer/credit-state.ts';

/** How one upstream stands, in the order in which a reader needs it; states of credit in the words of the answer. */
export const STANDINGS = {
  'not-credited': inEnglish(sayCreditState('not-credited')),
  'terms-open': inEnglish(sayCreditState('terms-open')),
  person: inEnglish(sayCreditState('person')),
  complete: inEnglish(sayCreditState('complete')),
  ancestor: 'Behind it',
  carrier: 'The same code is also in',
  vendored: 'Third-party code kept whole',
  self: 'This repository itself',
} as const;
export type Standing = keyof typeof STANDINGS;

/** Groups by what the repository shows, never by a percentage. */
export function standingOf(lineage: Lineage, report: AuditReport): Standing {
  const { relation } = lineage;
  if (relation === 'self' || relation === 'ancestor' || relation === 'carrier') return relation;
  const state = creditState(lineage, report);
  return relation === 'vendored' && state === 'complete' ? 'vendored' : state;
}

export interface StandingGroup {
  readonly standing: Standing;
  readonly title: string;
  readonly lineages: readonly Lineage[];
}

export function standings(report: AuditReport): readonly StandingGroup[] {
  return (Object.keys(STANDINGS) as Standing[])
    .map((standing) => ({
      standing,
      title: STANDINGS[standing],
      lineages: report.lineage.filter((lineage) => standingOf(lineage, report) === standing),
    }))
    .filter((group) => group.lineages.length > 0);
}

export interface FindingCounts {
  readonly total: number;
  readonly byLevel: Readonly<Record<FindingLevel, number>>;
  /** Findings that carry a decision which still holds. */
  readonly decided: number;
  /** Decisions that rest on code, a license or a date that has changed. */
  readonly stale: number;
}

export function countFindings(report: AuditReport): FindingCounts {
  const byLevel = { error: 0, warning: 0, note: 0 };
  for (const finding of report.findings) byLevel[finding.level] += 1;
  const ids = new Set(report.findings.map((finding) => finding.id));
  const held = report.decisions.filter((item) => ids.has(item.finding));
  return {
    total: report.findings.length,
    byLevel,
    decided: held.filter((item) => item.status === 'current').length,
    stale: held.filter((item) => item.status === 'stale' || item.status === 'expired').length,
  };
}

/** Decisions by the finding they are about. */
export function decisionsByFinding(report: AuditReport): ReadonlyMap<string, DecisionStatus> {
  return new Map(report.decisions.map((decision) => [decision.finding, decision]));
}

/** `decided: accepted, by Kim, 2025-01-02: On purpose.` What a person concluded, who says so and when; and whether it still holds. */
export function decisionMark({ state, status, by, on, note }: DecisionStatus): string {
  const held = status === 'current' ? 'decided' : `decided (${status})`;
  const who = by === undefined ? 'author not stated' : `by ${by}`;
  return `${held}: ${[state, who, ...(on === undefined ? [] : [on])].join(', ')}: ${note}`;
}
