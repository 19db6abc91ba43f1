import { strict as assert } from 'node:assert';
import type { DraftLineage } from '../../../src/model/evidence.ts';
import type { Strength } from '../../../src/model/report.ts';
import { derivationsOf } from '../../../src/rules/derivations.ts';
import { sourceFacts } from '../credit/source-facts.ts';
import { artefactOf, evidenceOf, lineageOf, moduleOf } from '../rules/evidence-builder.ts';

const SOURCES = [sourceFacts({ project: 'heron' })];

function found(strength: Strength, relation: DraftLineage['relation'] = 'source') {
  return derivationsOf(
    evidenceOf({
      sources: SOURCES,
      modules: [moduleOf('a.py', 'Pool', { upstream: 'heron', strength })],
      lineage: [lineageOf('heron', SOURCES, relation)],
    }),
  );
}

describe('a derivation', () => {
  it('is certain by strong evidence, and not by moderate', () => {
    const certain = (strength: Strength): boolean | undefined => found(strength)[0]?.certain;
    assert.deepEqual((['conclusive', 'strong', 'moderate'] as const).map(certain), [true, true, false]);
  });

  it('is none from the repository itself, nor from what is only reached through another upstream', () => {
    assert.equal(found('strong', 'vendored').length, 1);
    assert.deepEqual(found('strong', 'self'), []);
    assert.deepEqual(found('strong', 'ancestor'), []);
  });

  it('of weights comes from configuration, tokenizer and tensors, and not from a page', () => {
    const weights = (kind: 'config' | 'prose', strength: Strength = 'strong') =>
      derivationsOf(
        evidenceOf({
          sources: SOURCES,
          artefacts: [artefactOf('config.json', 'heron', { kind, strength })],
          lineage: [lineageOf('heron', SOURCES)],
        }),
      ).map(({ slot, certain }) => [slot, certain]);
    assert.deepEqual(weights('config'), [['weights', true]]);
    assert.deepEqual(weights('config', 'moderate'), [['weights', false]]);
    assert.deepEqual(weights('config', 'weak'), []);
    assert.deepEqual(weights('prose'), []);
  });

  it('names the strongest place first', () => {
    const places = derivationsOf(
      evidenceOf({
        sources: SOURCES,
        modules: [
          moduleOf('a.py', 'Pool', { upstream: 'heron', strength: 'moderate' }),
          moduleOf('b.py', 'Tile', { upstream: 'heron', strength: 'conclusive' }),
        ],
        lineage: [lineageOf('heron', SOURCES)],
      }),
    )[0]?.places.map(({ path }) => path);
    assert.deepEqual(places, ['b.py', 'a.py']);
  });
});
