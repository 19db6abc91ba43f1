/** What goes before what: the file's own words, both together, or these terms alone (REUSE specification 3.3). */
export type Precedence = 'closest' | 'aggregate' | 'override';

/** What a document says of the files that its patterns fit, as it stands there. */
export interface StatedTerms {
  /** Patterns, relative to the folder that the document speaks for. */
  readonly paths: readonly string[];
  readonly license: string | null;
  readonly copyrights: readonly string[];
  readonly precedence: Precedence;
  /** Line from 1. */
  readonly line: number;
}
