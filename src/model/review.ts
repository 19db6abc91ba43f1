import type { AuditReport, DecisionStatus, Finding, LineRange, NotExamined } from './report.ts';

/** Version of the review's shape. Changes together with docs/review.schema.json. */
export const REVIEW_SCHEMA_VERSION = 1;

/** What a change does to a finding. */
export const CHANGES = ['new', 'worsened', 'unchanged', 'fixed'] as const;
export type Change = (typeof CHANGES)[number];

export interface ReviewedFinding {
  readonly change: Change;
  /** As it stands at the head; a fixed one as it stood at the base. */
  readonly finding: Finding;
  /** Of a worsened finding: what grew. */
  readonly because: readonly string[];
}

export interface ReviewedSide {
  /** As the caller named it. */
  readonly revision: string;
  readonly commit: string | null;
}

/** What a change does to the findings of a repository. */
export interface ReviewReport {
  readonly schemaVersion: typeof REVIEW_SCHEMA_VERSION;
  readonly tool: AuditReport['tool'];
  readonly catalogue: AuditReport['catalogue'];
  readonly target: string;
  readonly base: ReviewedSide;
  readonly head: ReviewedSide;
  readonly counts: Readonly<Record<Change, number>>;
  /** Sorted by kind of change, path, line, rule. */
  readonly findings: readonly ReviewedFinding[];
  /** Upstreams in the lineage of the head that the base did not have, as version ids, and the reverse. */
  readonly lineage: { readonly added: readonly string[]; readonly removed: readonly string[] };
  /** Changed paths that the head's audit left out. */
  readonly notExamined: readonly NotExamined[];
  /** What limits this review, one sentence each, with the command that helps. */
  readonly limits: readonly string[];
  readonly decisions: readonly DecisionStatus[];
}

/** Lines that a change adds or edits, by path at the head. */
export type ChangedLines = ReadonlyMap<string, readonly LineRange[]>;
