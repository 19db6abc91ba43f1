import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AuditReport } from '../../src/model/report.ts';
import { layOut, makeWriter, substitute, writeWords } from '../unit/artefacts/prose/generate-prose.ts';
import { type ScratchRepository, scratchRepository } from '../unit/host/git/scratch-repository.ts';
import { forebear, freshFolder, parseResult } from './run-forebear.ts';

const CODE = `import torch
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

    def spread(self, pooled, sizes, stride=7):
        rows = []
        for index, (height, width) in enumerate(sizes):
            tiles = pooled[index, : height * width].reshape(height, width, -1)
            shifted = torch.roll(tiles, shifts=(stride % height, stride % width), dims=(0, 1))
            edge = torch.cat([shifted[:1], tiles[1:]], dim=0).permute(2, 0, 1)
            scale = edge.pow(2).mean(dim=(1, 2), keepdim=True).add(1e-5).rsqrt()
            rows.append((edge * scale).flatten(1).transpose(0, 1))
        longest = max(row.shape[0] for row in rows)
        padded = [nn.functional.pad(row, (0, 0, 0, longest - row.shape[0])) for row in rows]
        return torch.stack(padded), torch.tensor([row.shape[0] for row in rows])

    def gather(self, features, places, limit=413):
        kept, seen = [], set()
        for number, (row, column) in enumerate(sorted(places, key=lambda one: (one[1], -one[0]))):
            key = row * 31 + column // 3
            if key in seen or number > limit:
                continue
            seen.add(key)
            window = features[max(0, row - 2) : row + 3, max(0, column - 1) : column + 2]
            weight = torch.softmax(window.sum(dim=-1).flatten() / 0.71, dim=0)
            kept.append((weight[:, None] * window.flatten(0, 1)).sum(dim=0) - self.norm_tiles.bias)
        total = torch.stack(kept) if kept else features.new_zeros(1, features.shape[-1])
        return total / total.norm(dim=-1, keepdim=True).clamp(min=0.003), {"kept": len(kept), "seen": len(seen)}
`;
const NOTICE = [
  'Tiled Pool',
  'Copyright 2024 Example Labs',
  'This product includes software developed at the Example Labs of Imaginary Town.',
  'Portions of the tile reader were written by the Pebble Project.',
];

const writer = makeWriter(3, 11);
const other = makeWriter(3, 12);
const words = writeWords(writer, 900);

