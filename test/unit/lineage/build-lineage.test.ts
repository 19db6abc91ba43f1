import { strict as assert } from 'node:assert';
import { buildLineage } from '../../../src/lineage/build-lineage.ts';
import type { AuditedModule, ModuleMatch } from '../../../src/model/report.ts';
import { sourceFacts } from '../credit/source-facts.ts';
import { moduleOf } from '../rules/evidence-builder.ts';

const SOURCES = new Map(
  (['heron', 'ibis'] as const).map((project) => {
    const facts = sourceFacts({ id: `${project}-1`, project, projectName: project, name: `${project} 1` });
    return [facts.id, facts];
  }),
);
const IBIS = { upstream: 'ibis', version: 'ibis-1', of: 'heron-1', statedAt: 'header comment' };

function lineages(modules: readonly AuditedModule[], ...self: readonly string[]) {
  return buildLineage({
    modules,
    residues: [],
    artefacts: [],
    self: new Set(self),
    sources: SOURCES,
    dateOf: () => null,
    own: new Map(),
    threshold: 0,
    history: { firstCommit: null, oneCommit: null, shallow: false, firstTag: null },
  });
}

const heron = (match: Partial<ModuleMatch>): AuditedModule =>
  moduleOf('a.py', 'Pool', {
    upstream: 'heron',
    version: 'heron-1',
    symbol: 'Pool',
    ancestors: [IBIS],
    ...match,
  });

describe('lineages of stated ancestors', () => {
  it('are reached through the upstream, with the place where that is said', () => {
    const found = lineages([heron({ strength: 'strong' })]);
    assert.deepEqual(
      found.map((one) => [one.upstream, one.relation, one.strength]),
      [
        ['heron', 'source', 'strong'],
        ['ibis', 'ancestor', 'strong'],
      ],
    );
    assert.deepEqual(found[1]?.why, ['heron 1 took Pool from ibis 1 (header comment)']);
    assert.deepEqual(found[1]?.evidence, found[0]?.evidence);
  });

  it('are shown in the repository of the upstream itself, and not in that of the ancestor', () => {
    assert.deepEqual(
      lineages([heron({})], 'heron').map((one) => [one.upstream, one.relation]),
      [
        ['heron', 'self'],
        ['ibis', 'ancestor'],
      ],
    );
    assert.ok(lineages([heron({})], 'ibis').every((one) => one.upstream !== 'ibis'));
  });

  it('rest on a match that makes a lineage', () => {
    assert.deepEqual(lineages([heron({ strength: 'weak' })]), []);
    assert.deepEqual(lineages([heron({ precedes: false })]), []);
  });

  it('stand alone where the upstream only has a copy', () => {
    assert.deepEqual(
      lineages([heron({ strength: 'strong', sharedAncestor: 'ibis' })]).map((one) => [
        one.upstream,
        one.relation,
      ]),
      [['ibis', 'ancestor']],
    );
    const part = { strength: 'moderate', containment: { local: 0.3, upstream: 0.3 } } as const;
    assert.deepEqual(lineages([heron({ ...part, sharedAncestor: 'ibis' })]), []);
  });
});
