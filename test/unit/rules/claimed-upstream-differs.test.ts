import assert from 'node:assert/strict';
import type { AuditedModule, ModuleMatch } from '../../../src/model/report.ts';
import type { Role } from '../../../src/model/role.ts';
import { claimedUpstreamDiffers } from '../../../src/rules/claimed-upstream-differs/rule.ts';
import { sourceFacts } from '../credit/source-facts.ts';
import { holds } from '../table.ts';
import { lineageOf, moduleOf, type Sketch } from './evidence-builder.ts';
import { type Files, foundBy, placesBy, saidBy, written } from './written.ts';

const HERON = sourceFacts({
  project: 'heron',
  projectName: 'Heron-VL',
  organisation: 'Marshlight Lab',
  repository: 'marshlight/heron-vl',
});
const STORK = sourceFacts({
  project: 'stork',
  projectName: 'Stork',
  organisation: 'Reeds',
  repository: 'reeds/stork',
});
const SAYS = 'Adapted from https://github.com/reeds/stork';
const TOLD = ['warning m/pool.py:10 m/pool.py:9'];
const NONE: readonly string[] = [];

const pool = (match: Partial<ModuleMatch> = {}, module: Partial<AuditedModule> = {}) =>
  moduleOf(
    'm/pool.py',
    'Pooler',
    { upstream: 'heron', path: 'heron/pool.py', symbol: 'Pool', ...match },
    module,
  );
/** A comment on one line of the module's file; the module stands in lines 10 to 60. */
const on = (line: number, text = SAYS): Files => ({
  'm/pool.py': `${'x = 1\n'.repeat(line - 1)}# ${text}\n`,
});
const repository = (files: Files, module = pool(), sketch: Omit<Sketch, 'texts'> = {}) =>
  written(files, { name: 'wader', sources: [HERON, STORK], modules: [module], ...sketch });
const told = (files: Files, module = pool(), sketch: Omit<Sketch, 'texts'> = {}) =>
  placesBy(claimedUpstreamDiffers, repository(files, module, sketch));

/** Enough of the upstream elsewhere that the match of the module itself needs no more. */
const SURE = moduleOf(
  'm/tile.py',
  'Tile',
  { upstream: 'heron', path: 'heron/tile.py', symbol: 'Tile' },
  { role: 'other' },
);
const beside = (module: AuditedModule) => ({ modules: [module, SURE] });

describe('a credit that names another project than the one found', () => {
  it('is told with both names and both places', () => {
    const evidence = repository(on(9), pool(), beside(pool()));
    assert.deepEqual(saidBy(claimedUpstreamDiffers, evidence), [
      'warning m/pool.py:10 m/pool.py:9 credits Stork for the resampler, while Pooler in m/pool.py matches Pool of Heron-VL. Compare both, and name the one it was taken from.',
    ]);
    const group = { ...pool({ symbol: 'Pool +1' }), symbol: 'Pooler +2' };
    assert.ok(
      saidBy(claimedUpstreamDiffers, repository(on(9), pool(), beside(group)))[0]?.includes(
        'while Pooler and 2 more in m/pool.py match Pool and 1 more of Heron-VL.',
      ),
    );
    assert.deepEqual(
      foundBy(claimedUpstreamDiffers, evidence).map(({ upstream, evidence }) => [upstream, evidence]),
      [['heron', ['module:m/pool.py:Pooler']]],
    );
  });

  it('stands at the module, or a few lines above it', () => {
    const at = (line: number) => told(on(line), pool(), beside(pool())).length;
    assert.deepEqual([5, 6, 10, 60, 61].map(at), [0, 1, 1, 1, 0]);
    assert.deepEqual(told({ 'm/tile.py': on(9)['m/pool.py'] ?? '' }, pool(), beside(pool())), [
      'warning m/tile.py:10 m/tile.py:9',
    ]);
  });

  it('is a credit, and of a match that is sure', () => {
    const of = (module: AuditedModule, text = SAYS) => told(on(9, text), module, beside(module));
    assert.deepEqual(of(pool()), TOLD);
    assert.deepEqual(of(pool({ strength: 'conclusive' })), TOLD);
    assert.deepEqual(of(pool({ strength: 'moderate' })), []);
    assert.deepEqual(of(pool(), 'Compare https://github.com/reeds/stork'), []);
    assert.deepEqual(of(pool(), 'Adapted from https://github.com/reeds/egret'), [], 'a project nobody knows');
  });

  it('is none where the comment or the repository names the upstream as well', () => {
    const of = (files: Files) => told({ ...on(9), ...files }, pool(), beside(pool()));
    const heron = 'https://github.com/marshlight/heron-vl';
    assert.deepEqual(of({ 'README.md': `Built on [it](${heron}).\n` }), []);
    assert.deepEqual(of({ 'm/pool.py': `${on(9)['m/pool.py']}# Adapted from ${heron}\n` }), []);
    assert.deepEqual(of({ 'm/pool.py': `${on(9)['m/pool.py']}\nx = 1\n\n# Compare ${heron}\n` }), TOLD);
    assert.deepEqual(
      of({ 'm/pool.py': `${on(9)['m/pool.py']}# Adapted from https://github.com/reeds/egret\n` }),
      [],
      'a credit at the module that may be right',
    );
  });

  it('is none for a project that the code may well have come by', () => {
    const of = (match: Partial<ModuleMatch>, sketch: Omit<Sketch, 'texts'> = {}) =>
      told(on(9), pool(match), { ...beside(pool(match)), ...sketch });
    const origin = (project: string, alsoIn: readonly string[] = []) => [
      { project, share: 0.9, root: true, alsoIn },
    ];
    assert.deepEqual(of({ sharedAncestor: 'stork' }), []);
    assert.deepEqual(of({ alternatives: ['stork@1.0'] }), []);
    assert.deepEqual(of({ origin: origin('heron', ['stork']) }), []);
    assert.deepEqual(of({ origin: origin('heron') }), TOLD);
    const lineage = [lineageOf('heron', [HERON]), lineageOf('stork', [STORK])];
    assert.deepEqual(of({}, { lineage }), [], 'it is a source here');
    const other = moduleOf('m/x.py', 'X', { upstream: 'stork', strength: 'weak' });
    assert.deepEqual(of({}, { modules: [pool(), SURE, other], lineage: lineage.slice(0, 1) }), []);
  });

  it('is none for a project of the same house', () => {
    const of = (more: Partial<typeof STORK>) =>
      told(on(9), pool(), { ...beside(pool()), sources: [HERON, { ...STORK, ...more }] });
    assert.deepEqual(of({}), TOLD);
    assert.deepEqual(of({ organisation: 'MARSHLIGHT lab' }), []);
    assert.deepEqual(of({ alternates: ['marshlight/stork'] }), []);
    assert.deepEqual(of({ alternates: ['reeds/marshlight'] }), TOLD);
  });

  it('is none where nothing of that project could be compared with the part', () => {
    const of = (files: readonly Role[], factsOnly = false) =>
      told(on(9), pool(), {
        ...beside(pool()),
        sources: [
          HERON,
          {
            ...STORK,
            factsOnly,
            files: files.map((role) => ({ path: `${role}.py`, role, firstCommitted: null })),
          },
        ],
      });
    assert.deepEqual(of([]), TOLD);
    assert.deepEqual(of(['decoder', 'resampler']), TOLD);
    assert.deepEqual(of(['decoder']), []);
    assert.deepEqual(of(['resampler'], true), []);
  });

  it('is none that points to a page to read', () => {
    const storks = sourceFacts({ ...STORK, homepage: 'https://stork.example.org' });
    const of = (text: string) => told(on(9, text), pool(), { ...beside(pool()), sources: [HERON, storks] });
    assert.deepEqual(of('Adapted from Stork, https://stork.example.org/format'), []);
    assert.deepEqual(of('Adapted from Stork'), TOLD);
  });
});

