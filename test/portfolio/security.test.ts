import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chownSync, copyFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MIGRATIONS } from '../../src/portfolio/migrations.ts';
import { madeModule, madeRepositories } from './made-repositories.ts';
import { NO_SERVER, type OpenPlace, onServer } from './places.ts';
import { postgresPrograms, type TestServer } from './postgres.ts';
import { answer, type Place, portfolio } from './run-portfolio.ts';

const PAGE = readFileSync(join(import.meta.dirname, '../../docs/portfolio.md'), 'utf8');
const SECRET = 's3cr3t/of:the@test%';

/** The statements of the page under a heading. */
function sqlUnder(heading: string): string {
  const from = PAGE.indexOf(`### ${heading}`);
  return /```sql\n([\s\S]*?)```/.exec(PAGE.slice(from))?.[1] ?? '';
}

describe('a portfolio on a server', function () {
  this.timeout(240_000);
  const programs = postgresPrograms();
  const made = madeRepositories();
  let opened: OpenPlace | null = null;
  const server = (): TestServer => {
    assert.ok(opened?.server);
    return opened.server;
  };
  const owner = (): Place => {
    assert.ok(opened);
    return opened.place;
  };
  const as = (role: string, more = ''): Place => ({
    name: role,
    options: [],
    environment: { DATABASE_URL: server().url(role, SECRET, 'postgres', more) },
  });
  before(async function () {
    if (programs === null) {
      console.log(NO_SERVER);
      this.skip();
    }
    opened = await onServer(programs);
    const decision = {
      finding: 'f'.repeat(16),
      rule: 'x',
      path: 'a.py',
      state: 'accepted',
      note: 'for insiders',
      basis: 'b',
    };
    made.commit('one', { 'a.py': madeModule(1, 'One') }, '2024-01-01T00:00:00+00:00');
    made.commit(
      'two',
      {
        'a.py': madeModule(1, 'Two'),
        [`.forebear/decisions/${decision.finding}.json`]: JSON.stringify(decision),
      },
      '2024-01-02T00:00:00+00:00',
    );
    portfolio(opened.place, 'add', made.folder);
    const planned = portfolio(opened.place, 'run', '--limit', '0');
    assert.equal(planned.code, 0, planned.err);
    opened.server?.sql(sqlUnder('Least rights').replaceAll("'choose-one'", `'${SECRET}'`));
  });
  after(async () => {
    made.remove();
    await opened?.remove();
  });

  it('lets a worker audit with the rights of the page, and read no note and no report', () => {
    const worked = portfolio(as('forebear_worker'), 'worker', '--until-empty');
    assert.equal(worked.code, 0, worked.err);
    assert.equal(worked.err, '');
    assert.match(worked.out, /^2 revisions audited\.$/m);
    const asWorker = (sql: string) => () => server().sql(`SET ROLE forebear_worker; ${sql}`);
    assert.throws(asWorker('SELECT note FROM forebear.decisions'), /permission denied/);
    assert.throws(asWorker('SELECT report FROM forebear.revisions'), /permission denied/);
    assert.throws(asWorker(`INSERT INTO forebear.repositories VALUES (1, 'a', 'a')`), /permission denied/);
    assert.throws(asWorker('DROP TABLE forebear.modules'), /must be owner/);
    assert.equal(server().sql('SELECT note FROM forebear.decisions').trim(), 'for insiders');
  });

  it('lets a reader ask, and change nothing', () => {
    const reader = as('forebear_reader');
    assert.equal(answer(reader, 'ask', 'holders', 'a.py:One').rows.length, 2);
    assert.equal(answer(reader, 'changed', '--since', 'last').rows.length, 2);
    assert.equal(answer(reader, 'changed', '--since', 'last').rows.length, 0);
    const asReader = (sql: string) => () => server().sql(`SET ROLE forebear_reader; ${sql}`);
    assert.throws(asReader('DELETE FROM forebear.modules'), /permission denied/);
    assert.throws(asReader('SELECT count(*) FROM forebear_jobs.job'), /permission denied/);
    const added = portfolio(reader, 'add', made.folder);
    assert.equal(added.code, 2);
    assert.match(added.err, /^forebear portfolio: the database says: permission denied .*may not do that/);
  });

  it('lets a reader of before ask on where tables came since, and a worker read none of them', () => {
    const reader = as('forebear_reader');
    // As it was: rights on what there was, the count came later.
    server().sql(`REVOKE ALL ON forebear.totals FROM forebear_reader;
      DELETE FROM forebear.migrations WHERE number > 4`);
    assert.equal(portfolio(reader, 'ask', 'duties').code, 2);
    assert.equal(portfolio(owner(), 'run', '--limit', '0').code, 0);
    assert.equal(portfolio(reader, 'ask', 'duties').code, 0);
    server().sql('CREATE TABLE forebear.later (one integer)');
    const asRole = (role: string, table: string) => () =>
      server().sql(`SET ROLE ${role}; SELECT count(*) FROM forebear.${table}`);
    assert.doesNotThrow(asRole('forebear_reader', 'later'));
    for (const table of ['later', 'totals'])
      assert.throws(asRole('forebear_worker', table), /permission denied/);
    server().sql('DROP TABLE forebear.later');
  });

  it('says to a role that may not make the tables who has to', () => {
    server().sql('CREATE DATABASE empty');
    const said = portfolio(
      {
        ...as('forebear_reader'),
        environment: { DATABASE_URL: server().url('forebear_reader', SECRET, 'empty') },
      },
      'ask',
      'duties',
    );
    assert.equal(said.code, 2);
    assert.match(said.err, /run "forebear portfolio run" once as the owner/i);
  });

  it('shows neither the address nor its password, whatever goes wrong', () => {
    const addresses = [
      server().url('forebear_reader', `${SECRET}-wrong`),
      server().url('nobody', SECRET),
      `postgresql://reader:${encodeURIComponent(SECRET)}@127.0.0.1:1/postgres`,
      `postgresql://reader:${encodeURIComponent(SECRET)}@no-such-host.invalid/postgres`,
      `postgresql://reader:${SECRET}@127.0.0.1:notaport/postgres`,
      `postgresql://reader:${encodeURIComponent(SECRET)}@127.0.0.1/postgres?sslmode=verify-full&sslrootcert=/nowhere`,
    ];
    for (const DATABASE_URL of addresses) {
      const said = portfolio({ name: 'wrong', options: [], environment: { DATABASE_URL } }, 'ask', 'duties');
      assert.equal(said.code, 2, said.err);
      assert.match(said.err, /the server of DATABASE_URL cannot be used/);
      for (const secret of [SECRET, encodeURIComponent(SECRET)])
        assert.ok(!`${said.out}${said.err}`.includes(secret), said.err);
    }
  });

  it('has unique keys that a distributed database can spread by', () => {
    const spread = new Map(
      [...sqlUnder('A distributed PostgreSQL').matchAll(/'forebear\.(\w+)', '(\w+)'/g)].map(
        ([, table, by]) => [table, by],
      ),
    );
    for (const table of ['revisions', 'lineage', 'findings', 'decisions', 'licenses'])
      spread.set(table, 'repository');
    assert.equal(spread.get('prints'), 'print');
    assert.equal(spread.get('modules'), 'print');
    const keys = server().sql(
      `SELECT c.relname || '|' || string_agg(a.attname, ',') FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY(i.indkey)
       WHERE i.indisunique AND c.relnamespace = 'forebear'::regnamespace GROUP BY i.indexrelid, c.relname`,
    );
    let held = 0;
    for (const line of keys.trim().split('\n')) {
      const [table = '', columns = ''] = line.split('|');
      const by = spread.get(table);
      if (by === undefined) continue;
      held += 1;
      assert.ok(columns.split(',').includes(by), line);
    }
    assert.ok(held >= 5);
    assert.doesNotMatch(MIGRATIONS.map(({ sql }) => sql).join('\n'), /REFERENCES|FOREIGN KEY/);
  });

  it('is reached over TLS only where the server asks for it, and only with the right authority', async function () {
    if (spawnSync('openssl', ['version']).status !== 0) this.skip();
    const { folder } = server();
    const data = join(folder, 'data');
    const { uid, gid } = statSync(data);
    const made = spawnSync(
      'openssl',
      [
        ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=127.0.0.1'],
        ...['-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', 'server.key', '-out', 'server.crt'],
      ],
      { cwd: data, encoding: 'utf8' },
    );
    assert.equal(made.status, 0, made.stderr);
    for (const name of ['server.key', 'server.crt']) chownSync(join(data, name), uid, gid);
    const authority = join(made ? folder : '', 'authority.pem');
    copyFileSync(join(data, 'server.crt'), authority);
    const other = join(folder, 'other.pem');
    spawnSync('openssl', [
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-subj',
      '/CN=127.0.0.1',
      '-keyout',
      '/dev/null',
      '-out',
      other,
    ]);
    writeFileSync(
      join(data, 'pg_hba.conf'),
      'local all all trust\nhostssl all all 127.0.0.1/32 scram-sha-256\n',
    );
    await server().stop();
    await server().start('ssl=on');
    const ask = (more: string) => portfolio(as('forebear_reader', more), 'ask', 'duties', '--format', 'json');
    const right = ask(`?sslmode=verify-full&sslrootcert=${authority}`);
    assert.equal(right.code, 0, right.err);
    assert.equal(right.err, '');
    const plain = ask('?sslmode=disable');
    assert.equal(plain.code, 2);
    assert.match(plain.err, /no encryption|SSL off/i);
    assert.equal(ask(`?sslmode=verify-full&sslrootcert=${other}`).code, 2);
  });
});
