import { printable } from '../../bytes/printable.ts';
import { byText } from '../../model/text-order.ts';
import type { TensorComparison, WeightsReport } from '../../model/weights-report.ts';
import { spreadPicture } from './spread-picture.ts';
import { formatNumber } from './wording.ts';

function row(cells: readonly string[], widths: readonly number[]): string {
  return cells
    .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
    .join('  ')
    .trimEnd();
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const widths = head.map((cell, i) => Math.max(cell.length, ...rows.map((r) => (r[i] ?? '').length)));
  return [head, ...rows].map((cells) => `  ${row(cells, widths)}`);
}

function nameOf(tensor: TensorComparison): string {
  return tensor.upstream === tensor.suspect ? tensor.upstream : `${tensor.upstream} = ${tensor.suspect}`;
}

const MEASURED = ['tensor', 'values', 'std of difference', 'excess kurtosis', 'cosine', 'equal', 'KS'];
const MOST_ROWS = 12;
const MOST_NOTES = 4;

/** What is said of single tensors, and of how many. */
function notesOf(group: readonly TensorComparison[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { note } of group) if (note !== '') counts.set(note, (counts.get(note) ?? 0) + 1);
  return [...counts]
    .sort((a, b) => b[1] - a[1] || byText(a[0], b[0]))
    .slice(0, MOST_NOTES)
    .map(([note, count]) => `  ${count} of ${group.length}: ${note}`);
}

function byVerdict(tensors: readonly TensorComparison[]): readonly string[] {
  const groups = new Map<string, TensorComparison[]>();
  for (const tensor of tensors) {
    const group = groups.get(tensor.verdict);
    if (group === undefined) groups.set(tensor.verdict, [tensor]);
    else group.push(tensor);
  }
  const lines: string[] = [];
  for (const [verdict, group] of [...groups].sort(
    (a, b) => b[1].length - a[1].length || byText(a[0], b[0]),
  )) {
    const counted = group.filter((t) => t.counts).length;
    lines.push(
      '',
      `${verdict.replaceAll('_', ' ')}: ${group.length} tensors, ${counted} of them count for the verdict`,
    );
    const rows = group.slice(0, MOST_ROWS).map((tensor) => {
      const s = tensor.statistics;
      if (s === null) return [nameOf(tensor)];
      return [
        nameOf(tensor),
        `${s.values}`,
        formatNumber(s.std),
        s.std > 0 ? s.excessKurtosis.toFixed(3) : '-',
        s.cosine.toFixed(5),
        `${(100 * s.equalShare).toFixed(2)} %`,
        s.normalDistance === null ? '-' : s.normalDistance.toFixed(4),
      ];
    });
    const isMeasured = group.some(({ statistics }) => statistics !== null);
    lines.push(...table(isMeasured ? MEASURED : ['tensor'], rows));
    if (group.length > MOST_ROWS) lines.push(`  and ${group.length - MOST_ROWS} more (all in --format json)`);
    lines.push(...notesOf(group));
  }
  return lines;
}

/** The report for a terminal: verdict, account, components, tensors by verdict. */
export function renderWeights(report: WeightsReport): string {
  const lines = [
    `verdict: ${report.verdict}${report.scope === 'partial' ? ' (partial)' : ''}`,
    ...(report.sigma === undefined ? [] : [`sigma: ${formatNumber(report.sigma)} (in units of the weights)`]),
    `direction: ${report.direction}`,
    '',
    ...report.account,
  ];
  const picture = report.histogram === null ? [] : spreadPicture(report.histogram);
  if (picture.length > 0) lines.push('', ...picture);
  const components = Object.entries(report.components);
  if (components.length > 0) lines.push('', 'components:', ...table(['part', 'verdict'], components));
  const renames = Object.entries(report.prefixMap);
  if (renames.length > 0)
    lines.push('', 'renamed prefixes:', ...renames.map(([from, to]) => `  ${from} -> ${to}`));
  lines.push(...byVerdict(report.tensors));
  for (const [side, names] of Object.entries(report.unmatched)) {
    if (names.length === 0) continue;
    const shown = names.slice(0, 5).join(', ');
    lines.push(
      '',
      `without a counterpart in the other checkpoint, ${side}: ${names.length} tensors (${shown}${names.length > 5 ? ', …' : ''})`,
    );
  }
  if (report.notExamined.length > 0) {
    lines.push('', 'not examined:');
    for (const { side, path, reason } of report.notExamined) lines.push(`  ${side}: ${path} ${reason}`);
  }
  return lines.map((line) => `${printable(line)}\n`).join('');
}
