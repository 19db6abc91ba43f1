import type { HistoryReader } from '../../engine/ports.ts';
import { readPlainText } from '../files/plain-file.ts';
import { SKIP_REASONS } from '../files/skip-reasons.ts';
import { once } from '../once.ts';
import { type CommitCheck, openCommitCheck } from './commit-check.ts';
import { type HardenedGit, openGit } from './hardened-git.ts';
import { inThePast } from './held-commits.ts';
import { isDirty } from './modified-files.ts';
import { askLog, beginningOf, NO_PASS, readLog } from './read-log.ts';
import { remoteOwner } from './remote-owner.ts';
import { ofMainLine, partingFrom } from './shared-history.ts';
import { NO_TAGS, readTags } from './tags.ts';

export interface OpenHistoryOptions {
  /** Set for a bare repository: the git directory itself. */
  readonly gitDir?: string;
  /** The folder to ask about, below the top, where `gitDir` is given. */
  readonly folder?: string;
  readonly signal?: AbortSignal;
  /** True to begin at once with what an audit wants to know, beside other work. */
  readonly ahead?: boolean;
}

/** Bytes of the list of edges. */
const MOST_EDGES = 16 * 1024 * 1024;

/** Commits whose parents a shallow clone cut off: their dates say nothing about when a file appeared. */
async function shallowEdges(git: HardenedGit): Promise<ReadonlySet<string>> {
  const path = await git.run(['rev-parse', '--git-path', 'shallow']);
  if (!path.ok) return new Set();
  // It has one line for each edge, and git has named it with its whole path.
  const text = readPlainText(path.value.trim(), { limit: MOST_EDGES, links: true }) ?? '';
  return new Set(text.split('\n').filter((line) => line !== ''));
}

/** The commit that a revision names, and whether the clone is shallow; a null commit outside of a repository. */
async function readHead(
  git: HardenedGit,
  revision: string,
): Promise<{ readonly commit: string | null; readonly shallow: boolean }> {
  const answer = await git.run([
    'rev-parse',
    '--is-shallow-repository',
    '--verify',
    '--end-of-options',
    `${revision}^{commit}`,
  ]);
  const lines = answer.ok ? answer.value.trim().split('\n') : [];
  return { commit: lines.at(-1) ?? null, shallow: lines[0] === 'true' };
}

/** A history that is asked only for a while. */
export interface OpenedHistory extends HistoryReader {
  /** Ends what waits to be asked. */
  close(): void;
}

const NOWHERE = { commit: null, shallow: false } as const;

/**
 * History of the folder `dir`, or of a bare git directory, at `revision` (default: HEAD). Outside of a
 * repository, or without git, every fact is null. The dates of a file are the latest that its
 * commit and those before it claim; what claims less is told beside.
 * Git is asked once what one commit decides.
 */
