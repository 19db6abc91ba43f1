import { type SimpleGitOptions, simpleGit } from 'simple-git';
import { failure, type Result, success } from '../../model/result.ts';
import type { GitFailure, GitStart } from './hardened-git.ts';

/**
 * simple-git refuses these settings because callers could pass them on from strangers. Here they come from
 * hardened-environment.ts alone and each one switches something off.
 */
const OWN_SETTINGS = {
  allowUnsafeAskPass: true,
  allowUnsafeConfigEnvCount: true,
  allowUnsafeConfigPaths: true,
  allowUnsafeCredentialHelper: true,
  allowUnsafeCustomBinary: true,
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

const complaintIn = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trim())
    .find((line) => /^(?:fatal|error):/.test(line)) ??
  text.trim().split('\n')[0] ??
  'no message';

/** Runs one command that talks to another machine: what it fetches goes into the git directory that it names. */
export async function talkToRemote(
  { program, folder, environment }: GitStart,
  args: readonly string[],
  { limitMs, signal }: { readonly limitMs: number; readonly signal: AbortSignal | undefined },
): Promise<Result<string, GitFailure>> {
  signal?.throwIfAborted();
  const limit = AbortSignal.timeout(limitMs);
  try {
    const git = simpleGit({
      baseDir: folder,
      binary: program,
      abort: signal === undefined ? limit : AbortSignal.any([signal, limit]),
      unsafe: OWN_SETTINGS,
      allowEnvironment: Object.keys(environment),
    });
    return success(await git.env({ ...environment }).raw([...args]));
  } catch (error) {
    signal?.throwIfAborted();
    const command = `git ${args[0] ?? ''}`.trim();
    if (limit.aborted)
      return failure('too-slow', `${command} took longer than ${Math.round(limitMs / 1000)} s.`);
    return failure(
      'refused',
      `${command}: ${complaintIn(error instanceof Error ? error.message : String(error))}`,
    );
  }
}
