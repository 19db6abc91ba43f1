import { endChild } from '../children.ts';
import type { HardenedGit } from './hardened-git.ts';
import { startGit } from './run-git.ts';

/** Tells which commits a repository holds, by one process that waits to be asked. */
export interface CommitCheck {
  /** Those of the commits that are there; none when git does not answer. */
  held(commits: readonly string[]): Promise<ReadonlySet<string>>;
  /** Ends the process. */
  close(): void;
}

interface Question {
  readonly commits: readonly string[];
  readonly answered: (held: ReadonlySet<string>) => void;
}

const ID = /^[0-9a-f]{7,64}$/;

/**
 * Starts the process: at a time when it costs little, since what it costs grows with the memory of this one.
 */
export function openCommitCheck(git: HardenedGit): CommitCheck {
  const start = git.start();
  if (!start.ok) return { held: async () => new Set(), close: () => {} };
  const questions: Question[] = [];
  let lines: string[] = [];
  let rest = '';
  let ended = false;

  const fail = (): void => {
    ended = true;
    for (const { answered } of questions.splice(0)) answered(new Set());
  };
  const take = (text: string): void => {
    const parts = (rest + text).split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts);
    for (
      let next = questions[0];
      next !== undefined && lines.length >= next.commits.length;
      next = questions[0]
    ) {
      const kinds = lines.slice(0, next.commits.length);
      lines = lines.slice(next.commits.length);
      questions.shift();
      next.answered(new Set(next.commits.filter((_, at) => kinds[at] === 'commit')));
    }
  };

  const child = startGit(start.value, ['cat-file', '--batch-check=%(objecttype)']);
  child.stdout.setEncoding('utf8').on('data', take);
  child.stderr.resume();
  child.stdin.on('error', fail);
  child.on('error', fail).on('close', fail);
  // Only a question that is open keeps this process alive.
  const handles = [child, child.stdin, child.stdout, child.stderr] as readonly {
    ref?(): void;
    unref?(): void;
  }[];
  const wait = (open: boolean): void => {
    for (const handle of handles)
      if (open) handle.ref?.();
      else handle.unref?.();
  };
  wait(false);

  return {
    held: async (commits) => {
      const asked = commits.filter((id) => ID.test(id));
      if (asked.length === 0 || ended) return new Set();
      wait(true);
      try {
        return await new Promise((answered) => {
          questions.push({ commits: asked, answered });
          child.stdin.write(asked.map((id) => `${id}^{commit}\n`).join(''));
        });
      } finally {
        wait(questions.length > 0);
      }
    },
    close: () => {
      ended = true;
      child.stdin.end();
      endChild(child);
    },
  };
}
