import { spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const DEBIAN = '/usr/lib/postgresql';

/** Folder of the newest PostgreSQL's programs; null where none is installed. */
export function postgresPrograms(): string | null {
  if (!existsSync(DEBIAN)) return null;
  const versions = readdirSync(DEBIAN)
    .filter((name) => existsSync(join(DEBIAN, name, 'bin/initdb')))
    .sort((a, b) => Number(b) - Number(a));
  return versions[0] === undefined ? null : join(DEBIAN, versions[0], 'bin');
}

/** A server of the test's own, on loopback, in a folder that goes with it. */
export interface TestServer {
  readonly folder: string;
  /** Address of a role's database. */
  readonly url: (role?: string, password?: string, database?: string, more?: string) => string;
  readonly sql: (text: string, database?: string) => string;
  readonly stop: () => Promise<void>;
  readonly start: (...settings: readonly string[]) => Promise<void>;
  readonly remove: () => Promise<void>;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** PostgreSQL refuses to run as root. */
const isRoot = process.getuid?.() === 0;

function owner(): { readonly uid: number; readonly gid: number } | null {
  if (!isRoot) return null;
  const id = (flag: string) => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout);
  return { uid: id('-u'), gid: id('-g') };
}

/** Password of the server's own superuser, which only this machine reaches. */
export const OWNER_PASSWORD = 'a-secret-of-the-test';

export async function startServer(programs: string): Promise<TestServer> {
  const user = owner();
  const folder = mkdtempSync(join(tmpdir(), 'forebear-postgres-'));
  if (user !== null) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const port = await freePort();
  const as = user === null ? {} : user;
  const run = (program: string, args: readonly string[], environment: Record<string, string> = {}) => {
    const done = spawnSync(join(programs, program), args, {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8', ...environment },
      ...as,
    });
    if (done.status !== 0) throw new Error(`${program}: ${done.stdout}${done.stderr}`);
    return done.stdout;
  };
  run('initdb', [
    '-D',
    data,
    '-U',
    'owner',
    '--auth-local=trust',
    '--auth-host=scram-sha-256',
    '-E',
    'UTF8',
    '--locale=C.UTF-8',
    '--no-sync',
  ]);
  let child: ReturnType<typeof spawn> | null = null;
  const url = (role = 'owner', password = OWNER_PASSWORD, database = 'postgres', more = ''): string =>
    `postgresql://${role}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}${more}`;
  const start = async (...settings: readonly string[]): Promise<void> => {
    child = spawn(
      join(programs, 'postgres'),
      [
        ...['-D', data, '-p', String(port), '-k', folder, '-c', 'listen_addresses=127.0.0.1'],
        ...['-c', 'max_connections=60', '-c', 'log_min_messages=fatal'],
        ...settings.flatMap((one) => ['-c', one]),
      ],
      { cwd: folder, stdio: 'ignore', env: { PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8' }, ...as },
    );
    for (let tries = 0; tries < 200; tries++) {
      if (spawnSync(join(programs, 'pg_isready'), ['-q', '-h', '127.0.0.1', '-p', String(port)]).status === 0)
        return;
      await sleep(100);
    }
    throw new Error('The server did not start.');
  };
  const stop = async (): Promise<void> => {
    const ending = child;
    child = null;
    if (ending === null || ending.exitCode !== null) return;
    const ended = new Promise((resolve) => ending.once('exit', resolve));
    // Fast shutdown: connections are ended.
    ending.kill('SIGINT');
    await ended;
  };
  await start();
  const sql = (text: string, database = 'postgres'): string =>
    run('psql', [
      '-X',
      '-q',
      '-A',
      '-t',
      '-v',
      'ON_ERROR_STOP=1',
      '-h',
      folder,
      '-p',
      String(port),
      '-U',
      'owner',
      '-d',
      database,
      '-c',
      text,
    ]);
  // Roles log in with passwords over TCP, as elsewhere; the folder's own socket lets the test in.
  sql(`ALTER ROLE owner PASSWORD '${OWNER_PASSWORD}'`);
  return {
    folder,
    url,
    sql,
    start,
    stop,
    remove: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
