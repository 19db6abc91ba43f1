import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ScratchRepository, scratchRepository } from '../unit/host/git/scratch-repository.ts';
import { forebearIn, forebearWith } from './run-forebear.ts';

const mirror = process.env.FOREBEAR_MIRROR;

const CODE = `# Copyright 2025 Example Labs
import torch
from torch import nn


class TiledQueryPool(nn.Module):
    def __init__(self, width, queries, heads):
        super().__init__()
        self.queries = nn.Parameter(torch.zeros(queries, width))
        self.attend = nn.MultiheadAttention(width, heads, batch_first=True)
        self.norm_tiles = nn.LayerNorm(width)
        self.out = nn.Linear(width, width, bias=False)

    def forward(self, tiles, mask=None):
        batch = tiles.shape[0]
        keys = self.norm_tiles(tiles)
        queries = self.queries.unsqueeze(0).expand(batch, -1, -1)
        pooled, weights = self.attend(queries, keys, keys, key_padding_mask=mask)
        return self.out(pooled + queries), weights
`;

describe('forebear catalogue', () => {
  let folder: string;
  let upstream: ScratchRepository;
  const run = (...args: string[]) => forebearIn(folder, 'catalogue', ...args);
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'forebear-cli-'));
    upstream = scratchRepository();
    upstream.write('model/pool.py', CODE);
    upstream.write('tests/test_pool.py', 'def test():\n    pass\n');
    upstream.write('README.md', 'Tiled pool\n');
    upstream.commit('2025-01-01T00:00:00+00:00');
    upstream.write('model/pool.py', CODE.replace('bias=False', 'bias=True'));
    upstream.commit('2025-02-01T00:00:00+00:00');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
    upstream.remove();
  });

  it('adds a private repository, indexes it, and finds the index equal to its rebuild', () => {
    const added = run('add', upstream.dir, '--catalogue', 'team', '--name', 'Tiled Pool', '--offline');
    assert.equal(added.code, 0, added.err);
    const [file = ''] = readdirSync(join(folder, 'team', 'upstreams'));
    const entry = JSON.parse(readFileSync(join(folder, 'team', 'upstreams', file), 'utf8'));
    assert.equal(entry.project, 'tiled-pool');
    assert.equal(entry.published, '2025-01-01T00:00:00+00:00');
    assert.deepEqual(
      entry.files.map((one: { path: string }) => one.path),
      ['model/pool.py'],
    );
    assert.equal(entry.history.length, 1);
    assert.deepEqual(entry.identifiers, ['TiledQueryPool']);
    assert.deepEqual(entry.copyrights, ['Copyright 2025 Example Labs']);
    const shown = run('show', 'tiled-pool', '--catalogue', 'team');
    assert.match(shown.out, /page +README\.md {2}2 words, since 2025-01-01/);
    assert.match(shown.out, /model\/pool\.py {2}\S+, 2 states/);
    const verified = run('verify', '--catalogue', 'team', '--offline');
    assert.deepEqual(
      [verified.code, verified.out],
      [0, 'The index is byte-identical to its rebuild: 1 versions.\n'],
    );
  });

  it('says which version differs when an entry no longer agrees with the index', () => {
    run('add', upstream.dir, '--catalogue', 'team', '--offline');
    const [file = ''] = readdirSync(join(folder, 'team', 'upstreams'));
    const path = join(folder, 'team', 'upstreams', file);
    writeFileSync(path, readFileSync(path, 'utf8').replace('"aliases": [', '"aliases": ["Another Name",'));
    const verified = run('verify', '--catalogue', 'team', '--offline');
    assert.equal(verified.code, 1);
    assert.match(verified.out, /: different: facts or prints differ\n0 of 1 versions are the same, 1 differ/);
  });

  it('refuses an entry of a wrong shape with its file and field', () => {
    run('add', upstream.dir, '--catalogue', 'team', '--offline');
    const [file = ''] = readdirSync(join(folder, 'team', 'upstreams'));
    const path = join(folder, 'team', 'upstreams', file);
    writeFileSync(path, readFileSync(path, 'utf8').replace('"dates": "history"', '"dates": "guess"'));
    const built = run('build', '--catalogue', 'team', '--offline');
    assert.equal(built.code, 2);
    assert.match(built.err, /\.json: \/dates must be equal to one of the allowed values/);
  });

  it('writes no index when a repository is out of reach, and says which', () => {
    run('add', upstream.dir, '--catalogue', 'team', '--offline');
    upstream.remove();
    const built = run('build', '--catalogue', 'team', '--offline', '--output', 'new.forebear');
    assert.equal(built.code, 2);
    assert.match(built.err, /not indexed: no repository at /);
    assert.equal(readdirSync(folder).includes('new.forebear'), false);
  });

  it('lists the built-in versions, facts only and indexed', () => {
    const listed = run('list', '--format', 'json');
    assert.equal(listed.code, 0, listed.err);
    const rows: { id: string; factsOnly: boolean; units: number }[] = JSON.parse(listed.out);
    for (const id of ['minicpm-llama3-v-2.5-launch', 'llava-uhd-v1', 'qwen-vl', 'clip', 'mae', 'nanogpt']) {
      assert.ok((rows.find((row) => row.id === id)?.units ?? 0) > 0, id);
    }
    assert.equal(rows.find((row) => row.id === 'skywork-13b')?.units, 0);
    assert.match(forebearWith({ COLUMNS: '250' }, 'catalogue', 'list').out, /^VERSION +NAME +PUBLISHED/);
  });

  it('lists them within the columns that it is told, each name first', () => {
    for (const columns of ['60', '80']) {
      const lines = forebearWith({ COLUMNS: columns }, 'catalogue', 'list').out.trimEnd().split('\n');
      for (const line of lines) assert.ok(line.length <= Number(columns), line);
      assert.ok(lines.some((line) => line.startsWith('nanogpt  nanoGPT')));
    }
  });

  it('calls wrong usage wrong usage', () => {
    assert.equal(run('nonsense').code, 3);
    assert.equal(run('add', upstream.dir).code, 3);
    assert.equal(run('show').code, 3);
    assert.equal(run('show', 'nowhere').code, 2);
    const missing = run('add', './nowhere', '--catalogue', 'team');
    assert.equal(missing.code, 2);
    assert.match(missing.err, /is no folder here, no owner\/name and no address/);
  });

  it('rebuilds an entry from a real mirror to the same content', function () {
    if (mirror === undefined) {
      console.log('      skipped: FOREBEAR_MIRROR names no folder of bare clones');
      this.skip();
    }
    const added = run(
      'add',
      'karpathy/nanoGPT',
      '--catalogue',
      'team',
      '--offline',
      '--mirror',
      mirror ?? '',
    );
    assert.equal(added.code, 0, added.err);
    const verified = run('verify', '--catalogue', 'team', '--offline', '--mirror', mirror ?? '');
    assert.equal(verified.code, 0, verified.out);
  });
});
