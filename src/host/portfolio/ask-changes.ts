import type { ChangeKind, PortfolioAnswer, ToldChange } from '../../model/portfolio.ts';
import type { FindingLevel } from '../../model/report.ts';
import { AWAIT_CHANGES, CHANGES_SINCE, TELL, TOLD } from '../../portfolio/statements/ask.ts';
import { answerTable } from './answer-table.ts';
import { type Database, type Query, type Row, textOf } from './database.ts';
import { readCounts } from './read-counts.ts';

const orNull = (value: unknown): string | null =>
  value === null || value === undefined ? null : String(value);

const changeOf = (row: Row): ToldChange => ({
  id: textOf(row, 'id'),
  kind: textOf(row, 'kind') as ChangeKind,
  level: orNull(row.level) as FindingLevel | null,
  text: textOf(row, 'text'),
  upstream: orNull(row.upstream),
  rule: orNull(row.rule),
  repository: textOf(row, 'repository'),
  target: textOf(row, 'target'),
  commit: textOf(row, 'commit'),
  at: (row.at as Date).toISOString(),
});

/** What audits found that was not there before, from a time on, earliest first. */
export async function readChanges(query: Query, since: string): Promise<readonly ToldChange[]> {
  return (await query(CHANGES_SINCE, [since])).map(changeOf);
}

/** What a listener was not told yet. */
export interface News {
  readonly changes: readonly ToldChange[];
  /** Remembers that it was told. Until then the next one hears the same again. */
  readonly told: () => Promise<void>;
}

/** Everything that is new to a listener; nothing that another process is just writing is passed over. */
export function readNews(database: Database, listener: string): Promise<News> {
  return database.transaction(async (query) => {
    await query(AWAIT_CHANGES);
    const [row = {}] = await query(TOLD, [listener]);
    const changes = await readChanges(query, textOf(row, 'told'));
    return {
      changes,
      told: async () => {
        await database.query(TELL, [listener, textOf(row, 'latest')]);
      },
    };
  });
}

/** Changes as an answer. */
export async function askChanges(
  query: Query,
  about: string,
  changes: readonly ToldChange[],
): Promise<PortfolioAnswer> {
  return {
    schemaVersion: 1,
    question: 'changed',
    about,
    portfolio: await readCounts(query),
    ...answerTable(changes, {
      at: ['Seen', (one) => one.at],
      repository: ['Repository', (one) => one.repository],
      kind: ['What', (one) => one.kind],
      level: ['Level', (one) => one.level],
      text: ['Change', (one) => one.text],
      commit: ['Revision', (one) => one.commit],
      target: ['Where', (one) => one.target],
      id: ['Id', (one) => one.id],
    }),
    notes: [],
  };
}
