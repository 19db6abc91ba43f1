import { readFileSync, realpathSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { FAIL_LEVELS, type FailLevel } from '../../decisions/gate.ts';
import { failure, type Result, success } from '../../model/result.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What the workflow asks for, from `with:` and from the event. */
export interface ActionInputs {
  readonly workspace: string;
  /** Absolute folder to audit, inside the workspace. */
  readonly root: string;
  /** The same, relative to the workspace; empty for the workspace itself. */
  readonly folder: string;
  /** Commit to compare with; null: audit the whole tree. */
  readonly base: string | null;
  /** Null: as the policy says, or `error`. */
  readonly failOn: FailLevel | null;
  readonly allowPartial: boolean;
  readonly catalogues: readonly string[];
  readonly sarifFile: string;
  /** Given to post one comment that is updated in place; null: the comment is only written to a file. */
  readonly token: string | null;
  readonly pullRequest: number | null;
}

function input(environment: Environment, name: string): string {
  return (environment[`INPUT_${name.toUpperCase()}`] ?? '').trim();
}

/** A path below the workspace, or null when it leaves it. */
function inside(workspace: string, path: string): string | null {
  if (isAbsolute(path)) return null;
  const rest = relative(workspace, resolve(workspace, path));
  return rest === '..' || rest.startsWith(`..${sep}`) || isAbsolute(rest) ? null : rest.split(sep).join('/');
}

/** Whether a place lies in the workspace when every link on the way is followed; an absent one leads nowhere else. */
function leadsInside(workspace: string, place: string): boolean {
  try {
    return inside(realpathSync(workspace), relative(realpathSync(workspace), realpathSync(place))) !== null;
  } catch {
    return true;
  }
}

interface PullRequest {
  readonly number: number | null;
  readonly base: string | null;
}

/** Number and base commit of a pull request from the file of the event. */
function pullRequestOf(environment: Environment): PullRequest {
  const none = { number: null, base: null };
  try {
    const event: unknown = JSON.parse(readFileSync(environment.GITHUB_EVENT_PATH ?? '', 'utf8'));
    if (typeof event !== 'object' || event === null || !('pull_request' in event)) return none;
    const request = event.pull_request as { number?: unknown; base?: { sha?: unknown } } | null;
    const sha = request?.base?.sha;
    return {
      number: typeof request?.number === 'number' ? request.number : null,
      base: typeof sha === 'string' && /^[0-9a-f]{40,64}$/.test(sha) ? sha : null,
    };
  } catch {
    return none;
  }
}

const SWITCH: Readonly<Record<string, boolean>> = { '': false, false: false, true: true };

/** Reads the inputs of the action. A word that is not known is refused with the words that are. */
export function readInputs(environment: Environment): Result<ActionInputs, 'wrong-input'> {
  const workspace = environment.GITHUB_WORKSPACE ?? '';
  if (workspace === '')
    return failure('wrong-input', 'GITHUB_WORKSPACE is not set: run this action in a GitHub workflow.');
  const folder = inside(workspace, input(environment, 'path') || '.');
  if (folder === null || !leadsInside(workspace, join(workspace, folder)))
    return failure('wrong-input', 'path must be a folder inside the workspace.');
  const sarif = inside(workspace, input(environment, 'sarif-file') || 'forebear.sarif');
  if (sarif === null || sarif === '')
    return failure('wrong-input', 'sarif-file must be a file inside the workspace.');
  const level = input(environment, 'fail-on');
  const failOn = FAIL_LEVELS.find((word) => word === level) ?? null;
  if (level !== '' && failOn === null)
    return failure('wrong-input', `fail-on takes ${FAIL_LEVELS.join(', ')}, not "${level}".`);
  const allowPartial = SWITCH[input(environment, 'allow-partial').toLowerCase()];
  if (allowPartial === undefined) return failure('wrong-input', 'allow-partial takes true or false.');
  const request = pullRequestOf(environment);
  const token = input(environment, 'token');
  return success({
    workspace,
    root: join(workspace, folder),
    folder,
    base: input(environment, 'base') || request.base,
    failOn,
    allowPartial,
    catalogues: input(environment, 'catalogue')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .map((line) => resolve(workspace, line)),
    sarifFile: join(workspace, sarif),
    token: token === '' ? null : token,
    pullRequest: request.number,
  });
}
