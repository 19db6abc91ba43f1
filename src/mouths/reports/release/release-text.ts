import type { AuditReport } from '../../../model/report.ts';
import { printable } from '../printable.ts';
import { flowed, type Ink, ink, type Line, lineColumns, painted, plain } from '../text/paint.ts';
import { count } from '../wording.ts';
import type { ItemState, ReleaseItem } from './checklist.ts';

const MARKS: Readonly<Record<ItemState, readonly [mark: string, ink: Ink]>> = {
  done: ['[x]', 'good'],
  open: ['[ ]', 'bad'],
  advice: ['[-]', 'open'],
};

function itemLines(
  { name, state, says, command }: ReleaseItem,
  widest: number,
  width: number,
): readonly Line[] {
  const [mark, color] = MARKS[state];
  const margin = 2 + 4 + widest + 2;
  const beside = width - margin >= 36;
  const head: Line = [plain('  '), ink(color, mark), plain(` ${name.padEnd(beside ? widest + 2 : 0)}`)];
  const indent = ' '.repeat(beside ? margin : 8);
  const texts = says.flatMap((text) =>
    flowed(printable(text), width, indent, `${indent}  `, state === 'done' ? 'soft' : 'plain'),
  );
  const commands =
    command === null ? [] : flowed(printable(command), width - 2, indent, `${indent}  `, 'link');
  const continued = commands.map((line, at) =>
    at === commands.length - 1 ? line : [...line, ink('link', ' \\')],
  );
  const [first, ...rest] = [...texts, ...continued];
  if (!beside || first === undefined) return [head, ...(first === undefined ? [] : [first]), ...rest];
  const joined = first.map((span, at) => (at === 0 ? { ...span, text: span.text.trimStart() } : span));
  return [[...head, ...joined], ...rest];
}

/** The checklist for a person at a terminal: what is done, what is open, what would be careful, and the commands. */
export function releaseText(
  report: AuditReport,
  items: readonly ReleaseItem[],
  { columns, color }: { readonly columns: number; readonly color: boolean },
): string {
  const width = Math.min(120, Math.max(40, columns));
  const open = items.filter(({ state }) => state === 'open').length;
  const advice = items.filter(({ state }) => state === 'advice').length;
  const verdict = ink(open > 0 ? 'bad' : 'good', open > 0 ? 'NOT READY' : 'READY');
  const commit = report.target.commit === undefined ? '' : `  ${report.target.commit.slice(0, 7)}`;
  const left: Line = [ink('bold', `Release of ${printable(report.target.name)}`), ink('soft', commit)];
  const gap = Math.max(2, width - lineColumns(left) - lineColumns([verdict]));
  const widest = Math.max(...items.map(({ name }) => name.length));
  const lines: readonly Line[] = [
    [...left, plain(' '.repeat(gap)), verdict],
    ...items.flatMap((item) => itemLines(item, widest, width)),
    ...flowed(
      `${count(items.length - open - advice, 'point')} done [x], ${open} open [ ], ${advice} to consider [-]`,
      width,
      '',
      '  ',
      'bold',
    ),
  ];
  return `${lines.map((line) => painted(line, width, color)).join('\n')}\n`;
}
