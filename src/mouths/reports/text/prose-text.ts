import type { PassagePlace, ProseReport } from '../../../model/prose-report.ts';
import { printable, shortened } from '../printable.ts';
import { count } from '../wording.ts';

function place({ path, range }: PassagePlace): string {
  return `${path}:${range.startLine}${range.endLine === range.startLine ? '' : `-${range.endLine}`}`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

/** The `prose` result for a person at a terminal. */
export function proseText(report: ProseReport): string {
  const words = report.documents
    .filter(({ side }) => side === 'suspect')
    .reduce((sum, document) => sum + document.words, 0);
  const lines = [
    `${count(report.passages.length, 'passage')} in common: ${percent(report.containment)} of the ${words} compared words of ${report.suspect}, ${percent(report.containmentOfSource)} of ${report.source}.`,
    `Neither quoted nor cited: ${percent(report.unmarked)}.`,
  ];
  for (const passage of report.passages) {
    const marks = [passage.quoted ? 'quoted' : '', passage.cited ? 'cited' : ''].filter(
      (mark) => mark !== '',
    );
    lines.push(
      '',
      `${place(passage.suspect)} <- ${place(passage.source)}: ${passage.words} words, ${passage.sameWords} the same${marks.length === 0 ? '' : ` (${marks.join(', ')})`}`,
      `  ${shortened(passage.suspect.text, 160)}`,
    );
  }
  for (const { path, reason } of report.notExamined) lines.push(`Not compared: ${path}: ${reason}`);
  return `${lines.map(printable).join('\n')}\n`;
}
