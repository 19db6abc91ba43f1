import type { PortfolioAnswer, Question } from '../../model/portfolio.ts';
import { FINDINGS_BY_RULE, FINDINGS_WITH_DUTY } from '../../portfolio/statements/ask.ts';
import { answerTable, type Fields } from './answer-table.ts';
import { type Query, type Row, textOf, textOrNull } from './database.ts';
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

const FIELDS: Fields<Row> = {
  repository: ['Repository', textOf],
  level: ['Level', textOf],
  rule: ['Rule', textOf],
  upstream: ['Upstream', textOrNull],
  duty: ['Duty', textOrNull],
  place: ['Place', (row) => `${textOf(row, 'path')}:${textOf(row, 'line')}`],
  decided: ['Decided', textOrNull],
  message: ['Message', textOf],
  revision: ['Revision', textOf],
  target: ['Where', textOf],
};

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
    ...answerTable(rows, FIELDS),
    notes: [
      'Each row is a finding of the audit of that repository, without its own policy. "Decided" is what the repository itself records; it hides nothing.',
    ],
  };
}
