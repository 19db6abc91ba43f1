import { join } from 'node:path';
import { type Result, success } from '../../model/result.ts';
import type { Database, PortfolioFailure, Query, Row } from './database.ts';
import { lockFolder } from './folder-lock.ts';
import { onDemand } from './on-demand.ts';

/** An embedded database, with what the queue talks to. */
export interface EmbeddedDatabase extends Database {
  readonly kind: 'embedded';
  readonly pglite: import('@electric-sql/pglite').PGlite;
}

/** What is read here and there lies in memory, as for a server. */
const SETTINGS = 'SET random_page_cost = 1.1';

/** Opens the PostgreSQL that runs inside this process, its files in `folder`. */
export async function openEmbedded(folder: string): Promise<Result<EmbeddedDatabase, PortfolioFailure>> {
  const loaded = await onDemand(() => import('@electric-sql/pglite'));
  if (!loaded.ok) return loaded;
  const locked = lockFolder(folder);
  if (!locked.ok) return locked;
  const unlock = locked.value;
  const { PGlite, types } = loaded.value;
  try {
    const pglite = await PGlite.create(join(folder, 'data'), {
      parsers: { [types.INT8]: (value: string) => Number(value) },
    });
    await pglite.exec(SETTINGS);
    const query: Query = async <T extends Row>(text: string, values: readonly unknown[] = []) =>
      (await pglite.query<T>(text, [...values])).rows;
    return success({
      kind: 'embedded',
      pglite,
      query,
      script: async (text) => {
        await pglite.exec(text);
      },
      transaction: (work) =>
        pglite.transaction((open) =>
          work(
            async <T extends Row>(text: string, values: readonly unknown[] = []) =>
              (await open.query<T>(text, [...values])).rows,
          ),
        ),
      close: async () => {
        await pglite.close();
        unlock();
      },
    });
  } catch (error) {
    unlock();
    throw error;
  }
}
