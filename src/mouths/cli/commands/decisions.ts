import { baselineOf } from '../../../decisions/baseline.ts';
import { removeDecisions, writeDecision } from '../../../host/decisions/decision-store.ts';
import { todayInUtc } from '../../../host/policy/settle-report.ts';
import type { AuditReport, DecisionStatus } from '../../../model/report.ts';
import { canonicalJson } from '../../reports/canonical-json.ts';
import { printable } from '../../reports/printable.ts';
import { count } from '../../reports/wording.ts';
import { type Command, EXIT, type ExitCode, type Terminal, UsageError } from '../command.ts';
import { COMMON_HELP, oneOf, parseOptions } from '../options.ts';
import { obtainReport, requestOf } from '../report-source.ts';
import { writeResult } from '../write-result.ts';

function lines(decisions: readonly DecisionStatus[]): string {
  return decisions
    .map((item) => {
      const facts = [
        item.status,
        item.state,
        item.finding,
        item.rule,
        item.path,
        item.until === undefined ? '' : `until ${item.until}`,
        item.note,
      ];
      return `${facts.map(printable).join('\t')}\n`;
    })
    .join('');
}

async function prune(report: AuditReport, root: string, terminal: Terminal): Promise<ExitCode> {
  const gone = report.decisions.filter((item) => item.status === 'gone');
  const removed = await removeDecisions(
    root,
    gone.map((item) => item.finding),
  );
  terminal.out(removed.map((path) => `${path}\n`).join(''));
  terminal.err(`forebear: removed ${count(removed.length, 'decision')} whose finding is gone.`);
  return removed.length === gone.length ? EXIT.clean : EXIT.failed;
}

async function baseline(report: AuditReport, root: string, terminal: Terminal): Promise<ExitCode> {
  const made = baselineOf(report, todayInUtc());
  for (const decision of made) {
    const written = await writeDecision(root, decision);
    if (!written.ok) {
      terminal.err(`forebear: ${written.message}`);
      return EXIT.failed;
    }
    terminal.out(`${written.value}\n`);
  }
  terminal.err(
    `forebear: recorded ${count(made.length, 'finding')} as to-fix, not reviewed. Commit the files; later audits fail on new findings only.`,
  );
  return EXIT.clean;
}

async function run(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { values, positionals } = parseOptions(args, { report: { type: 'string' } });
  const [name, root = '.', ...rest] = positionals;
  if (rest.length > 0) throw new UsageError('decisions takes one folder.');
  const action = oneOf('decisions', name, ['list', 'stale', 'prune', 'baseline'], 'list');
  const format = oneOf('--format', values.format, ['text', 'json'], 'text');
  const settled = await obtainReport(requestOf(root, values), terminal);
  if (settled === null) return EXIT.failed;
  const { report } = settled;
  if (action === 'prune' && report.partial) {
    terminal.err(
      'forebear: part of the repository was not examined, so a finding may only seem to be gone; nothing was removed.',
    );
    return EXIT.failed;
  }
  if (action === 'prune') return prune(report, root, terminal);
  if (action === 'baseline') return baseline(report, root, terminal);
  const shown = report.decisions.filter(
    (item) => action === 'list' || item.status === 'stale' || item.status === 'expired',
  );
  const failed = writeResult(
    terminal,
    values.output,
    format === 'json' ? canonicalJson(shown) : lines(shown),
  );
  if (failed !== null) return failed;
  if (shown.length === 0)
    terminal.err(
      `forebear: ${action === 'stale' ? 'every decision holds' : 'no decisions are recorded here'}.`,
    );
  return action === 'stale' && shown.length > 0 ? EXIT.findings : EXIT.clean;
}

export const decisions: Command = {
  name: 'decisions',
  usage: 'forebear decisions list | stale | prune | baseline [PATH]',
  summary: 'Show the decisions of a repository and whether they still hold; remove or begin a record',
  refuses: ['fail-on', 'allow-partial'],
  options: [
    'list                 every decision: status, state, finding, rule, path, end, note',
    'stale                those whose code, license or date changed; exit code 1 when there are any',
    'prune                removes decisions whose finding is gone',
    'baseline             records every undecided finding as to-fix and not reviewed',
    '--report FILE        a JSON report to hold the decisions against, instead of auditing PATH',
    ...COMMON_HELP,
    'formats: text, json',
  ],
  run,
};
