import { failure, type Result, success } from '../../model/result.ts';
import { MIGRATION_TABLE, MIGRATIONS } from '../../portfolio/migrations.ts';
import type { Database, PortfolioFailure } from './database.ts';

/** Two commands that begin at once do not build the same tables. Any number that nobody else uses. */
const LOCK = 4_077_021;

async function appliedSteps(database: Pick<Database, 'query'>): Promise<number | null> {
  const [table] = await database.query<{ known: boolean }>(
    `SELECT to_regclass('forebear.migrations') IS NOT NULL AS known`,
  );
  if (table?.known !== true) return null;
  const [row] = await database.query<{ last: number }>(
    'SELECT coalesce(max(number), 0) AS last FROM forebear.migrations',
  );
  return Number(row?.last ?? 0);
}

const isRefused = (error: unknown): boolean => (error as { code?: string }).code === '42501';

/** Brings the schema to what this version needs. Whoever may not is told to ask somebody who may. */
export async function migrate(database: Database): Promise<Result<void, PortfolioFailure>> {
  const last = MIGRATIONS.at(-1)?.number ?? 0;
  const applied = await appliedSteps(database);
  if (applied !== null && applied > last)
    return failure(
      'newer-schema',
      `the portfolio was made by a newer forebear (schema ${applied}; this one knows ${last}). Use that version.`,
    );
  if (applied === last) return success(undefined);
  try {
    await database.transaction(async (query) => {
      await query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
      for (const statement of statementsOf(MIGRATION_TABLE)) await query(statement);
      const now = (await appliedSteps({ query })) ?? 0;
      for (const { number, name, sql } of MIGRATIONS) {
        if (number <= now) continue;
        for (const statement of statementsOf(sql)) await query(statement);
        await query('INSERT INTO forebear.migrations (number, name) VALUES ($1, $2)', [number, name]);
      }
    });
  } catch (error) {
    if (!isRefused(error)) throw error;
    return failure(
      'not-allowed',
      'the portfolio has no tables for this version yet, and this role may not make them. Run "forebear portfolio run" once as the owner of the database.',
    );
  }
  return success(undefined);
}

/** Statements of a step, which hold no semicolon of their own. */
const statementsOf = (sql: string): readonly string[] =>
  sql
    .split(/;\s*\n/)
    .map((one) => one.trim())
    .filter((one) => one !== '');
