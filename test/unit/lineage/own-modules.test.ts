import { strict as assert } from 'node:assert';
import { foreignBeforeOwn, ownWhereUndated } from '../../../src/lineage/own-modules.ts';
import type { AuditedModule, ModuleMatch } from '../../../src/model/report.ts';
import { sourceFacts } from '../credit/source-facts.ts';
import { moduleOf } from '../rules/evidence-builder.ts';

const SOURCES = new Map(
  [
    sourceFacts({
      project: 'heron',
      ancestors: [{ file: 'a.py', from: 'kite', statedAt: 'a.py:1' }],
    }),
    sourceFacts({ project: 'ibis' }),
    sourceFacts({ project: 'kite' }),
  ].map((source) => [source.id, source]),
);
const matches = (upstream: string, more: Partial<ModuleMatch> = {}, path = 'a.py'): AuditedModule =>
  moduleOf(path, 'Pool', { upstream, ...more });
const own = matches('heron');

/** Upstreams of the first module when `foreign` is found beside what it shares with itself. */
const order = (foreign: AuditedModule, self = own): readonly string[] =>
  foreignBeforeOwn([self], [foreign], SOURCES)[0]?.matches.map(({ upstream }) => upstream) ?? [];

const held = (local: number): ModuleMatch['containment'] => ({ local, upstream: 1 });

describe('in the repository of an upstream itself', () => {
  it('what a module has from another comes before what it shares with itself', () => {
    assert.deepEqual(order(matches('ibis')), ['ibis', 'heron']);
  });

  it('half of a module is enough with strong evidence, and less is not', () => {
    for (const strength of ['strong', 'conclusive'] as const) {
      assert.deepEqual(order(matches('ibis', { strength, containment: held(0.5) })), ['ibis', 'heron']);
      assert.deepEqual(order(matches('ibis', { strength, containment: held(0.49) })), ['heron']);
    }
  });

  it('moderate evidence needs more of the module, and weak evidence says nothing', () => {
    const strength = 'moderate' as const;
    assert.deepEqual(order(matches('ibis', { strength, containment: held(0.6) })), ['ibis', 'heron']);
    assert.deepEqual(order(matches('ibis', { strength, containment: held(0.59) })), ['heron']);
    assert.deepEqual(order(matches('ibis', { strength: 'weak', containment: held(1) })), ['heron']);
  });

  it('a match without dates names no source', () => {
    assert.deepEqual(order(matches('ibis', { precedes: null })), ['heron']);
  });

  it('the ancestor that the upstream states for that file comes first, for that file alone', () => {
    const two = (path: string): AuditedModule => {
      const [ibis, kite] = [matches('ibis', {}, path), matches('kite', {}, path)];
      return { ...ibis, matches: [...ibis.matches, ...kite.matches] };
    };
    assert.equal(order(two('a.py'))[0], 'kite');
    assert.equal(order(two('b.py'), matches('heron', {}, 'b.py'))[0], 'ibis');
  });

  it('an ancestor outside of the catalogue stays, one inside does not', () => {
    const ancestor = (sharedAncestor: string): string | null | undefined =>
      foreignBeforeOwn([own], [matches('ibis', { sharedAncestor })], SOURCES)[0]?.matches[0]?.sharedAncestor;
    assert.equal(ancestor('a paper'), 'a paper');
    assert.equal(ancestor('kite'), null);
  });

  it('a module keeps its one match with a project', () => {
    const both = { ...own, matches: [...own.matches, ...matches('ibis').matches] };
    assert.deepEqual(order(matches('ibis'), both), ['ibis', 'heron']);
  });

  it('dates decide where they lead to another project, and not where they lead nowhere or to itself', () => {
    const undated = matches('heron', { precedes: null });
    const chosen = (dated: AuditedModule): AuditedModule | undefined =>
      ownWhereUndated([dated], [undated], new Set(['heron']))[0];
    const foreign = matches('ibis');
    assert.equal(chosen(foreign), foreign);
    assert.equal(chosen(matches('heron')), undated);
    assert.equal(chosen({ ...foreign, matches: [] }), undated);
    assert.equal(ownWhereUndated([], [undated], new Set())[0], undated);
  });
});