describe('a sentence of a document on a part', () => {
  const says = (words: string) => `The ${words} is adapted from [Stork](https://github.com/reeds/stork).\n`;
  const readme = (
    words: string,
    role: Role = 'resampler',
    path = 'README.md',
    sketch: Omit<Sketch, 'texts'> = {},
  ) => {
    const module = pool({}, { role });
    return told({ [path]: says(words) }, module, { ...beside(module), ...sketch }).length;
  };

  it('is held against a module of that part alone', () => {
    const parts: readonly (readonly [Role, readonly string[]])[] = [
      [
        'slicing',
        ['slicing', 'image cropping', 'tiling', 'tile', 'anyres', 'any-res', 'high resolution', '切片'],
      ],
      ['spatial-schema', ['spatial part', 'schema', 'placeholder', '空间']],
      ['resampler', ['resampler', 'Perceiver', 'compression', 'query pool', 'set of queries', '重采样']],
      ['projector', ['projector', 'projection', 'connector', 'adapter', '投影']],
      [
        'vision-tower',
        [
          'vision tower',
          'vision encoder',
          'vision model',
          'vision backbone',
          'image encoder',
          'ViT',
          '视觉编码',
        ],
      ],
      ['position-embedding', ['position code', 'pos embed', 'pos_embed', 'posembed', '位置']],
      ['decoder', ['language model', 'LLM', 'decoder', '语言模型']],
      ['tokenizer', ['tokenizer', 'tokeniser', '分词']],
    ];
    holds(
      parts.flatMap(([role, words]) =>
        [...words, 'evit', 'loss'].map(
          (word) => [[word, role] as const, words.includes(word) ? 1 : 0] as const,
        ),
      ),
      ([word, role]) => readme(word, role),
    );
    assert.equal(readme('attention', 'attention'), 0, 'a part that nobody speaks of');
  });

  it('has to cover the file, and to stand in a document for the whole or for the module', () => {
    holds(
      [
        ['README.md', 1],
        ['NOTICE', 1],
        ['m/README.md', 1],
        ['n/README.md', 0],
        ['docs/parts.md', 0],
        ['docs/the-pool.md', 1],
        ['docs/pool/parts.md', 0],
      ],
      (path) => readme('resampler', 'resampler', path),
    );
  });

  it('gives way to a comment at the module that may be right, and not to one elsewhere', () => {
    const of = (text: string, line: number) =>
      told({ 'README.md': says('resampler'), ...on(line, text) }, pool(), beside(pool()));
    assert.deepEqual(of('Adapted from https://github.com/reeds/egret', 9), NONE);
    assert.deepEqual(of('Birds.', 9), ['warning m/pool.py:10 README.md:1']);
    assert.deepEqual(of(SAYS, 9), TOLD);
  });
});
