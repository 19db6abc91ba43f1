import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { postgresPrograms, startServer, type TestServer } from './postgres.ts';
import type { Place } from './run-portfolio.ts';

/** A portfolio of a test, with how it goes. */
export interface OpenPlace {
  readonly place: Place;
  /** Null where it is embedded. */
  readonly server: TestServer | null;
  readonly remove: () => Promise<void>;
}

async function embedded(): Promise<OpenPlace> {
  const folder = mkdtempSync(join(tmpdir(), 'forebear-embedded-'));
  return {
    place: { name: 'embedded', options: ['--store', join(folder, 'store')], environment: {} },
    server: null,
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

export async function onServer(programs: string): Promise<OpenPlace> {
  const server = await startServer(programs);
  return {
    place: { name: 'server', options: [], environment: { DATABASE_URL: server.url() } },
    server,
    remove: server.remove,
  };
}

/** What a suite says where no server can be had. */
export const NO_SERVER =
  'PostgreSQL is not installed here (Debian: `apt-get install postgresql`), so only the embedded database was tested.';

/** Every kind of place that can be had here, by name. */
export function kindsOfPlaces(): readonly (readonly [name: string, open: () => Promise<OpenPlace>])[] {
  const programs = postgresPrograms();
  if (programs === null) console.log(NO_SERVER);
  return [
    ['an embedded database', embedded],
    ...(programs === null ? [] : [['a PostgreSQL server', () => onServer(programs)] as const]),
  ];
}
