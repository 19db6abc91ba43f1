import type { Result } from '../model/result.ts';

/** The part of an AbortSignal that pure code needs. */
export interface Cancellation {
  readonly aborted: boolean;
  throwIfAborted(): void;
}

/** One file of the audited tree. */
export interface FileEntry {
  /** Relative to the audited root, with `/`. */
  readonly path: string;
  /** Size in bytes; -1 when unknown (a blob that is absent from a partial clone). */
  readonly size: number;
  /** Git blob id (SHA-1 hex) when it is known without reading. */
  readonly blob?: string;
}

/** Reads the audited tree. Never follows a link out of the root, never executes anything. */
export interface TreeReader {
  readonly name: string;
  /** Sorted by path. Entries that cannot be examined come as failures with one plain sentence. */
  list(signal: Cancellation): Promise<{
    readonly files: readonly FileEntry[];
    /** `blob`: git's id of a file whose content was not read. */
    readonly skipped: readonly { readonly path: string; readonly reason: string; readonly blob?: string }[];
  }>;
  read(entry: FileEntry): Promise<Result<Uint8Array, 'absent' | 'unreadable'>>;
}

/** What git knows of the audited tree; every method answers null where git or the fact is absent. */
export interface HistoryReader {
  readonly commit: string | null;
  readonly shallow: boolean;
  /** Whether tracked files differ from the commit. */
  dirty(): Promise<boolean | null>;
  firstCommitDate(): Promise<string | null>;
  /** ISO date of the commit that introduced each path (renames followed where cheap). */
  firstDates(paths: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** ISO date of the last commit that changed each path. */
  lastDates(paths: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** True when the whole history is one commit. */
  oneCommit(): Promise<boolean | null>;
  /** The earliest tag of this history, with the date that it carries. */
  firstTag(): Promise<{ readonly name: string; readonly date: string } | null>;
  /** Those of these commits that the object database holds. */
  heldCommits(commits: readonly string[]): Promise<ReadonlySet<string>>;
  authors(): Promise<readonly { readonly name: string; readonly commits: number }[]>;
}

/** Progress of a long task: `done` of `total` units, and what is under way. */
export type Progress = (done: number, total: number, message: string) => void;
