// Brings Debian's PostgreSQL where it is absent and may be installed; its suites start a server of their own.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import process from 'node:process';

const PROGRAMS = '/usr/lib/postgresql';

const isThere = () =>
  existsSync(PROGRAMS) &&
  readdirSync(PROGRAMS).some((version) => existsSync(`${PROGRAMS}/${version}/bin/initdb`));

/** Null where PostgreSQL is there, else one sentence on why not. */
export function installPostgres() {
  if (isThere()) return null;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get'))
    return 'PostgreSQL was not found. Install it (Debian: `apt-get install postgresql`).';
  const options = ['-o', 'DPkg::Lock::Timeout=400', '-qq', '-y', '--no-install-recommends'];
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['-qq', 'update'], { stdio: 'ignore', env: environment });
  // Its own service is not wanted: nothing listens but what a test starts.
  const done = spawnSync('apt-get', [...options, 'install', 'postgresql'], {
    encoding: 'utf8',
    env: environment,
  });
  if (isThere()) return null;
  const said = `${done.stdout ?? ''}${done.stderr ?? ''}`.trim().split('\n').at(-1);
  return `PostgreSQL could not be installed: ${said}`;
}
