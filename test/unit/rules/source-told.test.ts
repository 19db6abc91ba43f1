import assert from 'node:assert/strict';
import { headerLineHash } from '../../../src/catalogue/header-facts.ts';
import type { DraftLineage } from '../../../src/model/evidence.ts';
import type { ModuleMatch, OriginShare } from '../../../src/model/report.ts';
import type { SourceFacts } from '../../../src/model/source-facts.ts';
import { codeLicense } from '../../../src/rules/code-terms.ts';
import { isCreditedByAnother } from '../../../src/rules/credited-instead.ts';
import { sourceOf } from '../../../src/rules/derivation-source.ts';
import { asFarAsTold } from '../../../src/rules/told-version.ts';
import { sourceFacts } from '../credit/source-facts.ts';
import { holds } from '../table.ts';
import { lineageOf, moduleOf, type Sketch } from './evidence-builder.ts';
import { share } from './sketch-second-hand.ts';
import { type Files, written } from './written.ts';

const heron = (version: string, published: string | null, more: Partial<SourceFacts> = {}) =>
  sourceFacts({
    id: `heron-${version}`,
    project: 'heron',
    projectName: 'Heron',
    name: `Heron ${version}`,
    repository: 'marshlight/heron',
    published,
    ...more,
  });
const [ONE, TWO, THREE] = [heron('1', '2023-01-01'), heron('2', '2024-01-01'), heron('3', '2025-01-01')];
const repository = (sketch: Omit<Sketch, 'texts'> = {}, files: Files = {}) =>
  written(files, { name: 'wader', sources: [ONE, TWO, THREE], ...sketch });

