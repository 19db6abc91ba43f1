import assert from 'node:assert/strict';
import {
  type CreditEvidence,
  creditOf,
  describeClaims,
  isFamily,
  lineageWithCredit,
} from '../../../src/credit/credit.ts';
import type { CopyrightLine, Evidence, UpstreamHeader } from '../../../src/model/evidence.ts';
import { evidenceOf, lineageOf, moduleOf, type Sketch } from '../rules/evidence-builder.ts';
import { holds } from '../table.ts';
import { sourceFacts } from './source-facts.ts';

const HERON = sourceFacts({
  project: 'heron',
  projectName: 'Heron-VL',
  repository: 'reeds/heronry',
  organisation: 'The Reed Bed',
  copyrights: ['Copyright 2020 Marsh Lab'],
});
const at = (path: string, more: Parameters<typeof moduleOf>[2] = { upstream: 'heron' }) =>
  moduleOf(path, 'Pool', more);

/** The credit of `heron` in one line: its word, the places that credit it, those that mention it, and what is open. */
function credited(sketch: Sketch): string {
  const evidence = evidenceOf({ sources: [HERON], ...sketch });
  const { credited, at, mentions, open } = creditOf(evidence, 'heron');
  const places = (all: typeof at): string => all.map(({ path, line }) => `${path}:${line}`).join(' ');
  return [
    credited,
    ...(at.length === 0 ? [] : [`by ${places(at)}`]),
    ...(mentions.length === 0 ? [] : [`named in ${places(mentions)}`]),
    ...(open.length === 0 ? [] : [`open ${open.join(' ')}`]),
  ].join(', ');
}

const line = (text: string): CopyrightLine => ({ line: 1, text, holder: '', years: [] });
const copyright = (path: string, text: string): Partial<Evidence> => ({
  copyrights: new Map([[path, [line(text)]]]),
});
const upstreamHeader = (...copyrights: string[]): UpstreamHeader => ({
  copyrights,
  licenseExpression: '',
  lineHashes: [],
});

