import type { SimpleGitOptions } from 'simple-git';
import { failure, type Result, success } from '../../model/result.ts';
import { type HardenedOptions, hardenedEnvironment } from './hardened-environment.ts';
import { type Outcome, runTogether } from './run-together.ts';

/** 'too-slow': the time limit ended it. 'git-missing': no git on this machine. 'refused': git said no. */
export type GitFailure = 'git-missing' | 'refused' | 'too-slow';

export interface RunOptions {
  readonly limitMs?: number;
  /** Standard input. */
  readonly input?: string;
}

/** A git that runs nothing a repository asks for; see hardened-environment.ts. */
export interface HardenedGit {
  readonly dir: string;
  /** The git directory that it was told to use; null where it finds that of `dir`. */
  readonly gitDir: string | null;
  /** Standard output of one git command. Throws the signal's reason when cancelled. */
  run(args: readonly string[], options?: RunOptions): Promise<Result<string, GitFailure>>;
  /** The same git with further settings. */
  withSettings(settings: readonly (readonly [key: string, value: string])[]): HardenedGit;
}

export interface OpenGitOptions extends HardenedOptions {
  readonly signal?: AbortSignal;
}

const LIMIT_MS = 120_000;

/**
 * simple-git refuses these settings because callers could pass them on from strangers. Here they come from
 * hardened-environment.ts alone and each one switches something off.
 */
const OWN_SETTINGS = {
  allowUnsafeAskPass: true,
  allowUnsafeConfigEnvCount: true,
  allowUnsafeConfigPaths: true,
  allowUnsafeCredentialHelper: true,
  allowUnsafeDiffExternal: true,
  allowUnsafeDiffTextConv: true,
  allowUnsafeFilter: true,
  allowUnsafeFsMonitor: true,
  allowUnsafeGitProxy: true,
  allowUnsafeGpgProgram: true,
  allowUnsafeHooksPath: true,
  allowUnsafePager: true,
  allowUnsafeProtocolOverride: true,
  allowUnsafeSshCommand: true,
  allowUnsafeSubmodule: true,
} as const satisfies SimpleGitOptions['unsafe'];

/** The line in which git says what is wrong. */
function complaint(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  return (
    lines.find((line) => /^(fatal|error):/.test(line)) ?? lines.find((line) => line !== '') ?? 'no message'
  );
}

const commandOf = (args: readonly string[]): string => args.find((arg) => !arg.startsWith('-')) ?? 'git';

function tooSlow(args: readonly string[], limitMs: number): Result<never, GitFailure> {
  return failure('too-slow', `git ${commandOf(args)} took longer than ${Math.round(limitMs / 1000)} s.`);
}

function missing(): Result<never, GitFailure> {
  return failure('git-missing', 'git was not found on this machine: install git and try again.');
}

function refused(args: readonly string[], message: string): Result<never, GitFailure> {
  return failure('refused', `git ${commandOf(args)}: ${complaint(message)}`);
}

/** Status of a shell that does not find what it is to run. */
const NOT_FOUND = 127;

function resultOf(args: readonly string[], limitMs: number, outcome: Outcome): Result<string, GitFailure> {
  if (outcome.status === 0) return success(outcome.output);
  if (outcome.late) return tooSlow(args, limitMs);
  return outcome.status === NOT_FOUND ? missing() : refused(args, outcome.complaint);
}

/** Opens `dir` (a work tree, or any folder when `gitDir` is given) for hardened git commands. */
export function openGit(dir: string, options: OpenGitOptions = {}): HardenedGit {
  const environment = hardenedEnvironment(options);
  return {
    dir,
    gitDir: options.gitDir ?? null,
    run: async (args, { limitMs = LIMIT_MS, input } = {}) => {
      const { signal } = options;
      signal?.throwIfAborted();
      const together =
        input === undefined ? await runTogether({ dir, environment, signal, limitMs }, args) : null;
      signal?.throwIfAborted();
      if (together !== null) return resultOf(args, limitMs, together);
      const { simpleGit } = await import('simple-git');
      const limit = AbortSignal.timeout(limitMs);
      const abort = signal === undefined ? limit : AbortSignal.any([signal, limit]);
      try {
        const git = simpleGit({
          baseDir: dir,
          abort,
          unsafe: OWN_SETTINGS,
          ...(input === undefined ? {} : { input: () => input }),
          allowEnvironment: Object.keys(environment),
        });
        return success(await git.env(environment).raw([...args]));
      } catch (error) {
        signal?.throwIfAborted();
        const message = error instanceof Error ? error.message : String(error);
        if (limit.aborted) return tooSlow(args, limitMs);
        return message.includes('ENOENT') ? missing() : refused(args, message);
      }
    },
    withSettings: (settings) =>
      openGit(dir, { ...options, settings: [...(options.settings ?? []), ...settings] }),
  };
}
