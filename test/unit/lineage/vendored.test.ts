import { strict as assert } from 'node:assert';
import { buildLineage } from '../../../src/lineage/build-lineage.ts';
import type { AuditedModule, Relation } from '../../../src/model/report.ts';
import { sourceFacts } from '../credit/source-facts.ts';
import { moduleOf } from '../rules/evidence-builder.ts';

const SOURCES = new Map([['heron', sourceFacts({ project: 'heron' })]]);

/** A file under `folder` that holds the upstream's file `there`. */
const kept = (folder: string, there: string, local = 0.95): AuditedModule =>
  moduleOf(`${folder}/${there}`, 'Pool', {
    upstream: 'heron',
    path: there,
    containment: { local, upstream: 1 },
  });

function relation(modules: readonly AuditedModule[]): Relation | undefined {
  return buildLineage({
    modules,
    residues: [],
    artefacts: [],
    self: new Set(),
    sources: SOURCES,
    dateOf: () => null,
    own: new Map(),
    threshold: 0,
    history: { firstCommit: null, oneCommit: null, shallow: false, firstTag: null },
  })[0]?.relation;
}

const TREE = ['heron/a.py', 'heron/b.py', 'heron/c.py'];

describe('a tree that is kept whole', () => {
  it('is vendored: three files or more under one folder, at the paths of the upstream', () => {
    assert.equal(relation(TREE.map((path) => kept('third_party', path))), 'vendored');
  });

  it('is not one with fewer files, or where files were changed', () => {
    assert.equal(relation(TREE.slice(0, 2).map((path) => kept('third_party', path))), 'source');
    assert.equal(relation(TREE.map((path) => kept('third_party', path, 0.84))), 'source');
    assert.equal(relation(TREE.map((path) => kept('third_party', path, 0.85))), 'vendored');
  });

  it('is not one where files stand in two folders, or at other paths', () => {
    assert.equal(relation(TREE.map((path, at) => kept(at === 0 ? 'lib' : 'third_party', path))), 'source');
    const moved = TREE.map((path) => ({ ...kept('x', path), path: `model/${path.replace('/', '_')}` }));
    assert.equal(relation(moved), 'source');
  });

  it('may hold one file in four that was changed or moved', () => {
    const four = [...TREE, 'heron/d.py'];
    assert.equal(relation(four.map((path, at) => kept('lib', path, at === 0 ? 0.2 : 1))), 'vendored');
    assert.equal(relation(four.map((path, at) => kept('lib', path, at < 2 ? 0.2 : 1))), 'source');
  });
});
