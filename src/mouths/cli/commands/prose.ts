import { compareProse } from '../../../artefacts/prose/compare-prose.ts';
import { loadProse } from '../../../host/prose/load-prose.ts';
import { canonicalJson } from '../../reports/canonical-json.ts';
import { proseText } from '../../reports/text/prose-text.ts';
import { type Command, EXIT, type ExitCode, UsageError } from '../command.ts';
import { COMMON_HELP, oneOf, parseOptions } from '../options.ts';
import { tellAbsent } from '../tell-absent.ts';
import { writeResult } from '../write-result.ts';

async function run(args: readonly string[], terminal: Parameters<Command['run']>[1]): Promise<ExitCode> {
  const { values, positionals } = parseOptions(args, {});
  const format = oneOf('--format', values.format, ['text', 'json'], 'text');
  const failOn = oneOf('--fail-on', values['fail-on'], ['error', 'warning', 'note', 'never'], 'never');
  const [source, suspect, ...rest] = positionals;
  if (source === undefined || suspect === undefined || rest.length > 0)
    throw new UsageError('Give two documents or two folders: forebear prose SOURCE SUSPECT');
  if (tellAbsent([source, suspect], terminal)) return EXIT.failed;
  terminal.progress(0, 3, `reading ${source}`);
  const first = await loadProse(source, terminal.signal);
  terminal.progress(1, 3, `reading ${suspect}`);
  const second = await loadProse(suspect, terminal.signal);
  for (const side of [first, second]) if (!side.ok) terminal.err(`forebear: ${side.message}`);
  if (!first.ok || !second.ok) return EXIT.failed;
  terminal.progress(2, 3, 'comparing');
  const notExamined = [...first.value.notExamined, ...second.value.notExamined];
  const report = compareProse(first.value, second.value, notExamined);
  const text = format === 'json' ? canonicalJson(report) : proseText(report);
  const failed = writeResult(terminal, values.output, text);
  if (failed !== null) return failed;
  for (const { path, reason } of notExamined) terminal.err(`forebear: ${path} was not compared: ${reason}`);
  if (notExamined.length > 0 && values['allow-partial'] !== true) return EXIT.failed;
  return failOn !== 'never' && report.unmarked > 0 ? EXIT.findings : EXIT.clean;
}

export const prose: Command = {
  name: 'prose',
  usage: 'forebear prose SOURCE SUSPECT',
  summary: 'Find passages that two documents, or folders of documents, have in common',
  refuses: ['catalogue'],
  options: [...COMMON_HELP, 'formats: text, json'],
  run,
};
