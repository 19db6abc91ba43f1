import { readReport } from '../../host/evidence-pack/read-report.ts';
import { type FollowedSettings, settleReport, todayInUtc } from '../../host/policy/settle-report.ts';
import { runAudit } from '../../host/run-audit.ts';
import type { AuditReport } from '../../model/report.ts';
import type { Policy } from '../../policy/policy.ts';
import { isNothing } from '../reports/answer/answer.ts';
import { auditProgress } from './audit-progress.ts';
import type { Terminal } from './command.ts';
import { wholeNumber } from './options.ts';
import { tellProblems } from './tell-problems.ts';

export interface ReportRequest {
  readonly root: string;
  /** A report made earlier; undefined: audit `root`. */
  readonly report: string | undefined;
  readonly catalogue: readonly string[] | undefined;
  readonly jobs: string | undefined;
  readonly noCache: boolean | undefined;
  /** Whether the folder's own policy and decisions are followed. */
  readonly followed: FollowedSettings;
  /** Texts of files as they would be, by path. */
  readonly changes?: ReadonlyMap<string, string>;
}

/** The options by which a command asks for a report; not every command takes all of them. */
interface ReportOptions {
  readonly report?: string | undefined;
  readonly catalogue?: readonly string[] | undefined;
  readonly jobs?: string | undefined;
  readonly 'no-cache'?: boolean | undefined;
  readonly 'no-policy'?: boolean | undefined;
  readonly 'no-decisions'?: boolean | undefined;
}

/** The report of `root` that a command line asks for. */
export const requestOf = (root: string, values: ReportOptions): ReportRequest => ({
  root,
  report: values.report,
  catalogue: values.catalogue,
  jobs: values.jobs,
  noCache: values['no-cache'],
  followed: { policy: values['no-policy'] !== true, decisions: values['no-decisions'] !== true },
});

/** Says, of a report of a folder without anything to examine, that it is one; true where it is. */
export function tellsNothing(report: AuditReport, root: string, terminal: Terminal): boolean {
  if (!isNothing(report)) return false;
  const what = root === '.' ? 'This folder' : root;
  const isAway = report.notExamined.some(({ kind }) => kind === 'absent');
  terminal.err(
    `forebear: ${what} holds nothing to examine. ${isAway ? 'Check it out, or give --rev HEAD.' : 'Check the path.'}`,
  );
  return true;
}

/** The report of a folder, read from a file or made by auditing, with policy and decisions; null when it failed. */
export async function obtainReport(
  request: ReportRequest,
  terminal: Terminal,
): Promise<{ readonly report: AuditReport; readonly policy: Policy } | null> {
  const made =
    request.report === undefined
      ? await runAudit(
          {
            root: request.root,
            catalogues: request.catalogue ?? [],
            cache: request.noCache !== true,
            ...(request.changes === undefined ? {} : { changes: request.changes }),
            ...(request.jobs === undefined ? {} : { jobs: wholeNumber('--jobs', request.jobs, 1, 1) }),
          },
          auditProgress(terminal),
          terminal.signal,
        )
      : await readReport(request.report);
  if (!made.ok) {
    terminal.err(`forebear: ${made.message}`);
    return null;
  }
  const settled = await settleReport(made.value, request.root, todayInUtc(), request.followed);
  if (!settled.ok) {
    terminal.err(`forebear: ${settled.message}`);
    return null;
  }
  tellProblems(settled.value.problems, terminal);
  return settled.value;
}
