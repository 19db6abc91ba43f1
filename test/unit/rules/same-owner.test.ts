import assert from 'node:assert/strict';
import { sameOwner } from '../../../src/rules/same-owner.ts';
import { sourceFacts } from '../credit/source-facts.ts';
import { holds } from '../table.ts';
import { lineageOf, type Sketch } from './evidence-builder.ts';
import { type Files, written } from './written.ts';

const HERON = sourceFacts({
  project: 'heron',
  projectName: 'Heron-VL',
  organisation: 'Marshlight Lab',
  repository: 'reedbank/heron-vl',
  alternates: ['gitlab.com/saltpan/heron'].map((one) => `https://${one}`),
  copyrights: ['Copyright 2019 Saltpan Society'],
});
const OTHER = sourceFacts({ project: 'stork', organisation: 'Ibis Guild', repository: 'ibis/stork' });

const tie = (files: Files, sketch: Omit<Sketch, 'texts'> = {}): string | null => {
  const evidence = written(files, { name: 'wader', sources: [HERON, OTHER], ...sketch });
  const owner = sameOwner(evidence, 'heron');
  return owner === null ? null : `${owner.by} ${owner.name} ${owner.path}`;
};
const license = (...holders: readonly string[]): Files => ({
  LICENSE: `MIT License\n\n${holders.map((one) => `Copyright (c) 2024 ${one}\n`).join('')}`,
});

describe('what ties a repository to the owner of its upstream', () => {
  it('is its license file, where that names the holder of the upstream and nobody else', () => {
    const BY = 'holder Marshlight Lab LICENSE';
    holds(
      [
        [license('Marshlight Lab'), BY],
        [license('Marshlight'), BY],
        [license('Saltpan Society'), BY],
        [license('Saltpan Society', 'Marshlight Lab'), BY],
        [license('Marshlight Lab', 'Wader Crew'), null],
        [license('Wader Crew'), null],
        [license('Ibis Guild'), null],
        [license(), null],
        [{ 'COPYING.md': 'Copyright 2024 Marshlight Lab\n' }, 'holder Marshlight Lab COPYING.md'],
        [{ NOTICE: 'Copyright 2024 Marshlight Lab\n' }, null],
        [{ 'a.py': '# Copyright 2024 Marshlight Lab\n' }, null],
      ],
      tie,
    );
    const named = {
      copyrights: new Map([['LICENSE', [{ line: 1, text: '(c) 2024', holder: '', years: [] }]]]),
    };
    assert.equal(tie(license(), { more: named }), null, 'a line that names nobody');
  });

  it('is none where it is known who published it, or no facts of the upstream are', () => {
    const by = (publisher: 'other' | 'same', upstream = 'heron') =>
      tie(license('Marshlight Lab'), { lineage: [{ ...lineageOf(upstream, [HERON]), publisher }] });
    assert.equal(by('other'), null);
    assert.equal(by('same'), 'holder Marshlight Lab LICENSE');
    assert.equal(by('other', 'stork'), 'holder Marshlight Lab LICENSE');
    assert.equal(tie(license('Marshlight Lab'), { sources: [OTHER] }), null);
  });

  it('is open in a copy that has the name of the upstream, and a license file that names nobody', () => {
    const copy = (files: Files, name: string, relation: 'copy' | 'source' = 'copy', of = 'heron') =>
      tie(files, { name, lineage: [lineageOf(of, [HERON], relation)] });
    assert.equal(copy(license(), 'heron-vl'), 'unknown Heron-VL LICENSE');
    assert.equal(copy(license(), 'Heron_VL'), 'unknown Heron-VL LICENSE');
    assert.equal(copy(license(), 'wader'), null);
    assert.equal(copy(license(), 'heron-vl', 'source'), null);
    assert.equal(copy(license(), 'heron-vl', 'copy', 'stork'), null);
    assert.equal(copy({ 'a.py': 'x = 1\n' }, 'heron-vl'), null, 'no license file');
    assert.equal(copy(license('Wader Crew'), 'heron-vl'), null, 'somebody else is named');
    assert.equal(copy({ ...license(), 'A.md': '' }, 'heron-vl'), 'unknown Heron-VL LICENSE');
  });
});

