import assert from 'node:assert/strict';
import type { Evidence } from '../../../src/model/evidence.ts';
import type { Lineage } from '../../../src/model/report.ts';
import { inEnglish } from '../../../src/model/said.ts';
import { declaredBases } from '../../../src/rules/base-models.ts';
import { commits, nameAndAddress, publicAddress, sourceName } from '../../../src/rules/wording.ts';
import { wordsTaken } from '../../../src/rules/words-taken.ts';
import { sourceFacts } from '../credit/source-facts.ts';
import { holds } from '../table.ts';
import { evidenceOf, lineageOf, moduleOf, type Sketch } from './evidence-builder.ts';

const HERON = sourceFacts({ project: 'heron', projectName: 'Heron-VL', repository: 'reeds/heronry' });

describe('what is taken on the word of the audited side', () => {
  const taken = (evidence: Evidence, more: Partial<Lineage> = {}): readonly string[] =>
    wordsTaken(
      evidence,
      evidence.lineage.map((one) => ({ ...one, claimed: false, credited: 'no' as const, ...more })),
    ).map(({ fact }) => fact);
  const elsewhere = '# Adapted from https://github.com/marsh/stork-lm\n';
  const of = (files: Readonly<Record<string, string>>, strength: 'conclusive' | 'strong' | 'moderate') =>
    evidenceOf({
      sources: [HERON],
      modules: Object.keys(files).map((path) => moduleOf(path, 'Pool', { upstream: 'heron', strength })),
      texts: files,
    });

  it('is that files are of another source than the upstream that they match, where the match is sure', () => {
    for (const strength of ['conclusive', 'strong'] as const)
      assert.deepEqual(taken(of({ 'a.py': elsewhere }, strength)), [
        'a.py names another source or holder than Heron-VL, whose code it matches',
      ]);
    assert.deepEqual(taken(of({ 'a.py': elsewhere }, 'moderate')), []);
    assert.deepEqual(taken(of({ 'a.py': 'x = 1\n' }, 'strong')), []);
    assert.deepEqual(taken(of({ 'a.py': elsewhere }, 'strong'), { credited: 'yes' }), []);
  });

  it('counts the files, and names the first', () => {
    assert.deepEqual(taken(of({ 'b.py': elsewhere, 'a.py': elsewhere, 'c.py': elsewhere }, 'strong')), [
      'a.py and 2 more name another source or holder than Heron-VL, whose code it matches',
    ]);
  });

  it('is that a repository is an upstream itself, by its remote or by nothing but what it says', () => {
    const self = evidenceOf({ sources: [HERON], lineage: [lineageOf('heron', [HERON], 'self')] });
    assert.deepEqual(taken(self, { publisher: 'same' }), [
      'the remote of this clone names an owner of Heron-VL',
    ]);
    assert.deepEqual(taken(self), [
      "nothing but its history, its files or its name says that this repository is Heron-VL's own",
    ]);
  });
});

describe('how sources are said', () => {
  it('is by project and version, once where both are the same', () => {
    holds(
      [
        [{ name: 'Heron-VL' }, 'Heron-VL'],
        [{ name: 'Heron-VL 2.0' }, 'Heron-VL (Heron-VL 2.0)'],
        [{ name: 'Heron-VL (main)' }, 'Heron-VL'],
      ],
      (more) => sourceName({ ...HERON, ...more }),
    );
  });

  it('is with an address that others can go to, never a path of this machine', () => {
    const of = (more: { readonly repository?: string; readonly homepage?: string }) => {
      const { homepage: _, ...bare } = HERON;
      return { ...bare, name: 'Heron-VL', ...more };
    };
    holds(
      [
        [{ repository: 'reeds/heronry' }, 'https://github.com/reeds/heronry'],
        [{ repository: 'https://git.example.org/reeds' }, 'https://git.example.org/reeds'],
        [{ homepage: 'https://example.org/heron' }, 'https://example.org/heron'],
        [{ repository: '/home/kim/heronry' }, null],
        [{ repository: 'https://localhost/heronry' }, null],
        [{ repository: 'https://example.org/../heronry' }, null],
        [{ repository: 'file:///srv/heronry' }, null],
      ],
      (more) => publicAddress(of(more)),
    );
    assert.equal(nameAndAddress(of({ repository: '/home/kim/heronry' })), 'Heron-VL');
    assert.equal(
      nameAndAddress(of({ repository: 'reeds/heronry' })),
      'Heron-VL (https://github.com/reeds/heronry)',
    );
  });

  it('counts one as one', () => {
    assert.deepEqual(
      [0, 1, 2].map((many) => inEnglish(commits(many))),
      ['0 commits', '1 commit', '2 commits'],
    );
  });
});

describe('the bases that a repository declares', () => {
  const bases = (sketch: Sketch): readonly string[] =>
    declaredBases(evidenceOf(sketch)).map(({ model, relation = 'no relation' }) => `${model} ${relation}`);
  const card = '---\nbase_model: reeds/heron-7b\n---\n';
  const adapter = '{"base_model_name_or_path": "reeds/heron-7b", "peft_type": "LORA"}';

  it('are what its card says of them, else what the file that names the base is for', () => {
    holds(
      [
        [{ 'README.md': card }, ['reeds/heron-7b no relation']],
        [
          { 'README.md': '---\nbase_model: reeds/heron-7b\nbase_model_relation: quantized\n---\n' },
          ['reeds/heron-7b quantized'],
        ],
        [{ 'README.md': card, 'adapter_config.json': adapter }, ['reeds/heron-7b adapter']],
        [{ 'adapter_config.json': adapter }, ['reeds/heron-7b adapter']],
      ] as const,
      (texts) => bases({ texts }),
    );
  });

  it('are none of a sample of an adapter among code, without weights beside it', () => {
    const texts = { 'tests/adapter_config.json': adapter, 'a.py': 'x = 1\n' };
    assert.deepEqual(bases({ texts }), []);
    assert.deepEqual(bases({ texts, paths: ['other/adapter_model.bin'] }), []);
    assert.deepEqual(bases({ texts, paths: ['tests/adapter_model.bin'] }), ['reeds/heron-7b adapter']);
    assert.deepEqual(bases({ texts: { 'tests/adapter_config.json': adapter } }), ['reeds/heron-7b adapter']);
  });
});
