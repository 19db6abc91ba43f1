import { strict as assert } from 'node:assert';
import { findSameFiles } from '../../../src/lineage/find-self.ts';
import type { AuditedModule } from '../../../src/model/report.ts';
import type { SourceFacts } from '../../../src/model/source-facts.ts';
import { sourceFacts } from '../credit/source-facts.ts';
import { moduleOf } from '../rules/evidence-builder.ts';

const FILES = ['a.py', 'b.py', 'c.py', 'd.py', 'e.py', 'f.py', 'g.py', 'h.py', 'i.py', 'j.py'];

const heron = (facts: Partial<SourceFacts> = {}): SourceFacts =>
  sourceFacts({
    project: 'heron',
    projectName: 'Heron-VL',
    repository: 'lakeside/heron_vl',
    aliases: ['HeronVL 1.0'],
    files: FILES.map((path) => ({ path, role: 'resampler', firstCommitted: null })),
    ...facts,
  });

/** A module of a file that matches the upstream's file at `there` with this share of it. */
const inPlace = (path: string, there = path, local = 1, upstream = 'heron'): AuditedModule =>
  moduleOf(path, 'Pool', { upstream, path: there, containment: { local, upstream: 1 } });

const selfOf = (name: string, modules: readonly AuditedModule[], source = heron()): readonly string[] => [
  ...findSameFiles(name, [source], modules),
];

const all = FILES.map((path) => inPlace(path));

describe('whose name and files a repository has', () => {
  it('is told by its name with its files in place, by any of its names', () => {
    for (const name of ['heron_vl', 'Heron VL', 'heron-vl', 'heronvl-1.0'])
      assert.deepEqual(selfOf(name, all), ['heron'], name);
  });

  it('is not told by its files alone: that is a copy', () => {
    assert.deepEqual(selfOf('finch', all), []);
    assert.deepEqual(selfOf('heron', all), []);
  });

  it('is not told by its name alone, nor with few of the files', () => {
    assert.deepEqual(selfOf('heron-vl', []), []);
    assert.deepEqual(selfOf('heron-vl', all.slice(0, 6)), []);
    assert.deepEqual(selfOf('heron-vl', all.slice(0, 7)), ['heron']);
  });

  it('counts a file that stands at its own path, nearly unchanged, and matches that very upstream', () => {
    const others = all.slice(0, 6);
    const selfWith = (one: AuditedModule): number => selfOf('heron-vl', [...others, one]).length;
    assert.equal(selfWith(inPlace('g.py', 'g.py', 0.85)), 1);
    assert.equal(selfWith(inPlace('g.py', 'g.py', 0.84)), 0);
    assert.equal(selfWith(inPlace('lib/g.py', 'g.py')), 0);
    assert.equal(selfWith(inPlace('g.py', 'old/g.py')), 0);
    assert.equal(selfWith(inPlace('g.py', 'g.py', 1, 'ibis')), 0);
  });

  it('is nothing where the catalogue knows no file', () => {
    assert.deepEqual(selfOf('heron-vl', [], heron({ files: [] })), []);
  });

  it('is told of a project once, by whichever of its versions', () => {
    const versions = [heron({ id: 'heron-1', files: [] }), heron({ id: 'heron-2' })];
    assert.deepEqual([...findSameFiles('heron-vl', versions, all)], ['heron']);
  });
});
