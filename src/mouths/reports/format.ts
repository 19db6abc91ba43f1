import type { AuditReport } from '../../model/report.ts';
import type { Change, ChangedLines } from '../../model/review.ts';

/** What a rule is about, for formats that explain their rules. */
export interface RuleText {
  readonly id: string;
  readonly title: string;
  readonly why: string;
}

/** The audited place as the caller named it, and the options that a further command has to repeat. */
export interface Again {
  /** Undefined: the current folder. */
  readonly path?: string;
  /** `--catalogue examples/catalogue`, or empty. */
  readonly options: string;
  /** Whether fixes can be written there. */
  readonly writable: boolean;
}

/** The texts of a module and of what it resembles, as lines from the first of each file; null where a text is not at hand. */
export interface CodePair {
  readonly local: readonly string[] | null;
  readonly upstream: readonly string[] | null;
}

/** What a reader of the report may ask of a format. Every part is optional. */
export interface FormatOptions {
  /** `github` (default) leaves out findings whose decision holds; `full` keeps them with their decision. */
  readonly sarifProfile?: 'github' | 'full';
  readonly rules?: readonly RuleText[];
  /** Address under which `docs/` is published, ending in `/`. */
  readonly documentation?: string;
  /** Of a review: what the change does to each finding, by id. */
  readonly changes?: ReadonlyMap<string, Change>;
  /** Of text: everything, instead of the answer in forty lines. */
  readonly full?: boolean;
  /** Of text: where it is shown; default: 80 columns without color. */
  readonly terminal?: { readonly columns: number; readonly color: boolean };
  /** How the same audit is asked for again, so that the text can name the next command. */
  readonly again?: Again;
  /** Address of a line of the audited repository, for a reader on the web. */
  readonly linkOf?: (path: string, line: number) => string;
  /** Code pairs by the id of the module. */
  readonly code?: ReadonlyMap<string, CodePair>;
  /** Of a review: lines that the change adds or edits, by path. A finding is shown on one of them where it can be. */
  readonly changedLines?: ChangedLines;
}

export type Format = (report: AuditReport, options?: FormatOptions) => string;