export async function openHistory(
  dir: string,
  revision = 'HEAD',
  options: OpenHistoryOptions = {},
): Promise<OpenedHistory> {
  const { gitDir, ahead = false } = options;
  const git = openGit(dir, options);
  const repository = git.gitDir;
  const head = repository !== null ? readHead(git, revision) : Promise.resolve(NOWHERE);
  /** What git is asked about: ahead, when the commit is not known yet, it is what names it. */
  const point = async (): Promise<string | null> => {
    if (!ahead) return (await head).commit;
    return repository === null ? null : revision;
  };
  // Tags and files change under one commit: a history that is kept asks again.
  const held = ahead ? once : <T>(ask: () => Promise<T>): (() => Promise<T>) => ask;
  const tags = held(async () => {
    const at = await point();
    return at === null ? NO_TAGS : readTags(git, at);
  });
  const log = once(async () => {
    const at = await point();
    if (at === null) return NO_PASS;
    const text = askLog(git, at);
    const edges = (await head).shallow ? await shallowEdges(git) : new Set<string>();
    const tagged = (await tags()).dates;
    const listed = await text;
    return listed.ok
      ? readLog(listed.value, edges, tagged)
      : { ...NO_PASS, unread: SKIP_REASONS.noHistory(listed.message) };
  });
  const oneCommit = once(async () => {
    const { commit, shallow } = await head;
    if (commit === null || shallow) return null;
    const { authors, commits, unread } = await log();
    // All of a repository, and nothing else, is in its own log.
    if (git.folder === '' && unread === null) return commits === 1;
    if (authors.reduce((sum, author) => sum + author.commits, 0) > 1) return false;
    const counted = await git.run(['rev-list', '--count', '--max-count=2', '--end-of-options', commit]);
    return counted.ok ? counted.value.trim() === '1' : null;
  });
  const dirty = held(async () => {
    if ((await point()) === null) return null;
    return gitDir === undefined ? isDirty(git) : false;
  });
  let check: CommitCheck | null = null;
  const commitCheck = (): CommitCheck => {
    check ??= openCommitCheck(git);
    return check;
  };
  if (ahead && repository !== null) {
    // A process costs the more the more memory this one has: all are started now. What fails is told when it is asked for.
    for (const ask of [log, dirty]) ask().catch(() => undefined);
  }
  const { commit, shallow } = await head;
  const close = (): void => {
    check?.close();
    check = null;
  };
  const lastChanges = new Map<string, Promise<string>>();
  const lastChange = (path: string, at: string): Promise<string> => {
    const asked =
      lastChanges.get(path) ??
      git
        .run([
          '--literal-pathspecs',
          'log',
          '-1',
          '--format=%aI',
          '--no-show-signature',
          '--end-of-options',
          at,
          '--',
          git.folder === '' ? path : `${git.folder}/${path}`,
        ])
        .then((date) => (date.ok ? date.value.trim() : ''));
    lastChanges.set(path, asked);
    return asked;
  };
  return {
    commit,
    shallow,
    unread: async () => (await log()).unread,
    dirty,
    oneCommit,
    firstTag: async () => (await tags()).first,
    authors: async () => (await log()).authors,
    commits: async () => (commit === null || shallow ? null : (await log()).commits),
    commitsTo: async (paths) => {
      const { touched } = await log();
      return new Map(paths.map((path) => [path, touched.get(path) ?? 0]));
    },
    firstCommitDate: async () => (shallow ? null : (await log()).first),
    firstDates: async (paths) => {
      const { introduced } = await log();
      return new Map(
        paths.flatMap((path) => {
          const span = introduced.get(path);
          return span === undefined ? [] : [[path, span.latest] as const];
        }),
      );
    },
    claimedDates: async (paths) => {
      const { introduced } = await log();
      return new Map(
        paths.flatMap((path) => {
          const span = introduced.get(path);
          return span === undefined || span.earliest === span.latest ? [] : [[path, span.earliest] as const];
        }),
      );
    },
    lastDates: async (paths) => {
      if (commit === null) return new Map();
      const dated = paths.map(async (path) => [path, await lastChange(path, commit)] as const);
      return new Map((await Promise.all(dated)).filter(([, date]) => date !== ''));
    },
    heldCommits: async (commits) => {
      if (commit === null) return new Set();
      const { beginnings, unread } = await log();
      // To look for thousands of commits that a repository has not got costs more than the rest of a small one's history.
      const asked =
        git.folder === '' && unread === null
          ? commits.filter((id) => {
              const beginning = beginningOf(id);
              return beginning === null || beginnings.has(beginning);
            })
          : commits;
      if (asked.length === 0) return new Set();
      const held = await commitCheck().held(asked);
      if (!ahead) close();
      return inThePast(git, commit, held);
    },
    ofMainLine: async (held) => (commit === null ? new Set() : ofMainLine(git, commit, held)),
    partedFrom: async (commits) =>
      commit === null || commits.size === 0 ? null : partingFrom(git, commit, commits),
    owner: async () => (repository === null ? null : remoteOwner(git)),
    close,
  };
}
