import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPortfolio } from '../../src/host/portfolio/open-portfolio.ts';
import type { PortfolioAnswer } from '../../src/model/portfolio.ts';
import type { AuditReport } from '../../src/model/report.ts';
import { type MadeRepositories, madeModule, madeRepositories } from './made-repositories.ts';
import { kindsOfPlaces, type OpenPlace } from './places.ts';
import { answer, audited, forebear, type Place, portfolio } from './run-portfolio.ts';

const DAY = '2023-05-01T00:00:00+00:00';
const LATER = '2024-02-01T00:00:00+00:00';
const MIT = 'MIT License\n\nCopyright (c) 2023 Lake Lab\n';
/** What a database's text cannot hold, what a statement could trip over, and what a page could run. */
const HOSTILE = `"""It's \\u0000 '; DROP TABLE forebear.modules; -- <script>alert(1)</script>"""\n`;

function fill(made: MadeRepositories): void {
  made.commit(
    'spring',
    { 'core/flow.py': madeModule(1, 'Spring') + madeModule(2, 'Well'), LICENSE: MIT },
    DAY,
  );
  made.commit(
    'river',
    { 'model/stream.py': madeModule(1, 'Stream').replaceAll('total', 'level') + madeModule(2, 'Pit') },
    LATER,
  );
  made.commit('desert', { 'sand.py': madeModule(77, 'Dune') + madeModule(78, 'Rock') }, LATER);
  made.commit(
    `=cmd'); DROP TABLE forebear.findings;--<img src=x>`,
    {
      'a.py': HOSTILE + madeModule(1, 'Copy') + madeModule(2, 'Other'),
      'README.md': 'nul \u0000 and \ufeff',
    },
    LATER,
  );
}

/** Everything that an answer says but where the test put things. */
const saidBy = (told: PortfolioAnswer, folder: string): string =>
  JSON.stringify(told).replaceAll(folder, 'CLONES');

