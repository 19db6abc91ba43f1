/** Whether a repository is published by the owner of an upstream whose history or files it holds. */
export type Publisher = 'same' | 'other' | 'unknown';

/** The last commit of an upstream that is known to be in a fork's history, with its ISO date. */
export interface ForkedAt {
  readonly commit: string;
  readonly date: string;
  /** Files that were added, changed or removed since. */
  readonly changed: number;
}

/** Code files of a tree that is kept whole. */
export interface KeptFiles {
  /** With `/` at the end; empty for the whole repository. */
  readonly folder: string;
  /** Files of code that can be told by their content: those with two functions at least. */
  readonly files: number;
  /** Those that are byte for byte some state of a file that is known. */
  readonly unchanged: number;
}
