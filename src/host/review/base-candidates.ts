import { type HardenedGit, openGit } from '../git/hardened-git.ts';

/** Where a proposed base was read from, the most telling first. */
export type BaseOrigin = 'pull-request' | 'branched-from' | 'upstream' | 'default-branch';

/** A branch that the checked-out one could be reviewed against. */
export interface BaseCandidate {
  readonly origin: BaseOrigin;
  /** As git resolves it, e.g. `origin/main`. */
  readonly revision: string;
  /** The commit at which the two branches part; null when they share none. */
  readonly mergeBase: { readonly commit: string; readonly date: string } | null;
}

async function answer(git: HardenedGit, ...args: readonly string[]): Promise<string | null> {
  const run = await git.run([...args]);
  const text = run.ok ? run.value.trim() : '';
  return text === '' ? null : text;
}

/** The first of these names that is a commit here. */
async function known(git: HardenedGit, names: readonly string[]): Promise<string | null> {
  for (const name of names) {
    const found = await answer(
      git,
      'rev-parse',
      '--verify',
      '--quiet',
      '--end-of-options',
      `${name}^{commit}`,
    );
    if (found !== null) return name;
  }
  return null;
}

/** The remote of a GitHub repository, told by its address. */
async function remoteOf(git: HardenedGit, owner: string, repository: string): Promise<string | null> {
  const urls = await answer(git, 'config', '--get-regexp', '^remote\\..*\\.url$');
  const wanted = `${owner}/${repository}`.toLowerCase();
  for (const line of (urls ?? '').split('\n')) {
    const [, remote, url = ''] = /^remote\.(.+)\.url (.+)$/.exec(line) ?? [];
    const path = url
      .replace(/\.git$/, '')
      .replaceAll('\\', '/')
      .toLowerCase();
    if (remote !== undefined && (path.endsWith(`/${wanted}`) || path.endsWith(`:${wanted}`))) return remote;
  }
  return null;
}

/** What the GitHub Pull Requests extension notes for a branch: `owner#repository#base`. */
async function pullRequestBase(git: HardenedGit, branch: string): Promise<string | null> {
  const noted = await answer(git, 'config', '--get', `branch.${branch}.github-pr-base-branch`);
  const [, owner = '', repository = '', base = ''] = /^([^#]+)#([^#]+)#(.+)$/.exec(noted ?? '') ?? [];
  if (base === '') return null;
  const remote = await remoteOf(git, owner, repository);
  const names = [...(remote === null ? [] : [remote]), 'upstream', 'origin'].map((name) => `${name}/${base}`);
  return known(git, [...names, base]);
}

async function defaultBranch(git: HardenedGit): Promise<string | null> {
  const named = await answer(git, 'symbolic-ref', '--quiet', '--short', 'refs/remotes/origin/HEAD');
  return known(git, [...(named === null ? [] : [named]), 'origin/main', 'origin/master', 'main', 'master']);
}

/** The day on which both branches were last the same. */
async function partingOf(git: HardenedGit, revision: string): Promise<BaseCandidate['mergeBase']> {
  const commit = await answer(git, 'merge-base', 'HEAD', revision);
  if (commit === null) return null;
  const date = await answer(
    git,
    'log',
    '-1',
    '--format=%cs',
    '--no-show-signature',
    '--end-of-options',
    commit,
  );
  return { commit, date: date ?? '' };
}

/**
 * The branches that the one checked out at `root` could be reviewed against: the base of its GitHub pull request, the
 * branch it was made from, its upstream, and the default branch. Only what is here is looked at; nothing is fetched.
 */
export async function baseCandidates(root: string): Promise<readonly BaseCandidate[]> {
  const git = openGit(root);
  const branch = await answer(git, 'symbolic-ref', '--quiet', '--short', 'HEAD');
  const found: (readonly [BaseOrigin, string | null])[] = [];
  if (branch !== null) {
    const made = await answer(git, 'config', '--get', `branch.${branch}.vscode-merge-base`);
    found.push(
      ['pull-request', await pullRequestBase(git, branch)],
      ['branched-from', made === null ? null : await known(git, [made])],
      ['upstream', await answer(git, 'rev-parse', '--abbrev-ref', '--symbolic-full-name', '@{upstream}')],
    );
  }
  found.push(['default-branch', await defaultBranch(git)]);
  const seen = new Set<string>();
  const candidates: BaseCandidate[] = [];
  for (const [origin, revision] of found) {
    if (revision === null || revision.startsWith('-') || revision === branch || seen.has(revision)) continue;
    seen.add(revision);
    candidates.push({ origin, revision, mergeBase: await partingOf(git, revision) });
  }
  return candidates;
}
