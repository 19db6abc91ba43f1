import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { printFile } from '../../../../src/host/parsing/print-file.ts';
import { openPool } from '../../../../src/host/threads/pool.ts';
import { runTask } from '../../../../src/host/threads/run-task.ts';
import { buildWorld } from '../../../../src/host/world/build-world.ts';
import { familyNumbers } from '../../../../src/host/world/families.ts';
import { thinned } from '../../../../src/host/world/history-blobs.ts';
import { encodePrints, readPrints } from '../../../../src/host/world/project-prints.ts';
import type { WorldEntry } from '../../../../src/host/world/world-list.ts';
import { pedigreeOf } from '../../../../src/origins/pedigree.ts';
import { sampledBelow } from '../../../../src/origins/sample.ts';
import { openWorld, type WorldRows } from '../../../../src/origins/world-format.ts';

const texts = createRequire(import.meta.url)('spdx-license-list/full') as Record<
  string,
  { readonly licenseText: string } | undefined
>;
const licenseText = (id: string): string => texts[id]?.licenseText ?? '';

const author = `
import math

class RidgeFolder:
    """Folds ridges of a terrain into bands."""

    def __init__(self, bands, slope=0.37, floor=11):
        self.bands = bands
        self.slope = slope
        self.floor = floor
        self.seen = {}

    def fold(self, heights, offset=3):
        total = 0
        for index, height in enumerate(heights):
            lifted = height * self.slope + offset
            if lifted > self.floor and index % 7 != 2:
                band = int(math.sqrt(lifted)) % len(self.bands)
                self.seen.setdefault(band, []).append(lifted - self.bands[band])
                total += lifted ** 2 / (1 + abs(self.bands[band]))
            else:
                total -= self.floor / (2 + index)
        return total, {key: max(values) for key, values in self.seen.items() if len(values) > 1}

    def unfold(self, packed):
        pairs = sorted(packed.items(), key=lambda pair: (-pair[1], pair[0]))
        return [(band, self.bands[band] + height / self.slope) for band, height in pairs if height < 900]
`;
const renamed = author
  .replaceAll('RidgeFolder', 'WaveStack')
  .replaceAll('heights', 'samples')
  .replaceAll('lifted', 'raised');

