import type { AnswerRow, PortfolioAnswer, Question } from '../../model/portfolio.ts';
import { FINDINGS_BY_RULE, FINDINGS_WITH_DUTY } from '../../portfolio/statements/ask.ts';
import { type Query, type Row, textOf } from './database.ts';
import { readCounts } from './read-counts.ts';

/** The rules whose findings answer a question. */
const RULES_OF: Readonly<Partial<Record<Question, readonly string[]>>> = {
  uncredited: ['upstream-not-credited'],
  conflicts: [
    'license-conflict',
    'license-fields-disagree',
    'no-license-upstream',
    'use-limits-not-passed-on',
  ],
};

const COLUMNS: PortfolioAnswer['columns'] = [
  { key: 'repository', title: 'Repository' },
  { key: 'level', title: 'Level' },
  { key: 'rule', title: 'Rule' },
  { key: 'upstream', title: 'Upstream' },
  { key: 'duty', title: 'Duty' },
  { key: 'place', title: 'Place' },
  { key: 'decided', title: 'Decided' },
  { key: 'message', title: 'Message' },
  { key: 'revision', title: 'Revision' },
  { key: 'target', title: 'Where' },
];

const orNull = (row: Row, column: string): string | null =>
  row[column] === null || row[column] === undefined ? null : textOf(row, column);

const findingRow = (row: Row): AnswerRow => ({
  repository: textOf(row, 'repository'),
  level: textOf(row, 'level'),
  rule: textOf(row, 'rule'),
  upstream: orNull(row, 'upstream'),
  duty: orNull(row, 'duty'),
  place: `${textOf(row, 'path')}:${textOf(row, 'line')}`,
  decided: orNull(row, 'decided'),
  message: textOf(row, 'message'),
  revision: textOf(row, 'revision'),
  target: textOf(row, 'target'),
});

/** The findings of all repositories that answer a question, as their audits tell them. */
export async function askFindings(
  query: Query,
  question: 'uncredited' | 'conflicts' | 'duties',
): Promise<PortfolioAnswer> {
  const rules = RULES_OF[question];
  const rows = await (rules === undefined ? query(FINDINGS_WITH_DUTY) : query(FINDINGS_BY_RULE, [rules]));
  return {
    schemaVersion: 1,
    question,
    about:
      rules === undefined ? 'findings that rest on a clause of a license' : `findings of ${rules.join(', ')}`,
    portfolio: await readCounts(query),
    columns: COLUMNS,
    rows: rows.map(findingRow),
    notes: [
      'Each row is a finding of the audit of that repository, without its own policy. "Decided" is what the repository itself records; it hides nothing.',
    ],
  };
}
