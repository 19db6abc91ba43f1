import assert from 'node:assert/strict';
import { headerLineHash } from '../../../src/catalogue/header-facts.ts';
import type { AuditedModule, Finding, StatedAncestor } from '../../../src/model/report.ts';
import { checkRules } from '../../../src/rules/check-rules.ts';
import { sourceFacts } from '../credit/source-facts.ts';
import { evidenceOf, lineageOf, moduleOf, type Sketch } from './evidence-builder.ts';

const HERON = sourceFacts({
  project: 'heron-vl',
  projectName: 'Heron-VL',
  organisation: 'Marshlight Lab',
  repository: 'marshlight/heron-vl',
  codeLicense: { expression: 'GPL-3.0-only', source: 'LICENSE' },
  copyrights: ['Copyright 2023 Marshlight Lab'],
});
const STORK = sourceFacts({ project: 'stork', projectName: 'Stork', repository: 'reeds/stork' });

const copied = [moduleOf('model/pooler.py', 'Pooler', { upstream: 'heron-vl' })];

function levels(sketch: Sketch): readonly string[] {
  const findings: readonly Finding[] = checkRules(evidenceOf({ sources: [HERON, STORK], ...sketch }));
  return findings
    .filter((one) => one.upstream !== undefined)
    .map((one) => `${one.upstream} ${one.rule} ${one.level}`);
}

const OLDER: StatedAncestor = {
  upstream: 'stork',
  version: 'stork',
  of: 'heron-vl',
  statedAt: 'header comment, line 1',
};

const errors = (sketch: Sketch): number => levels(sketch).filter((one) => one.endsWith('error')).length;