describe('forebear portfolio', function () {
  this.timeout(240_000);
  const made = madeRepositories();
  const answers = new Map<string, string[]>();
  before(() => fill(made));
  after(() => made.remove());

  for (const [kind, open] of kindsOfPlaces()) {
    describe(`with ${kind}`, () => {
      let opened: OpenPlace;
      let place: Place;
      before(async () => {
        opened = await open();
        place = opened.place;
      });
      after(() => opened.remove());

      it('goes from nothing to an answer with two commands', () => {
        const added = portfolio(place, 'add', made.folder);
        assert.match(added.out, /^4 repositories added\./, added.err);
        const run = portfolio(place, 'run');
        assert.equal(run.err, '');
        assert.match(run.out, /^4 revisions audited\.$/m);
        assert.equal(run.code, 0);
      });

      it('names who holds modules of a repository, and which of them came later', () => {
        const told = answer(place, 'ask', 'descendants', 'spring');
        const found = told.rows.map((row) => [row.repository, row.modules, row.order]);
        assert.deepEqual(found, [
          [`=cmd'); DROP TABLE forebear.findings;--<img src=x>`, 2, 'later'],
          ['river', 2, 'later'],
        ]);
        assert.equal(told.portfolio.audited, 4);
      });

      it('names the holders of one module, earliest first, by place or from a folder', () => {
        const told = answer(place, 'ask', 'holders', 'core/flow.py:Spring');
        assert.deepEqual(
          told.rows.map((row) => [row.repository, row.symbol, row.since, row.share]),
          [
            ['spring', 'Spring', '2023-05-01', 1],
            [`=cmd'); DROP TABLE forebear.findings;--<img src=x>`, 'Copy', '2024-02-01', 1],
            ['river', 'Stream', '2024-02-01', 1],
          ],
        );
        const other = mkdtempSync(join(tmpdir(), 'forebear-holder-'));
        writeFileSync(join(other, 'mine.py'), madeModule(78, 'Mine'));
        const mine = answer(place, 'ask', 'holders', 'mine.py:Mine', '--in', other);
        assert.deepEqual(
          mine.rows.map((row) => [row.repository, row.symbol]),
          [['desert', 'Rock']],
        );
        rmSync(other, { recursive: true });
      });

      it('keeps of each audit the bytes that audit itself writes', async () => {
        const database = await openPortfolio({
          folder: place.options[1],
          url: place.environment.DATABASE_URL,
        });
        assert.ok(database.ok);
        const rows = await database.value.query<{
          target: string;
          report: Uint8Array;
          report_sha256: string;
        }>(
          'SELECT r.target, v.report, v.report_sha256 FROM forebear.revisions v JOIN forebear.repositories r USING (repository)',
        );
        await database.value.close();
        assert.equal(rows.length, 4);
        for (const { target, report, report_sha256 } of rows) {
          const bytes = audited(target);
          assert.ok(bytes.length > 100);
          assert.ok(bytes.equals(report), target);
          assert.equal(report_sha256, createHash('sha256').update(bytes).digest('hex'));
        }
      });

      it('audits again only what has another commit, and tells what is new since the last time', () => {
        // The repositories without a license have findings: news of that level end with 1.
        assert.equal(portfolio(place, 'changed', '--since', 'last').code, 1);
        assert.equal(portfolio(place, 'changed', '--since', 'last').code, 0);
        assert.match(portfolio(place, 'run').out, /^0 revisions audited, 4 unchanged\.$/m);
        assert.equal(answer(place, 'changed', '--since', 'last').rows.length, 0);
        made.commit('desert', { LICENSE: MIT, 'sand.py': madeModule(5, 'Oasis') }, LATER);
        assert.match(portfolio(place, 'run').out, /^1 revision audited, 3 unchanged\.$/m);
        const told = answer(place, 'changed', '--since', 'last');
        assert.deepEqual([...new Set(told.rows.map((row) => row.repository))], ['desert']);
        assert.ok(told.rows.some((row) => row.kind === 'license-changed'));
        assert.equal(answer(place, 'changed', '--since', 'last').rows.length, 0);
        assert.equal(answer(place, 'ask', 'holders', 'sand.py:Oasis').rows.length, 1);
        assert.match(
          portfolio(place, 'ask', 'holders', 'sand.py:Dune').err,
          /no repository of this portfolio/,
        );
        // The next place begins with the same.
        made.commit(
          'desert',
          { LICENSE: '', 'sand.py': madeModule(77, 'Dune') + madeModule(78, 'Rock') },
          LATER,
        );
      });

      it('sets aside what cannot be audited, with the reason, and goes on', () => {
        const list = join(made.folder, '..', 'list.txt');
        const gone = made.commit('gone', { 'a.py': 'x = 1\n' }, DAY);
        writeFileSync(list, `# a list\n${gone}\n`);
        portfolio(place, 'add', list);
        rmSync(gone, { recursive: true });
        const run = portfolio(place, 'run');
        assert.equal(run.code, 2);
        assert.match(run.out, /1 could not be reached/);
        assert.match(run.err, /gone/);
        const told = answer(place, 'changed', '--since', 'last');
        assert.ok(told.rows.some((row) => row.kind === 'set-aside' && row.repository === 'gone'));
        assert.equal(portfolio(place, 'run', '--allow-partial').code, 0);
      });

      it('writes pages, tables and feeds in which hostile names stay names', () => {
        const out = mkdtempSync(join(tmpdir(), 'forebear-export-'));
        const done = portfolio(place, 'export', '--output', out);
        assert.equal(done.code, 0, done.err);
        const names = readdirSync(out).sort();
        assert.ok(names.includes('index.html') && names.includes('feed.xml') && names.includes('duties.csv'));
        const page = readFileSync(join(out, 'index.html'), 'utf8');
        assert.ok(page.includes('&lt;img src=x&gt;'));
        assert.doesNotMatch(page, /<img|<script|javascript:/);
        const feed = JSON.parse(readFileSync(join(out, 'feed.json'), 'utf8')) as { items: { id: string }[] };
        assert.equal(new Set(feed.items.map(({ id }) => id)).size, feed.items.length);
        assert.ok(feed.items.length >= 4);
        assert.doesNotMatch(readFileSync(join(out, 'feed.xml'), 'utf8'), /<img/);
        rmSync(out, { recursive: true });
        const csv = portfolio(place, 'ask', 'descendants', 'spring', '--format', 'csv').out;
        assert.match(csv, /^"?'=cmd/m);
        assert.match(csv.split('\r\n')[0] ?? '', /^repository,found,/);
      });

      it('becomes a world, against which another repository is audited', () => {
        const world = join(made.folder, '..', 'portfolio.world');
        const store = place.options;
        const built = forebear(
          place,
          'world',
          'build',
          '--portfolio',
          '--output',
          world,
          '--jobs',
          '1',
          ...store,
        );
        assert.match(built.out, /^.*portfolio\.world: \d projects/, built.err);
        const other = made.commit(
          '../delta',
          { 'mouth.py': madeModule(1, 'Mouth') },
          '2025-01-01T00:00:00+00:00',
        );
        const run = forebear(place, 'audit', other, '--against', world, '--format', 'json', '--no-cache');
        const report = JSON.parse(run.out) as AuditReport;
        const origins = report.modules.flatMap(({ matches }) => matches.flatMap(({ origin = [] }) => origin));
        const named = [
          ...report.lineage.map(({ upstream }) => upstream),
          ...origins.map((one) => one.project),
        ];
        assert.ok(
          named.some((name) => name?.startsWith('spring')),
          JSON.stringify(report.lineage),
        );
      });

      it('keeps its answers for the comparison with the other kind of place', () => {
        const asked = [
          answer(place, 'ask', 'descendants', 'spring'),
          answer(place, 'ask', 'holders', 'core/flow.py:Spring'),
          answer(place, 'ask', 'uncredited'),
          answer(place, 'ask', 'conflicts'),
          answer(place, 'ask', 'duties'),
        ];
        answers.set(
          kind,
          asked.map((one) => saidBy(one, made.folder)),
        );
      });
    });
  }

  describe('with either', () => {
    it('gives the same answers on each kind of place', function () {
      const [first, ...others] = [...answers.values()];
      if (others.length === 0) this.skip();
      for (const other of others) assert.deepEqual(other, first);
    });
  });
});
