import { Buffer } from 'node:buffer';
import { basename, dirname, resolve } from 'node:path';
import process from 'node:process';
import { failure, type Result, success } from '../../model/result.ts';
import { gitAnswers } from './git-answers.ts';
import { gitProgram } from './git-program.ts';
import { type HardenedOptions, hardenedEnvironment } from './hardened-environment.ts';
import { locateRepository, oddInside, type Repository } from './locate-repository.ts';
import { quietFolder } from './quiet-folder.ts';
import { type Outcome, runGit } from './run-git.ts';

/**
 * 'too-slow': the time limit ended it. 'git-missing': no git on this machine outside of the audited folder. 'refused':
 * git said no, or there is nothing to ask it about.
 */
export type GitFailure = 'git-missing' | 'refused' | 'too-slow';

export interface RunOptions {
  readonly limitMs?: number;
  /** Bytes of its answer that are read. */
  readonly mostBytes?: number;
  /** Standard input. */
  readonly input?: string | Uint8Array;
}

/** How git is started for one repository, by whoever talks to it at length. */
export interface GitStart {
  readonly program: string;
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * A git that runs nothing a repository asks for (hardened-environment.ts), and that neither reads nor searches the
 * audited folder: it is told the git directory, and stands elsewhere.
 */
export interface HardenedGit {
  /** The folder that was opened. */
  readonly dir: string;
  /** The git directory that it was told to use; null where there is none. */
  readonly gitDir: string | null;
  /** The folder that was opened, below the top of its work tree, with `/`; empty for the top. */
  readonly folder: string;
  /** Standard output of one git command. Throws the signal's reason when cancelled. */
  run(args: readonly string[], options?: RunOptions): Promise<Result<string, GitFailure>>;
  /** The same, as bytes. */
  runForBytes(args: readonly string[], options?: RunOptions): Promise<Result<Uint8Array, GitFailure>>;
  /** What is needed to start git on this repository. */
  start(): Result<GitStart, GitFailure>;
  /** The same git with further settings. */
  withSettings(settings: readonly (readonly [key: string, value: string])[]): HardenedGit;
}

export interface OpenGitOptions extends Omit<HardenedOptions, 'audited'> {
  /** A stranger's folder that this is about, where neither `dir` nor `gitDir` is one. */
  readonly about?: string;
  readonly signal?: AbortSignal;
  /** The folder to ask about below the top of the work tree, where `gitDir` is given; empty for all of it. */
  readonly folder?: string;
  /** False for a command that needs no repository, such as `clone`. */
  readonly repository?: false;
}

const LIMIT_MS = 120_000;

/** The line in which git says what is wrong. */
function complaintIn(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  return (
    lines.find((line) => /^(fatal|error):/.test(line)) ?? lines.find((line) => line !== '') ?? 'no message'
  );
}

const commandOf = (args: readonly string[]): string => args.find((arg) => !arg.startsWith('-')) ?? 'git';

function missing(): Result<never, GitFailure> {
  return failure(
    'git-missing',
    'git was not found on this machine outside of the audited folder: install git and try again.',
  );
}

/** What a command of git came to, as its output or one sentence. */
export function resultOf(
  args: readonly string[],
  limitMs: number,
  { output, complaint, status, ended }: Outcome,
): Result<Uint8Array, GitFailure> {
  const command = `git ${commandOf(args)}`;
  if (ended === 'missing') return missing();
  if (ended === 'late')
    return failure('too-slow', `${command} took longer than ${Math.round(limitMs / 1000)} s.`);
  if (ended === 'too-much') return failure('refused', `${command} answered with more than is read.`);
  if (ended === 'too-heavy') return failure('refused', `${command} took more memory than it is given.`);
  return status === 0 ? success(output) : failure('refused', `${command}: ${complaintIn(complaint)}`);
}

interface Place {
  readonly repository: Pick<Repository, 'gitDir' | 'top' | 'folder'> | null;
  /** Why git is not to be asked. */
  readonly refusal: string | null;
}

/** A git directory with the folder that it belongs to, as far as its name tells. Git stands elsewhere: the path is a whole one. */
const placeAt = (gitDir: string, folder: string): Pick<Repository, 'gitDir' | 'top' | 'folder'> => ({
  gitDir,
  top: basename(gitDir) === '.git' ? dirname(gitDir) : gitDir,
  folder,
});

/** Folders in which no program is found: those that it is about, and the repository in which a person stands. */
function strangers(...folders: readonly (string | undefined)[]): readonly string[] {
  const here = locateRepository(process.cwd());
  return [...folders, here.ok ? here.value.top : undefined].filter((folder) => folder !== undefined);
}

/** Where git is to be sent, and whether that is safe: looked up once. */
function placeOf(dir: string, options: OpenGitOptions): Place {
  const { gitDir, folder = '', repository } = options;
  if (repository === false) return { repository: null, refusal: null };
  const located = gitDir === undefined ? locateRepository(dir) : success(placeAt(resolve(gitDir), folder));
  if (!located.ok) return { repository: null, refusal: located.message };
  const odd = oddInside(located.value.gitDir);
  return {
    repository: located.value,
    refusal: odd === null ? null : `${odd} is neither a file nor a folder, so git was not asked.`,
  };
}

/** Opens `dir` (a folder in a work tree, or any when `gitDir` is given) for hardened git commands. */
export function openGit(dir: string, options: OpenGitOptions = {}): HardenedGit {
  let known: Place | null = null;
  return gitAt(dir, options, () => {
    known ??= placeOf(dir, options);
    return known;
  });
}

function gitAt(dir: string, options: OpenGitOptions, placeNow: () => Place): HardenedGit {
  const { signal } = options;
  const start = (): Result<GitStart, GitFailure> => {
    const { repository, refusal } = placeNow();
    if (refusal !== null) return failure('refused', refusal);
    const audited = strangers(repository?.top, options.about);
    const program = gitProgram(audited);
    if (program === null) return missing();
    const environment = hardenedEnvironment({
      ...options,
      ...(repository === null ? {} : { gitDir: repository.gitDir }),
      audited,
    });
    const started = { program, folder: quietFolder, environment };
    if (repository !== null && !gitAnswers(repository.gitDir, started))
      return failure(
        'refused',
        'git does not answer about this repository, which leads it to another file: it was not asked further.',
      );
    return success(started);
  };
  const runForBytes: HardenedGit['runForBytes'] = async (
    args,
    { limitMs = LIMIT_MS, input, ...most } = {},
  ) => {
    signal?.throwIfAborted();
    const started = start();
    if (!started.ok) return started;
    const outcome = await runGit({ ...started.value, ...most, limitMs, signal, input }, args);
    signal?.throwIfAborted();
    return resultOf(args, limitMs, outcome);
  };
  return {
    dir,
    get gitDir() {
      return placeNow().repository?.gitDir ?? null;
    },
    get folder() {
      return placeNow().repository?.folder ?? '';
    },
    run: async (args, given) => {
      const bytes = await runForBytes(args, given);
      return bytes.ok ? success(Buffer.from(bytes.value).toString('utf8')) : bytes;
    },
    runForBytes,
    start,
    withSettings: (settings) =>
      gitAt(dir, { ...options, settings: [...(options.settings ?? []), ...settings] }, placeNow),
  };
}