describe('whose the code is', () => {
  it('is claimed where evidence is strong and nothing speaks against it', () => {
    assert.ok(errors({ modules: copied }) > 0);
  });

  it('is a question, if anything, where the file credits another project', () => {
    const text = '# Adapted from https://github.com/reeds/crane/blob/main/crane.py\n';
    const texts = { 'model/pooler.py': text };
    assert.deepEqual(levels({ modules: copied, texts }), []);
    const beyondDoubt = [
      moduleOf('model/pooler.py', 'Pooler', {
        upstream: 'heron-vl',
        strength: 'conclusive',
        containment: { local: 1, upstream: 0.97 },
      }),
    ];
    assert.deepEqual(levels({ modules: beyondDoubt, texts }), ['heron-vl upstream-not-credited note']);
  });

  it("is claimed where that credit came along with the upstream's own header", () => {
    const text = '# Adapted from https://github.com/reeds/crane/blob/main/crane.py\n';
    const line = 'Adapted from https://github.com/reeds/crane/blob/main/crane.py';
    const header = { copyrights: [], licenseExpression: '', lineHashes: [headerLineHash(line)] };
    const more = { upstreamHeaders: () => [header] };
    assert.ok(errors({ modules: copied, texts: { 'model/pooler.py': text }, more }) > 0);
  });

  it('is a question where that credit is all that is known of who wrote it', () => {
    const line = 'Adapted from https://github.com/reeds/crane/blob/main/crane.py';
    const header = { copyrights: [], licenseExpression: '', lineHashes: [headerLineHash(line)] };
    const by = (project: string | null): number =>
      errors({
        modules: copied.map((module) => ({
          ...module,
          matches: module.matches.map((match) => ({
            ...match,
            origin: [{ project, share: 1, root: project !== null, alsoIn: [] }],
          })),
        })),
        texts: { 'model/pooler.py': `# ${line}\n` },
        more: { upstreamHeaders: () => [header] },
      });
    assert.equal(by(null), 0);
    assert.ok(by('heron-vl') > 0, 'what its file says of others is of the rest');
  });

  it("is the credited one's to keep where that word came along with its own file", () => {
    const line = 'Copied from https://github.com/marshlight/heron-vl/blob/main/pooler.py';
    const header = { copyrights: [], licenseExpression: '', lineHashes: [headerLineHash(line)] };
    const module = moduleOf('model/pooler.py', 'Pooler', { upstream: 'heron-vl', strength: 'moderate' });
    const [match] = module.matches;
    assert.ok(match !== undefined);
    const stork = { ...match, upstream: 'stork', version: 'stork', score: match.score / 2 };
    const by = (readme: string) =>
      errors({
        modules: [{ ...module, matches: [match, stork] }],
        texts: { 'model/pooler.py': `# ${line}\n`, 'README.md': readme },
        more: { upstreamHeaders: (version: string) => (version === 'stork' ? [header] : []) },
      });
    assert.equal(by('Built on [Stork](https://github.com/reeds/stork).\n'), 0);
    assert.ok(by('A bird.\n') > 0);
  });

  it('is claimed on the word of the file where it matches, be it a little, and be others before it', () => {
    const by = (text: string, match: Partial<AuditedModule['matches'][number]>, relation?: 'carrier') =>
      levels({
        modules: [moduleOf('model/pooler.py', 'Pooler', { upstream: 'heron-vl', ...match })],
        texts: { 'model/pooler.py': text },
        ...(relation === undefined ? {} : { lineage: [lineageOf('heron-vl', [HERON], relation)] }),
      }).includes('heron-vl license-text-missing error');
    const said = '# Copied from https://github.com/marshlight/heron-vl/blob/main/pooler.py\n';
    const like = '# Inspired by https://github.com/marshlight/heron-vl/blob/main/pooler.py\n';
    assert.ok(by(said, { strength: 'moderate' }));
    assert.ok(!by(like, { strength: 'moderate' }));
    assert.ok(!by(said, { strength: 'weak' }));
    const origin = [{ project: 'stork', share: 0.9, root: true, alsoIn: [] }];
    assert.ok(by(said, { origin }, 'carrier'));
    const two = ['model/pooler.py', 'model/tiling.py'].map((path) =>
      moduleOf(path, 'Pooler', { upstream: 'heron-vl', strength: 'moderate' }),
    );
    const evidence = evidenceOf({ sources: [HERON], modules: two, texts: { 'model/pooler.py': said } });
    const asked = checkRules(evidence).filter((one) => one.rule === 'license-text-missing');
    assert.deepEqual(
      asked.map(({ path, related }) => [path, related.length]),
      [['model/pooler.py', 0]],
      'a file that says nothing and matches a little is not asked about',
    );
    assert.ok(!by(like, { origin }, 'carrier'));
  });

  it('is claimed where the file credits the upstream beside others', () => {
    const both = '# Based on https://github.com/reeds/stork and https://github.com/marshlight/heron-vl\n';
    const one = '# Based on https://github.com/reeds/stork\n';
    assert.ok(errors({ modules: copied, texts: { 'model/pooler.py': both } }) > 0);
    assert.equal(errors({ modules: copied, texts: { 'model/pooler.py': one } }), 0);
  });

  it('is claimed where a comment deep in it credits a project that is known and has nothing of it', () => {
    const text = `${'\n'.repeat(39)}# https://github.com/reeds/stork/blob/main/stork.py\n`;
    const shared = (share: number): readonly AuditedModule[] =>
      copied.map((module) => ({
        ...module,
        matches: module.matches.map((match) => ({
          ...match,
          origin: [
            { project: 'heron-vl', share: 0.9 - share, root: true, alsoIn: [] },
            { project: 'stork', share, root: true, alsoIn: [], stated: true },
          ],
        })),
      }));
    const texts = { 'model/pooler.py': `${text}` };
    assert.ok(errors({ modules: shared(0), texts }) > 0);
    assert.equal(errors({ modules: shared(0.3), texts }), 0);
  });

  it('is claimed where the credit of another came along in the header, whoever is an older source', () => {
    const line = 'Reference: https://github.com/reeds/stork/blob/main/stork.py';
    const header = { copyrights: [], licenseExpression: '', lineHashes: [headerLineHash(line)] };
    const modules = copied.map((module) => ({
      ...module,
      matches: module.matches.map((match) => ({ ...match, sharedAncestor: 'heron-vl', ancestors: [OLDER] })),
    }));
    const texts = { 'model/pooler.py': `# ${line}\n` };
    assert.equal(errors({ modules, texts }), 0);
    assert.ok(errors({ modules, texts, more: { upstreamHeaders: () => [header] } }) > 0);
  });

  it("is a question in a folder of another project's vendored code", () => {
    const vendored = [moduleOf('lib/third_party/crane/pooler.py', 'Pooler', { upstream: 'heron-vl' })];
    assert.equal(errors({ modules: vendored }), 0);
    const own = [moduleOf('lib/third_party/heron/pooler.py', 'Pooler', { upstream: 'heron-vl' })];
    assert.ok(errors({ modules: own }) > 0);
  });

  it("is a question where the file carries another's copyright line", () => {
    const line = { line: 1, text: 'Copyright 2019 Crane Authors', holder: 'Crane Authors', years: [2019] };
    const more = {
      headers: new Map([
        ['model/pooler.py', { range: { startLine: 1, endLine: 2 }, text: '# Copyright 2019 Crane Authors' }],
      ]),
      copyrights: new Map([['model/pooler.py', [line]]]),
    };
    assert.equal(errors({ modules: copied, more }), 0);
    const mine = new Map([...more.copyrights, ['LICENSE', [line]] as const]);
    assert.ok(
      errors({ modules: copied, more: { ...more, copyrights: mine } }) > 0,
      'the own line is no other holder',
    );
  });

  it('is not asked of who credits a project that the code matches nearly as well', () => {
    const [module] = copied;
    const both: AuditedModule[] =
      module === undefined
        ? []
        : [
            {
              ...module,
              matches: module.matches.flatMap((match) => [
                match,
                { ...match, upstream: 'stork', version: 'stork', score: match.score * 0.9 },
              ]),
            },
          ];
    assert.ok(errors({ modules: both }) > 0);
    assert.deepEqual(
      levels({
        modules: both,
        texts: { 'README.md': 'Built on [Stork](https://github.com/reeds/stork).\n' },
      }),
      [],
    );
  });

  it('is owed to who had it first, and to no carrier', () => {
    const [module] = copied;
    if (module === undefined) return;
    const origin = (project: string | null, share: number, root: boolean) => ({
      project,
      share,
      root,
      alsoIn: [],
    });
    const withOrigin = (...shares: ReturnType<typeof origin>[]): AuditedModule[] => [
      { ...module, matches: module.matches.map((match) => ({ ...match, origin: shares })) },
    ];
    const lineage = [lineageOf('heron-vl', [HERON], 'carrier'), lineageOf('stork', [STORK])];
    const owed = withOrigin(origin('stork', 0.8, true), origin('heron-vl', 0.1, true));
    assert.deepEqual(
      [...new Set(levels({ modules: owed, lineage }).map((one) => one.split(' ')[0]))],
      ['stork'],
    );
    assert.deepEqual(levels({ modules: withOrigin(origin('stork', 0.9, false)), lineage }), [], 'no root');
    assert.deepEqual(levels({ modules: withOrigin(origin(null, 1, true)), lineage }), [], 'unknown');
  });

  it('is asked of a project that has no entry, by what the origins tell of it', () => {
    const [module] = copied;
    if (module === undefined) return;
    const share = {
      project: 'crane',
      repository: 'https://github.com/reeds/crane',
      license: 'MIT',
      date: '2021-01-01',
      share: 0.9,
      root: true,
      alsoIn: [],
    };
    const modules = [{ ...module, matches: module.matches.map((match) => ({ ...match, origin: [share] })) }];
    const lineage = [{ ...lineageOf('crane', []), repository: 'https://github.com/reeds/crane' }];
    assert.ok(levels({ modules, lineage }).includes('crane upstream-not-credited error'));
    const texts = { 'README.md': 'Built on [Crane](https://github.com/reeds/crane).\n' };
    assert.ok(!levels({ modules, lineage, texts }).includes('crane upstream-not-credited error'));
  });
});

