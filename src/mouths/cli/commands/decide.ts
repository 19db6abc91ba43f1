import { writeDecision } from '../../../host/decisions/decision-store.ts';
import { todayInUtc } from '../../../host/policy/settle-report.ts';
import type { Decision } from '../../../model/report.ts';
import { DECISION_STATES } from '../../../model/report.ts';
import { printable } from '../../reports/printable.ts';
import { quotedArgument } from '../../reports/quoted-argument.ts';
import { type Command, EXIT, type ExitCode, type Terminal, UsageError } from '../command.ts';
import { findSubjects, sayAnswers } from '../decide-subjects.ts';
import { COMMON_HELP, oneOf, parseOptions } from '../options.ts';
import { obtainReport, requestOf } from '../report-source.ts';

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
  const [target, root = values.in ?? '.', ...rest] = positionals;
  if (values.in !== undefined && positionals.length > 1)
    throw new UsageError('Name the repository once: as PATH, or with --in.');
  if (target === undefined || rest.length > 0)
    throw new UsageError('Name one thing to decide: forebear decide TARGET --state STATE --note TEXT');
  const isQuestion = values.state === undefined && values.note === undefined;
  if (values.state === undefined && !isQuestion)
    throw new UsageError(`--state is needed: ${DECISION_STATES.join(' | ')}.`);
  if (values.note === undefined && !isQuestion)
    throw new UsageError('--note is needed: say why, for the next person.');
  const state = oneOf('--state', values.state, DECISION_STATES, 'to-fix');
  const settled = await obtainReport(requestOf(root, values), terminal);
  if (settled === null) return EXIT.failed;
  const found = findSubjects(settled.report, target);
  if (!found.ok) {
    terminal.err(`forebear: ${found.message}`);
    return EXIT.failed;
  }
  if (isQuestion) {
    const again = [
      ...(root === '.' ? [] : ['--in', root]),
      ...(values.catalogue ?? []).flatMap((path) => ['--catalogue', path]),
    ].map((word) => ` ${quotedArgument(word)}`);
    const lines = sayAnswers(found.value, quotedArgument(target), again.join(''));
    terminal.out(`${lines.map(printable).join('\n')}\n`);
    return EXIT.clean;
  }
  for (const { asks: _, ...subject } of found.value) {
    const decision: Decision = {
      ...subject,
      state,
      note: values.note ?? '',
      ...(values.evidence === undefined ? {} : { evidence: values.evidence }),
      ...(values.by === undefined ? {} : { by: values.by }),
      on: todayInUtc(),
      ...(values.until === undefined ? {} : { until: values.until }),
    };
    const written = await writeDecision(root, decision);
    if (!written.ok) {
      terminal.err(`forebear: ${written.message}`);
      return written.reason === 'not-a-decision' ? EXIT.usage : EXIT.failed;
    }
    terminal.out(`${written.value}\n`);
    terminal.err(`forebear: recorded ${state} for ${subject.rule} at ${subject.path}. Commit the file.`);
  }
  return EXIT.clean;
}

export const decide: Command = {
  name: 'decide',
  usage:
    'forebear decide TARGET [PATH] --state STATE --note TEXT [--evidence TEXT] [--by NAME] [--until DAY]',
  summary: 'Record what was concluded about a finding or an upstream, in .forebear/decisions',
  refuses: ['format', 'output', 'fail-on', 'allow-partial'],
  options: [
    'TARGET               a number of the to-do list, an upstream of which a person has to decide, or the id of a',
    '                     finding; alone, it shows what is asked and the commands that answer it',
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