describe('the version of an upstream that facts are taken of', () => {
  it('is the one that lineage names, else the one matched, else the latest that was public in time', () => {
    const lineage = (version: string): DraftLineage => ({ ...lineageOf('heron', []), version });
    const at = (
      from: DraftLineage | undefined,
      version: string | undefined,
      day: string | null = '2024-06-01',
    ) =>
      sourceOf(repository({ more: { target: { name: 'x', firstCommitDate: day } } }), 'heron', from, version)
        ?.id;
    assert.equal(at(lineage('heron-1'), 'heron-3'), 'heron-1');
    assert.equal(at(lineage('unknown'), 'heron-3'), 'heron-3');
    assert.equal(at(undefined, 'heron-3'), 'heron-3');
    assert.equal(at(undefined, undefined), 'heron-2');
    assert.equal(at(undefined, 'unknown', '2024-01-01'), 'heron-2');
    assert.equal(at(undefined, undefined, '2023-12-31'), 'heron-1');
    assert.equal(at(undefined, undefined, '2020-01-01'), 'heron-3', 'none was public in time');
    assert.equal(at(undefined, undefined, null), 'heron-3');
    assert.equal(
      sourceOf(repository({ sources: [heron('b', null), heron('a', null)] }), 'heron', undefined, undefined)
        ?.id,
      'heron-b',
    );
    assert.equal(sourceOf(repository(), 'stork', undefined, undefined), null);
  });

  it('is what the world tells of a project that has no entry', () => {
    const told = (origin: readonly OriginShare[], lineage?: Partial<DraftLineage>) => {
      const modules = [moduleOf('a.py', 'Pooler', { upstream: 'crane', origin })];
      const source = sourceOf(
        repository({ modules }),
        'crane',
        lineage === undefined ? undefined : { ...lineageOf('crane', []), ...lineage },
        undefined,
      );
      return source === null
        ? null
        : [
            source.id,
            source.name,
            source.organisation,
            source.repository,
            source.published,
            source.codeLicense.expression,
          ].join(' ');
    };
    const home = { repository: 'https://github.com/reeds/cranes' };
    const crane = (more: Partial<OriginShare> = {}) => share('crane', { ...home, ...more });
    holds(
      [
        [[crane()], 'crane cranes reeds https://github.com/reeds/cranes  NOASSERTION'],
        [
          [crane({ date: '2021-05-04', license: 'ISC' })],
          'crane cranes reeds https://github.com/reeds/cranes 2021-05-04 ISC',
        ],
        [
          [crane({ date: '2021-05-04' }), crane({ date: '2020-01-01', license: 'MIT' })],
          'crane cranes reeds https://github.com/reeds/cranes 2020-01-01 MIT',
        ],
        [
          [crane({ repository: 'https://github.com/reeds/examples' })],
          'crane reeds/examples reeds https://github.com/reeds/examples  NOASSERTION',
        ],
        [[share('crane')], null],
        [[crane({ root: false })], null],
        [[share('stork', home)], null],
        [
          [crane(), share('stork', { license: 'GPL-3.0-only', date: '2001-01-01' })],
          'crane cranes reeds https://github.com/reeds/cranes  NOASSERTION',
        ],
      ],
      (origin) => told(origin),
    );
    assert.equal(
      told([share('crane')], { version: 'crane-1', repository: 'https://github.com/x/y' }),
      'crane-1 y x https://github.com/x/y  NOASSERTION',
    );
    assert.equal(told([], { repository: 'https://github.com/x/y' }), null, 'nothing here is from it');
  });

  it('is named where each file leads to it alone, and not all were here before it was public', () => {
    const named = (
      places: readonly (Partial<ModuleMatch> & { readonly at?: string })[],
      arrivals: Readonly<Record<string, string>> = {},
      source = TWO,
    ) => {
      const history = {
        authors: [],
        commits: 9,
        arrivals: new Map(Object.entries(arrivals).map(([path, date]) => [path, { date, commits: 1 }])),
      };
      const made = places.map(({ at = 'a.py', ...match }) => ({
        path: at,
        match:
          moduleOf('a.py', 'Pooler', { upstream: 'heron', version: 'heron-2', ...match }).matches[0] ?? null,
      }));
      return asFarAsTold(repository({ more: { history } }), source, made).name;
    };
    assert.equal(named([{}]), 'Heron 2');
    assert.equal(named([{}, { version: 'heron-1' }]), 'Heron');
    assert.equal(named([{ ties: ['heron-1'] }]), 'Heron');
    assert.equal(named([]), 'Heron');
    const unread = { version: 'heron-1', containment: { local: 1, upstream: 0 } };
    assert.equal(named([unread]), 'Heron');
    assert.equal(named([{}, unread]), 'Heron 2', 'of a file that is not at hand nothing is known');
    assert.equal(named([{}], { 'a.py': '2023-12-31T23:00:00Z' }), 'Heron');
    assert.equal(named([{}], { 'a.py': '2024-01-01T01:00:00Z' }), 'Heron 2');
    assert.equal(named([{}, { at: 'b.py' }], { 'a.py': '2023-01-01', 'b.py': '2024-05-05' }), 'Heron 2');
    assert.equal(named([{}], { 'a.py': '2023-01-01' }, heron('2', null)), 'Heron 2');
  });
});

