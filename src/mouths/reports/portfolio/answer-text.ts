import type { AnswerColumn, AnswerRow, PortfolioAnswer, PortfolioCounts } from '../../../model/portfolio.ts';
import { printable } from '../printable.ts';
import { table, wrapped } from '../text/table.ts';
import { count, thousands } from '../wording.ts';

/** Rows that are shown without `--full`. */
const MOST_ROWS = 30;
const LEAST_CELL = 12;
/** Columns that repeat what another says, in few words. */
const FOR_MACHINES: ReadonlySet<string> = new Set(['target', 'id', 'version']);

export const cellText = (row: AnswerRow, { key }: AnswerColumn): string => {
  const value = row[key] ?? null;
  if (value === null) return '';
  if (key === 'revision' || key === 'commit') return String(value).slice(0, 12);
  return key === 'at' ? String(value).slice(0, 16).replace('T', ' ') : printable(String(value));
};

/** How much of the portfolio an answer rests on. */
export function sayCounts({ repositories, audited, setAside }: PortfolioCounts): string {
  const aside = setAside === 0 ? '' : `, ${thousands(setAside)} set aside`;
  return `${thousands(audited)} of ${count(repositories, 'repository', 'repositories')} audited${aside}`;
}

/** An answer for a terminal: what was asked, a table that fits, and what to know of it. */
export function answerText(answer: PortfolioAnswer, width: number, isFull: boolean): string {
  const { rows, about, portfolio, notes } = answer;
  const shown = isFull ? rows : rows.slice(0, MOST_ROWS);
  const filled = answer.columns.filter(
    (one) => (isFull || !FOR_MACHINES.has(one.key)) && shown.some((row) => cellText(row, one) !== ''),
  );
  const most = Math.max(LEAST_CELL, Math.floor((width - 2 * filled.length) / Math.max(1, filled.length)) * 2);
  const lines = [`${printable(about)}: ${thousands(rows.length)}`, `(${sayCounts(portfolio)})`];
  if (shown.length > 0)
    lines.push(
      '',
      ...table(
        filled.map(({ title, key }) => ({
          title,
          most: isFull ? 400 : most,
          keepEnd: key === 'path' || key === 'place',
        })),
        shown.map((row) => filled.map((one) => cellText(row, one))),
      ),
    );
  if (rows.length > shown.length)
    lines.push('', `${thousands(rows.length - shown.length)} more: --full, or --format csv|json|html.`);
  if (rows.length > 0) lines.push('', ...notes.map((note) => wrapped(note, width, '')));
  return `${lines.join('\n')}\n`;
}
