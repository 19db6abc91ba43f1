import { basename } from 'node:path';
import type { AnswerSet } from '../../../artefacts/predictions/answers.ts';
import { COLUMN_ROLES, type ColumnRole, type Columns } from '../../../artefacts/predictions/columns.ts';
import { compareAnswers } from '../../../artefacts/predictions/compare-answers.ts';
import { loadAnswers } from '../../../host/predictions/load-answers.ts';
import type { PredictionsReport } from '../../../model/predictions-report.ts';
import { canonicalJson } from '../../reports/canonical-json.ts';
import { predictionsPage } from '../../reports/html/comparison-page.ts';
import { predictionsText } from '../../reports/text/predictions-text.ts';
import { type Command, EXIT, type ExitCode, UsageError } from '../command.ts';
import { COMMON_HELP, oneOf, parseOptions } from '../options.ts';
import { tellAbsent } from '../tell-absent.ts';
import { writeResult } from '../write-result.ts';

const FAIL_LEVELS = ['error', 'warning', 'note', 'never'] as const;

/** `id=NAME,prediction=NAME` */
function parseColumns(texts: readonly string[]): Columns {
  const columns: Partial<Record<ColumnRole, string>> = {};
  for (const pair of texts.flatMap((text) => text.split(','))) {
    const at = pair.indexOf('=');
    const role = COLUMN_ROLES.find((known) => known === pair.slice(0, at).trim());
    if (at < 1 || role === undefined || pair.slice(at + 1).trim() === '')
      throw new UsageError(
        `--columns takes ROLE=NAME with a role of ${COLUMN_ROLES.join(' | ')}, not "${pair}".`,
      );
    columns[role] = pair.slice(at + 1).trim();
  }
  return columns;
}

function exitCode(
  report: PredictionsReport,
  failOn: (typeof FAIL_LEVELS)[number],
  partial: boolean,
): ExitCode {
  const { verdict, identity } = report;
  const isAnswered =
    identity !== undefined && identity.verdict !== 'too_few' && identity.verdict !== 'no_controls';
  if (verdict === 'not_comparable' && !isAnswered) return partial ? EXIT.clean : EXIT.failed;
  const strong = verdict === 'shared_errors_strong';
  const moderate = verdict === 'shared_errors_moderate' || identity?.verdict === 'names_the_upstream';
  if (failOn === 'never') return EXIT.clean;
  return strong || (moderate && failOn !== 'error') ? EXIT.findings : EXIT.clean;
}

/** File names, or paths as they were given where file names repeat. */
function shortNames(paths: readonly string[]): readonly string[] {
  const names = paths.map((path) => basename(path));
  return new Set(names).size === names.length ? names : paths;
}

async function run(args: readonly string[], terminal: Parameters<Command['run']>[1]): Promise<ExitCode> {
  const { values, positionals } = parseOptions(args, {
    control: { type: 'string', multiple: true },
    columns: { type: 'string', multiple: true },
  });
  const format = oneOf('--format', values.format, ['text', 'json', 'html'], 'text');
  const failOn = oneOf('--fail-on', values['fail-on'], FAIL_LEVELS, 'never');
  const columns = parseColumns(values.columns ?? []);
  const [upstream, suspect, ...more] = positionals;
  const controls = [...(values.control ?? []), ...more];
  if (upstream === undefined || suspect === undefined)
    throw new UsageError('Give two answer files: forebear predictions UPSTREAM SUSPECT --control FILE...');
  if (more.length > 0 && values.control === undefined)
    throw new UsageError(
      `"${more[0]}" is a third file. Put --control before the answers of independent models.`,
    );

  const paths = [upstream, suspect, ...controls];
  if (tellAbsent(paths, terminal)) return EXIT.failed;
  const names = shortNames(paths);
  const sets: AnswerSet[] = [];
  for (const [index, path] of paths.entries()) {
    terminal.progress(index, paths.length, `reading ${path}`);
    const set = await loadAnswers(path, names[index] ?? path, columns);
    if (!set.ok) {
      terminal.err(`forebear: ${set.message}`);
      return EXIT.failed;
    }
    sets.push(set.value);
    if (terminal.signal.aborted) return EXIT.failed;
  }
  const [first, second, ...rest] = sets;
  if (first === undefined || second === undefined) return EXIT.failed;
  const report = compareAnswers(first, second, rest);
  const text =
    format === 'json'
      ? canonicalJson(report)
      : format === 'html'
        ? predictionsPage(report, { upstream, suspect })
        : predictionsText(report);
  return (
    writeResult(terminal, values.output, text) ?? exitCode(report, failOn, values['allow-partial'] === true)
  );
}

export const predictions: Command = {
  name: 'predictions',
  usage: 'forebear predictions UPSTREAM SUSPECT --control FILE...',
  summary: "Compare two models' answers, with the answers of independent models as controls",
  refuses: ['catalogue'],
  options: [
    '--control FILE...    answers of independent models to the same items (two or more; repeatable)',
    '--columns ROLE=NAME  which column is the id, prediction, reference, options, split, task, question or correct',
    ...COMMON_HELP,
    'formats: text, json, html',
  ],
  run,
};
