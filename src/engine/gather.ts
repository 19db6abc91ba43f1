import type { LocalHistory } from '../lineage/timeline.ts';
import type { HistoryFacts } from '../model/evidence.ts';
import type { Gap } from '../model/gap.ts';
import type { ForkedAt } from '../model/repository-identity.ts';
import { byText } from '../model/text-order.ts';
import type { FileAnalysis } from './file/file-analysis.ts';
import type {
  AuditPorts,
  Cancellation,
  FileEntry,
  HistoryReader,
  Progress,
  RepositoryOwner,
  SkippedFile,
} from './ports.ts';

/** What git tells of the audited tree, as far as an audit asks. */
export interface GatheredHistory extends LocalHistory {
  /** Null outside of a repository, or before the first commit. */
  readonly commit: string | null;
  /** Whether tracked files differ from the commit. */
  readonly dirty: boolean | null;
  /** ISO date of the commit that introduced each file that may hold evidence. */
  readonly introduced: ReadonlyMap<string, string>;
  /** An earlier ISO date that the history claims for a file too, where its dates contradict each other. */
  readonly claimed: ReadonlyMap<string, string>;
  /** ISO date of the last change of each front page. */
  readonly pagesChanged: ReadonlyMap<string, string>;
  /** Commits of catalogued versions, and first and last commits of the world's projects, that are of the same history. */
  readonly held: ReadonlySet<string>;
  /** Where it leaves what is known of that history; null where it holds nothing of it. */
  readonly parting: ForkedAt | null;
  /** Under whose name the clone's remote publishes it; null where no remote tells. */
  readonly owner: RepositoryOwner | null;
  /** Facts for rules; null without git. */
  readonly facts: HistoryFacts | null;
}

/** One tree, read: everything an audit asks of its files. */
export interface ReadTree {
  /** Name of the folder or repository. */
  readonly name: string;
  /** Every file that was to be examined, by path. */
  readonly listed: readonly FileEntry[];
  /** Every file that was left out. */
  readonly skipped: readonly SkippedFile[];
  /** Sorted by path. */
  readonly files: readonly FileAnalysis[];
  readonly failures: readonly Gap[];
}

/** The same, with everything an audit asks of git. */
export interface Gathered extends ReadTree {
  readonly history: GatheredHistory;
}

const NO_HISTORY: GatheredHistory = {
  commit: null,
  shallow: false,
  dirty: null,
  firstCommit: null,
  oneCommit: null,
  firstTag: null,
  introduced: new Map(),
  claimed: new Map(),
  pagesChanged: new Map(),
  held: new Set(),
  parting: null,
  owner: null,
  facts: null,
};

/** Reads the tree. Cancelling rejects with the signal's reason. */
export async function readTree(
  ports: AuditPorts,
  progress: Progress,
  signal: Cancellation,
): Promise<ReadTree> {
  const { files: listed, skipped } = await ports.tree.list(signal);
  const { files, failures } = await ports.analyse(listed, progress, signal);
  return {
    name: ports.tree.name,
    listed,
    skipped,
    files: [...files].sort((a, b) => byText(a.path, b.path)),
    failures,
  };
}

/** Asks the history of a tree that was read. */
export async function withHistory(read: ReadTree, ports: AuditPorts): Promise<Gathered> {
  const { catalogue, world } = ports;
  const history = await ports.history;
  if (history === null) return { ...read, history: NO_HISTORY };
  const unread = await history.unread();
  return {
    ...read,
    failures:
      unread === null ? read.failures : [...read.failures, { path: '.git', reason: unread, gap: 'not read' }],
    history: await askHistory(
      history,
      read.files,
      [
        ...[...catalogue.sources.values()].flatMap(({ commit }) => commit ?? []),
        ...(world?.projects ?? []).flatMap(({ roots, tips }) => [...roots, ...tips]),
      ],
      ports.historyFacts,
    ),
  };
}

/** Asks at once for all that a later step may want: what one commit decides costs git one pass. */
async function askHistory(
  history: HistoryReader,
  files: readonly FileAnalysis[],
  commits: readonly string[],
  facts: AuditPorts['historyFacts'],
): Promise<GatheredHistory> {
  const code = files.filter((file) =>
    file.modules.some((module) => module.pairs.length > 0 || (module.pedigree?.origins.length ?? 0) > 0),
  );
  const pages = files.filter((file) => file.page !== null);
  const told = new Set([...code, ...pages]);
  const mayMatch = files.filter((file) => file.artefact !== null || told.has(file));
  const paths = (some: readonly FileAnalysis[]): readonly string[] => some.map((file) => file.path);
  const [dirty, firstCommit, oneCommit, firstTag, introduced, claimed, pagesChanged, held, owner, known] =
    await Promise.all([
      history.dirty(),
      history.firstCommitDate(),
      history.oneCommit(),
      history.firstTag(),
      history.firstDates(paths(mayMatch)),
      history.claimedDates(paths(code)),
      history.lastDates(paths(pages)),
      history.heldCommits(commits).then((past) => history.ofMainLine(past)),
      history.owner(),
      facts(paths(code)),
    ]);
  return {
    commit: history.commit,
    shallow: history.shallow,
    dirty,
    firstCommit,
    oneCommit,
    firstTag,
    introduced,
    claimed,
    pagesChanged,
    held,
    // Where a clone parts from an upstream matters to another owner's alone.
    parting: owner === null ? null : await history.partedFrom(held),
    owner,
    facts: known,
  };
}
