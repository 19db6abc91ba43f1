import assert from 'node:assert/strict';
import type { AuditedModule } from '../../../src/model/report.ts';
import { checkRules } from '../../../src/rules/check-rules.ts';
import { sourceFacts } from '../credit/source-facts.ts';
import { evidenceOf, licenseRecord, lineageOf, moduleOf, type Sketch } from './evidence-builder.ts';

const HERON = sourceFacts({
  project: 'heron-vl',
  projectName: 'Heron-VL',
  repository: 'marshlight/heron-vl',
  codeLicense: { expression: 'MIT', source: 'LICENSE' },
});
const STORK = sourceFacts({ project: 'stork', projectName: 'Stork', repository: 'reeds/stork' });

/** A module of which the world's files tell, and no file of the catalogue. */
const worldly = (path: string, upstream: string, symbol: string): AuditedModule =>
  moduleOf(path, symbol, {
    upstream,
    path: `lib/${symbol.toLowerCase()}.py`,
    strength: 'conclusive',
    containment: { local: 0.95, upstream: 0 },
    origin: [{ project: upstream, share: 0.9, root: true, alsoIn: [], license: 'MIT', date: '2021-05-04' }],
  });

const upstreamsOf = (sketch: Sketch): ReadonlySet<string | undefined> =>
  new Set(
    checkRules(
      evidenceOf({ sources: [HERON, STORK], licenses: [licenseRecord('LICENSE', 'MIT')], ...sketch }),
    ).map((one) => one.upstream),
  );

describe('files that are kept byte for byte', () => {
  const lone = ['One', 'Two'].map((name) => worldly('app/one.py', 'heron-vl', name));

  it('are asked about, few as their pieces are, where that project has them so', () => {
    const asked = (project: string): boolean =>
      upstreamsOf({ modules: lone, more: { keptFrom: new Map([['app/one.py', project]]) } }).has('heron-vl');
    assert.ok(asked('heron-vl'));
    assert.ok(!asked('stork'));
  });

  it('came along with the project that has them so, where that one is a source here or named', () => {
    const modules = ['One', 'Two'].map((name) => worldly(`app/${name.toLowerCase()}.py`, 'heron-vl', name));
    const stork = ['Three', 'Four'].map((name) => worldly(`lib/${name.toLowerCase()}.py`, 'stork', name));
    const keptFrom = new Map(['one', 'two'].map((name) => [`app/${name}.py`, 'stork'] as const));
    const lineage = [lineageOf('heron-vl', [HERON]), lineageOf('stork', [STORK])];
    const asked = (others: readonly AuditedModule[], rest: Sketch = {}): boolean =>
      upstreamsOf({ modules: [...modules, ...others], lineage, ...rest }).has('heron-vl');
    assert.ok(asked(stork));
    assert.ok(!asked(stork, { more: { keptFrom } }));
    assert.ok(asked([], { more: { keptFrom } }), 'no source here');
    const texts = { 'README.md': 'Built on [Stork](https://github.com/reeds/stork).\n' };
    assert.ok(!asked([], { more: { keptFrom }, texts }), 'named');
  });
});

describe('the text of a license that begins with its holder', () => {
  const modules = ['One', 'Two'].map((name) => worldly(`app/${name.toLowerCase()}.py`, 'heron-vl', name));
  const texts = { 'README.md': 'Built on Heron-VL.\n' };
  const missing = (path: string): string | undefined =>
    checkRules(
      evidenceOf({
        sources: [HERON],
        modules,
        texts,
        licenses: [licenseRecord('LICENSE', 'Apache-2.0'), licenseRecord(path, 'MIT')],
      }),
    ).find((one) => one.rule === 'license-text-missing')?.message;

  it('holds above the files, among gathered texts, and where it goes by the name of the upstream', () => {
    for (const path of ['app/LICENSE', 'LICENSES/MIT.txt', 'third_party/LICENSE', 'docs/heron-vl/LICENSE'])
      assert.equal(missing(path), undefined, path);
  });

  it('does not hold for files elsewhere, and the finding says where it stands', () => {
    for (const path of ['bench/LICENSE', 'other/LICENSES/MIT.txt'])
      assert.ok(missing(path)?.includes(`The repository holds it for other files only (${path}).`), path);
  });
});