describe('forebear audit, documents and notices against a private catalogue', () => {
  let upstream: ScratchRepository;
  let local: ScratchRepository;
  let team: string;
  before(() => {
    upstream = scratchRepository();
    upstream.write('model/pool.py', CODE);
    upstream.write('README.md', `# Tiled Pool\n\n${layOut(words, writer.random)}`);
    upstream.write('NOTICE', `${NOTICE.join('\n')}\n`);
    upstream.commit('2024-01-01T00:00:00+00:00');
    team = join(freshFolder(), 'team');
    const added = forebear(
      'catalogue',
      'add',
      upstream.dir,
      '--catalogue',
      team,
      '--name',
      'Tiled Pool',
      '--offline',
    );
    assert.equal(added.code, 0, added.err);
    // A scratch repository has no license text; its owner states the license in the entry.
    const [file = ''] = readdirSync(join(team, 'upstreams'));
    const path = join(team, 'upstreams', file);
    writeFileSync(
      path,
      readFileSync(path, 'utf8').replace('"expression": "NONE"', '"expression": "Apache-2.0"'),
    );
    const built = forebear('catalogue', 'build', '--catalogue', team, '--offline');
    assert.equal(built.code, 0, built.err);
    assert.equal(forebear('catalogue', 'verify', '--catalogue', team, '--offline').code, 0);
  });
  beforeEach(() => {
    local = scratchRepository();
  });
  afterEach(() => local.remove());
  after(() => upstream.remove());

  const audited = (): AuditReport => {
    const run = forebear(
      ...['audit', local.dir, '--catalogue', team, '--format', 'json', '--fail-on', 'never', '--no-cache'],
    );
    assert.equal(run.code, 0, run.err);
    return parseResult<AuditReport>('report.schema.json', run.out);
  };
  const proseOf = (report: AuditReport) => report.artefacts.filter((one) => one.kind === 'prose');
  const copied = (from: number, to: number): string =>
    layOut(substitute(words.slice(from, to), other, 0.1), other.random);

  it('finds the passages of a README, in every format, as evidence of their own strength', () => {
    local.write(
      'README.md',
      `# Mine\n\n${layOut(writeWords(other, 300), other.random)}\n\n${copied(100, 300)}`,
    );
    local.commit('2024-06-01T00:00:00+00:00');
    const report = audited();
    const [prose] = proseOf(report);
    assert.deepEqual(
      [prose?.path, prose?.upstream, prose?.strength],
      ['README.md', 'tiled-pool', 'moderate'],
    );
    assert.match(
      prose?.facts[0] ?? '',
      /^About (?:1[5-9]\d|2[0-2]\d) of \d+ words of README\.md stand in passages/,
    );
    assert.match(prose?.facts[1] ?? '', /^Lines \d+-\d+ match README\.md lines \d+-\d+: about \d+ words/);
    assert.deepEqual(
      report.lineage.map((one) => [one.upstream, one.strength, one.evidence]),
      [['tiled-pool', 'moderate', [prose?.id]]],
    );
    assert.ok(report.lineage[0]?.timeline.some(({ event }) => event === 'README.md first appears'));
    assert.deepEqual(
      report.findings
        .filter((one) => one.upstream === 'tiled-pool')
        .map((one) => [one.rule, one.level, one.path]),
      [['upstream-not-credited', 'note', 'README.md']],
    );
    // Text is no code: nothing is owed for the code or the weights.
    assert.deepEqual(
      report.findings.filter((one) => one.duty !== undefined),
      [],
    );
    for (const format of ['text', 'markdown', 'html']) {
      const full = format === 'text' ? ['--full'] : [];
      const run = forebear(
        'audit',
        local.dir,
        '--catalogue',
        team,
        '--format',
        format,
        '--no-cache',
        ...full,
      );
      assert.match(run.out.replace(/\s+/g, ' '), /stand in passages of Tiled Pool too/, format);
    }
  });

  it('finds nothing in an independent README on the subject, in a quotation, or in one that came first', () => {
    local.write('README.md', `# Mine\n\n${layOut(writeWords(other, 900), other.random)}`);
    local.commit('2024-06-01T00:00:00+00:00');
    assert.deepEqual(proseOf(audited()), []);
    const quoted = copied(100, 300)
      .split('\n')
      .map((line) => `> ${line}`);
    local.write('README.md', `# Mine\n\nFrom the page of Tiled Pool:\n\n${quoted.join('\n')}\n`);
    local.commit('2024-06-02T00:00:00+00:00');
    assert.deepEqual(proseOf(audited()), []);
    const early = scratchRepository();
    try {
      early.write('README.md', `# Mine\n\n${copied(100, 300)}`);
      early.commit('2023-06-01T00:00:00+00:00');
      const run = forebear('audit', early.dir, '--catalogue', team, '--format', 'json', '--no-cache');
      assert.deepEqual(proseOf(JSON.parse(run.out)), []);
    } finally {
      early.remove();
    }
  });

  it('does not count a passage that credits its upstream', () => {
    local.write(
      'README.md',
      `# Mine\n\nThe following is adapted from Tiled Pool.\n${copied(100, 160).replace(/\n/g, ' ')}\n`,
    );
    local.commit('2024-06-01T00:00:00+00:00');
    assert.deepEqual(proseOf(audited()), []);
  });

  it("tells an upstream's NOTICE that is not carried from one carried in part or whole", () => {
    const noticeOf = (): string | undefined =>
      audited().findings.find((one) => one.rule === 'notice-not-carried')?.message;
    local.write('pool.py', CODE);
    local.write('README.md', '# Mine\n\nThe pool is taken from Tiled Pool.\n');
    local.commit('2024-06-01T00:00:00+00:00');
    assert.match(
      noticeOf() ?? '',
      /which has a NOTICE file\. None of its 4 lines stands in a notice or README/,
    );
    local.write('NOTICE', `Mine\n\n${NOTICE.slice(0, 2).join('\n')}\n`);
    assert.match(noticeOf() ?? '', /carried in part: 2 of its 4 lines stand here, 2 are missing/);
    local.write(
      'NOTICE',
      `Mine\n\n${NOTICE[0]}\n* ${NOTICE.slice(1).join(' ').replace('developed at', 'developed\n* at')}\n`,
    );
    assert.equal(noticeOf(), undefined);
  });
});
