import assert from 'node:assert/strict';
import { findNamed } from '../../../src/lineage/find-named.ts';
import { isNamedLike } from '../../../src/lineage/find-self.ts';
import { homeOf } from '../../../src/lineage/home-of.ts';
import { originAncestors } from '../../../src/lineage/origin-ancestors.ts';
import { homesOf, ownersOf, publisherOf } from '../../../src/lineage/publisher.ts';
import { sayMatch } from '../../../src/lineage/say-match.ts';
import type { ModuleMatch, OriginShare } from '../../../src/model/report.ts';
import { inEnglish } from '../../../src/model/said.ts';
import { sourceFacts } from '../credit/source-facts.ts';
import { moduleOf } from '../rules/evidence-builder.ts';
import { holds } from '../table.ts';

describe('what a name means', () => {
  const items = ['Heron-VL', 'Heron-VL 2', 'Stork', 'The Grey Stork', 'ab', 'heron-vl'];

  it('is what has it exactly, else in other letters, else at its beginning, else inside', () => {
    holds(
      [
        ['Heron-VL', ['Heron-VL']],
        ['heron vl', ['Heron-VL', 'heron-vl']],
        ['HeronVL2', ['Heron-VL 2']],
        ['stork', ['Stork']],
        ['her', ['Heron-VL', 'Heron-VL 2', 'heron-vl']],
        ['he', []],
        ['grey', ['The Grey Stork']],
        ['gr', []],
        ['AB', ['ab']],
        ['--', []],
        ['crane', []],
      ],
      (name: string) => findNamed(items, (item) => [item], name),
    );
  });

  it('of a repository is any of a project’s names', () => {
    const facts = { repository: 'reeds/Heron_VL', projectName: 'Heron', aliases: ['Grey One'] };
    holds(
      [
        ['heron-vl', true],
        ['heron', true],
        ['grey.one', true],
        ['reeds', false],
        ['', false],
        ['stork', false],
      ],
      (name: string) => isNamedLike(name, facts),
    );
    assert.equal(isNamedLike('', { repository: '', projectName: '白鹳', aliases: [] }), false);
  });
});

describe('where a project is at home', () => {
  it('is the address of its repository, where it has a public one', () => {
    const of = (repository: string) => homeOf(sourceFacts({ project: 'heron', repository })).repository;
    assert.equal(of('reeds/heron'), 'https://github.com/reeds/heron');
    assert.equal(of('https://gitlab.com/reeds/heron'), 'https://gitlab.com/reeds/heron');
    assert.equal(of('./here'), undefined);
    assert.deepEqual(homeOf(undefined), {});
  });

  it('has an owner at a host, where the repository is the official one', () => {
    const of = (facts: object) =>
      homesOf(sourceFacts({ project: 'heron', repository: 'Reeds/heron', ...facts })).map(
        ({ host, owner }) => `${host} ${owner}`,
      );
    assert.deepEqual(of({}), ['github.com reeds']);
    assert.deepEqual(of({ repositoryIs: 'a copy' }), []);
    assert.deepEqual(of({ repositoryIs: 'a copy', homepage: 'https://www.GitLab.com/Marsh/x' }), [
      'gitlab.com marsh',
    ]);
    assert.deepEqual(of({ homepage: 'https://example.com' }), ['github.com reeds']);
    assert.deepEqual(
      ownersOf(['a/b', '', 'https://hf.co/c/d']).map(({ owner }) => owner),
      ['a', 'c'],
    );
  });

  it('tells who publishes here, as far as the host is one of its own', () => {
    const homes = [{ host: 'github.com', owner: 'reeds' }];
    const of = (owner: string, host: string) => publisherOf({ owner, host }, homes);
    assert.equal(of('Reeds', 'github.com'), 'same');
    assert.equal(of('reeds', 'gitlab.com'), 'unknown');
    assert.equal(of('marsh', 'github.com'), 'other');
    assert.equal(of('marsh', 'gitlab.com'), 'unknown');
    for (const house of ['reeds-org', 'Reeds-Team', 'reedslab'])
      assert.equal(of(house, 'github.com'), 'unknown');
    assert.equal(of('reedsmith', 'github.com'), 'other');
    assert.equal(publisherOf(null, homes), 'unknown');
    assert.equal(publisherOf({ owner: 'marsh', host: 'github.com' }, []), 'unknown');
  });
});

