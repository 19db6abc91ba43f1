import { writeDecision } from '../../../host/decisions/decision-store.ts';
import { todayInUtc } from '../../../host/policy/settle-report.ts';
import type { Decision, Finding } from '../../../model/report.ts';
import { DECISION_STATES } from '../../../model/report.ts';
import { type Command, EXIT, type ExitCode, type Terminal, UsageError } from '../command.ts';
import { COMMON_HELP, oneOf, parseOptions } from '../options.ts';
import { obtainReport, requestOf } from '../report-source.ts';

const LEAST_PREFIX = 6;

/** The finding that an id, or the start of one, means. */
function findFinding(findings: readonly Finding[], id: string): Finding | string {
  const exact = findings.find((finding) => finding.id === id);
  if (exact !== undefined) return exact;
  const found = id.length < LEAST_PREFIX ? [] : findings.filter((finding) => finding.id.startsWith(id));
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  return found.length > 1
    ? `"${id}" is the start of ${found.length} findings. Give more of the id.`
    : `There is no finding "${id}" in this report. Run "forebear audit" for the ids in brackets.`;
}

async function run(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { values, positionals } = parseOptions(args, {
    state: { type: 'string' },
    note: { type: 'string' },
    evidence: { type: 'string' },
    by: { type: 'string' },
    until: { type: 'string' },
    report: { type: 'string' },
    in: { type: 'string' },
  });
  const [id, root = values.in ?? '.', ...rest] = positionals;
  if (values.in !== undefined && positionals.length > 1)
    throw new UsageError('Name the repository once: as PATH, or with --in.');
  if (id === undefined || rest.length > 0)
    throw new UsageError('Name one finding: forebear decide FINDING --state STATE --note TEXT');
  if (values.state === undefined) throw new UsageError(`--state is needed: ${DECISION_STATES.join(' | ')}.`);
  if (values.note === undefined) throw new UsageError('--note is needed: say why, for the next person.');
  const state = oneOf('--state', values.state, DECISION_STATES, 'to-fix');
  const settled = await obtainReport(requestOf(root, values), terminal);
  if (settled === null) return EXIT.failed;
  const finding = findFinding(settled.report.findings, id);
  if (typeof finding === 'string') {
    terminal.err(`forebear: ${finding}`);
    return EXIT.failed;
  }
  const decision: Decision = {
    finding: finding.id,
    rule: finding.rule,
    path: finding.path,
    state,
    note: values.note,
    ...(values.evidence === undefined ? {} : { evidence: values.evidence }),
    ...(values.by === undefined ? {} : { by: values.by }),
    on: todayInUtc(),
    ...(values.until === undefined ? {} : { until: values.until }),
    basis: finding.basis,
  };
  const written = await writeDecision(root, decision);
  if (!written.ok) {
    terminal.err(`forebear: ${written.message}`);
    return written.reason === 'not-a-decision' ? EXIT.usage : EXIT.failed;
  }
  terminal.out(`${written.value}\n`);
  terminal.err(`forebear: recorded ${state} for ${finding.rule} at ${finding.path}. Commit the file.`);
  return EXIT.clean;
}

export const decide: Command = {
  name: 'decide',
  usage:
    'forebear decide FINDING [PATH] --state STATE --note TEXT [--evidence TEXT] [--by NAME] [--until DAY]',
  summary: 'Record what was concluded about one finding, in .forebear/decisions',
  refuses: ['format', 'output', 'fail-on', 'allow-partial'],
  options: [
    `--state STATE        ${DECISION_STATES.join(' | ')}`,
    '--note TEXT          why; always needed',
    '--evidence TEXT      a link, contract or mail; needed for own-work and licensed-separately',
    '--by NAME            who decided',
    '--until DAY          last day on which it holds, such as 2027-01-31',
    '--in PATH            the repository, as fix and why take it; the same as PATH',
    '--report FILE        a JSON report to take the finding from, instead of auditing PATH',
    ...COMMON_HELP,
  ],
  run,
};
