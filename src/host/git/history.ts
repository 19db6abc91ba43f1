import type { HistoryReader } from '../../engine/ports.ts';
import { readPlainText } from '../files/plain-file.ts';
import { once } from '../once.ts';
import { type CommitCheck, openCommitCheck } from './commit-check.ts';
import { type HardenedGit, openGit } from './hardened-git.ts';
import { isDirty } from './modified-files.ts';

interface Pass {
  /** Author date of the oldest commit that touches the folder. */
  readonly first: string | null;
  /** Author date of the commit that introduced each path, by its present name. */
  readonly introduced: ReadonlyMap<string, string>;
  /** Who wrote how many of the commits, most first. */
  readonly authors: readonly { readonly name: string; readonly commits: number }[];
  /** Number of commits. */
  readonly commits: number;
  /** Number of commits that change the content of each path, by its present name; merges are not counted. */
  readonly touched: ReadonlyMap<string, number>;
}

const NO_PASS: Pass = { first: null, introduced: new Map(), authors: [], commits: 0, touched: new Map() };

export interface OpenHistoryOptions {
  /** Set for a bare repository: the git directory itself. */
  readonly gitDir?: string;
  /** The folder to ask about, below the top, where `gitDir` is given. */
  readonly folder?: string;
  readonly signal?: AbortSignal;
  /** True to begin at once with what an audit wants to know, beside other work. */
  readonly ahead?: boolean;
}

/** Lists what each commit did to which files. Exact renames are followed; they need no file content. */
function askLog(git: HardenedGit, revision: string): ReturnType<HardenedGit['run']> {
  return git.run([
    '--literal-pathspecs',
    'log',
    '-z',
    '--format=%x01%H%x02%aI%x02%cI%x02%an',
    '--name-status',
    '--find-renames=100%',
    ...(git.folder === '' ? [] : [`--relative=${git.folder}/`]),
    '--no-ext-diff',
    '--no-textconv',
    '--no-show-signature',
    '--end-of-options',
    revision,
    ...(git.folder === '' ? [] : ['--', git.folder]),
  ]);
}

/** One pass over the log, newest first. What commits at `edges` added is left out. */
function readLog(log: string, edges: ReadonlySet<string>): Pass {
  let first: string | null = null;
  let count = 0;
  const commits = new Map<string, number>();
  const touched = new Map<string, number>();
  const touch = (name: string): void => {
    touched.set(name, (touched.get(name) ?? 0) + 1);
  };
  const introduced = new Map<string, string>();
  /** Older name -> names it has now. */
  const later = new Map<string, Set<string>>();
  const namesNow = (name: string): ReadonlySet<string> => later.get(name) ?? new Set([name]);
  for (const block of log.split('\u0001')) {
    const [header = '', ...fields] = block.split('\0');
    const [hash = '', written = '', committed = '', author = ''] = header.split('\u0002');
    // Either is the audited side's own word; the later one claims less.
    const date = Date.parse(committed) > Date.parse(written) ? committed : written;
    if (hash === '') continue;
    count += 1;
    if (author !== '') commits.set(author, (commits.get(author) ?? 0) + 1);
    if (edges.has(hash)) continue;
    for (let at = 0; at < fields.length; ) {
      const status = (fields[at++] ?? '').trim();
      if (status === '') continue;
      if (/^[AR]/.test(status) && (first === null || Date.parse(date) < Date.parse(first))) first = date;
      if (status.startsWith('R')) {
        const from = fields[at++] ?? '';
        const to = fields[at++] ?? '';
        later.set(from, new Set([...(later.get(from) ?? []), ...namesNow(to)]));
        for (const name of namesNow(to)) introduced.set(name, date);
      } else {
        for (const name of namesNow(fields[at] ?? '')) {
          touch(name);
          if (status.startsWith('A')) introduced.set(name, date);
        }
        at += 1;
      }
    }
  }
  const authors = [...commits]
    .map(([name, count]) => ({ name, commits: count }))
    .sort((a, b) => b.commits - a.commits || (a.name < b.name ? -1 : 1));
  return { first, introduced, authors, commits: count, touched };
}

async function firstTag(
  git: HardenedGit,
  commit: string,
): Promise<{ readonly name: string; readonly date: string } | null> {
  const listed = await git.run([
    'for-each-ref',
    '--sort=creatordate',
    '--count=1',
    '--format=%(refname:strip=2)%00%(creatordate:iso-strict)',
    `--merged=${commit}`,
    'refs/tags',
  ]);
  const [name = '', date = ''] = listed.ok ? listed.value.trim().split('\0') : [];
  return name === '' || Number.isNaN(Date.parse(date)) ? null : { name, date };
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
 * repository, or without git, every fact is null. Dates are author dates: the earliest a change can claim.
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
  const log = once(async () => {
    const at = await point();
    if (at === null) return NO_PASS;
    const text = askLog(git, at);
    const edges = (await head).shallow ? await shallowEdges(git) : new Set<string>();
    const listed = await text;
    return listed.ok ? readLog(listed.value, edges) : NO_PASS;
  });
  const oneCommit = once(async () => {
    const { commit, shallow } = await head;
    if (commit === null || shallow) return null;
    if ((await log()).authors.reduce((sum, author) => sum + author.commits, 0) > 1) return false;
    const counted = await git.run(['rev-list', '--count', '--max-count=2', '--end-of-options', commit]);
    return counted.ok ? counted.value.trim() === '1' : null;
  });
  // Tags and files change under one commit: a history that is kept asks again.
  const held = ahead ? once : <T>(ask: () => Promise<T>): (() => Promise<T>) => ask;
  const tag = held(async () => {
    const at = await point();
    return at === null || repository === null ? null : firstTag(git, at);
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
    for (const ask of [log, tag, dirty]) ask().catch(() => undefined);
    commitCheck();
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
    dirty,
    oneCommit,
    firstTag: tag,
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
          const date = introduced.get(path);
          return date === undefined ? [] : [[path, date] as const];
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
      const held = await commitCheck().held(commits);
      if (!ahead) close();
      return held;
    },
    close,
  };
}
