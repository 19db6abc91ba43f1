import { byText } from '../../model/text-order.ts';
import type { HardenedGit } from './hardened-git.ts';

/** The dates between which a file came, by the history's own word. */
export interface DateSpan {
  /** The earliest that the commit, or a tag on it, claims. */
  readonly earliest: string;
  /** The latest that the same commit or one before it claims: it cannot be older than these. */
  readonly latest: string;
}

/** What one pass over a log tells. */
export interface Pass {
  /** Latest date of the oldest commit that brings a file of the folder. */
  readonly first: string | null;
  /** When each path came, by its present name. */
  readonly introduced: ReadonlyMap<string, DateSpan>;
  /** Who wrote how many of the commits, most first. */
  readonly authors: readonly { readonly name: string; readonly commits: number }[];
  /** Number of commits. */
  readonly commits: number;
  /** The commits, each by the number that its id begins with. */
  readonly beginnings: ReadonlySet<number>;
  /** Number of commits that change the content of each path, by its present name; merges are not counted. */
  readonly touched: ReadonlyMap<string, number>;
  /** Why git did not list it; null where it did. */
  readonly unread: string | null;
}

export const NO_PASS: Pass = {
  first: null,
  introduced: new Map(),
  authors: [],
  commits: 0,
  beginnings: new Set(),
  touched: new Map(),
  unread: null,
};

/** Digits of an id that fit into a number. */
const DIGITS = 12;

/** The number that a commit's id begins with; null where the id is cut off before. */
export const beginningOf = (id: string): number | null =>
  id.length < DIGITS ? null : Number.parseInt(id.slice(0, DIGITS), 16);

/** Fields of a commit before its changes. A name can hold any mark but the one between fields. */
const FIELDS = ['%H', '%aI', '%cI', '%P', '%an'] as const;

/**
 * Lists what each commit did to which files, no commit before those made from it. Exact renames are followed; they need
 * no file content.
 */
export function askLog(git: HardenedGit, revision: string): ReturnType<HardenedGit['run']> {
  return git.run([
    '--literal-pathspecs',
    'log',
    '-z',
    `--format=${FIELDS.join('%x00')}`,
    '--date-order',
    '--root',
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

interface Change {
  readonly kind: string;
  readonly from: string | null;
  readonly path: string;
}

interface Commit {
  readonly id: string;
  readonly written: string;
  readonly committed: string;
  readonly parents: readonly string[];
  readonly author: string;
  readonly changes: readonly Change[];
}

const ID = /^\n?([0-9a-f]{40}|[0-9a-f]{64})$/;

/** Reads a log field by field: where a status is to come, nothing that a commit or a file is called can pass for one. */
function commitsIn(log: string): readonly Commit[] {
  const fields = log.split('\0');
  const commits: Commit[] = [];
  let changes: Change[] = [];
  for (let at = 0; at < fields.length; ) {
    const field = fields[at++] ?? '';
    const id = ID.exec(field)?.[1];
    if (id !== undefined) {
      const [written = '', committed = '', parents = '', author = ''] = fields.slice(at, at + 4);
      at += 4;
      changes = [];
      commits.push({ id, written, committed, parents: parents.split(' '), author, changes });
      continue;
    }
    const kind = field.trim().slice(0, 1);
    if (kind === '') continue;
    const from = kind === 'R' || kind === 'C' ? (fields[at++] ?? '') : null;
    changes.push({ kind, from, path: fields[at++] ?? '' });
  }
  return commits;
}

const instant = (date: string): number => Date.parse(date);

function laterOf(a: string, b: string): string {
  return instant(b) > instant(a) ? b : a;
}

function earlierOf(a: string, b: string): string {
  return instant(b) < instant(a) ? b : a;
}

/**
 * The dates between which each commit was made. Author and committer date are both the audited side's word, and so is
 * that of a tag, by which the commits behind it were there; no commit is older than those before it.
 */
function spansOf(
  commits: readonly Commit[],
  tagged: ReadonlyMap<string, string>,
): ReadonlyMap<string, DateSpan> {
  const spans = new Map<string, DateSpan>();
  for (const { id, written, committed, parents } of [...commits].reverse()) {
    const before = parents.flatMap((parent) => spans.get(parent)?.latest ?? []);
    spans.set(id, {
      earliest: earlierOf(written, committed),
      latest: before.reduce(laterOf, laterOf(written, committed)),
    });
  }
  if (tagged.size === 0) return spans;
  const claimed = new Map<string, string>();
  for (const { id, parents } of commits) {
    const own = spans.get(id);
    const said = [tagged.get(id), claimed.get(id)].filter((date) => date !== undefined);
    const [first, ...rest] = said;
    if (own === undefined || first === undefined) continue;
    const earliest = rest.reduce(earlierOf, first);
    spans.set(id, { ...own, earliest: earlierOf(own.earliest, earliest) });
    for (const parent of parents) claimed.set(parent, earlierOf(claimed.get(parent) ?? earliest, earliest));
  }
  return spans;
}

/** One pass over the log, newest first. What commits at `edges` added is left out. `tagged`: dates of tags by commit. */
export function readLog(
  log: string,
  edges: ReadonlySet<string>,
  tagged: ReadonlyMap<string, string> = new Map(),
): Pass {
  const commits = commitsIn(log);
  const spans = spansOf(commits, tagged);
  let first: string | null = null;
  const written = new Map<string, number>();
  const touched = new Map<string, number>();
  const introduced = new Map<string, DateSpan>();
  /** Older name -> names it has now. */
  const later = new Map<string, Set<string>>();
  const namesNow = (name: string): ReadonlySet<string> => later.get(name) ?? new Set([name]);
  for (const { id, author, changes } of commits) {
    if (author !== '') written.set(author, (written.get(author) ?? 0) + 1);
    const span = spans.get(id);
    if (edges.has(id) || span === undefined) continue;
    for (const { kind, from, path } of changes) {
      if (kind === 'A' || kind === 'R') first = first === null ? span.latest : earlierOf(first, span.latest);
      if (kind === 'R' && from !== null) {
        later.set(from, new Set([...(later.get(from) ?? []), ...namesNow(path)]));
        for (const name of namesNow(path)) introduced.set(name, span);
        continue;
      }
      for (const name of namesNow(path)) {
        touched.set(name, (touched.get(name) ?? 0) + 1);
        if (kind === 'A') introduced.set(name, span);
      }
    }
  }
  const authors = [...written]
    .map(([name, count]) => ({ name, commits: count }))
    .sort((a, b) => b.commits - a.commits || byText(a.name, b.name));
  return {
    first,
    introduced,
    authors,
    commits: commits.length,
    beginnings: new Set(commits.flatMap(({ id }) => beginningOf(id) ?? [])),
    touched,
    unread: null,
  };
}
