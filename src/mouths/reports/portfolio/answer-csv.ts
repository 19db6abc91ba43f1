import Papa from 'papaparse';
import type { PortfolioAnswer } from '../../../model/portfolio.ts';
import { printable } from '../printable.ts';

/** A spreadsheet takes a cell that begins so for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

function cell(value: string | number | null | undefined): string | number {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return value;
  const text = printable(value);
  return FORMULA.test(text) ? `'${text}` : text;
}

/** An answer as CSV (RFC 4180): the names of JSON's members as heads. */
export function answerCsv({ columns, rows }: PortfolioAnswer): string {
  const fields = columns.map(({ key }) => key);
  const data = rows.map((row) => fields.map((key) => cell(row[key])));
  return `${Papa.unparse({ fields, data }, { newline: '\r\n' })}\r\n`;
}
