import type { AnswerRow, PortfolioAnswer } from '../../model/portfolio.ts';

/** The columns of an answer in order: member of the JSON -> head for a reader, and what stands there for a row. */
export type Fields<R> = Readonly<
  Record<string, readonly [title: string, read: (row: R, key: string) => AnswerRow[string]]>
>;

/** Rows under their columns. */
export function answerTable<R>(
  rows: readonly R[],
  fields: Fields<R>,
): Pick<PortfolioAnswer, 'columns' | 'rows'> {
  const entries = Object.entries(fields);
  return {
    columns: entries.map(([key, [title]]) => ({ key, title })),
    rows: rows.map((row) => Object.fromEntries(entries.map(([key, [, read]]) => [key, read(row, key)]))),
  };
}
