import type { Pool, PoolClient } from 'pg';
import { failure, type Result, success } from '../../model/result.ts';
import type { Database, PortfolioFailure, Query, Row } from './database.ts';
import { onDemand } from './on-demand.ts';

/** Oldest PostgreSQL, as `server_version_num` tells it. */
const LEAST_SERVER = 150_000;
const CONNECT_MS = 10_000;
/** Connections of one process. */
const CONNECTIONS = 4;
/**
 * Compiling a look-up takes the server 170 ms, and the look-up itself a tenth of that. What is read here and there is in
 * memory, or on a disk without arms: at the default of 4 all of 10^5 repositories were read for the thousand of an answer.
 */
const SETTINGS = '-c jit=off -c random_page_cost=1.1';

export interface ServerDatabase extends Database {
  readonly kind: 'server';
  readonly pool: Pool;
}

/** A message of the driver without what the address holds: a password can stand in it in several ways. */
export function withoutAddress(message: string, url: string): string {
  let text = (url === '' ? message : message.replaceAll(url, 'DATABASE_URL')).replace(
    /postgres(?:ql)?:\/\/\S+/gi,
    'DATABASE_URL',
  );
  const secret = /^[a-z]+:\/\/[^:/@]*:([^@]*)@/i.exec(url)?.[1] ?? '';
  for (const form of [secret, decoded(secret)]) if (form.length > 2) text = text.replaceAll(form, '***');
  return text;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const queryOf =
  (client: Pool | PoolClient): Query =>
  async <T extends Row>(text: string, values: readonly unknown[] = []) =>
    (await client.query<T>(text, [...values])).rows;

/** Runs `work` between BEGIN and COMMIT on one connection; a connection that failed is not used again. */
async function inTransaction<T>(pool: Pool, work: (query: Query) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  // A server that goes away while the connection is in use tells it here too.
  const ignore = (): void => {};
  client.on('error', ignore);
  let broken = true;
  try {
    await client.query('BEGIN');
    const result = await work(queryOf(client));
    await client.query('COMMIT');
    broken = false;
    return result;
  } catch (error) {
    broken = await client.query('ROLLBACK').then(
      () => false,
      () => true,
    );
    throw error;
  } finally {
    client.off('error', ignore);
    client.release(broken);
  }
}

/** Connects to the server of an address; `sslmode` in it decides on TLS, as for every client of PostgreSQL. */
export async function openServer(url: string): Promise<Result<ServerDatabase, PortfolioFailure>> {
  const loaded = await onDemand(() => import('pg'));
  if (!loaded.ok) return loaded;
  const { Pool: PgPool, types } = loaded.value.default;
  const unreachable = (error: unknown) =>
    failure(
      'unreachable',
      `the server of DATABASE_URL cannot be used: ${withoutAddress(error instanceof Error ? error.message : String(error), url)}`,
    );
  let pool: Pool;
  try {
    pool = new PgPool({
      connectionString: url,
      max: CONNECTIONS,
      connectionTimeoutMillis: CONNECT_MS,
      application_name: 'forebear',
      options: SETTINGS,
      types: {
        getTypeParser: ((oid: number, format: 'text') =>
          oid === types.builtins.INT8
            ? (value: string) => Number(value)
            : types.getTypeParser(oid, format)) as typeof types.getTypeParser,
      },
    });
  } catch (error) {
    return unreachable(error);
  }
  // An idle connection that the server closed is replaced by the next statement.
  pool.on('error', () => {});
  try {
    const { rows } = await pool.query<{ server_version_num: string }>('SHOW server_version_num');
    const version = Number(rows[0]?.server_version_num ?? 0);
    if (version < LEAST_SERVER) {
      await pool.end();
      return failure(
        'old-server',
        `the server of DATABASE_URL is PostgreSQL ${Math.floor(version / 10_000)}; a portfolio needs 15 or newer.`,
      );
    }
  } catch (error) {
    await pool.end();
    return unreachable(error);
  }
  return success({
    kind: 'server',
    pool,
    query: queryOf(pool),
    script: async (text) => {
      await pool.query(text);
    },
    transaction: (work) => inTransaction(pool, work),
    close: () => pool.end(),
  });
}
