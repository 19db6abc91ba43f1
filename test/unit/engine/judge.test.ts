import { strict as assert } from 'node:assert';
import { withoutSelf } from '../../../src/engine/judge.ts';
import type { DraftClaim } from '../../../src/model/draft-claim.ts';
import { sourceFacts } from '../credit/source-facts.ts';
import { artefactOf, evidenceOf, lineageOf, moduleOf } from '../rules/evidence-builder.ts';

const SOURCES = [sourceFacts({ project: 'heron' }), sourceFacts({ project: 'ibis' })];
const claim = (upstream: string | null): DraftClaim => ({
  path: 'README.md',
  line: 1,
  text: 'Built on it.',
  upstream,
  kind: 'readme',
  force: 'credit',
});

describe('what a repository shares with itself', () => {
  const evidence = {
    ...evidenceOf({
      sources: SOURCES,
      modules: ['heron', 'ibis'].map((upstream) => moduleOf(`${upstream}.py`, 'Pool', { upstream })),
      artefacts: ['heron', 'ibis'].map((upstream) => artefactOf(`${upstream}.json`, upstream)),
      lineage: ['heron', 'ibis'].map((upstream) => lineageOf(upstream, SOURCES)),
    }),
    claims: [claim('heron'), claim('ibis'), claim(null)],
    residues: ['heron', 'ibis'].map((upstream) => ({
      id: upstream,
      path: 'a.py',
      line: 1,
      text: upstream,
      kind: 'identifier' as const,
      upstream,
    })),
  };

  it('is taken out of everything that the rules judge, and what it has from others stays', () => {
    const left = withoutSelf(evidence, new Set(['heron']));
    assert.deepEqual(
      left.modules.map(({ path }) => path),
      ['ibis.py'],
    );
    assert.deepEqual(
      left.artefacts.map(({ upstream }) => upstream),
      ['ibis'],
    );
    assert.deepEqual(
      left.lineage.map(({ upstream }) => upstream),
      ['ibis'],
    );
    assert.deepEqual(
      left.residues.map(({ upstream }) => upstream),
      ['ibis'],
    );
    assert.deepEqual(
      left.claims.map(({ upstream }) => upstream),
      ['ibis', null],
    );
  });

  it('leaves modules without a match, and all of a repository that is no upstream', () => {
    const own = { ...moduleOf('own.py', 'Own', { upstream: 'heron' }), matches: [] };
    assert.deepEqual(withoutSelf({ ...evidence, modules: [own] }, new Set(['heron'])).modules, [own]);
    assert.equal(withoutSelf(evidence, new Set()), evidence);
  });
});
