import { FAIL_LEVELS, findingsThatCount } from '../../../decisions/gate.ts';
import { applyFixes, describePlan } from '../../../host/apply-fixes.ts';
import { localTexts } from '../../../host/fixes/fix-texts.ts';
import { planFixes } from '../../../host/fixes/plan-fixes.ts';
import { isGitDir } from '../../../host/git/bare-repository.ts';
import type { AuditReport, Finding } from '../../../model/report.ts';
import { type Answer, answerOf } from '../../reports/answer/answer.ts';
import { canonicalJson } from '../../reports/canonical-json.ts';
import { broughtUp, fixesLeft, paintedDiff } from '../../reports/text/fix-text.ts';
import { count } from '../../reports/wording.ts';
import { type Command, EXIT, type ExitCode, type Terminal, UsageError } from '../command.ts';
import { findTargets } from '../find-targets.ts';
import { COMMON_HELP, oneOf, parseOptions, SETTINGS_HELP, SETTINGS_OPTIONS } from '../options.ts';
import { obtainReport, requestOf, tellsNothing } from '../report-source.ts';
import { writeResult } from '../write-result.ts';

/** The open findings that the targets mean, in the report's order; a sentence where one means nothing. */
function chosen(
  report: AuditReport,
  answer: Answer,
  targets: readonly string[],
): readonly Finding[] | string {
  if (targets.length === 0) return answer.toDo.flatMap((one) => one.findings);
  const ids = new Set<string>();
  for (const target of targets) {
    const found = findTargets(report, answer, target);
    if (!found.ok) return found.message;
    for (const { id } of found.value) ids.add(id);
  }
  return report.findings.filter(({ id }) => ids.has(id));
}

async function run(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { values, positionals: targets } = parseOptions(args, {
    in: { type: 'string' },
    yes: { type: 'boolean' },
    ...SETTINGS_OPTIONS,
  });
  const format = oneOf('--format', values.format, ['text', 'json'], 'text');
  const root = values.in ?? '.';
  if (isGitDir(root))
    throw new UsageError(
      `--in ${root} is a bare repository, without files to mend. Give a checked-out folder.`,
    );
  const request = requestOf(root, values);
  const settled = await obtainReport(request, terminal);
  if (settled === null) return EXIT.failed;
  const { report, policy } = settled;
  if (tellsNothing(report, root, terminal)) return EXIT.failed;
  const answer = answerOf(report);
  const findings = chosen(report, answer, targets);
  if (typeof findings === 'string') {
    terminal.err(`forebear: ${findings}`);
    return EXIT.usage;
  }
  const failOn = oneOf('--fail-on', values['fail-on'], FAIL_LEVELS, policy.failOn ?? 'warning');
  const aimed = { ...report, findings };
  const texts = localTexts({ catalogues: values.catalogue ?? [] });
  const plan = await planFixes(aimed, root, texts);
  const diff = describePlan(plan);
  // Where nothing is to change, what a killed run left beside the files is still swept.
  const applying = values.yes === true ? await applyFixes(aimed, root, texts) : null;
  const applied = plan.changes.length > 0 ? applying : null;
  // What is written may be read as a statement, and a license may ask for more because of it: that is told beforehand.
  const changes = new Map(plan.changes.map((change) => [change.path, change.after]));
  const rehearsed =
    applied === null && changes.size > 0
      ? await obtainReport({ ...request, changes }, quietly(terminal))
      : null;
  const after = applied === null ? report : (await obtainReport(request, terminal))?.report;
  if (after === undefined) return EXIT.failed;
  const wanted = new Set(findings.map(({ id }) => id));
  const known = new Set(report.findings.map(({ id }) => id));
  const later = rehearsed?.report ?? after;
  const brought = later.findings.filter(({ id }) => !known.has(id));
  const left = targets.length === 0 ? after.findings : after.findings.filter(({ id }) => wanted.has(id));
  const text =
    format === 'json'
      ? canonicalJson({
          changes: plan.changes.map(({ path, before, titles }) => ({ path, isNew: before === null, titles })),
          diff,
          written: applied?.written ?? [],
          refused: applied?.refused ?? plan.refused.map(({ path, message }) => ({ path, message })),
          left: left.map(inShort),
          brought: brought.map(inShort),
        })
      : paintedDiff(diff, terminal.color && values.output === undefined);
  if (text !== '') {
    const failed = writeResult(terminal, values.output, text);
    if (failed !== null) return failed;
  }
  tell(terminal, {
    report: after,
    left,
    brought: { ...later, findings: brought },
    planned: plan.changes.length,
    written: applied?.written ?? null,
  });
  for (const { path, message } of applied?.refused ?? []) terminal.err(`Not changed: ${path}: ${message}`);
  return findingsThatCount({ ...after, findings: left }, failOn).length > 0 ? EXIT.findings : EXIT.clean;
}

const inShort = ({
  id,
  rule,
  level,
  path,
  message,
}: Finding): Pick<Finding, 'id' | 'rule' | 'level' | 'path' | 'message'> => ({
  id,
  rule,
  level,
  path,
  message,
});

/** The same terminal for an audit of which nobody needs to hear. */
const quietly = (terminal: Terminal): Terminal => ({ ...terminal, err: () => {}, progress: () => {} });

interface Told {
  /** As the folder stands now. */
  readonly report: AuditReport;
  readonly left: readonly Finding[];
  /** With what the changes bring up that was not to do before. */
  readonly brought: AuditReport;
  readonly planned: number;
  /** Null: nothing was to be written. */
  readonly written: readonly string[] | null;
}

/** Says on stderr what was done, what is left and what to type next. */
function tell(terminal: Terminal, { report, left, brought, planned, written }: Told): void {
  for (const path of written ?? []) terminal.err(`Written: ${path}`);
  if (written === null && planned > 0)
    terminal.err(
      `${count(planned, 'file')} would change. Nothing was written: add --yes to write ${planned === 1 ? 'it' : 'them'}.`,
    );
  const old = new Set(brought.findings.map(({ id }) => id));
  const before = left.filter(({ id }) => !old.has(id));
  if (before.length > 0 || old.size === 0)
    for (const line of fixesLeft({ ...report, findings: before }, written === null)) terminal.err(line);
  for (const line of broughtUp(brought, written === null)) terminal.err(line);
}

export const fix: Command = {
  name: 'fix',
  usage: 'forebear fix [TARGET...] [--in PATH] [--yes]',
  summary: 'Show the diff that mends what is to do, all of it or what TARGET means; --yes writes it',
  refuses: ['allow-partial'],
  options: [
    'TARGET               a number of the to-do list, an upstream, a rule, a path or the id of a finding',
    '--in PATH            the audited folder (default: the current one)',
    '--yes                write the changes; nothing is ever overwritten or removed',
    ...SETTINGS_HELP,
    ...COMMON_HELP,
    'formats: text, json',
  ],
  run,
};
