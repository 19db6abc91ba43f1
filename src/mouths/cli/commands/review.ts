import { basename, resolve } from 'node:path';
import { changesThatCount, FAIL_LEVELS } from '../../../decisions/gate.ts';
import { readCodePairs } from '../../../host/code-pairs/read-code-pairs.ts';
import { todayInUtc } from '../../../host/policy/settle-report.ts';
import { reviewChanges } from '../../../host/review/review-changes.ts';
import { runAudit } from '../../../host/run-audit.ts';
import { openAuditPool } from '../../../host/threads/audit-pool.ts';
import type { AuditReport } from '../../../model/report.ts';
import type { Result } from '../../../model/result.ts';
import { RULES } from '../../../rules/table.ts';
import { REVIEW_FORMATS, type ReviewFormatName } from '../../reports/review/review-formats.ts';
import { type Command, EXIT, type ExitCode, type Terminal, UsageError } from '../command.ts';
import { COMMON_HELP, jobsOf, oneOf, parseOptions, SETTINGS_HELP, SETTINGS_OPTIONS } from '../options.ts';
import { againOf } from '../run-again.ts';
import { writeResult } from '../write-result.ts';

const FORMAT_NAMES = Object.keys(REVIEW_FORMATS) as ReviewFormatName[];

async function run(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { values, positionals } = parseOptions(args, {
    base: { type: 'string' },
    head: { type: 'string' },
    'work-tree': { type: 'boolean' },
    'sarif-profile': { type: 'string' },
    'strict-decisions': { type: 'boolean' },
    ...SETTINGS_OPTIONS,
  });
  const [root = '.', ...rest] = positionals;
  const { base } = values;
  if (rest.length > 0) throw new UsageError('review takes one folder.');
  if (base === undefined || base === '')
    throw new UsageError('Say what to compare with: forebear review --base main');
  if (values['work-tree'] === true && values.head !== undefined)
    throw new UsageError('--work-tree reviews the files on disk; leave out --head.');
  const format = oneOf('--format', values.format, FORMAT_NAMES, 'text');
  const sarifProfile = oneOf('--sarif-profile', values['sarif-profile'], ['github', 'full'], 'github');
  const jobs = jobsOf(values);
  // A word that is none is said before anything is read.
  oneOf('--fail-on', values['fail-on'], FAIL_LEVELS, 'warning');
  const pool = openAuditPool(jobs);
  const audit = async (
    rev: string | undefined,
    progress: Terminal['progress'],
    signal: AbortSignal,
  ): Promise<Result<AuditReport, string>> => {
    const made = await runAudit(
      {
        root,
        name: basename(resolve(root)),
        ...(rev === undefined ? {} : { rev }),
        catalogues: values.catalogue ?? [],
        cache: values['no-cache'] !== true,
        pool,
      },
      progress,
      signal,
    );
    return made;
  };
  const result = await reviewChanges(
    {
      root,
      base,
      ...(values.head === undefined ? {} : { head: values.head }),
      audit,
      ...(values['work-tree'] === true
        ? { auditWorkTree: (progress, signal) => audit(undefined, progress, signal) }
        : {}),
      followed: { policy: values['no-policy'] !== true, decisions: values['no-decisions'] !== true },
      today: todayInUtc(),
    },
    terminal.progress,
    terminal.signal,
  ).finally(() => pool.close());
  if (!result.ok) {
    terminal.err(`forebear: ${result.message}`);
    return EXIT.failed;
  }
  const { review, head, policy } = result.value;
  const failOn = oneOf('--fail-on', values['fail-on'], FAIL_LEVELS, policy.failOn ?? 'warning');
  const showsCode = format === 'markdown' || format === 'html';
  const code = !showsCode
    ? new Map()
    : await readCodePairs(
        head,
        {
          root,
          catalogues: values.catalogue ?? [],
          ...(values['work-tree'] === true ? {} : { rev: review.head.commit ?? 'HEAD' }),
        },
        terminal.signal,
      );
  const failed = writeResult(
    terminal,
    values.output,
    REVIEW_FORMATS[format](result.value, {
      sarifProfile,
      rules: RULES,
      code,
      again: againOf(positionals[0], values.catalogue, values.head === undefined),
      ...(values.output === undefined ? { terminal } : {}),
    }),
  );
  if (failed !== null) return failed;
  if (format !== 'text') for (const limit of review.limits) terminal.err(`forebear: ${limit}`);
  if ((review.notExamined.length > 0 || head.partial) && values['allow-partial'] !== true) return EXIT.failed;
  const strict = values['strict-decisions'] === true || policy.strictDecisions === true;
  return changesThatCount(review, failOn, strict).length > 0 ? EXIT.findings : EXIT.clean;
}

export const review: Command = {
  name: 'review',
  usage: 'forebear review [PATH] --base REV [--head REV]',
  summary: 'Show only what a change brings in: new, worsened and fixed findings between two commits',
  options: [
    '--base REV           the commit, branch or tag to compare with; its merge base with the head is used',
    '--head REV           the reviewed commit (default: HEAD); uncommitted changes are not part of it',
    '--work-tree          review the files on disk, uncommitted and untracked ones too',
    '--sarif-profile P    github (default): what the change brings in; full: everything, with its state',
    '--strict-decisions   a stale or expired decision does not hold a finding back',
    ...SETTINGS_HELP,
    '--allow-partial      do not fail because a changed path was not examined',
    ...COMMON_HELP,
    `formats: ${FORMAT_NAMES.join(', ')}`,
  ],
  run,
};
