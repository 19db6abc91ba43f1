import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testIndependence, type UnitRows } from '../../../../src/artefacts/weights/independence.ts';
import { compareWeights } from '../../../../src/host/weights/compare-weights.ts';
import { type Model, safetensors } from './made-up-checkpoint.ts';
import { madeUpModel, mapModel, type Plan, trained } from './made-up-model.ts';
import { seeded } from './random.ts';

const plan: Plan = {
  seed: 51,
  hidden: 64,
  inner: 128,
  layers: 2,
  vocabulary: 160,
  dtype: 'BF16',
  weights: 'lived',
  training: { df: 4, rows: 0.5, tensors: 0.3, directions: 0.1 },
  sigma: 1e-3,
};
const folder = mkdtempSync(join(tmpdir(), 'forebear-parents-'));
const base = madeUpModel(plan);
const tuned = [52, 53, 54].map((seed) => trained(base, plan, seed, 0.1));

function file(name: string, model: Model): string {
  const path = join(folder, `${name}.safetensors`);
  writeFileSync(path, safetensors([...model], 'BF16'));
  return path;
}

/** A sum of models, with shares by tensor. */
function mixed(parents: readonly Model[], sharesOf: (name: string) => readonly number[]): Model {
  return mapModel(base, (name, matrix) => {
    const shares = sharesOf(name);
    return matrix.values.map((_, i) =>
      parents.reduce((sum, parent, a) => sum + (shares[a] ?? 0) * (parent.get(name)?.values[i] ?? 0), 0),
    );
  });
}

const paths = tuned.map((model, i) => file(`tuned-${i}`, model));
const [first = '', second = '', third = ''] = paths;
const mixture = async (suspect: string, parents: readonly string[]) =>
  (await compareWeights(first, suspect, { jobs: 1, parents }, new AbortController().signal, () => {}))
    .mixture;

describe('a mixture of checkpoints', () => {
  it('of two and of three parents is found with the share of each', async () => {
    const two = await mixture(
      file(
        'two',
        mixed(tuned, () => [0.3, 0.7, 0]),
      ),
      [second],
    );
    assert.equal(two?.kind, 'linear');
    for (const [a, share] of [0.3, 0.7].entries()) assert.ok(Math.abs((two?.shares[a] ?? 0) - share) < 0.01);
    const three = await mixture(
      file(
        'three',
        mixed(tuned, () => [0.2, 0.5, 0.3]),
      ),
      [second, third],
    );
    assert.equal(three?.kind, 'linear');
    for (const [a, share] of [0.2, 0.5, 0.3].entries())
      assert.ok(Math.abs((three?.shares[a] ?? 0) - share) < 0.01);
  });

  it('of task vectors is one of the base and both parents', async () => {
    const path = file(
      'task',
      mixed([base, ...tuned], () => [0.1, 0.4, 0.5, 0]),
    );
    const found = await mixture(path, [second, file('base', base)]);
    assert.equal(found?.kind, 'linear');
    for (const [a, share] of [0.4, 0.5, 0.1].entries())
      assert.ok(Math.abs((found?.shares[a] ?? 0) - share) < 0.01);
  });

  it('that takes other shares layer by layer says so, with the shares of each', async () => {
    const path = file(
      'layers',
      mixed(tuned, (name) => (name.includes('layers.0') ? [1, 0] : [0.25, 0.75])),
    );
    const found = await mixture(path, [second]);
    assert.equal(found?.kind, 'by-layer');
    const one = found?.tensors.find(({ name }) => name === 'llm.model.layers.1.mlp.up_proj.weight');
    assert.ok(Math.abs((one?.shares[1] ?? 0) - 0.75) < 0.01);
  });

  it('is not seen where one parent explains all, or where the suspect was trained on', async () => {
    assert.equal((await mixture(second, [second]))?.kind, 'single');
    assert.equal((await mixture(third, [second]))?.kind, 'none');
  });
});