describe('the own address in a README', () => {
  const DECLARED = 'declared reedbank README.md';
  const by = (readme: string, more: Files = {}, name = 'wader') =>
    tie({ 'README.md': readme, ...more }, { name });

  it('is what it tells to clone, by an owner of the upstream', () => {
    holds(
      [
        ['git clone https://github.com/reedbank/finch\n', DECLARED],
        ['git clone https://github.com/saltpan/finch\n', 'declared saltpan README.md'],
        ['git clone https://github.com/ibis/finch\n', null],
        ['git clone https://github.com/reedbank/heron-vl\n', null],
        ['git clone https://gitlab.com/saltpan/heron\n', null],
        ['See https://github.com/reedbank/finch\n', null],
        ['digit clone https://github.com/reedbank/finch\n', null],
        ['git clone it.\nhttps://github.com/reedbank/finch\n', null],
        // A name of two letters is none.
        ['git clone https://github.com/reedbank/ab\n', null],
        ['git clone https://github.com/reedbank/abc\n', DECLARED],
        ['Run:\ngit clone https://github.com/reedbank/finch\n', DECLARED],
      ],
      (readme) => by(readme),
    );
  });

  it('is what has the name of this repository, or of the first heading', () => {
    holds(
      [
        ['See https://github.com/reedbank/Wader\n', DECLARED],
        ['# Finch\n\nhttps://github.com/reedbank/finch\n', DECLARED],
        ['Birds.\n\n##  Finch \n\nhttps://github.com/reedbank/finch\n', DECLARED],
        ['# Birds\n\n# Finch\n\nhttps://github.com/reedbank/finch\n', null],
        ['Number #Finch\n\nhttps://github.com/reedbank/finch\n', null],
        ['# Finch and more\n\nhttps://github.com/reedbank/finch\n', null],
        [`${'Birds.\n'.repeat(1200)}# Finch\n\nhttps://github.com/reedbank/finch\n`, null],
      ],
      (readme) => by(readme),
    );
  });

  it('is what its links into this very tree lead to', () => {
    const link = (kind: string, path: string, owner = 'reedbank'): string =>
      `[here](https://github.com/${owner}/finch/${kind}/main/${path})\n`;
    holds(
      [
        [link('tree', 'data/set'), DECLARED],
        [link('blob', 'data/set/a.json'), DECLARED],
        [link('raw', 'data/set/a.json'), DECLARED],
        [link('tree', 'data/set/'), DECLARED],
        [link('tree', 'data/se'), null],
        [link('tree', 'other'), null],
        [link('blame', 'data/set'), null],
        [link('blob', 'data/set/a.json#L3'), null],
      ],
      (readme) => by(readme, { 'data/set/a.json': '{}' }),
    );
  });

  it('is the one that most speaks for, not the one that is named most', () => {
    const files = { 'data/a.json': '{}' };
    const tree = (owner: string) => `[a](https://github.com/${owner}/finch/tree/main/data)\n`;
    const clone = (owner: string) => `git clone https://github.com/${owner}/robin\n`;
    const name = (owner: string) => `https://github.com/${owner}/wader\n`;
    assert.equal(by(clone('ibis') + tree('reedbank'), files), DECLARED);
    assert.equal(by(tree('ibis') + clone('reedbank'), files), null);
    assert.equal(by(name('ibis') + clone('reedbank'), files), DECLARED);
    assert.equal(by(name('ibis').repeat(2) + clone('reedbank'), files), DECLARED);
    assert.equal(by(name('ibis').repeat(4) + clone('reedbank'), files), null);
  });

  it('stands in a README at the top', () => {
    const text = 'git clone https://github.com/reedbank/finch\n';
    holds(
      [
        [{ 'README.rst': text }, 'declared reedbank README.rst'],
        [{ readme: text }, 'declared reedbank readme'],
        [{ 'docs/README.md': text }, null],
        [{ 'OLD_README.md': text }, null],
        [{ 'notes.md': text }, null],
      ] as const,
      (files) => tie(files),
    );
    assert.equal(tie({}, { paths: ['README.md'] }), null, 'a README that could not be read');
  });
});
