import { realpath } from 'node:fs/promises';
import type { Progress } from '../../engine/ports.ts';
import type { AuditReport, NotExamined } from '../../model/report.ts';
import { failure, type Result, success } from '../../model/result.ts';
import {
  CHANGES,
  type Change,
  type ChangedLines,
  REVIEW_SCHEMA_VERSION,
  type ReviewReport,
} from '../../model/review.ts';
import { POLICY_FILE, type Policy } from '../../policy/policy.ts';
import { settle } from '../../policy/settle.ts';
import { subtractFindings } from '../../review/subtract-findings.ts';
import { DECISION_FOLDER } from '../decisions/decision-store.ts';
import { openIgnoreRules } from '../files/ignore-rules.ts';
import { readTracked } from '../files/tracked-files.ts';
import { openWorkTree } from '../files/work-tree.ts';
import { type HardenedGit, openGit } from '../git/hardened-git.ts';
import { readIndex } from '../git/index-entries.ts';
import { isDirty } from '../git/modified-files.ts';
import { shellWord } from '../git/shell-word.ts';
import { type Snapshot, takeSnapshot } from '../git/snapshot.ts';
import type { FollowedSettings } from '../policy/settle-report.ts';
import { settingsAt } from './base-settings.ts';
import { type ChangedPath, changedLinesOf, changedPaths } from './git-change.ts';
import { type RangeFailure, resolveRange } from './resolve-range.ts';

/** Audits one revision, read from git objects. */
export type AuditRevision = (
  revision: string,
  progress: Progress,
  signal: AbortSignal,
) => Promise<Result<AuditReport, string>>;

export interface ReviewOptions {
  /** A folder in the work tree of a repository; only what is under it is reviewed. */
  readonly root: string;
  readonly base: string;
  /** Default: HEAD. Uncommitted changes are not part of it. */
  readonly head?: string;
  readonly audit: AuditRevision;
  /** Given to review the files on disk instead of a commit: audits them. The base is then compared with HEAD's. */
  readonly auditWorkTree?: (progress: Progress, signal: AbortSignal) => Promise<Result<AuditReport, string>>;
  /** Whether the policy and the decisions of the base are followed; both by default. */
  readonly followed?: FollowedSettings;
  /** ISO day on which decisions are judged; null: none has expired. */
  readonly today?: string | null;
}

export interface Reviewed {
  readonly review: ReviewReport;
  /** The whole audit of the head, marked with decisions. */
  readonly head: AuditReport;
  readonly changedLines: ChangedLines;
  /** The policy of the base; empty when it has none, or when it is not followed. */
  readonly policy: Policy;
}

export type ReviewFailure = RangeFailure | 'audit-failed' | 'bad-policy';

/** Files for which changed lines are looked up; a finding elsewhere keeps its own line. */
const MOST_FILES = 300;

function submoduleLimits(changes: readonly ChangedPath[]): readonly string[] {
  return changes.flatMap(({ path, submodule }) => {
    if (submodule === null) return [];
    const none = /^0+$/;
    const at = shellWord(path);
    const range = none.test(submodule.before)
      ? `forebear audit ${at}`
      : `forebear review ${at} --base ${submodule.before.slice(0, 12)} --head ${submodule.after.slice(0, 12)}`;
    return none.test(submodule.after)
      ? [`The submodule ${path} was removed; what it held was not looked into.`]
      : [
          `The submodule ${path} changed and was not looked into. Run \`git submodule update --init ${at}\`, then \`${range}\`.`,
        ];
  });
}

/** What a change says about itself does not count in its own review. */
function ownWord(changes: readonly ChangedPath[]): readonly string[] {
  const policy = changes.some(({ path }) => path === POLICY_FILE);
  const decisions = changes.filter(({ path }) => path.startsWith(`${DECISION_FOLDER}/`)).length;
  return [
    ...(policy ? [`The change brings another ${POLICY_FILE}; that of the base is in force here.`] : []),
    ...(decisions > 0
      ? [`The change touches ${decisions} of ${DECISION_FOLDER}; those of the base are in force here.`]
      : []),
  ];
}

/**
 * What the head leaves out among the changed paths, or at all when the base did examine it. Kinds of files that no
 * audit compares, such as images, are no gap.
 */
function leftOut(
  base: AuditReport,
  head: AuditReport,
  changes: readonly ChangedPath[],
): readonly NotExamined[] {
  const changed = new Set(changes.map((change) => change.path));
  const before = new Set(base.notExamined.map((item) => item.path));
  return head.notExamined.filter(
    (item) => item.kind !== 'other kind' && (changed.has(item.path) || !before.has(item.path)),
  );
}

async function linesFor(
  git: ReturnType<typeof openGit>,
  range: { readonly base: string; readonly head: string },
  changes: readonly ChangedPath[],
  report: AuditReport,
): Promise<ChangedLines> {
  const wanted = new Set(
    report.findings.flatMap((finding) => [finding.path, ...finding.related.map((place) => place.path)]),
  );
  const lines = new Map<string, Awaited<ReturnType<typeof changedLinesOf>>>();
  for (const change of changes.filter((item) => wanted.has(item.path)).slice(0, MOST_FILES))
    lines.set(change.path, await changedLinesOf(git, range.base, range.head, change));
  return lines;
}

