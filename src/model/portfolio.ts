import type { FindingLevel } from './report.ts';

/** What `forebear portfolio ask` can be asked. */
export const QUESTIONS = ['descendants', 'holders', 'uncredited', 'conflicts', 'duties'] as const;
export type Question = (typeof QUESTIONS)[number];

export interface AnswerColumn {
  /** Name of the member in JSON and the head of the column in CSV. */
  readonly key: string;
  /** Head of the column for a reader. */
  readonly title: string;
}

export type AnswerRow = Readonly<Record<string, string | number | null>>;

/** One answer of a portfolio: a table with what it was asked about. */
export interface PortfolioAnswer {
  readonly schemaVersion: 1;
  readonly question: Question | 'changed';
  /** What was meant by the words that were asked, one sentence. */
  readonly about: string;
  /** Repositories in the portfolio, how many of them were audited, and how many were set aside. */
  readonly portfolio: PortfolioCounts;
  readonly columns: readonly AnswerColumn[];
  readonly rows: readonly AnswerRow[];
  /** What a reader has to know to weigh the rows. */
  readonly notes: readonly string[];
}

export interface PortfolioCounts {
  readonly repositories: number;
  readonly audited: number;
  readonly setAside: number;
}

/**
 * 'audited': its first audit. 'lineage': an upstream came, went or is credited otherwise. 'finding': one came or went.
 * 'license': what its files state changed. 'set aside': it could not be audited.
 */
export type ChangeKind =
  | 'audited'
  | 'lineage-new'
  | 'lineage-gone'
  | 'credit-changed'
  | 'finding-new'
  | 'finding-gone'
  | 'license-changed'
  | 'set-aside';

/** One thing that is new in a repository since its audit before. */
export interface PortfolioChange {
  /** 16 hex digits: the same change has the same id, however often it is told. */
  readonly id: string;
  readonly kind: ChangeKind;
  /** What it weighs in an exit code; null: it is news and no fault. */
  readonly level: FindingLevel | null;
  /** One sentence. */
  readonly text: string;
  readonly upstream: string | null;
  readonly rule: string | null;
}

/** A change with where and when it was seen. */
export interface ToldChange extends PortfolioChange {
  readonly repository: string;
  /** Where the repository is: a folder or an address. */
  readonly target: string;
  readonly commit: string;
  /** ISO time of the audit that saw it. */
  readonly at: string;
}
