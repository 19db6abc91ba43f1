import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashText } from '../../../../src/bytes/hash.ts';
import { openCatalogueIndex } from '../../../../src/catalogue/open-index.ts';
import type { UpstreamEntry } from '../../../../src/catalogue/upstream-entry.ts';
import { buildCatalogue } from '../../../../src/host/catalogue/build-catalogue.ts';
import { parseEntry } from '../../../../src/host/catalogue/read-entries.ts';
import { exampleFacts, examplePrint } from '../../catalogue/example-content.ts';
import { type ScratchRepository, scratchRepository } from '../git/scratch-repository.ts';

/** One unit for each line of the text: enough to follow what a build keeps. */
const print = async (_path: string, text: string) => ({
  language: 'python' as const,
  damage: 0,
  units: text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => examplePrint(hashText(line), 20, line)),
});

describe('building a catalogue', () => {
  let folder: string;
  let upstream: ScratchRepository;
  let first: string;
  let head: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'forebear-build-'));
    upstream = scratchRepository();
    upstream.write('model.py', 'alpha\nbeta\n');
    upstream.write('config.json', '{"model_type": "example", "queries": 64}\n');
    first = upstream.commit('2024-01-01T00:00:00+00:00');
    upstream.git('checkout', '-q', '-b', 'side');
    upstream.write('model.py', 'alpha\nbeta\nside\n');
    upstream.commit('2024-02-01T00:00:00+00:00');
    upstream.git('checkout', '-q', 'main');
    upstream.write('model.py', 'alpha\nbeta\ngamma\n');
    head = upstream.commit('2024-03-01T00:00:00+00:00');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
    upstream.remove();
  });

  const entry = (change: Partial<UpstreamEntry> = {}): UpstreamEntry => {
    const { files: _files, ...facts } = exampleFacts('example-1');
    return {
      ...facts,
      repository: upstream.dir,
      commit: head,
      history: [first],
      files: [{ path: 'model.py', role: 'decoder' }],
      artefacts: ['config.json'],
      dates: 'history',
      ...change,
    };
  };
  const build = (entries: readonly UpstreamEntry[]) =>
    buildCatalogue({ id: 'test', folder, entries }, { fetch: false, print, licenseOf: () => '' });
  const open = async (entries: readonly UpstreamEntry[]) => {
    const built = await build(entries);
    assert.ok(built.ok, built.ok ? '' : built.message);
    const index = openCatalogueIndex(built.value.bytes.buffer, null);
    assert.ok(index.ok);
    return index.value;
  };

  it('dates each state of a file by the commit that made it, and keeps unchanged units once', async () => {
    const index = await open([entry()]);
    assert.deepEqual(
      index.filesOf(0).map((file) => [file.since, file.firstCommitted, file.commit, file.units.length]),
      [
        ['2024-01-01T00:00:00+00:00', '2024-01-01T00:00:00+00:00', first, 2],
        ['2024-03-01T00:00:00+00:00', '2024-01-01T00:00:00+00:00', head, 3],
      ],
    );
    assert.equal(index.unitCount, 3);
    assert.equal(index.built, '2024-03-01T00:00:00+00:00');
    assert.deepEqual(index.modulesOf(0), ['model']);
    assert.equal(index.artefactsOf(0)[0]?.kind, 'config');
  });

  it('dates a later copy by the day on which the official version was published', async () => {
    const index = await open([entry({ dates: 'published', published: '2023-05-05', history: [] })]);
    assert.deepEqual(
      index.filesOf(0).map((file) => [file.since, file.firstCommitted]),
      [['2023-05-05', '2023-05-05']],
    );
  });

  it('dates a content that only a merge has by that merge', async () => {
    upstream.git('merge', '-q', '--no-commit', '-s', 'ours', 'side');
    upstream.write('model.py', 'alpha\nbeta\ngamma\nside\n');
    const merge = upstream.commit('2024-04-01T00:00:00+00:00');
    const index = await open([entry({ commit: merge, history: [] })]);
    assert.deepEqual(
      index.filesOf(0).map((file) => [file.since, file.commit]),
      [['2024-04-01T00:00:00+00:00', merge]],
    );
  });

  it('gives the same bytes again, and from a clone elsewhere', async () => {
    const one = await build([entry(), entry({ id: 'example-0', commit: first, history: [] })]);
    const two = await build([entry(), entry({ id: 'example-0', commit: first, history: [] })]);
    assert.ok(one.ok && two.ok);
    assert.deepEqual(one.value.bytes, two.value.bytes);
  });

  it('names an entry whose file, commit or repository is not there, and builds the others', async () => {
    const built = await build([
      entry(),
      entry({ id: 'lost-file', files: [{ path: 'nowhere.py', role: 'other' }] }),
      entry({ id: 'lost-commit', commit: 'f'.repeat(40) }),
      entry({ id: 'lost-repository', repository: '/nowhere' }),
      entry({ id: 'remote', repository: 'owner/name' }),
    ]);
    assert.ok(built.ok);
    const reasons = Object.fromEntries(built.value.missing.map(({ id, reason }) => [id, reason]));
    assert.match(reasons['lost-file'] ?? '', /nowhere\.py is not in/);
    assert.match(reasons['lost-commit'] ?? '', /commit ffffffffffff is not in/);
    assert.match(reasons['lost-repository'] ?? '', /no repository at \/nowhere/);
    assert.match(reasons.remote ?? '', /no mirror of owner\/name, and fetching is off/);
  });
});

describe('shape of an entry', () => {
  it('is checked at the edge, with the field that is wrong', () => {
    const { files: _files, ...facts } = exampleFacts('example-1');
    const good = { ...facts, commit: 'a'.repeat(40), files: [], dates: 'history' };
    assert.equal(parseEntry('example-1', good).ok, true);
    const refused = (change: object, said: RegExp) => {
      const parsed = parseEntry('example-1', { ...good, ...change });
      assert.match(parsed.ok ? '' : parsed.message, said);
    };
    refused({ commit: 'HEAD' }, /\/commit must match/);
    refused({ files: [{ path: 'a.py', role: 'brain' }] }, /\/files\/0\/role must be equal to one of/);
    refused({ extra: 1 }, /must NOT have additional properties extra/);
    refused({ published: 'last May' }, /\/published must match/);
    refused({ id: 'other' }, /its id is "other"; rename one of them/);
    assert.equal(parseEntry('x', null).ok, false);
  });
});