describe('building a world', () => {
  const folder = mkdtempSync(join(tmpdir(), 'forebear-world-'));
  const git = (repository: string, day: string, ...args: readonly string[]): string =>
    execFileSync('git', ['-C', join(folder, repository), ...args], {
      encoding: 'utf8',
      env: {
        ...process.env,
        GIT_AUTHOR_DATE: `${day}T12:00:00Z`,
        GIT_COMMITTER_DATE: `${day}T12:00:00Z`,
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_AUTHOR_NAME: 'a',
        GIT_AUTHOR_EMAIL: 'a@example.org',
        GIT_COMMITTER_NAME: 'a',
        GIT_COMMITTER_EMAIL: 'a@example.org',
      },
    });
  const commit = (repository: string, day: string, path: string, text: string): void => {
    const place = join(folder, repository, path);
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, text);
    git(repository, day, 'add', '-A');
    git(repository, day, 'commit', '-qm', 'state');
  };
  const entry = (id: string, more: Partial<WorldEntry> = {}): WorldEntry => ({
    id,
    repository: `someone/${id}`,
    clone: `someone/${id}`,
    family: id,
    also: [],
    tip: '',
    everyDays: 0,
    paths: '',
    why: 'test',
    ...more,
  });
  const build = async (entries: readonly WorldEntry[], base: WorldRows | null = null) => {
    const pool = openPool(1, { here: runTask });
    try {
      return await buildWorld({
        entries,
        cloneOf: (one) => (one.id === 'gone' ? null : join(folder, one.id, '.git')),
        prints: join(folder, 'prints'),
        catalogues: [],
        base,
        pool,
        progress: () => undefined,
        signal: new AbortController().signal,
      });
    } finally {
      await pool.close();
    }
  };

  before(() => {
    for (const name of ['ridge', 'waves', 'terms']) {
      mkdirSync(join(folder, name));
      git(name, '2021-01-01', 'init', '-q', '-b', 'main');
    }
    commit('ridge', '2021-03-01', 'old/ridge.py', author);
    git('ridge', '2022-05-01', 'mv', 'old', 'new');
    git('ridge', '2022-05-01', 'commit', '-qm', 'move');
    commit('waves', '2022-01-10', 'waves/stack.py', renamed);
    commit('terms', '2021-02-01', 'a.py', author);
    commit('terms', '2021-02-03', 'LICENSE', licenseText('MIT'));
    commit('terms', '2021-03-04', 'LICENSE', `${licenseText('MIT')}\nThanks for reading.\n`);
    commit('terms', '2021-04-05', 'LICENSE', licenseText('Apache-2.0'));
    commit('terms', '2021-05-06', 'sub/LICENSE', licenseText('GPL-3.0-only'));
    git('terms', '2021-06-07', 'rm', '-q', 'LICENSE');
    git('terms', '2021-06-07', 'commit', '-qm', 'none');
    commit('terms', '2021-07-08', 'COPYING', licenseText('GPL-3.0-only'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('names the author of renamed code, with the day before it was moved', async function () {
    this.timeout(240_000);
    const built = await build([entry('ridge'), entry('waves')]);
    const opened = openWorld(built.bytes.buffer as ArrayBuffer, null);
    assert.ok(opened.ok);
    const world = opened.value;
    const path = join(folder, 'waves/waves/stack.py');
    const printed = await printFile(path);
    assert.ok('print' in printed && printed.print !== null);
    const grams = printed.print.units.flatMap((unit) => [...unit.grams]);
    const [origin] = pedigreeOf(
      world,
      { grams: new Set(grams), below: sampledBelow('python') },
      { known: new Set([0, 1]), fits: new Map() },
    ).origins;
    assert.ok(origin !== undefined);
    assert.equal(world.projects[origin.project]?.id, 'ridge');
    assert.equal(world.pathOf(origin.file), 'old/ridge.py');
    assert.equal(origin.day, '2021-03-01');
  });

  it('keeps the licenses that stood before, each with the day of the next, and reads them into older prints', async function () {
    this.timeout(240_000);
    const licenses = async () => {
      const built = await build([entry('terms')]);
      const opened = openWorld(built.bytes.buffer as ArrayBuffer, null);
      assert.ok(opened.ok);
      const { license, earlier } = opened.value.projects[0] ?? {};
      return { license, earlier };
    };
    const wanted = {
      license: 'GPL-3.0-only',
      earlier: [
        { license: 'MIT', until: '2021-04-05' },
        { license: 'Apache-2.0', until: '2021-07-08' },
      ],
    };
    assert.deepEqual(await licenses(), wanted);
    const place = join(folder, 'prints', 'terms.prints');
    const prints = await readPrints(place);
    assert.ok(prints !== null);
    const { earlier: _, ...head } = prints.head;
    writeFileSync(place, encodePrints({ ...prints, head }));
    assert.deepEqual(await licenses(), wanted);
  });

  /** Of each gram: who had it first, where, since when, as a root, who else, and how many wrote it. */
  const rowsOf = (bytes: Uint8Array): { readonly rows: readonly string[]; readonly world: WorldRows } => {
    const opened = openWorld(bytes.buffer as ArrayBuffer, null);
    assert.ok(opened.ok);
    const world = opened.value;
    const id = (project: number): string => world.projects[project]?.id ?? '?';
    const rows = Array.from({ length: world.grams }, (_, position) => {
      const { project, file, day, root } = world.holder(world.holderAt(position));
      const others = world.othersAt(position).map(id);
      return [
        world.gramAt(position),
        id(project),
        world.pathOf(file),
        day,
        root,
        world.independentsAt(position),
        ...others.sort(),
      ].join(' ');
    });
    const blobs = [...world.blobs()].map(([blob, project]) => `${blob} ${id(project)}`);
    return { rows: [...rows, ...blobs], world };
  };

  for (const [what, first, then] of [
    ['a copy', ['ridge', 'terms'], ['waves']],
    ['who had it before', ['waves', 'terms'], ['ridge']],
    ['who had it before all', ['ridge', 'waves'], ['terms']],
    ['two at once', ['waves'], ['ridge', 'terms']],
  ] as const)
    it(`adds ${what} to an index as if all had been built together`, async function () {
      this.timeout(240_000);
      const all = [...first, ...then].map((one) => entry(one));
      const whole = rowsOf((await build(all)).bytes);
      const base = rowsOf((await build(first.map((one) => entry(one)))).bytes);
      const more = rowsOf((await build(all, base.world)).bytes);
      assert.deepEqual(more.rows, whole.rows);
      const families = ({ projects }: WorldRows): number =>
        new Set(projects.map(({ family }) => family)).size;
      assert.equal(families(more.world), families(whole.world));
      assert.deepEqual(
        new Set(more.world.projects.map(({ id, license, since }) => `${id} ${license} ${since}`)),
        new Set(whole.world.projects.map(({ id, license, since }) => `${id} ${license} ${since}`)),
      );
    });

  it('leaves a family to who heads it in the index, though a fork that is added shows earlier states', async function () {
    this.timeout(240_000);
    execFileSync('git', ['clone', '-q', join(folder, 'ridge'), join(folder, 'fork')]);
    commit('fork', '2022-06-01', 'more.py', author.replaceAll('RidgeFolder', 'RidgeStack'));
    const base = rowsOf((await build([entry('ridge', { paths: '^new/' })])).bytes);
    const { world } = rowsOf((await build([entry('ridge'), entry('fork')], base.world)).bytes);
    const owners = Array.from({ length: base.world.grams }, (_, position) => {
      const { project } = world.holder(world.holderAt(world.find(base.world.gramAt(position))));
      return world.projects[project]?.id;
    });
    assert.deepEqual([...new Set(owners)], ['ridge']);
    assert.deepEqual([...new Set(world.projects.map(({ family }) => family))].length, 1);
  });

  it('gives the same bytes again, from prints that were kept', async function () {
    this.timeout(240_000);
    const first = await build([entry('ridge'), entry('waves')]);
    const second = await build([entry('ridge'), entry('waves')]);
    assert.deepEqual(Buffer.from(first.bytes), Buffer.from(second.bytes));
    assert.match(second.entries[0]?.tip ?? '', /^[0-9a-f]{40}$/);
  });

  it('says which clone is missing and builds the rest', async function () {
    this.timeout(240_000);
    const built = await build([entry('ridge'), entry('gone')]);
    assert.deepEqual(
      built.missing.map((one) => one.id),
      ['gone'],
    );
    assert.ok(built.bytes.length > 0);
  });
});

describe('families of projects', () => {
  it('joins those that share a first commit, and names them by the one that stands best', () => {
    const { families, heads } = familyNumbers([
      { id: 'a-fork', family: 'a-fork', standing: 1, roots: ['r'] },
      { id: 'origin', family: 'origin', standing: 9, roots: ['r'] },
      { id: 'alone', family: 'alone', standing: 1, roots: ['s'] },
    ]);
    assert.equal(families[0], families[1]);
    assert.notEqual(families[0], families[2]);
    assert.deepEqual([heads[0], heads[1], heads[2]], [1, 1, 2]);
  });

  it('believes the list before anything else', () => {
    const { heads } = familyNumbers([
      { id: 'old-name', family: 'new-name', standing: 99, roots: [] },
      { id: 'new-name', family: 'new-name', standing: 1, roots: [] },
    ]);
    assert.deepEqual([...heads], [1, 1]);
  });
});

describe('a thinned history', () => {
  it('keeps the first and the last state of each path, and one in so many days between', () => {
    const day = 86_400;
    const blobs = [0, 1, 5, 12, 13].map((at) => ({ blob: String(at), path: 'a.py', time: at * day }));
    assert.deepEqual(
      thinned(blobs, 10).map((one) => one.blob),
      ['0', '12', '13'],
    );
    assert.equal(thinned(blobs, 0).length, 5);
  });
});
