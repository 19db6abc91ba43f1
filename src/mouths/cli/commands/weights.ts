import { renderWeights } from '../../../artefacts/weights/render-weights.ts';
import { compareWeights } from '../../../host/weights/compare-weights.ts';
import { groupBy } from '../../../model/group-by.ts';
import type { WeightsReport } from '../../../model/weights-report.ts';
import { weightsPage } from '../../reports/html/comparison-page.ts';
import { jsonText } from '../../reports/json-text.ts';
import { type Command, EXIT, UsageError } from '../command.ts';
import { COMMON_HELP, jobsOf, oneOf, parseOptions } from '../options.ts';
import { tellAbsent } from '../tell-absent.ts';
import { writeResult } from '../write-result.ts';
import { fingerprintAt, reportOnPrint, sayPrint, writePrint } from './weights-fingerprint.ts';

/** Verdicts that speak of kinship, by the level they have for --fail-on. */
const LEVELS: Readonly<Record<string, number>> = { unrelated: 0, shared_component: 1 };
const FAIL_ON: Readonly<Record<string, number>> = { error: 3, warning: 2, note: 1, never: 9 };

function levelOf(verdict: string): number {
  if (verdict === 'weights_absent' || verdict === 'invalid_input') return 0;
  return LEVELS[verdict] ?? (/noise/.test(verdict) ? 3 : 2);
}

/** What was not examined, once for a reason that several files share. */
function notExaminedLines(files: WeightsReport['notExamined']): readonly string[] {
  const byReason = groupBy(files, ({ reason }) => reason);
  return [...byReason].flatMap(([reason, all]) => {
    const named = all.map(({ side, path }) => `${side}: ${path}`);
    return named.length > 1 && reason.startsWith('was ')
      ? [`${named.join(', ')} were ${reason.slice('was '.length)}.`]
      : named.map((one) => `${one} ${reason}.`);
  });
}

export const weights: Command = {
  name: 'weights',
  usage:
    'forebear weights UPSTREAM|FINGERPRINT SUSPECT [options], or forebear weights fingerprint CHECKPOINT',
  summary: 'Compare two checkpoints of any format (file, folder or sharded index)',
  refuses: ['catalogue'],
  options: [
    ...COMMON_HELP,
    '--parent CHECKPOINT  a further parent: the shares of a merge (may be repeated)',
    '--sample             read at most one value in a hundred (of large checkpoints)',
    '--allow-partial      exit 0 although some file or tensor could not be compared',
    '--fail-on LEVEL      error: noise was added; warning: any change of the same weights; note: a shared part',
    'formats: text, json, html',
  ],
  run: async (args, terminal) => {
    const { values, positionals } = parseOptions(args, {
      parent: { type: 'string', multiple: true },
      sample: { type: 'boolean' },
    });
    const [upstream, suspect] = positionals;
    if (upstream === 'fingerprint' && suspect !== undefined && positionals.length === 2)
      return await writePrint(suspect, values.output, terminal);
    if (upstream === undefined || suspect === undefined || positionals.length > 2) {
      throw new UsageError('weights takes two checkpoints: forebear weights UPSTREAM SUSPECT.');
    }
    const format = oneOf('--format', values.format, ['text', 'json', 'html'], 'text');
    // A program reads the same in the result, as `invalid_input`.
    const named = format !== 'json' ? [upstream, suspect, ...(values.parent ?? [])] : [];
    if (tellAbsent(named, terminal)) return EXIT.failed;
    const failOn = oneOf('--fail-on', values['fail-on'], ['error', 'warning', 'note', 'never'], 'never');
    const print = await fingerprintAt(upstream);
    if (print !== null) {
      if (format === 'html')
        throw new UsageError(
          'A fingerprint has no differences to draw: give a checkpoint, or --format text.',
        );
      const report = await reportOnPrint(print, suspect, terminal);
      const text = format === 'json' ? jsonText(report) : sayPrint(report, print.tensors.length);
      const written = writeResult(terminal, values.output, text);
      if (written !== null) return written;
      if (report.verdict === 'not_comparable') return EXIT.failed;
      return report.verdict !== 'unrelated' && (FAIL_ON[failOn] ?? 9) <= 2 ? EXIT.findings : EXIT.clean;
    }
    const jobs = jobsOf(values);
    const report = await compareWeights(
      upstream,
      suspect,
      {
        ...(jobs === undefined ? {} : { jobs }),
        ...(values.parent === undefined ? {} : { parents: values.parent }),
        sample: values.sample === true,
      },
      terminal.signal,
      terminal.progress,
    );
    const text =
      format === 'json'
        ? jsonText(report)
        : format === 'html'
          ? weightsPage(report, { upstream, suspect }, renderWeights(report))
          : renderWeights(report);
    const written = writeResult(terminal, values.output, text);
    if (written !== null) return written;
    for (const line of notExaminedLines(report.notExamined)) terminal.err(`forebear: ${line}`);
    const answered = report.tensors.length > 0;
    if (!answered || (report.scope === 'partial' && values['allow-partial'] !== true)) return EXIT.failed;
    return levelOf(report.verdict) >= (FAIL_ON[failOn] ?? 9) ? EXIT.findings : EXIT.clean;
  },
};