describe('credit of one upstream', () => {
  it('is yes where each matched file is reached, partly where some are, no where none is', () => {
    const modules = [at('a/x.py'), at('b/y.py')];
    holds<Sketch['texts'], string>(
      [
        [{}, 'no, open a/x.py b/y.py'],
        [{ 'a/x.py': '# Adapted from Heron-VL' }, 'partly, by a/x.py:1, open b/y.py'],
        [{ 'c/z.py': '# Adapted from Heron-VL' }, 'partly, by c/z.py:1, open a/x.py b/y.py'],
        [{ 'README.md': 'Built on Heron-VL' }, 'yes, by README.md:1'],
        [{ 'README.md': 'Better than Heron-VL' }, 'no, named in README.md:1, open a/x.py b/y.py'],
        [
          { 'README.md': 'Better than Heron-VL\n\nBuilt on Heron-VL' },
          'yes, by README.md:3, named in README.md:1',
        ],
        [{ 'a/README.md': 'Built on Heron-VL' }, 'partly, by a/README.md:1, open b/y.py'],
      ],
      (texts) => credited({ modules, texts: texts ?? {} }),
    );
  });

  it('of whom no file is matched is yes by a document, and partly by a comment', () => {
    holds<Sketch['texts'], string>(
      [
        [{}, 'no'],
        [{ 'README.md': 'Built on Heron-VL' }, 'yes, by README.md:1'],
        [{ 'a.py': '# Adapted from Heron-VL' }, 'partly, by a.py:1'],
        [{ 'README.md': 'Better than Heron-VL' }, 'no, named in README.md:1'],
      ],
      (texts) => credited({ texts: texts ?? {} }),
    );
  });

  it('is given by the address of a repository of its owner or of its name, and no other', () => {
    holds(
      [
        ['https://github.com/reeds/heronry', 'yes, by README.md:1'],
        ['https://github.com/reeds/heronry-two', 'yes, by README.md:1'],
        ['https://github.com/reeds/other', 'no, open a/x.py'],
        ['https://github.com/meadow/heronry', 'yes, by README.md:1'],
        ['https://github.com/meadow/heronry-two', 'no, open a/x.py'],
      ],
      (address: string) =>
        credited({ modules: [at('a/x.py')], texts: { 'README.md': `Built on ${address}\n` } }),
    );
  });

  it('is not given by a repository of another owner with a short or common name', () => {
    const homes = (repository: string, address: string): string =>
      credited({
        sources: [sourceFacts({ project: 'heron', projectName: 'Heron-VL', repository })],
        modules: [at('a/x.py')],
        texts: { 'README.md': `Built on https://github.com/${address}\n` },
      });
    assert.equal(homes('reeds/heron', 'meadow/heron'), 'no, open a/x.py');
    assert.equal(homes('reeds/models', 'meadow/models'), 'no, open a/x.py');
    assert.equal(homes('reeds/egrets', 'meadow/egrets'), 'yes, by README.md:1');
  });

  it('of a whole library is given by whoever credits a part of it', () => {
    const part = sourceFacts({ project: 'chick', projectName: 'Heron Chick', repository: 'reeds/heronry' });
    const texts = { 'README.md': 'Built on Heron Chick (https://github.com/reeds/heronry)' };
    const modules = [at('a/x.py')];
    const whole = { ...HERON, factsOnly: true };
    assert.equal(credited({ modules, texts, sources: [whole, part] }), 'yes, by README.md:1 README.md:1');
    assert.equal(
      credited({ modules, texts: { 'README.md': 'Built on Heron Chick' }, sources: [whole, part] }),
      'no, open a/x.py',
    );
  });

  it('is given by a folder of its name where the project is credited elsewhere', () => {
    const modules = [at('a/x.py'), at('lib/Heron_ry/y.py'), at('heronry.py')];
    const texts = { 'a/x.py': '# Adapted from Heron-VL' };
    assert.equal(credited({ modules, texts }), 'partly, by a/x.py:1, open heronry.py');
    assert.equal(credited({ modules }), 'no, open a/x.py heronry.py lib/Heron_ry/y.py');
  });

  it('is given by a copyright line of its holder, by any of the names', () => {
    holds(
      [
        ['Copyright 2021 Marsh Lab Ltd.', 'yes'],
        ['Copyright 2021 The Reed Bed', 'yes'],
        ['Copyright 2021 Reeds AI', 'yes'],
        ['Copyright 2021 Somebody', 'no, open a/x.py'],
      ],
      (text: string) => credited({ modules: [at('a/x.py')], more: copyright('a/x.py', text) }),
    );
    assert.equal(
      credited({ modules: [at('a/x.py')], more: copyright('b/x.py', 'Copyright 2021 Marsh Lab') }),
      'no, open a/x.py',
    );
  });

  it('is given by the owner of the address that only the lineage knows', () => {
    const lineage = [{ ...lineageOf('heron', []), repository: 'https://github.com/lakeside/heron' }];
    const modules = [at('a/x.py')];
    const more = copyright('a/x.py', 'Copyright 2021 Lakeside');
    assert.equal(credited({ sources: [], lineage, modules, more }), 'yes');
    assert.equal(credited({ sources: [], modules, more }), 'no, open a/x.py');
    const other = [{ ...lineageOf('stork', []), repository: 'https://github.com/lakeside/heron' }];
    assert.equal(credited({ sources: [], lineage: other, modules, more }), 'no, open a/x.py');
  });

  it('is given by a line of the header of the file that is matched', () => {
    const kept = (text: string, ...lines: string[]): string =>
      credited({
        modules: [at('a/x.py', { upstream: 'heron', version: 'heron', path: 'src/x.py' })],
        more: {
          ...copyright('a/x.py', text),
          upstreamHeaders: (version, path) =>
            version === 'heron' && path === 'src/x.py'
              ? [upstreamHeader(...lines), upstreamHeader('Copyright 1999 Old')]
              : [],
        },
      });
    assert.equal(kept('Copyright 2020 A. Person', 'Copyright 2020 A. Person'), 'yes');
    assert.equal(kept('Copyright 2020 A. Person', 'Copyright 2020 B', 'Copyright 2020 A. Person'), 'yes');
    assert.equal(kept('Copyright 1999 Old', 'Copyright 2020 A. Person'), 'yes');
    assert.equal(kept('Copyright 2020 Other', 'Copyright 2020 A. Person'), 'no, open a/x.py');
    assert.equal(kept('Copyright 2020', 'Copyright 2020'), 'no, open a/x.py');
  });

  it('is given to the rest of a folder of which most files say whose they are, and not at the top', () => {
    const more = {
      copyrights: new Map(
        ['a/1.py', 'a/2.py', 'b/1.py', '1.py', '2.py'].map((path) => [
          path,
          [line('Copyright 2020 Marsh Lab')],
        ]),
      ),
    };
    const modules = ['a/1.py', 'a/2.py', 'a/3.py', 'b/1.py', 'b/2.py', '1.py', '2.py', '3.py'].map((path) =>
      at(path),
    );
    assert.equal(credited({ modules, more }), 'partly, open 3.py b/2.py');
  });

  it('is given by a license file in a vendored tree, and by no license elsewhere', () => {
    const vendored = (path: string, relation: 'vendored' | 'source' = 'vendored'): string =>
      credited({
        modules: [at('lib/heron/x.py')],
        paths: [path],
        lineage: [lineageOf('heron', [HERON], relation)],
      });
    assert.equal(vendored('lib/heron/LICENSE'), 'yes');
    assert.equal(vendored('lib/LICENCE.txt'), 'yes');
    assert.equal(vendored('lib/heron/COPYING'), 'yes');
    assert.equal(vendored('LICENSE'), 'no, open lib/heron/x.py');
    assert.equal(vendored('lib/heron/MYLICENSE'), 'no, open lib/heron/x.py');
    assert.equal(vendored('lib/heron/docs/LICENSE'), 'no, open lib/heron/x.py');
    assert.equal(vendored('lib/other/LICENSE'), 'no, open lib/heron/x.py');
    assert.equal(vendored('lib/heron/LICENSE', 'source'), 'no, open lib/heron/x.py');
  });

  it('is given by a tree at its own paths in a folder of its name, with its own papers', () => {
    const files = ['a', 'b', 'c', 'd', 'e'].map((name) => `nets/${name}.py`);
    const tree = (folder: string, some: readonly string[], paper = 'LICENSE'): string =>
      credited({
        modules: some.map((path) => at(`${folder}/${path}`, { upstream: 'heron', path })),
        paths: [`${folder}/${paper}`],
      });
    assert.equal(tree('lib/heron', files), 'yes');
    assert.match(tree('lib/heron', files, 'setup.cfg'), /^no/);
    assert.match(tree('lib/heron', files.slice(1)), /^no/);
    assert.match(tree('lib/other', files), /^no/);
  });

  it('of what is published whole is told at the address in the front page', () => {
    const told = (relation: 'fork' | 'copy' | 'source', text: string, path = 'README.md'): string =>
      credited({
        modules: [at('a/x.py')],
        lineage: [lineageOf('heron', [HERON], relation)],
        more: { texts: new Map([[path, text]]) },
      });
    const address = 'https://github.com/reeds/heronry';
    assert.equal(told('fork', `one\n  two ${address} \n`), 'yes, by README.md:2');
    assert.equal(told('copy', `${'\n'.repeat(14)}${address}`), 'yes, by README.md:15');
    assert.equal(told('copy', `${'\n'.repeat(15)}${address}`), 'no, open a/x.py');
    assert.equal(told('fork', `${'\n'.repeat(15)}${address}`), 'yes, by README.md:16');
    assert.equal(told('fork', address, 'docs/README.md'), 'no, open a/x.py');
    assert.equal(told('fork', 'https://github.com/reeds/other'), 'no, open a/x.py');
    assert.equal(told('source', address), 'no, open a/x.py');
  });

  it('of what is published whole is told by any name in a document, in a copy at its head', () => {
    const told = (relation: 'fork' | 'copy', texts: Sketch['texts']): string =>
      credited({
        modules: [at('a/x.py')],
        lineage: [lineageOf('heron', [HERON], relation)],
        texts: texts ?? {},
      });
    assert.equal(
      told('fork', { 'docs/a.md': 'Better than Heron-VL' }),
      'yes, by docs/a.md:1, named in docs/a.md:1',
    );
    assert.equal(
      told('copy', { 'README.md': 'Better than Heron-VL' }),
      'yes, by README.md:1, named in README.md:1',
    );
    assert.equal(
      told('copy', { 'README.md': `${'\n'.repeat(15)}Better than Heron-VL` }),
      'no, named in README.md:16, open a/x.py',
    );
    assert.equal(
      told('copy', { 'docs/a.md': 'Better than Heron-VL' }),
      'no, named in docs/a.md:1, open a/x.py',
    );
    assert.equal(
      told('fork', { 'b.py': '# unlike Heron-VL, from nothing' }),
      'no, named in b.py:1, open a/x.py',
    );
  });
});

