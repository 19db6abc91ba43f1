import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FAIL_LEVELS, type FailLevel, findingsThatCount } from '../../../decisions/gate.ts';
import { isGitDir } from '../../../host/git/bare-repository.ts';
import { cloneRepository } from '../../../host/git/clone-repository.ts';
import { settleReport, todayInUtc } from '../../../host/policy/settle-report.ts';
import { auditRepositories } from '../../../host/repos/audit-repos.ts';
import { parseRepositoryList } from '../../../host/repos/repository-list.ts';
import { runAudit } from '../../../host/run-audit.ts';
import { openAuditPool } from '../../../host/threads/audit-pool.ts';
import type { AuditReport } from '../../../model/report.ts';
import { RULES } from '../../../rules/table.ts';
import type { CodePair } from '../../reports/format.ts';
import { FORMATS, type FormatName, reportPieces } from '../../reports/formats.ts';
import { auditProgress } from '../audit-progress.ts';
import { type Command, EXIT, type ExitCode, type Terminal, UsageError } from '../command.ts';
import {
  COMMON_HELP,
  jobsOf,
  oneOf,
  parseOptions,
  SETTINGS_HELP,
  SETTINGS_OPTIONS,
  wholeNumber,
} from '../options.ts';
import { tellsNothing } from '../report-source.ts';
import { againOf } from '../run-again.ts';
import { tellProblems } from '../tell-problems.ts';
import { writeResult } from '../write-result.ts';

const OPTIONS = {
  rev: { type: 'string' },
  fix: { type: 'boolean' },
  yes: { type: 'boolean' },
  timestamp: { type: 'boolean' },
  repos: { type: 'string' },
  'sarif-profile': { type: 'string' },
  'strict-decisions': { type: 'boolean' },
  full: { type: 'boolean' },
  mirror: { type: 'string' },
  ...SETTINGS_OPTIONS,
  against: { type: 'string', multiple: true },
  siblings: { type: 'string', multiple: true },
} as const;

const FORMAT_NAMES = Object.keys(FORMATS) as FormatName[];

type Values = ReturnType<typeof parseOptions<typeof OPTIONS>>['values'];

const isAddress = (target: string): boolean =>
  /^(?:https|ssh):\/\//.test(target) || /^[\w.]+@[\w.-]+:[^\s:]+$/.test(target);

/** The folder to audit: a path as it is, or an address cloned to a temporary folder that `close` removes. */
async function openTarget(
  target: string,
  terminal: Terminal,
): Promise<{ root: string; name?: string; close: () => Promise<void> } | ExitCode> {
  if (!isAddress(target)) return { root: target, close: async () => {} };
  const folder = await mkdtemp(join(tmpdir(), 'forebear-clone-'));
  const close = (): Promise<void> => rm(folder, { recursive: true, force: true });
  terminal.err(`Cloning ${target}`);
  const cloned = await cloneRepository(target, join(folder, 'clone.git'), {
    signal: terminal.signal,
    blobless: false,
  });
  if (!cloned.ok) {
    await close();
    terminal.err(`forebear: ${target} could not be cloned: ${cloned.message}`);
    return EXIT.failed;
  }
  const name =
    target
      .replace(/\/+$/, '')
      .replace(/\.git$/, '')
      .split(/[/:]/)
      .at(-1) ?? target;
  return { root: cloned.value.gitDir, name, close };
}

/** How a further command reaches the same report. A revision and a clone on the web have no files to mend. */
async function auditList(values: Values, terminal: Terminal): Promise<ExitCode> {
  const path = values.repos ?? '';
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null)
    throw new UsageError(`--repos: cannot read ${path}. Give a file with one path or address a line.`);
  const list = parseRepositoryList(text);
  if (!list.ok) throw new UsageError(`--repos ${path}: ${list.message}`);
  const summary = await auditRepositories(
    {
      repositories: list.value,
      folder: values.output ?? 'forebear-reports',
      jobs: wholeNumber('--jobs', values.jobs, 1, 1),
      // Many repositories are judged alike: none by its own word.
      auditOptions: [
        '--no-policy',
        '--no-decisions',
        ...(values.catalogue ?? []).flatMap((each) => ['--catalogue', each]),
      ],
    },
    terminal.progress,
    terminal.signal,
  );
  if (!summary.ok) {
    terminal.err(`forebear: ${summary.message}`);
    return EXIT.failed;
  }
  terminal.out(summary.value.text);
  return summary.value.counts.failed > 0 ? EXIT.failed : EXIT.clean;
}

/** Both codes of the heaviest pairs, for a page that shows them: the upstream's from a clone on this machine. */
async function codeOf(
  report: AuditReport,
  root: string,
  { rev, catalogue, mirror }: Values,
  terminal: Terminal,
): Promise<ReadonlyMap<string, CodePair>> {
  const { readCodePairs } = await import('../../../host/code-pairs/read-code-pairs.ts');
  return readCodePairs(
    report,
    {
      root,
      catalogues: catalogue ?? [],
      ...(rev === undefined ? {} : { rev }),
      ...(mirror === undefined ? {} : { mirror }),
    },
    terminal.signal,
  );
}

/** `audit --fix` is `fix` of everything. */
async function mend(target: string, values: Values, terminal: Terminal): Promise<ExitCode> {
  if (isAddress(target) || values.rev !== undefined)
    throw new UsageError('--fix needs a checked-out folder: an address and --rev have no files to mend.');
  const { fix } = await import('./fix.ts');
  const options = (['format', 'output', 'fail-on', 'jobs'] as const).flatMap((name) => {
    const value = values[name];
    return value === undefined ? [] : [`--${name}=${value}`];
  });
  return fix.run(
    [
      `--in=${target}`,
      ...options,
      ...(values.catalogue ?? []).map((path) => `--catalogue=${path}`),
      ...(values['no-cache'] === true ? ['--no-cache'] : []),
      ...(values.yes === true ? ['--yes'] : []),
      ...(['no-policy', 'no-decisions'] as const).flatMap((name) =>
        values[name] === true ? [`--${name}`] : [],
      ),
    ],
    terminal,
  );
}

