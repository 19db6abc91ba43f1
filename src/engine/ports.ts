import type { UpstreamArtefacts } from '../artefacts/configs/artefact-facts.ts';
import type { CommonFacts } from '../artefacts/configs/common-facts.ts';
import type { KnownModels } from '../artefacts/models/known-models.ts';
import type { UpstreamPages } from '../artefacts/prose/compare-pages.ts';
import type { HistoryFacts, UpstreamHeader, UpstreamNotice } from '../model/evidence.ts';
import type { Gap } from '../model/gap.ts';
import type { ForkedAt } from '../model/repository-identity.ts';
import type { Result } from '../model/result.ts';
import type { SourceFacts } from '../model/source-facts.ts';
import type { World } from '../origins/world.ts';
import type { FileAnalysis } from './file/file-analysis.ts';

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

/** A file that is not read. */
export interface SkippedFile extends Gap {
  /** Git's id of its content. */
  readonly blob?: string;
  /** Bytes, where they are known. */
  readonly size?: number;
  /** True for a file that git tracks and the folder does not hold: the tree as it stands has no such file. */
  readonly isGone?: true;
}

/** Reads the audited tree. Never follows a link out of the root, never executes anything. */
export interface TreeReader {
  readonly name: string;
  /** Sorted by path. Entries that cannot be examined come as failures with one plain sentence. */
  list(signal: Cancellation): Promise<{
    readonly files: readonly FileEntry[];
    readonly skipped: readonly SkippedFile[];
  }>;
  read(entry: FileEntry): Promise<Result<Uint8Array, 'absent' | 'unreadable'>>;
}

/** Who publishes a repository, as its address tells. */
export interface RepositoryOwner {
  readonly owner: string;
  readonly host: string;
}

/** What git knows of the audited tree; every method answers null where git or the fact is absent. */
export interface HistoryReader {
  readonly commit: string | null;
  readonly shallow: boolean;
  /** Why nothing is known of when its files came, in one sentence; null where that is known. */
  unread(): Promise<string | null>;
  /** Whether tracked files differ from the commit. */
  dirty(): Promise<boolean | null>;
  firstCommitDate(): Promise<string | null>;
  /**
   * ISO date by which each path came (renames followed where cheap): the latest that its commit, or one before it,
   * claims.
   */
  firstDates(paths: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** An earlier ISO date that the same history claims for a path, where its dates contradict each other. */
  claimedDates(paths: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** ISO date of the last commit that changed each path. */
  lastDates(paths: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** True when the whole history is one commit. */
  oneCommit(): Promise<boolean | null>;
  /** The earliest tag of this history, with the date that it carries. */
  firstTag(): Promise<{ readonly name: string; readonly date: string } | null>;
  /** Those of these commits that lie in the past of the audited one. */
  heldCommits(commits: readonly string[]): Promise<ReadonlySet<string>>;
  /** Those of these commits of the past that descend from the one with which the main line begins; that one too. */
  ofMainLine(held: ReadonlySet<string>): Promise<ReadonlySet<string>>;
  /** The latest of these commits that this one descends from; null where there is none. */
  partedFrom(commits: ReadonlySet<string>): Promise<ForkedAt | null>;
  /** Under whose name the clone's remote publishes it; null where no remote tells. */
  owner(): Promise<RepositoryOwner | null>;
  /** Number of commits that touch the audited folder; null in a shallow clone too. */
  commits(): Promise<number | null>;
  /** How many commits change the content of each path; a rename of the whole changes none, merges are not counted. */
  commitsTo(paths: readonly string[]): Promise<ReadonlyMap<string, number>>;
  authors(): Promise<readonly { readonly name: string; readonly commits: number }[]>;
}

/** Progress of a long task: `done` of `total` units, and what is under way. */
export type Progress = (done: number, total: number, message: string) => void;

/** What the audit knows of all opened catalogues together. */
export interface CatalogueFacts {
  readonly id: string;
  readonly built: string;
  readonly sources: ReadonlyMap<string, SourceFacts>;
  artefacts(): readonly UpstreamArtefacts[];
  /** Headers of an upstream file at every state that any version has of it, the given version's first. */
  headersOf(version: string, path: string): readonly UpstreamHeader[];
  noticeOf(version: string): UpstreamNotice | null;
  pages(): readonly UpstreamPages[];
  /** Published models and their configurations. */
  models(): KnownModels;
  /** Tokenizers and settings that many projects use as they are. */
  common(): CommonFacts;
}

/** Everything outside the pure core that an audit needs. */
export interface AuditPorts {
  readonly tree: TreeReader;
  /** Awaited when the files have been read. Null without git, or where no process may start. */
  readonly history: HistoryReader | null | Promise<HistoryReader | null>;
  readonly catalogue: CatalogueFacts;
  /** Who had which code first; null where no world is at hand. */
  readonly world: World | null;
  /** Reads and analyses files, in any order, from a cache where it can. */
  analyse(
    entries: readonly FileEntry[],
    progress: Progress,
    signal: Cancellation,
  ): Promise<{ readonly files: readonly FileAnalysis[]; readonly failures: readonly Gap[] }>;
  /** Facts for rules that only git can tell. */
  historyFacts(paths: readonly string[]): Promise<HistoryFacts | null>;
}