describe('a mixture made value by value', () => {
  const random = seeded(61);
  /** The base with a function of the tuned models' differences from it, value by value. */
  const merged = (f: (a: number, b: number) => number): Model =>
    mapModel(base, (name, { values }) => {
      const at = (model: Model | undefined, i: number): number =>
        Math.fround(model?.get(name)?.values[i] ?? 0) - (values[i] ?? 0);
      return values.map((value, i) => value + f(at(tuned[0], i), at(tuned[1], i)));
    });
  const exact = (name: string, model: Model): string => {
    const path = join(folder, `${name}.safetensors`);
    writeFileSync(path, safetensors([...model], 'F32'));
    return path;
  };
  const drop = (value: number, kept: number): number => (random.uniform() < kept ? value / kept : 0);
  const [from = '', one = '', two = ''] = [base, ...tuned].map((model, i) => exact(`exact-${i}`, model));
  const compare = (upstream: string, suspect: string, parents: readonly string[]) =>
    compareWeights(upstream, suspect, { jobs: 1, parents }, new AbortController().signal, () => {});
  const weightsOf = (report: Awaited<ReturnType<typeof compare>>): readonly string[] =>
    (report.mixture?.byValue?.patterns ?? []).map(
      ({ parents, weights }) => `${parents.join('+')}: ${weights.map((w) => w.toFixed(2)).join(' ')}`,
    );

  it('by dropout (DARE) gives the weight of each parent, and that any differences were dropped', async () => {
    const path = exact(
      'dare',
      merged((a, b) => 0.4 * drop(a, 0.5) + 0.3 * drop(b, 0.5)),
    );
    const report = await compare(from, path, [one, two]);
    assert.equal(report.mixture?.kind, 'by-value');
    assert.equal(report.mixture?.byValue?.base, 0);
    assert.deepEqual(weightsOf(report), ['1: 0.80', '2: 0.60', '1+2: 0.80 0.60']);
    assert.deepEqual(report.mixture?.byValue?.dropped, [null, 'random', 'random']);
    assert.ok(Math.abs((report.mixture?.shares[1] ?? 0) - 0.4) < 0.02);
    assert.equal(report.direction, 'upstream->suspect');
  });

  it('by elected signs (TIES) gives weights whose sum is that of one parent alone', async () => {
    const elected = (a: number, b: number): number => {
      const sign = Math.sign(0.6 * a + 0.4 * b);
      const [wa, wb] = [Math.sign(a) === sign ? 0.6 : 0, Math.sign(b) === sign ? 0.4 : 0];
      return wa + wb === 0 ? 0 : (wa * a + wb * b) / (wa + wb);
    };
    const report = await compare(from, exact('ties', merged(elected)), [one, two]);
    assert.deepEqual(weightsOf(report).toSorted(), ['1+2: 0.60 0.40', '1: 1.00', '2: 1.00'].toSorted());
    assert.equal(report.direction, 'upstream->suspect');
  });

  it('is not taken for its own base: what was there first is then left open', async () => {
    const path = exact(
      'swapped',
      merged((a, b) => 0.4 * drop(a, 0.5) + 0.3 * drop(b, 0.5)),
    );
    const report = await compare(path, from, [one, two]);
    assert.equal(report.direction, 'undecided');
  });

  it('is not found of models that were tuned on their own, whatever the base', async () => {
    const other = exact('other', trained(base, plan, 77, 0.1));
    const report = await compare(from, other, [one, two]);
    assert.equal(report.mixture?.kind, 'none');
    assert.equal(report.mixture?.byValue, undefined);
  });
});

describe('the test of independence', () => {
  const units = (random: ReturnType<typeof seeded>, share: number): UnitRows => {
    const w = Float32Array.from({ length: 64 * 48 }, () => random.normal());
    return { rows: 64, columns: 48, w, s: w.map((x) => share * x + random.normal()) };
  };

  it('gives p values of a uniform law for independent units', () => {
    const random = seeded(3);
    const ps = Array.from(
      { length: 120 },
      () => testIndependence([{ name: 'a', units: units(random, 0) }])?.p ?? 9,
    ).sort((a, b) => a - b);
    const gap = Math.max(
      ...ps.map((p, i) => Math.max(Math.abs(p - i / ps.length), Math.abs(p - (i + 1) / ps.length))),
    );
    assert.ok(gap < 1.63 / Math.sqrt(ps.length), `${gap}`);
  });

  it('gives the least p that its permutations can for units that are related, weakly too', () => {
    const random = seeded(4);
    const layers = ['a', 'b', 'c'].map((name) => ({ name, units: units(random, 0.2) }));
    assert.equal(testIndependence(layers)?.p, 1 / 1000);
  });
});
