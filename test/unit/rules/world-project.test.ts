import assert from 'node:assert/strict';
import type { AuditedModule } from '../../../src/model/report.ts';
import { sourceFacts } from '../credit/source-facts.ts';
import { licenseRecord, lineageOf, moduleOf } from './evidence-builder.ts';
import { findingsOf, rulesOf, share, worldly } from './sketch-second-hand.ts';

describe('what a world project is asked for', () => {
  const modules = [worldly('app/one.py', 'crane', 'One'), worldly('app/two.py', 'crane', 'Two')];
  const lineage = [{ ...lineageOf('crane', []), repository: 'https://github.com/reeds/crane' }];
  const credited = { 'README.md': 'Built on [Crane](https://github.com/reeds/crane).\n' };
  const under = (license: string): readonly AuditedModule[] =>
    modules.map((module) => ({
      ...module,
      matches: module.matches.map((match) => ({
        ...match,
        origin: [share('crane', { license, repository: 'https://github.com/reeds/crane' })],
      })),
    }));
  const texts = (license: string): number =>
    findingsOf({
      modules: under(license),
      lineage,
      texts: credited,
      licenses: [licenseRecord('LICENSE', 'Apache-2.0')],
    }).filter((one) => one.rule === 'license-text-missing').length;

  it('is one text at most where its repository holds several', () => {
    assert.equal(texts('MIT'), 1);
    assert.equal(texts('Apache-2.0 AND MIT AND BSD-3-Clause'), 0);
    assert.ok(texts('MIT AND BSD-3-Clause') <= 1);
  });

  it('is nothing that the same owner asks no more where it published the code again', () => {
    const again = (repository: string): number => {
      const [first, ...rest] = under('GPL-3.0-only').map((module) => ({
        ...module,
        matches: module.matches.map((match) => ({
          ...match,
          origin: (match.origin ?? []).map((one) => ({ ...one, alsoIn: ['crane-two'] })),
        })),
      }));
      const other = moduleOf('app/three.py', 'Three', {
        upstream: 'crane-two',
        containment: { local: 0.5, upstream: 0 },
        strength: 'weak',
        origin: [share('crane-two', { license: 'MIT', repository })],
      });
      return findingsOf({
        modules: first === undefined ? [] : [first, ...rest, other],
        lineage,
        texts: credited,
        licenses: [licenseRecord('LICENSE', 'Apache-2.0')],
      }).filter((one) => one.rule === 'license-conflict' && one.upstream === 'crane').length;
    };
    assert.equal(again('https://github.com/willow/crane-two'), 1);
    assert.equal(again('https://github.com/reeds/crane-two'), 0);
  });

  it("is what its own repository asks, where the catalogue's entry is of a port", () => {
    const port = sourceFacts({
      project: 'crane',
      projectName: 'Crane',
      repository: 'willow/zoo',
      homepage: 'https://github.com/reeds/crane',
      codeLicense: { expression: 'Apache-2.0', source: 'LICENSE' },
    });
    const asked = findingsOf({
      modules: under('MIT'),
      sources: [port],
      lineage: [lineageOf('crane', [port])],
      licenses: [licenseRecord('LICENSE', 'MIT')],
    }).map((one) => one.rule);
    assert.ok(asked.includes('upstream-not-credited'));
    assert.ok(!asked.includes('license-text-missing') && !asked.includes('changes-not-stated'));
  });

  it("is nothing in the name of a publisher's own terms, which nobody read", () => {
    assert.equal(texts('LicenseRef-Reeds-Community'), 0);
  });

  it('says since when it had what matches, not since when it has been public', () => {
    const [found] = findingsOf({ modules: carriedSince('2021-05-04'), lineage }).filter(
      (one) => one.rule === 'upstream-not-credited',
    );
    assert.match(found?.message ?? '', /first of all projects compared \(2021-05-04\)/);
  });

  function carriedSince(date: string): readonly AuditedModule[] {
    return under('MIT').map((module) => ({
      ...module,
      matches: module.matches.map((match) => ({
        ...match,
        origin: (match.origin ?? []).map((one) => ({ ...one, date })),
      })),
    }));
  }

  const held = (local: number): readonly AuditedModule[] =>
    under('Apache-2.0').map((module) => ({
      ...module,
      matches: module.matches.map((match) => ({
        ...match,
        containment: { local, upstream: 0 },
        origin: (match.origin ?? []).map((one) => ({ ...one, share: local })),
      })),
    }));
  const changedFiles = (local: number, unchanged: readonly string[]): readonly string[] =>
    findingsOf({ modules: held(local), lineage, texts: credited, more: { unchanged: new Set(unchanged) } })
      .filter((one) => one.rule === 'changes-not-stated')
      .flatMap((one) => [one.path, ...(one.related ?? []).map((place) => place.path)]);

  it('is no statement of changes in a file that is word for word one of its own', () => {
    assert.deepEqual(changedFiles(0.4, []), ['app/one.py', 'app/two.py']);
    assert.deepEqual(changedFiles(0.4, ['app/one.py']), ['app/two.py']);
  });

  it('is no statement of changes in a small file of which the sample of fragments misses some', () => {
    assert.deepEqual(changedFiles(0.85, []), []);
  });

  it('is no statement of changes in a file that may be a state nobody kept', () => {
    assert.deepEqual(changedFiles(0.94, []), []);
  });
});

describe("a holder's line", () => {
  const line = (text: string) => ({ line: 1, text, holder: text, years: [2023] });
  const modules = [worldly('app/one.py', 'crane', 'One'), worldly('app/two.py', 'crane', 'Two')];
  const lineage = [{ ...lineageOf('crane', []), repository: 'https://github.com/reedsteam/crane' }];

  it("credits the owner of the upstream's repository, whatever else it says", () => {
    const credited = (text: string): boolean =>
      !findingsOf({
        modules,
        lineage,
        more: { copyrights: new Map(['app/one.py', 'app/two.py'].map((path) => [path, [line(text)]])) },
      }).some((one) => one.rule === 'upstream-not-credited');
    assert.ok(credited('Copyright 2022 The Reeds Team. All rights reserved.'));
    assert.ok(!credited('Copyright 2022 Somebody Else'));
  });

  it('speaks for its neighbours where most files of the folder have it, and not where few do', () => {
    const three = [...modules, worldly('app/three.py', 'crane', 'Three')];
    const asked = (...paths: readonly string[]): boolean =>
      rulesOf({
        modules: three,
        lineage,
        more: { copyrights: new Map(paths.map((path) => [path, [line('Copyright 2022 The Reeds Team')]])) },
      }).some((one) => one.startsWith('upstream-not-credited'));
    assert.ok(!asked('app/one.py', 'app/two.py'));
    assert.ok(asked('app/one.py'));
  });
});

describe('a text at the top of each file', () => {
  const modules = [moduleOf('app/one.py', 'One', { upstream: 'heron-vl' })];
  const top = (endLine: number) =>
    licenseRecord('app/one.py', 'MIT', { ranges: [{ startLine: 1, endLine }] });
  const missing = (endLine: number): boolean =>
    findingsOf({ modules, licenses: [licenseRecord('LICENSE', 'Apache-2.0'), top(endLine)] }).some(
      (one) => one.rule === 'license-text-missing',
    );

  it('goes along with the file; a line that points to it does not', () => {
    assert.ok(!missing(20));
    assert.ok(missing(3));
  });
});