describe('the terms of code', () => {
  const places = (origin: readonly OriginShare[] | undefined, upstream = 0) => ({
    match:
      moduleOf('a.py', 'Pooler', {
        upstream: 'heron',
        containment: { local: 0.9, upstream },
        ...(origin === undefined ? {} : { origin }),
      }).matches[0] ?? null,
  });
  const terms = (
    origin: readonly OriginShare[] | undefined,
    source: SourceFacts = ONE,
    more: Omit<Sketch, 'texts'> = {},
    upstream = 0,
  ) => codeLicense(repository(more), source, 'heron', [places(origin, upstream)]).expression;
  const elsewhere = { repository: 'https://github.com/reeds/heron-fork', license: 'GPL-3.0-only' };
  const home = { repository: 'https://github.com/marshlight/heron', license: 'GPL-3.0-only' };

  it("are the entry's, where its file is at hand, or the world tells of its own repository", () => {
    assert.equal(terms(undefined), 'Apache-2.0');
    assert.equal(terms([share('heron', elsewhere)], ONE, {}, 0.9), 'Apache-2.0');
    assert.equal(terms([share('heron', home)]), 'Apache-2.0');
    assert.equal(terms([share('stork', elsewhere)]), 'Apache-2.0');
    const { license: _, ...unlicensed } = elsewhere;
    assert.equal(terms([share('heron', unlicensed)]), 'Apache-2.0');
    const { repository: __, ...homeless } = elsewhere;
    assert.equal(terms([share('heron', homeless)]), 'Apache-2.0');
    assert.equal(
      terms([share('heron', elsewhere)], { ...ONE, alternates: ['reeds/heron-fork'] }),
      'Apache-2.0',
    );
  });

  it('are those of the repository that had it, where that is another one', () => {
    assert.equal(terms([share('heron', elsewhere)]), 'GPL-3.0-only');
    const of = (license: string) => terms([share('heron', { ...elsewhere, license })]);
    assert.equal(of('MIT AND ISC'), 'MIT OR ISC', 'its texts stand together');
    assert.equal(of('MIT AND ISC AND Zlib'), 'MIT OR ISC OR Zlib');
    assert.equal(
      of('MIT AND GPL-2.0-only WITH Classpath-exception-2.0'),
      'MIT AND GPL-2.0-only WITH Classpath-exception-2.0',
    );
    assert.equal(of('(MIT OR ISC) AND Zlib'), '(MIT OR ISC) AND Zlib');
    assert.equal(of('LicenseRef-Something'), 'NOASSERTION');
    const both = [places([share('heron', elsewhere)]), places(undefined, 0.9)];
    assert.equal(
      codeLicense(repository(), ONE, 'heron', both).expression,
      'Apache-2.0',
      'one file is at hand',
    );
  });

  it('of a project that only the world knows are alternatives as well', () => {
    const world = (expression: string, files: SourceFacts['files'] = []) =>
      terms(undefined, { ...ONE, factsOnly: true, files, codeLicense: { expression, source: '' } });
    assert.equal(world('MIT AND ISC'), 'MIT OR ISC');
    assert.equal(world('LicenseRef-Something'), 'NOASSERTION');
    assert.equal(
      world('MIT AND ISC', [{ path: 'a.py', role: 'other', firstCommitted: null }]),
      'MIT AND ISC',
    );
  });

  it('are not known where the same owner published the code again under others', () => {
    const again = (
      repository: string,
      license: string | undefined,
      alsoIn: readonly string[] = ['egret'],
    ) => {
      const origin = [
        share('heron', { ...home, license: 'MIT', alsoIn }),
        share('egret', { repository, share: 0, ...(license === undefined ? {} : { license }) }),
      ];
      const modules = [moduleOf('a.py', 'Pooler', { upstream: 'heron', origin })];
      return terms(origin, ONE, { modules });
    };
    assert.equal(again('https://github.com/marshlight/egret', 'GPL-3.0-only'), 'NOASSERTION');
    assert.equal(again('https://github.com/marshlight/egret', 'Apache-2.0'), 'Apache-2.0', 'the same terms');
    assert.equal(again('https://github.com/marshlight/egret', undefined), 'Apache-2.0');
    assert.equal(
      again('https://github.com/marshlights/egret', 'GPL-3.0-only'),
      'Apache-2.0',
      'another owner',
    );
    assert.equal(again('https://github.com/marshlight/heron', 'GPL-3.0-only'), 'Apache-2.0', 'itself');
    assert.equal(
      again('https://github.com/marshlight/egret', 'GPL-3.0-only', []),
      'Apache-2.0',
      'not all of it',
    );
  });
});

