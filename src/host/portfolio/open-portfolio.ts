import { resolve } from 'node:path';
import { type Result, success } from '../../model/result.ts';
import type { PortfolioFailure } from './database.ts';
import { migrate } from './migrate.ts';
import { type EmbeddedDatabase, openEmbedded } from './open-embedded.ts';
import { openServer, type ServerDatabase } from './open-server.ts';

export type Portfolio = EmbeddedDatabase | ServerDatabase;

/** Folder of an embedded portfolio where none is named. */
export const DEFAULT_FOLDER = 'forebear-portfolio';

export interface PortfolioPlace {
  /** Folder of an embedded portfolio; it goes before `url`. */
  readonly folder: string | undefined;
  /** DATABASE_URL. */
  readonly url: string | undefined;
}

/** Opens a portfolio where it lies, and brings its tables to this version. */
export async function openPortfolio({
  folder,
  url,
}: PortfolioPlace): Promise<Result<Portfolio, PortfolioFailure>> {
  const opened: Result<Portfolio, PortfolioFailure> =
    folder === undefined && url !== undefined && url !== ''
      ? await openServer(url)
      : await openEmbedded(resolve(folder ?? DEFAULT_FOLDER));
  if (!opened.ok) return opened;
  const migrated = await migrate(opened.value);
  if (migrated.ok) return success(opened.value);
  await opened.value.close();
  return migrated;
}