/** The files on disk as a commit: those that git tracks, and those that it would not ignore. */
async function snapshotOf(git: HardenedGit, base: string, signal: AbortSignal): Promise<Snapshot | null> {
  const tracked = await readTracked(git.dir, signal, git);
  const tree = await openWorkTree(git.dir, { signal, tracked: async () => tracked });
  if (!tree.ok) return null;
  const rules = openIgnoreRules(await realpath(git.dir));
  const { files } = await tree.value.list(signal);
  const index = tracked === null ? null : await readIndex(git);
  const paths = files
    .map(({ path }) => path)
    .filter((path) => index?.files.has(path) === true || !rules.ignores(path, false));
  return takeSnapshot(git, base, tree.value, paths, signal);
}

function lineageChange(base: AuditReport, head: AuditReport): ReviewReport['lineage'] {
  const upstreams = (report: AuditReport): ReadonlyMap<string, string> =>
    new Map(
      report.lineage.filter((item) => item.relation !== 'self').map((item) => [item.upstream, item.version]),
    );
  const before = upstreams(base);
  const after = upstreams(head);
  return {
    added: [...after].filter(([upstream]) => !before.has(upstream)).map(([, version]) => version),
    removed: [...before].filter(([upstream]) => !after.has(upstream)).map(([, version]) => version),
  };
}

/**
 * Audits base and head from git objects and subtracts their findings. Unless the work tree itself is reviewed, it is
 * not read, so that its state does not matter; it is never touched.
 */
export async function reviewChanges(
  options: ReviewOptions,
  progress: Progress,
  signal: AbortSignal,
): Promise<Result<Reviewed, ReviewFailure>> {
  const headName = options.head ?? 'HEAD';
  const git = openGit(options.root, { signal });
  const range = await resolveRange(git, options.base, headName);
  if (!range.ok) return range;
  const { base: baseCommit, head: headCommit, limits } = range.value;
  const half =
    (offset: number, side: string): Progress =>
    (done, total, message) =>
      progress(offset + (total > 0 ? (500 * done) / total : 0), 1000, `${side}: ${message}`);
  const settings = await settingsAt(options.root, baseCommit, options.followed ?? {}, signal);
  if (!settings.ok) return failure('bad-policy', `The base ${options.base}: ${settings.message}`);
  const base = await options.audit(baseCommit, half(0, 'base'), signal);
  if (!base.ok) return failure('audit-failed', `The base ${options.base}: ${base.message}`);
  const onDisk = options.auditWorkTree !== undefined;
  const head =
    options.auditWorkTree === undefined
      ? await options.audit(headCommit, half(500, 'head'), signal)
      : await options.auditWorkTree(half(500, 'files on disk'), signal);
  if (!head.ok) return failure('audit-failed', `The head ${headName}: ${head.message}`);
  const disk = onDisk ? await snapshotOf(git, baseCommit, signal) : null;
  const compared = disk?.commit ?? (onDisk ? null : headCommit);
  const side = disk?.git ?? git;
  const changes = compared === null ? null : await changedPaths(side, baseCommit, compared);
  const renames = new Map(
    (changes ?? []).flatMap((change) => (change.from === null ? [] : [[change.from, change.path] as const])),
  );
  const today = options.today ?? null;
  const marked = settle(head.value, settings.value, today);
  const findings = subtractFindings(settle(base.value, settings.value, today), marked, renames);
  const dirty = !onDisk && (await isDirty(git)) === true;
  const counts = Object.fromEntries(
    CHANGES.map((change) => [change, findings.filter((item) => item.change === change).length]),
  ) as Record<Change, number>;
  const review: ReviewReport = {
    schemaVersion: REVIEW_SCHEMA_VERSION,
    tool: marked.tool,
    catalogue: marked.catalogue,
    target: marked.target.name,
    base: { revision: options.base, commit: baseCommit },
    head: onDisk
      ? { revision: 'the files on disk', commit: null }
      : { revision: headName, commit: headCommit },
    counts,
    findings,
    lineage: lineageChange(base.value, marked),
    notExamined: leftOut(base.value, marked, changes ?? []),
    limits: [
      ...limits,
      ...settings.value.problems,
      ...ownWord(changes ?? []),
      ...(dirty ? ['The work tree has uncommitted changes; they are not part of this review.'] : []),
      ...(changes === null ? ['git could not list the changed files, so renames were not followed.'] : []),
      ...submoduleLimits(changes ?? []),
      ...(base.value.partial || head.value.partial
        ? ['Part of what should have been read was not: this review is incomplete.']
        : []),
    ],
    decisions: marked.decisions,
  };
  const changedLines = await linesFor(
    side,
    { base: baseCommit, head: compared ?? baseCommit },
    changes ?? [],
    marked,
  );
  await disk?.close();
  return success({ review, head: marked, changedLines, policy: settings.value.policy ?? {} });
}