describe('a credit to another project that the code may be from', () => {
  const STORK = sourceFacts({ project: 'stork', projectName: 'Stork', repository: 'reeds/stork' });
  const credit = (name = 'reeds/stork'): Files => ({
    'README.md': `Built on [it](https://github.com/${name}).\n`,
  });
  const module = (match: Partial<ModuleMatch> = {}, others: readonly Partial<ModuleMatch>[] = []) => {
    const made = moduleOf('m/a.py', 'Pooler', { upstream: 'heron', score: 1, ...match });
    const more = others.flatMap((one) => moduleOf('m/a.py', 'Pooler', { upstream: 'stork', ...one }).matches);
    return { ...made, matches: [...made.matches, ...more] };
  };
  const by = (
    made: ReturnType<typeof module>,
    files: Files = credit(),
    more: Omit<Sketch, 'texts'> = {},
  ): boolean => {
    const [lead] = made.matches;
    assert.ok(lead !== undefined);
    return isCreditedByAnother(
      repository({ sources: [ONE, STORK], modules: [made], ...more }, files),
      made,
      lead,
    );
  };

  it('is one to a project that matches nearly as well, or is known to have it', () => {
    const since = { date: '2022-01-01' };
    holds(
      [
        [module(), false],
        [module({}, [{ score: 0.85 }]), true],
        [module({}, [{ score: 0.84 }]), false],
        [module({ sharedAncestor: 'stork' }), true],
        [module({ ancestors: [{ upstream: 'stork', version: 'stork', of: 'heron', statedAt: '' }] }), true],
        [module({ origin: [share('heron', { alsoIn: ['stork'] })] }), true],
        [module({ origin: [share('egret', { alsoIn: ['stork'] })] }), false],
        [module({ origin: [share('heron', since), share('stork', { date: '2023-01-01' })] }), true],
        [module({ origin: [share('heron', since), share('stork', { date: '2021-01-01' })] }), false],
        [
          module({ origin: [share('heron', since), share('stork', { date: '2023-01-01', share: 0 })] }),
          false,
        ],
        [module({ origin: [share('heron'), share('stork', { date: '2023-01-01' })] }), false],
        [module({ route: { project: 'stork' } as never }), true],
      ],
      (made) => by(made),
    );
  });

  it('covers the file, and is a credit', () => {
    const near = module({}, [{ score: 0.9 }]);
    const from = '# Adapted from https://github.com/reeds/stork\n';
    holds(
      [
        [{}, false],
        [{ 'README.md': 'Compare https://github.com/reeds/stork\n' }, false],
        [{ 'n/README.md': credit()['README.md'] ?? '' }, false],
        [{ 'm/README.md': credit()['README.md'] ?? '' }, true],
        [credit('reeds/crane'), false],
        [{ 'm/a.py': from }, true],
        [{ 'm/b.py': from }, false],
      ] as const,
      (files) => by(near, files),
    );
  });

  it("is none that came along in the upstream's own file, nor beside one to the upstream itself", () => {
    const near = module({}, [{ score: 0.9 }]);
    const line = 'Adapted from https://github.com/reeds/stork';
    const header = (text: string, licenseExpression = '') => ({
      more: {
        upstreamHeaders: () => [{ copyrights: [], licenseExpression, lineHashes: [headerLineHash(text)] }],
      },
    });
    assert.ok(by(near, { 'm/a.py': `# ${line}\n` }, header('Birds of the marsh')));
    assert.ok(!by(near, { 'm/a.py': `# ${line}\n` }, header(line)));
    const both = `${credit()['README.md']}\nBuilt on [Heron](https://github.com/marshlight/heron).\n`;
    assert.ok(!by(near, { 'README.md': both }), 'its file is at hand');
    const told = module({ containment: { local: 0.9, upstream: 0 } }, [{ score: 0.9 }]);
    assert.ok(by(told, { 'README.md': both }), 'fragments alone tell of it');
    assert.ok(!by(told, { ...credit(), 'm/a.py': '# Adapted from https://github.com/marshlight/heron\n' }));
  });

  it('may give the address of a relative of the one that carried it', () => {
    const carried = (repository?: string) =>
      module({
        origin: [
          share('heron', { date: '2022-01-01' }),
          share('egret', { date: '2023-01-01', ...(repository === undefined ? {} : { repository }) }),
        ],
      });
    assert.ok(by(carried('https://github.com/guild/egret'), credit('guild/egret')));
    assert.ok(!by(carried(), credit('guild/egret')));
    assert.ok(!by(carried('https://github.com/guild/egret'), credit('guild/owl')));
  });
});
