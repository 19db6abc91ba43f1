import { type Comparison, compareSides } from '../../../host/compare/compare-sides.ts';
import { rateInWords } from '../../../model/counted-rate.ts';
import { type AuditedModule, STRENGTHS, type Strength } from '../../../model/report.ts';
import { jsonText } from '../../reports/json-text.ts';
import { printable } from '../../reports/printable.ts';
import { folded } from '../../reports/text/table.ts';
import { FOOTER } from '../../reports/wording.ts';
import { type Command, EXIT, UsageError } from '../command.ts';
import { COMMON_HELP, jobsOf, oneOf, parseOptions } from '../options.ts';
import { writeResult } from '../write-result.ts';
import { choiceLines, percent } from './compare-choices.ts';

const place = (path: string, range: { startLine: number; endLine: number }): string =>
  `${path}:${range.startLine}-${range.endLine}`;

/** How often independent code has as much in common, or that nobody counted it. */
const rateOf = (rate: number | null): string =>
  rate === null ? 'not calibrated for this language, so never more than moderate' : rateInWords(rate);

function moduleLines(module: AuditedModule): string[] {
  const head = `${place(module.path, module.range)}  ${module.symbol} (${module.role})`;
  if (module.notCompared !== null) return [head, `  not compared: ${module.notCompared}`];
  const match = module.matches[0];
  if (match === undefined) return [head, '  no match'];
  const lines = [
    head,
    `  ${match.strength} match with ${place(match.path, match.range)}  ${match.symbol}; score ${match.score.toFixed(3)}, ${rateOf(match.falsePositiveRate)}`,
    `  ${percent(match.containment.local)} of this side's weighted features are there, ${percent(match.containment.upstream)} the other way; longest run ${match.longestRun} of ${module.tokens} tokens`,
  ];
  if (match.renames.length > 0)
    lines.push(`  renames: ${match.renames.map(([from, to]) => `${from} -> ${to}`).join(', ')}`);
  for (const { local, upstream, kind } of match.regions) {
    lines.push(
      `  lines ${local.startLine}-${local.endLine} ~ ${upstream.startLine}-${upstream.endLine} (${kind})`,
    );
  }
  return lines;
}

/** Whether the whole or a module matches with at least this strength. */
function reaches({ overall, modules }: Comparison, failOn: Strength | 'never'): boolean {
  if (failOn === 'never') return false;
  const found = [overall.strength, ...modules.flatMap(({ matches }) => matches.map((one) => one.strength))];
  return found.some((one) => one !== null && STRENGTHS.indexOf(one) <= STRENGTHS.indexOf(failOn));
}

/** What two folders as a whole are told by, where that is less than a file of them says. */
function basisLine(
  { basis, comparisons, strength }: Comparison['overall'],
  files: Comparison['files'],
): string[] {
  if (comparisons <= 1) return [];
  const pairs = `${comparisons.toLocaleString('en-US')} pairs of files were compared`;
  if (basis === 'one file of many')
    return [
      `${pairs}: one file that stands alone says little of two folders, whatever it says of itself. Look at it below.`,
    ];
  if (strength === null && files.some((file) => file.strength !== null))
    return [`${pairs}, and independent folders of these sizes often have a file that is weak. None is more.`];
  return [];
}

/** That files are the same says more than any score, which tells how seldom so much is alike by chance. */
function identicalLines({ identical: { files, compared } }: Comparison): string[] {
  if (files.length === 0) return [];
  const score = 'The score says how seldom code of this size is alike by chance, not how alike the two are.';
  if (compared === 1) return [`Identical: both files are the same, byte for byte. ${score}`];
  return files.length === compared
    ? [
        `Identical: all ${compared} files of code of the first side are in the second, byte for byte. ${score}`,
      ]
    : [
        `Identical: ${files.length} of ${compared} files of code of the first side are in the second, byte for byte.`,
      ];
}

function render(comparison: Comparison, width: number): string {
  const { overall } = comparison;
  const head = [
    `${comparison.local} compared with ${comparison.upstream}`,
    ...identicalLines(comparison),
    `Overall: ${overall.strength ?? 'no'} evidence${overall.falsePositiveRate === null ? ' (not calibrated for this language)' : ''}; score ${overall.score.toFixed(3)}; ${percent(overall.containment.local)} of the first side's weighted features are in the second, ${percent(overall.containment.upstream)} the other way.`,
    ...basisLine(overall, comparison.files),
  ];
  const body = comparison.modules.flatMap((module) => ['', ...moduleLines(module)]);
  const left =
    comparison.notExamined.length === 0
      ? []
      : ['', 'Not examined:', ...comparison.notExamined.map(({ path, reason }) => `  ${path}: ${reason}`)];
  const lines = [...head, ...choiceLines(comparison.files), ...body, ...left, '', FOOTER];
  return `${lines.map((line) => folded(printable(line), width)).join('\n')}\n`;
}

export const compare: Command = {
  name: 'compare',
  usage: 'forebear compare A B [--siblings PATH] [--fail-on STRENGTH] [--format text|json]',
  summary: 'Compare two files or two folders, module by module, with the rename map',
  refuses: ['catalogue', 'allow-partial'],
  options: [
    '--fail-on STRENGTH   conclusive | strong | moderate | weak | never (default): exit 1 from that strength on',
    ...COMMON_HELP.filter((line) => !line.startsWith('--fail-on')),
    '--siblings PATH      independent implementations to hold a match against (repeatable)',
  ],
  run: async (args, terminal) => {
    const { values, positionals } = parseOptions(args, { siblings: { type: 'string', multiple: true } });
    const format = oneOf('--format', values.format, ['text', 'json'] as const, 'text');
    const failOn = oneOf('--fail-on', values['fail-on'], [...STRENGTHS, 'never'], 'never');
    const jobs = jobsOf(values);
    const [local, upstream, ...more] = positionals;
    if (local === undefined || upstream === undefined || more.length > 0)
      throw new UsageError('compare takes two files or two folders: forebear compare A B.');
    const comparison = await compareSides(local, upstream, terminal.signal, terminal.progress, {
      ...(jobs === undefined ? {} : { jobs }),
      siblings: values.siblings ?? [],
    });
    for (const { path, reason } of comparison.notExamined) {
      if (path === local || path === upstream) {
        terminal.err(`forebear: ${path}: ${reason}`);
        return EXIT.failed;
      }
    }
    const matches = comparison.modules.flatMap(({ path, symbol, role, range, matches: found }) =>
      found.map((match) => ({ local: { path, symbol, role, range }, ...match })),
    );
    const text =
      format === 'json' ? jsonText({ ...comparison, matches }) : render(comparison, terminal.columns);
    const failed = writeResult(terminal, values.output, text);
    return failed ?? (reaches(comparison, failOn) ? EXIT.findings : EXIT.clean);
  },
};