describe('claims held against what was found', () => {
  const evidence = (texts: Sketch['texts'], strength: 'strong' | 'weak' = 'strong'): CreditEvidence =>
    evidenceOf({
      sources: [HERON, sourceFacts({ project: 'stork', projectName: 'Stork-LM' })],
      modules: [at('a/x.py'), at('b/y.py')],
      lineage: [{ ...lineageOf('heron', [HERON]), strength }],
      texts: texts ?? {},
    });
  const found = (one: CreditEvidence): readonly string[] =>
    describeClaims(one).map(({ path, line, upstream, found }) => `${path}:${line} ${upstream} ${found}`);

  it('are credited, partly so, not found, or mentions; by path, line and upstream', () => {
    assert.deepEqual(
      found(evidence({ 'b.md': 'one\n\nBuilt on Heron-VL', 'a.md': 'Built on Stork-LM and Heron-VL' })),
      ['a.md:1 heron credited', 'a.md:1 stork not-found', 'b.md:3 heron credited'],
    );
    assert.deepEqual(
      found(evidence({ 'a/x.py': '# Adapted from Heron-VL\n\nx = 1\n# unlike Heron-VL, from' })),
      ['a/x.py:1 heron partly', 'a/x.py:4 heron mention'],
    );
    assert.deepEqual(found(evidence({ 'README.md': 'Built on https://github.com/a/b' })), [
      'README.md:1 null not-found',
    ]);
    assert.deepEqual(found(evidence({ 'README.md': 'Built on Heron-VL' }, 'weak')), [
      'README.md:1 heron not-found',
    ]);
  });

  it('are found where they name the repository by another project of it, or by its address', () => {
    const whole = { ...HERON, factsOnly: true };
    const part = sourceFacts({ project: 'stork', projectName: 'Stork-LM', repository: 'reeds/heronry' });
    const one = evidenceOf({
      sources: [whole, part],
      lineage: [lineageOf('heron', [whole])],
      modules: [at('x.py')],
      texts: { 'x.py': '# Adapted from https://github.com/reeds/heronry/blob/main/a.py' },
    });
    assert.deepEqual(found(one), ['x.py:1 null credited']);
    const ofPart = { ...one, claims: one.claims.map((claim) => ({ ...claim, upstream: 'stork' })) };
    assert.deepEqual(found(ofPart), ['x.py:1 stork credited']);
    const ofNone = { ...ofPart, sources: new Map([[HERON.id, HERON]]) };
    assert.deepEqual(found(ofNone), ['x.py:1 stork not-found']);
  });

  it('say of a lineage whether it is claimed, and how it is credited', () => {
    const said = (texts: Sketch['texts']): string =>
      lineageWithCredit(evidence(texts))
        .map(({ upstream, claimed, credited }) => `${upstream} ${claimed} ${credited}`)
        .join();
    assert.equal(said({}), 'heron false no');
    assert.equal(said({ 'README.md': 'Built on Heron-VL' }), 'heron true yes');
    assert.equal(said({ 'a/x.py': '# Adapted from Heron-VL' }), 'heron true partly');
    assert.equal(said({ 'README.md': 'Better than Heron-VL' }), 'heron false no');
  });
});

describe('repositories of one house', () => {
  it('have one owner, and names that begin or end alike', () => {
    holds<readonly [string, string], boolean>(
      [
        [['reeds/lit-one', 'reeds/lit-two'], true],
        [['reeds/lit-one', 'meadow/lit-two'], false],
        [['reeds/li-one', 'reeds/li-two'], false],
        [['reeds/lit_one', 'reeds/lit.two'], true],
        [['reeds/wide-diffusion', 'reeds/deep-diffusion'], true],
        [['reeds/wide-herons', 'reeds/deep-herons'], true],
        [['reeds/wide-heron', 'reeds/deep-heron'], false],
        [['reeds/one', 'reeds/two'], false],
        [['reeds', 'reeds'], false],
      ],
      ([one, other]) => isFamily(one, other),
    );
  });
});
