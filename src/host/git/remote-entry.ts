import process from 'node:process';
import { text } from 'node:stream/consumers';
import { type SimpleGitOptions, simpleGit } from 'simple-git';

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

/** One command of git, as `talkToRemote` writes it to the standard input of this program. */
export interface RemoteCall {
  /** Absolute path of git. */
  readonly program: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

async function main(): Promise<void> {
  const { program, args, environment } = JSON.parse(await text(process.stdin)) as RemoteCall;
  const git = simpleGit({
    baseDir: process.cwd(),
    binary: program,
    unsafe: OWN_SETTINGS,
    allowEnvironment: Object.keys(environment),
  });
  process.stdout.write(await git.env({ ...environment }).raw([...args]));
}

main().catch((error: unknown) => {
  process.stderr.write(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
