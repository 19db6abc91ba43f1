import { type SimpleGitOptions, simpleGit } from 'simple-git';
import { failure, type Result, success } from '../../core/model/result.ts';
import { type HardenedOptions, hardenedEnvironment } from './hardened-environment.ts';

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

/** Opens `dir` (a work tree, or any folder when `gitDir` is given) for hardened git commands. */
export function openGit(dir: string, options: OpenGitOptions = {}): HardenedGit {
  const environment = hardenedEnvironment(options);
  return {
    dir,
    gitDir: options.gitDir ?? null,
    run: async (args, { limitMs = LIMIT_MS, input } = {}) => {
      options.signal?.throwIfAborted();
      const limit = AbortSignal.timeout(limitMs);
      const abort = options.signal === undefined ? limit : AbortSignal.any([options.signal, limit]);
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
        options.signal?.throwIfAborted();
        const command = args.find((arg) => !arg.startsWith('-')) ?? 'git';
        if (limit.aborted) {
          return failure('too-slow', `git ${command} took longer than ${Math.round(limitMs / 1000)} s.`);
        }
        const message = error instanceof Error ? error.message : String(error);
        if (message.includes('ENOENT')) {
          return failure('git-missing', 'git was not found on this machine: install git and try again.');
        }
        return failure('refused', `git ${command}: ${complaint(message)}`);
      }
    },
    withSettings: (settings) =>
      openGit(dir, { ...options, settings: [...(options.settings ?? []), ...settings] }),
  };
}