describe('an upstream of the same owner', () => {
  it("makes notes of findings where the license file names the upstream's holder alone", () => {
    const line = (holder: string) => ({
      line: 3,
      text: `Copyright (c) 2024 ${holder}`,
      holder,
      years: [2024],
    });
    const own = { copyrights: new Map([['LICENSE', [line('Marshlight')]]]) };
    assert.equal(errors({ modules: copied, more: own }), 0);
    const two = { copyrights: new Map([['LICENSE', [line('Marshlight'), line('Crane Authors')]]]) };
    assert.ok(errors({ modules: copied, more: two }) > 0);
  });

  it('makes warnings of errors where only its README says so, and tells that it is its own word', () => {
    const texts = { 'README.md': '# Finch\n\n```\ngit clone https://github.com/marshlight/finch\n```\n' };
    const findings = checkRules(evidenceOf({ sources: [HERON], modules: copied, texts, name: 'finch' }));
    assert.ok(findings.every((one) => one.level !== 'error'));
    assert.ok(findings.some((one) => /that is its own word/.test(one.message)));
    const other = { 'README.md': '# Finch\n\ngit clone https://github.com/marshlight/heron-vl\n' };
    assert.ok(
      errors({ modules: copied, texts: other, name: 'finch' }) > 0,
      'the address of the upstream itself',
    );
  });
});

describe('the address that a README gives as its own', () => {
  const isOwn = (readme: string, paths: readonly string[] = []): boolean =>
    checkRules(
      evidenceOf({ sources: [HERON], modules: copied, texts: { 'README.md': readme }, paths, name: 'repo' }),
    ).some((one) => /that is its own word/.test(one.message));

  it('is the one whose links lead into this tree, whatever else is linked more often', () => {
    const links = '[a](https://github.com/reeds/stork) [b](https://github.com/reeds/stork)\n';
    const own = '[data](https://github.com/marshlight/finch/tree/main/data/set)\n';
    assert.ok(isOwn(`# Birds\n\n${links}${own}`, ['data/set/a.json']));
    assert.ok(!isOwn(`# Birds\n\n${links}${own}`), 'no such folder here');
  });

  it('is not the one of a project that the text speaks of', () => {
    assert.ok(
      !isOwn('# Scripts\n\nTraining for [Finch](https://github.com/marshlight/finch) by Marshlight.\n'),
    );
  });
});

describe('licenses of versions that tie', () => {
  it('are alternatives, and the mildest is held against the repository', () => {
    const mit = { ...HERON, id: 'heron-vl-2', codeLicense: { expression: 'MIT', source: 'LICENSE' } };
    const tied = [moduleOf('model/pooler.py', 'Pooler', { upstream: 'heron-vl', ties: ['heron-vl-2'] })];
    const conflicts = (modules: readonly AuditedModule[]): readonly string[] =>
      levels({
        modules,
        sources: [HERON, mit],
        licenses: [
          { path: 'LICENSE', slot: 'code', expression: 'MIT', confidence: 1, ranges: [], changes: [] },
        ],
      }).filter((one) => one.includes('license-conflict'));
    assert.equal(conflicts(copied).length, 1);
    assert.deepEqual(conflicts(tied), []);
  });
});