/** Exit code of a finished audit: 2 when a part that should have been read was not. */
function exitCode(report: AuditReport, failOn: FailLevel, strict: boolean, allowPartial: boolean): ExitCode {
  if (report.partial && !allowPartial) return EXIT.failed;
  return findingsThatCount(report, failOn, strict).length > 0 ? EXIT.findings : EXIT.clean;
}

export const audit: Command = {
  name: 'audit',
  usage: `forebear audit [PATH|URL] [--format ${FORMAT_NAMES.join('|')}] [--full]`,
  summary: 'Audit a repository: what its modules descend from, and which credits and terms it does not show',
  options: [
    ...COMMON_HELP,
    '--full               text: everything, instead of the answer in forty lines',
    '--mirror TEMPLATE    html: take upstream code from bare clones, e.g. /srv/git/{owner}/{name}.git',
    '--against PATH       a repository, a folder of clones, or a built world index, compared as upstreams too (repeatable)',
    '--siblings PATH      independent implementations: what they share with a module is no evidence (repeatable)',
    '--rev REV            audit this revision from git objects, not the files on disk',
    '--fix [--yes]        show the fixes as a diff; with --yes, apply them (as "forebear fix")',
    '--timestamp          put the date of the run into the report',
    '--repos LIST         audit every repository in a file, one report each (--output: folder)',
    '--sarif-profile P    github (default: decided findings left out) or full',
    '--strict-decisions   stale and expired decisions do not hold findings back',
    ...SETTINGS_HELP,
    '--allow-partial      exit 0 or 1 even when a part could not be read',
  ],
  run: async (args, terminal) => {
    const { values, positionals } = parseOptions(args, OPTIONS);
    const format = oneOf('--format', values.format, FORMAT_NAMES, 'text');
    const profile = oneOf('--sarif-profile', values['sarif-profile'], ['github', 'full'] as const, 'github');
    if (positionals.length > 1)
      throw new UsageError(`audit takes one path or address, not ${positionals.length}.`);
    if (values.mirror !== undefined && format !== 'html')
      throw new UsageError(`--mirror goes with --format html: no other format shows the upstream's code.`);
    if (values.repos !== undefined) return auditList(values, terminal);
    if (values.fix === true) return mend(positionals[0] ?? '.', values, terminal);
    if (values.yes === true) throw new UsageError('--yes goes with --fix: forebear audit --fix --yes.');
    const jobs = jobsOf(values);
    const shorthand = positionals[0] ?? '.';
    if (/^\w[\w.-]*\/[\w.-]+$/.test(shorthand) && !existsSync(shorthand))
      throw new UsageError(
        `There is no folder "${shorthand}". For a repository of GitHub give its address: https://github.com/${shorthand}`,
      );
    const target = await openTarget(positionals[0] ?? '.', terminal);
    if (typeof target === 'number') return target;
    const pool = openAuditPool(jobs);
    try {
      // A word that is none is said before anything is read.
      oneOf('--fail-on', values['fail-on'], FAIL_LEVELS, 'warning');
      const result = await runAudit(
        {
          root: target.root,
          pool,
          cache: values['no-cache'] !== true,
          catalogues: values.catalogue ?? [],
          against: values.against ?? [],
          siblings: values.siblings ?? [],
          told: (sentence) => terminal.err(`forebear: ${sentence}`),
          ...(target.name === undefined ? {} : { name: target.name }),
          ...(values.rev === undefined ? {} : { rev: values.rev }),
        },
        (values.against ?? []).length === 0 ? auditProgress(terminal) : terminal.progress,
        terminal.signal,
      );
      // Its threads end while the report is written.
      void pool.close();
      if (!result.ok) {
        terminal.err(`forebear: ${result.message}`);
        return EXIT.failed;
      }
      const own = await settleReport(result.value, target.root, todayInUtc(), {
        policy: values['no-policy'] !== true && !isAddress(positionals[0] ?? '.'),
        decisions: values['no-decisions'] !== true && !isAddress(positionals[0] ?? '.'),
      });
      if (!own.ok) {
        terminal.err(`forebear: ${own.message}`);
        return EXIT.failed;
      }
      const { report: marked, policy, problems } = own.value;
      tellProblems(problems, terminal);
      const failOn = oneOf('--fail-on', values['fail-on'], FAIL_LEVELS, policy.failOn ?? 'warning');
      const report: AuditReport =
        values.timestamp === true ? { ...marked, generated: new Date().toISOString() } : marked;
      const pieces = reportPieces(format, report, {
        sarifProfile: profile,
        rules: RULES.map(({ id, title, why }) => ({ id, title, why })),
        full: values.full === true,
        ...(format === 'html' ? { code: await codeOf(report, target.root, values, terminal) } : {}),
        again: againOf(
          positionals[0],
          values.catalogue,
          values.rev === undefined && !isAddress(positionals[0] ?? '.') && !isGitDir(target.root),
        ),
        ...(values.output === undefined ? { terminal } : {}),
      });
      const failed = writeResult(terminal, values.output, pieces);
      if (failed !== null) return failed;
      if (values['allow-partial'] !== true && tellsNothing(report, positionals[0] ?? '.', terminal))
        return EXIT.failed;
      const strict = values['strict-decisions'] === true || policy.strictDecisions === true;
      return exitCode(report, failOn, strict, values['allow-partial'] === true);
    } finally {
      await pool.close();
      await target.close();
    }
  },
};