describe('what stands behind a source', () => {
  const share = (project: string | null, more: Partial<OriginShare> = {}): OriginShare => ({
    project,
    share: 0.4,
    root: true,
    alsoIn: [],
    path: 'src/x.py',
    date: '2020-01-01',
    ...more,
  });
  const sources = new Map(
    ['stork', 'ibis'].map((project) => [
      `${project}-1`,
      sourceFacts({
        id: `${project}-1`,
        project,
        projectName: `The ${project}`,
        repository: `reeds/${project}`,
      }),
    ]),
  );
  const module = (path: string, origin: readonly OriginShare[], more: Partial<ModuleMatch> = {}) =>
    moduleOf(path, 'Pool', { upstream: 'heron', origin, ...more });
  const told = (...modules: ReturnType<typeof module>[]) =>
    originAncestors(modules, sources, new Set(['ibis'])).map(
      ({ upstream, version, strength, relation, why, evidence, repository }) =>
        `${upstream} ${version} ${strength} ${relation} ${repository} ${evidence.length}: ${why.join('; ')}`,
    );

  it('is who had a tenth of a module first, and leads none', () => {
    assert.deepEqual(told(module('a.py', [share('stork')])), [
      'stork stork-1 strong ancestor https://github.com/reeds/stork 1: The stork had 40% of a.py Pool first (src/x.py, 2020-01-01)',
    ]);
    assert.equal(told(module('a.py', [share('stork', { share: 0.1 })])).length, 1);
    assert.deepEqual(told(module('a.py', [share('stork', { share: 0.09 })])), []);
    assert.deepEqual(told(module('a.py', [share('stork', { stated: true })])), []);
    assert.deepEqual(told(module('a.py', [share(null), share('heron'), share('ibis'), share('crane')])), []);
  });

  it('is told by matches that are moderate at least and came before', () => {
    assert.equal(told(module('a.py', [share('stork')], { strength: 'moderate' })).length, 1);
    assert.deepEqual(told(module('a.py', [share('stork')], { strength: 'weak' })), []);
    assert.deepEqual(told(module('a.py', [share('stork')], { precedes: false })), []);
    assert.equal(told(module('a.py', [share('stork')], { precedes: null })).length, 1);
  });

  it('is as sure as its surest match, and says its largest shares, eight at most', () => {
    const many = Array.from({ length: 9 }, (_, at) =>
      module(`${at}.py`, [share('stork', { share: 0.2 + at / 100 })], {
        strength: at === 4 ? 'conclusive' : 'moderate',
      }),
    );
    const [line = ''] = told(...many);
    assert.match(line, /^stork stork-1 conclusive ancestor \S+ 9: The stork had 28% of 8\.py/);
    assert.equal(line.split(';').length, 8);
  });
});

describe('a match in a sentence', () => {
  const said = (symbol: string, role: 'other' | 'resampler', match: Partial<ModuleMatch>) => {
    const module = moduleOf('a.py', symbol, { upstream: 'heron', symbol: 'Up', ...match }, { role });
    const [first] = module.matches;
    assert.ok(first !== undefined);
    return inEnglish(sayMatch(module, first, 'Heron 1'));
  };

  it('says place, name, role and both shares', () => {
    assert.equal(
      said('Pool', 'resampler', { containment: { local: 0.874, upstream: 0.125 } }),
      'a.py:10 Pool (resampler) matches upstream.py Up of Heron 1: 87% of it is there, 13% of that is here; strong',
    );
    assert.match(said('<module>', 'other', {}), /^a\.py:10 top-level code matches /);
  });
});
