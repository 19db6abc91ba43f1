import assert from 'node:assert/strict';
import { creditOf } from '../../../src/credit/credit.ts';
import { evidenceOf, lineageOf, moduleOf } from '../rules/evidence-builder.ts';
import { sourceFacts } from './source-facts.ts';

const HERON = sourceFacts({
  project: 'heron-vl',
  projectName: 'Heron-VL',
  repository: 'marshlight/heron-vl',
  files: [{ path: 'heron/pooler.py', role: 'resampler', firstCommitted: null }],
});
const modules = [
  moduleOf('model/pooler.py', 'Pooler', { upstream: 'heron-vl' }),
  moduleOf('model/tiling.py', 'Tiling', { upstream: 'heron-vl' }),
];

const credited = (texts: Readonly<Record<string, string>>): string =>
  creditOf(evidenceOf({ texts, modules, sources: [HERON] }), 'heron-vl').credited;

const HEADER = '# Adapted from https://github.com/marshlight/heron-vl\n';
const LINK = '- [Heron-VL](https://github.com/marshlight/heron-vl)\n';

describe('where a credit counts', () => {
  it('is the file, for a comment', () => {
    assert.equal(credited({ 'model/pooler.py': HEADER }), 'partly');
    assert.equal(credited({ 'model/pooler.py': HEADER, 'model/tiling.py': HEADER }), 'yes');
  });

  it('is the package, for what stands at its top', () => {
    assert.equal(credited({ 'model/__init__.py': HEADER }), 'yes');
    assert.equal(credited({ 'other/__init__.py': HEADER }), 'partly');
  });

  it('is the folder, for a document inside one', () => {
    assert.equal(credited({ 'model/README.md': `## Credits\n\n${LINK}` }), 'yes');
    assert.equal(credited({ 'demo/README.md': `## Credits\n\n${LINK}` }), 'partly');
  });

  it('is the repository, for documents at the top and in docs', () => {
    assert.equal(credited({ 'README.md': `## Credits\n\n${LINK}` }), 'yes');
    assert.equal(credited({ 'docs/thanks.md': `## Credits\n\n${LINK}` }), 'yes');
    assert.equal(credited({ NOTICE: 'This product includes code of Heron-VL.\n' }), 'yes');
  });

  it('is given by a link to the upstream under any heading but one of comparisons', () => {
    assert.equal(credited({ 'README.md': `## Links\n\n${LINK}` }), 'yes');
    assert.equal(credited({ 'README.md': `## Results\n\n${LINK}` }), 'no');
    assert.equal(
      credited({ 'README.md': 'We compare with [this](https://github.com/marshlight/heron-vl).\n' }),
      'no',
    );
  });

  it('holds for a project that is known by its address only', () => {
    const lineage = [{ ...lineageOf('stork', []), repository: 'https://github.com/reeds/stork' }];
    const texts = { 'model/pooler.py': '# Adapted from https://github.com/reeds/stork/blob/main/legs.py\n' };
    const one = [moduleOf('model/pooler.py', 'Pooler', { upstream: 'stork' })];
    assert.equal(creditOf(evidenceOf({ texts, modules: one, lineage }), 'stork').credited, 'yes');
  });
});

describe('an address that several projects share', () => {
  const part = (project: string, folder: string) =>
    sourceFacts({
      project,
      projectName: project,
      repository: 'reeds/marsh',
      aliases: [folder],
      files: [
        { path: `src/marsh/models/${folder}/modeling_${folder}.py`, role: 'decoder', firstCommitted: null },
      ],
    });
  const sources = [part('marsh-heron', 'heron'), part('marsh-stork', 'stork')];
  const read = (text: string): readonly (string | null)[] =>
    evidenceOf({ texts: { 'a.py': text }, sources }).claims.map((claim) => claim.upstream);

  it('credits the whole library where it is the upstream, whatever part of it is meant', () => {
    const library = sourceFacts({ project: 'marsh', repository: 'reeds/marsh', factsOnly: true });
    const sources = [part('heron', 'heron'), part('stork', 'stork'), library];
    const text =
      '# Copied from https://github.com/reeds/marsh/blob/main/src/marsh/models/heron/modeling_heron.py\n';
    const texts = { 'model/legs.py': text };
    const one = [moduleOf('model/legs.py', 'Legs', { upstream: 'marsh' })];
    assert.equal(creditOf(evidenceOf({ texts, modules: one, sources }), 'marsh').credited, 'yes');
    const other = [moduleOf('model/legs.py', 'Legs', { upstream: 'stork' })];
    assert.equal(creditOf(evidenceOf({ texts, modules: other, sources }), 'stork').credited, 'no');
  });

  it('is told by the file, the folder or the module', () => {
    const base = 'https://github.com/reeds/marsh/blob/main/src/marsh/models';
    assert.deepEqual(read(`# Adapted from ${base}/heron/modeling_heron.py\n`), ['marsh-heron']);
    assert.deepEqual(read(`# Adapted from ${base}/stork/other.py\n`), ['marsh-stork']);
    assert.deepEqual(read('# Copied from marsh.models.stork.modeling_stork.Legs with Stork->Heron\n'), [
      'marsh-stork',
    ]);
  });

  it('is nobody where nothing tells: a name inside a module is none', () => {
    assert.deepEqual(read('# Adapted from https://github.com/reeds/marsh\n'), [null]);
    assert.deepEqual(read('# Copied from other.models.heron.modeling_heron.Legs\n'), [null]);
  });
});
