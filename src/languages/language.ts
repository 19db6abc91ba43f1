/** Comment marks that a file of a language may begin a line with. */
export type CommentMark = '#' | '//' | '--' | '%';

/** Node kinds of a grammar by what they mean for a print of tokens; see normal-form/token-print.ts. */
export interface TokenKinds {
  /** Functions and methods: what is compared as one unit. */
  readonly units: ReadonlySet<string>;
  /** Calls, whose first child is what is called. */
  readonly calls: ReadonlySet<string>;
  /** Names of called members: kept as they are. */
  readonly members: ReadonlySet<string>;
  /** Names that an author chose: made alike. */
  readonly names: ReadonlySet<string>;
}

/** One language whose code is compared. Everything that is told by the ending of a file's name is told here. */
export interface SourceLanguage {
  /** In reports and in the index. */
  readonly name: string;
  /** For people. */
  readonly title: string;
  /** Endings of file names without the dot, in lower case. */
  readonly endings: readonly string[];
  /** The grammar's file in its npm package. */
  readonly grammar: string;
  readonly comment: CommentMark;
  /** Characters of one line beyond which code was not written by hand: a minifier or a generator wrote it. */
  readonly longestLine: number;
  /** Null for a language with a normal form of its own. */
  readonly tokens: TokenKinds | null;
  /**
   * True when it was counted how often two independent pieces of code of this language score as much. Without that a
   * match is never called strong.
   */
  readonly calibrated: boolean;
}
