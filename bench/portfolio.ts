// Measures a portfolio of made-up repositories: load, size, and the time of look-ups, each held against a scan of all.
// Needs Node 22.12: node --import tsx bench/portfolio.ts --repositories 10000 [--store DIR]; DATABASE_URL for a server. With
// --bulk the indexes that only questions need are made behind the load: quicker, and no measure of it. With --lineage there
// are no modules: repositories and what their audits name, by two statements, and questions about upstreams alone.
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { askDescendants } from '../src/host/portfolio/ask-descendants.ts';
import { askHolders } from '../src/host/portfolio/ask-holders.ts';
import type { Query } from '../src/host/portfolio/database.ts';
import { findHolding, readCommonness } from '../src/host/portfolio/look-up.ts';
import { openPortfolio } from '../src/host/portfolio/open-portfolio.ts';
import { storeRevision } from '../src/host/portfolio/store-revision.ts';
import { type AskedModule, type Candidate, holding } from '../src/portfolio/shared-features.ts';
import { ADD_REPOSITORY, COUNT_ADDED } from '../src/portfolio/statements/store.ts';
import { chanceOf, MODULES_EACH, madeRevision } from './portfolio/made-portfolio.ts';

const option = (name: string): string | undefined => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? undefined : process.argv[at + 1];
};
const size = Number(option('repositories') ?? 1000);
const rounds = Number(option('rounds') ?? 200);
const lanes = Number(option('lanes') ?? 1);
const opened = await openPortfolio({ folder: option('store'), url: process.env.DATABASE_URL });
if (!opened.ok) throw new Error(opened.message);
const portfolio = opened.value;
const { query } = portfolio;

const targetOf = (at: number): string => `/made/${at}`;

/** Indexes that writing a revision does not need. */
const ASKED_ONLY = ['prints_by_coarse', 'modules_by_print', 'modules_by_place', 'lineage_by_upstream'];

/** Loads without these indexes, and makes them again as they were. */
async function loadInBulk(): Promise<void> {
  const definitions = await query<{ indexdef: string }>(
    `SELECT indexdef FROM pg_indexes WHERE schemaname = 'forebear' AND indexname = ANY($1)`,
    [ASKED_ONLY],
  );
  for (const name of ASKED_ONLY) await portfolio.script(`DROP INDEX IF EXISTS forebear.${name}`);
  await load();
  for (const { indexdef } of definitions) await portfolio.script(indexdef);
}

