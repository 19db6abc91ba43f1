import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compareWeights } from '../../../../src/host/weights/compare-weights.ts';
import { casesOf } from './cases.ts';
import { writeModel } from './made-up-checkpoint.ts';
import { madeUpModel, type Plan } from './made-up-model.ts';
import { runCase } from './run-cases.ts';

/** Different sizes, number formats, weights and ways of training. */
const plans: readonly Plan[] = [
  {
    seed: 1,
    hidden: 96,
    inner: 160,
    layers: 3,
    vocabulary: 300,
    dtype: 'BF16',
    weights: 'lived',
    training: { df: 4, rows: 0.5, tensors: 0.5, directions: 0.2 },
    sigma: 1.4e-3,
  },
  {
    seed: 2,
    hidden: 64,
    inner: 192,
    layers: 3,
    vocabulary: 256,
    dtype: 'F16',
    weights: 'plain',
    training: { df: 8, rows: 0.3, tensors: 0.2, directions: 0 },
    sigma: 1e-3,
  },
];

for (const plan of plans) {
  describe(`weights of a made-up model (${plan.dtype}, ${plan.weights}, hidden size ${plan.hidden})`, () => {
    for (const one of casesOf(plan)) {
      it(`gives ${one.expected.join(' or ')} for ${one.name}`, async () => {
        const report = await runCase(one);
        assert.ok(one.expected.includes(report.verdict), `${report.verdict}: ${report.account.join(' ')}`);
        if (one.sigma !== undefined) {
          assert.ok(Math.abs((report.sigma ?? 0) / one.sigma - 1) < 0.02, `sigma ${report.sigma}`);
        }
        if (one.innocent) assert.doesNotMatch(report.verdict, /noise/);
      });
    }
  });
}

describe('compareWeights', () => {
  it('gives a report marked partial when it is stopped', async () => {
    const [plan] = plans;
    assert.ok(plan !== undefined);
    const folder = writeModel(
      join(mkdtempSync(join(tmpdir(), 'forebear-')), 'model'),
      madeUpModel(plan),
      'BF16',
    );
    const stop = new AbortController();
    const report = await compareWeights(folder, folder, { jobs: 1 }, stop.signal, () => stop.abort());
    assert.equal(report.cancelled, true);
    assert.equal(report.scope, 'partial');
    assert.match(report.notExamined.map(({ reason }) => reason).join(), /the run was stopped before/);
  });
});
