import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A throw-away repository with fixed dates. */
export interface ScratchRepository {
  readonly dir: string;
  git(...args: string[]): string;
  write(path: string, content: string | Uint8Array): void;
  /** Commits everything with this date and answers the commit's id. */
  commit(date: string, author?: string): string;
  remove(): void;
}

export function scratchRepository(): ScratchRepository {
  const dir = mkdtempSync(join(tmpdir(), 'forebear-git-'));
  let date = '2024-01-01T00:00:00+00:00';
  let author = 'Example Author';
  const git = (...args: string[]): string =>
    execFileSync('git', args, {
      cwd: dir,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env.PATH,
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_AUTHOR_NAME: author,
        GIT_AUTHOR_EMAIL: 'author@example.org',
        GIT_COMMITTER_NAME: 'Example Committer',
        GIT_COMMITTER_EMAIL: 'committer@example.org',
        GIT_AUTHOR_DATE: date,
        GIT_COMMITTER_DATE: date,
      },
    });
  git('init', '-q', '-b', 'main');
  return {
    dir,
    git,
    write: (path, content) => {
      mkdirSync(dirname(join(dir, path)), { recursive: true });
      writeFileSync(join(dir, path), content);
    },
    commit: (when, who = 'Example Author') => {
      date = when;
      author = who;
      git('add', '-A');
      git('commit', '-q', '--allow-empty', '-m', 'A change');
      return git('rev-parse', 'HEAD').trim();
    },
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}

/** A bare clone that lacks the contents of files over `limit` bytes, as a partial clone does. */
export function partialClone(from: ScratchRepository, limit: number): ScratchRepository {
  from.git('config', 'uploadpack.allowFilter', 'true');
  from.git('config', 'uploadpack.allowAnySHA1InWant', 'true');
  const clone = scratchRepository();
  rmSync(clone.dir, { recursive: true, force: true });
  execFileSync(
    'git',
    ['clone', '-q', '--bare', `--filter=blob:limit=${limit}`, `file://${from.dir}`, clone.dir],
    { stdio: 'ignore' },
  );
  return clone;
}
