import { findReasons } from '../../../engine/why/find-reasons.ts';
import type { Reasons } from '../../../engine/why/reasons.ts';
import type { AuditReport } from '../../../model/report.ts';
import { failure, type Result, success } from '../../../model/result.ts';
import { answerOf } from '../../reports/answer/answer.ts';
import { canonicalJson } from '../../reports/canonical-json.ts';
import { printable } from '../../reports/printable.ts';
import { wrapped } from '../../reports/text/table.ts';
import { type Command, EXIT, type ExitCode, type Terminal, UsageError } from '../command.ts';
import { COMMON_HELP, oneOf, parseOptions } from '../options.ts';
import { obtainReport, requestOf } from '../report-source.ts';
import { writeResult } from '../write-result.ts';

async function run(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { values, positionals: targets } = parseOptions(args, {
    in: { type: 'string' },
    report: { type: 'string' },
    full: { type: 'boolean' },
  });
  const format = oneOf('--format', values.format, ['text', 'json'], 'text');
  if (targets.length === 0)
    throw new UsageError(
      'why takes PATH:SYMBOL, an upstream, or a finding by its id or number: forebear why TARGET... --in PATH.',
    );
  const settled = await obtainReport(requestOf(values.in ?? '.', values), terminal);
  if (settled === null) return EXIT.failed;
  const reasons: Reasons[] = [];
  for (const target of targets) {
    const ids = idsOfNumber(settled.report, target);
    if (!ids.ok) {
      terminal.err(`forebear: ${ids.message}`);
      return EXIT.usage;
    }
    for (const one of ids.value) {
      const found = findReasons(settled.report, one);
      if (!found.ok) {
        terminal.err(`forebear: ${found.message}`);
        return EXIT.usage;
      }
      reasons.push(...found.value);
    }
  }
  const text =
    format === 'json'
      ? canonicalJson({ schemaVersion: 1, reasons })
      : reasons.map((one) => render(one, terminal.columns, values.full === true)).join('\n');
  return writeResult(terminal, values.output, text) ?? EXIT.clean;
}

/** The findings that a number of the to-do list means; any other target as it is. */
function idsOfNumber(report: AuditReport, target: string): Result<readonly string[], 'no-number'> {
  const number = /^\[?(\d{1,5})\]?$/.exec(target)?.[1];
  if (number === undefined) return success([target]);
  const { toDo } = answerOf(report);
  const entry = toDo.find((one) => one.number === Number(number));
  if (entry !== undefined) return success(entry.findings.map(({ id }) => id));
  return failure(
    'no-number',
    toDo.length === 0
      ? `There is no number ${number}: nothing is to do.`
      : `There is no number ${number}. The list ends with [${toDo.length}].`,
  );
}

/** Sentences of one part that are told without --full. */
const MOST_SENTENCES = 12;

function render({ about, parts }: Reasons, columns: number, isFull: boolean): string {
  const lines = [printable(about)];
  for (const { title, lines: said } of parts) {
    lines.push('', `  ${title}`);
    const most = isFull || said.length <= MOST_SENTENCES + 1 ? said.length : MOST_SENTENCES;
    for (const line of said.slice(0, most)) lines.push(wrapped(printable(line), columns, '    '));
    if (most < said.length) lines.push(`    and ${said.length - most} more; --full tells them`);
  }
  return `${lines.join('\n')}\n`;
}

export const why: Command = {
  name: 'why',
  usage: 'forebear why TARGET... [--in PATH]',
  summary: 'Say what a match, an upstream or a finding rests on, and what would change it',
  refuses: ['fail-on', 'allow-partial'],
  options: [
    "TARGET               PATH:SYMBOL, PATH:LINE or a path; a module's name; an upstream; a finding by id or number",
    '--in PATH            the audited folder (default: the current one)',
    '--full               every sentence, not the first twelve of each part',
    '--report FILE        a JSON report to read, instead of auditing the folder',
    ...COMMON_HELP,
    'formats: text, json',
  ],
  run,
};
