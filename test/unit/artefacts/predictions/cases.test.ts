import assert from 'node:assert/strict';
import { compareAnswers } from '../../../../src/artefacts/predictions/compare-answers.ts';
import type { PredictionsReport, PredictionsVerdict } from '../../../../src/model/predictions-report.ts';
import { answerSet, independentModel, makeWorld, partialCopy, type World } from './generate-models.ts';

interface Case {
  readonly name: string;
  readonly items: number;
  readonly options: number;
  readonly attractor: number;
  readonly accuracy: number;
  /** Share of the upstream's answers that the suspect keeps; 0 is an independent suspect. */
  readonly kept: number;
  readonly accepts: readonly PredictionsVerdict[];
}

const CASES: readonly Case[] = [
  {
    name: 'b01: a copy',
    items: 600,
    options: 4,
    attractor: 0.3,
    accuracy: 0.7,
    kept: 1,
    accepts: ['shared_errors_strong'],
  },
  {
    name: 'b02: nine answers in ten copied, 400 options',
    items: 400,
    options: 400,
    attractor: 0.02,
    accuracy: 0.6,
    kept: 0.9,
    accepts: ['shared_errors_strong'],
  },
  {
    name: 'b03: a light fine-tune',
    items: 800,
    options: 10,
    attractor: 0.2,
    accuracy: 0.65,
    kept: 0.75,
    accepts: ['shared_errors_strong'],
  },
  {
    name: 'b04: independent, with tempting answers',
    items: 1500,
    options: 4,
    attractor: 0.45,
    accuracy: 0.65,
    kept: 0,
    accepts: ['excess_explained_by_controls'],
  },
  {
    name: 'b05: independent, without tempting answers',
    items: 800,
    options: 4,
    attractor: 0,
    accuracy: 0.65,
    kept: 0,
    accepts: ['no_excess'],
  },
  {
    name: 'b06: independent, with very tempting answers',
    items: 800,
    options: 4,
    attractor: 0.6,
    accuracy: 0.65,
    kept: 0,
    accepts: ['excess_explained_by_controls'],
  },
  {
    name: 'b07: too few errors',
    items: 300,
    options: 4,
    attractor: 0.2,
    accuracy: 0.96,
    kept: 1,
    accepts: ['insufficient_errors'],
  },
  {
    name: 'b08: thirty items',
    items: 30,
    options: 4,
    attractor: 0.2,
    accuracy: 0.7,
    kept: 1,
    accepts: ['insufficient_errors'],
  },
  {
    name: 'b09: half copied, four options',
    items: 1200,
    options: 4,
    attractor: 0.2,
    accuracy: 0.6,
    kept: 0.65,
    accepts: ['shared_errors_strong'],
  },
  {
    name: 'b10: a little copied, many options',
    items: 1000,
    options: 60,
    attractor: 0,
    accuracy: 0.55,
    kept: 0.2,
    accepts: ['shared_errors_moderate'],
  },
];

function runCase(row: Case, seed: number): PredictionsReport {
  const world: World = makeWorld(seed, row.items, row.options, row.attractor);
  const upstream = independentModel(world, row.accuracy);
  const own = independentModel(world, row.accuracy);
  const suspect = row.kept === 1 ? upstream : partialCopy(world, upstream, own, row.kept);
  const controls = [0, 1, 2, 3, 4].map((index) =>
    answerSet(`control${index}`, world, independentModel(world, row.accuracy + (index - 2) * 0.01)),
  );
  return compareAnswers(
    answerSet('upstream', world, upstream),
    answerSet('suspect', world, suspect),
    controls,
  );
}

describe('the ten cases of shared errors', () => {
  for (const row of CASES) {
    it(`${row.name} gets its verdict with every seed`, () => {
      for (const seed of [1, 22, 333, 4444, 55_555]) {
        const report = runCase(row, seed);
        assert.ok(
          row.accepts.includes(report.verdict),
          `seed ${seed}: ${report.verdict}, share ${report.share}, p ${report.p}, controls ${report.controls.map((c) => c.share?.toFixed(2)).join(' ')}`,
        );
      }
    });
  }

  it('the permutation test alone would call very tempting answers an excess', () => {
    const report = runCase(CASES[5] as Case, 22);
    assert.ok((report.p ?? 1) < 1e-3);
    assert.equal(report.verdict, 'excess_explained_by_controls');
  });

  it('gives the same bytes for the same input', () => {
    const row = CASES[2] as Case;
    assert.equal(JSON.stringify(runCase(row, 9)), JSON.stringify(runCase(row, 9)));
  });
});