/** Writes every made-up repository as a worker would. */
async function load(): Promise<void> {
  const [known] = await query<{ done: number }>('SELECT count(*)::int AS done FROM forebear.revisions');
  const start = performance.now();
  let next = Number(known?.done ?? 0);
  const first = next;
  const lane = async (): Promise<void> => {
    while (next < size) {
      const at = next++;
      const added = await query(ADD_REPOSITORY, [[at + 1], [targetOf(at)], [`made/repository-${at}`]]);
      await query(COUNT_ADDED, [added.length]);
      await portfolio.transaction((within) =>
        storeRevision(
          within,
          { repository: at + 1, revision: 'f'.repeat(40), key: 'made' },
          madeRevision(at, size),
        ),
      );
      if (at % 5000 === 0)
        console.log(`${at} repositories, ${Math.round((performance.now() - start) / 1000)} s`);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  const seconds = (performance.now() - start) / 1000;
  if (size > first)
    console.log(
      `loaded ${size - first} in ${seconds.toFixed(0)} s (${((size - first) / seconds).toFixed(0)} a second)`,
    );
  for (const table of ['prints', 'modules', 'lineage', 'repositories'])
    await portfolio.script(`ANALYZE forebear.${table}`);
}

/** Upstreams that as many repositories descend from in a portfolio of any size, and how many that are. */
const SCARCE = 60;
const SCARCE_EACH = 130;

/** Repositories, each with four of three hundred upstreams; some with a scarce one too. */
async function loadLineage(): Promise<void> {
  const rows = [
    `INSERT INTO forebear.repositories (repository, target, name, state, revision, audited, first_commit, key)
     SELECT at, '/made/' || at, 'made/repository-' || at, 'done', repeat('f', 40), now(), '2020-01-01', 'made'
     FROM generate_series(1, ${size}) AS at ON CONFLICT DO NOTHING`,
    `INSERT INTO forebear.lineage
       (repository, upstream, version, place, name, home, strength, relation, credited, claimed, modules)
     SELECT at, 'upstream-' || up, 'upstream-' || up || '@1', place, 'upstream-' || up, 'https://example.org/upstream-' || up,
       'strong', 'source', 'no', false, 3
     FROM generate_series(1, ${size}) AS at CROSS JOIN generate_series(0, 3) AS place
       CROSS JOIN LATERAL (SELECT (at * 7 + place * 31 + at * 2654435761 % 1000003 / 1000) % 300 AS up) AS drawn
     ON CONFLICT DO NOTHING`,
    `INSERT INTO forebear.lineage
       (repository, upstream, version, place, name, home, strength, relation, credited, claimed, modules)
     SELECT 1 + one * ${size}::bigint / ${SCARCE * SCARCE_EACH}, 'scarce-' || one % ${SCARCE}, 'scarce@1', 4,
       'scarce-' || one % ${SCARCE}, 'https://example.org/scarce-' || one % ${SCARCE}, 'strong', 'source', 'no', false, 3
     FROM generate_series(0, ${SCARCE * SCARCE_EACH - 1}) AS one ON CONFLICT DO NOTHING`,
    'UPDATE forebear.totals SET repositories = (SELECT count(*) FROM forebear.repositories)',
  ];
  for (const statement of rows) await portfolio.script(statement);
  await portfolio.script('VACUUM ANALYZE');
}

function percentile(times: readonly number[], share: number): string {
  const sorted = [...times].sort((a, b) => a - b);
  return (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(1);
}

/** Milliseconds of processor that this process and the server's have taken: what others do on the machine is no part of it. */
async function processorMs(): Promise<number> {
  const { user, system } = process.cpuUsage();
  const own = (user + system) / 1000;
  if (portfolio.kind === 'embedded') return own;
  const backends = await query<{ pid: number }>(
    `SELECT pid FROM pg_stat_activity WHERE application_name = 'forebear' AND backend_type = 'client backend'`,
  );
  // Fields 14 and 15, in hundredths of a second; see proc(5). Linux alone.
  const ticks = backends.map(({ pid }) => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return Number(fields[11]) + Number(fields[12]);
  });
  return own + 10 * ticks.reduce((sum, one) => sum + one, 0);
}

/** Times one kind of question; each is asked of another repository. */
async function time(name: string, ask: (chance: () => number) => Promise<number>): Promise<void> {
  const chance = chanceOf(42);
  const times: number[] = [];
  const worked: number[] = [];
  const rows: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const processor = await processorMs();
    const start = performance.now();
    rows.push(await ask(chance));
    times.push(performance.now() - start);
    worked.push((await processorMs()) - processor);
  }
  console.log(
    `${name}: median ${percentile(times, 0.5)} ms, 95 % ${percentile(times, 0.95)} ms (of processor: ${percentile(worked, 0.5)} and ${percentile(worked, 0.95)} ms); rows: median ${percentile(rows, 0.5)}, 95 % ${percentile(rows, 0.95)}`,
  );
}

/** The holders of some modules by reading every print there is. */
async function scan(asked: readonly AskedModule[]): Promise<ReadonlyMap<number, ReadonlySet<number>>> {
  const found = new Map(asked.map(({ print }) => [print, new Set<number>()]));
  for (let after = -1; ; ) {
    const rows = await query<{ print: number; coarse: number[] }>(
      'SELECT print, coarse FROM forebear.prints WHERE print > $1 ORDER BY print LIMIT 50000',
      [after],
    );
    if (rows.length === 0) return found;
    const candidates: Candidate[] = rows.map(({ print, coarse }) => ({ print: Number(print), coarse }));
    for (const one of asked)
      for (const held of holding(one, candidates)) found.get(one.print)?.add(held.print);
    after = candidates.at(-1)?.print ?? after;
  }
}

async function isExact(within: Query, count: number): Promise<void> {
  const chance = chanceOf(7);
  const asked: AskedModule[] = [];
  while (asked.length < count) {
    const { modules } = madeRevision(Math.floor(chance() * size), size);
    const { print } = modules[Math.floor(chance() * modules.length)] ?? {};
    if (print !== undefined) asked.push({ print: print.id, own: print.own, coarse: print.coarse });
  }
  const commonness = await readCommonness(within, asked);
  let start = performance.now();
  const looked = await findHolding(within, asked, commonness);
  const byIndex = performance.now() - start;
  start = performance.now();
  const scanned = await scan(asked);
  const same = asked.filter(({ print }) => {
    const all = scanned.get(print) ?? new Set();
    const held = looked.get(print) ?? [];
    return held.length === all.size && held.every((one) => all.has(one.print));
  }).length;
  console.log(
    `the look-up of ${count} modules has the holders of a scan of all in ${same} of ${count} (${byIndex.toFixed(0)} ms, and ${(performance.now() - start).toFixed(0)} ms)`,
  );
}

const withModules = !process.argv.includes('--lineage');
await (!withModules ? loadLineage() : process.argv.includes('--bulk') ? loadInBulk() : load());
const [bytes] = await query<{ size: string; prints: string; modules: string }>(
  `SELECT pg_database_size(current_database())::text AS size, (SELECT count(*) FROM forebear.prints)::text AS prints,
     (SELECT count(*) FROM forebear.modules)::text AS modules`,
);
const tables = await query<{ name: string; bytes: string }>(
  `SELECT relname AS name, pg_total_relation_size(oid)::text AS bytes FROM pg_class
   WHERE relnamespace = 'forebear'::regnamespace AND relkind = 'r' ORDER BY pg_total_relation_size(oid) DESC LIMIT 4`,
);
const megabytes = (text: string | undefined): string => `${Math.round(Number(text) / 1e6)} MB`;
console.log(
  `${size} repositories, ${bytes?.modules} modules, ${bytes?.prints} prints, ${megabytes(bytes?.size)} (${tables.map((one) => `${one.name} ${megabytes(one.bytes)}`).join(', ')})`,
);
const someone = (chance: () => number): number => Math.floor(chance() * size);
if (withModules) {
  await time('holders', async (chance) => {
    const at = someone(chance);
    const place = Math.floor(chance() * MODULES_EACH);
    const told = await askHolders(
      query,
      `package_${at % 97}/module_${place >> 2}.py:Made${at}x${place}`,
      targetOf(at),
    );
    if (!told.ok) throw new Error(told.message);
    return told.value.rows.length;
  });
  await time('descendants of a repository', async (chance) => {
    const told = await askDescendants(query, targetOf(someone(chance)));
    if (!told.ok) throw new Error(told.message);
    return told.value.rows.length;
  });
}
const upstream = async (name: string): Promise<number> => {
  const told = await askDescendants(query, name);
  if (!told.ok) throw new Error(told.message);
  return told.value.rows.length;
};
await time('descendants of an upstream', (chance) => upstream(`upstream-${Math.floor(chance() * 300)}`));
if (!withModules)
  await time('descendants of a scarce one', (chance) => upstream(`scarce-${Math.floor(chance() * SCARCE)}`));
if (withModules) await isExact(query, Number(option('exact') ?? 50));
await portfolio.close();
