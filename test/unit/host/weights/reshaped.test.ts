import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compareWeights } from '../../../../src/host/weights/compare-weights.ts';
import type { WeightsReport } from '../../../../src/model/weights-report.ts';
import { type Matrix, type Model, safetensors } from './made-up-checkpoint.ts';
import { isMatrix, madeUpModel, mapModel, type Plan, trained, withNoise } from './made-up-model.ts';
import { seeded } from './random.ts';

const plan: Plan = {
  seed: 61,
  hidden: 64,
  inner: 160,
  layers: 3,
  vocabulary: 160,
  dtype: 'F32',
  weights: 'lived',
  training: { df: 4, rows: 0.5, tensors: 0.3, directions: 0.1 },
  sigma: 1e-3,
};
const base = madeUpModel(plan);
const stranger = madeUpModel(plan, 9061);
const folder = mkdtempSync(join(tmpdir(), 'forebear-reshaped-'));

async function compare(
  upstream: Model,
  suspect: Model,
  as = 'F32',
  parents: readonly Model[] = [],
): Promise<WeightsReport> {
  const file = (name: string, model: Model, dtype: string): string => {
    const path = join(folder, `${name}.safetensors`);
    writeFileSync(path, safetensors([...model], dtype));
    return path;
  };
  return await compareWeights(
    file('upstream', upstream, 'F32'),
    file('suspect', suspect, as),
    { jobs: 1, parents: parents.map((model, i) => file(`parent-${i}`, model, 'F32')) },
    new AbortController().signal,
    () => {},
  );
}

function lines(matrix: Matrix, rows: readonly number[] | null, columns: readonly number[] | null): Matrix {
  const [m = 1, n = 1] = matrix.shape;
  const [down, across] = [rows ?? [...Array(m).keys()], columns ?? [...Array(n).keys()]];
  const values = Float32Array.from({ length: down.length * across.length }, (_, i) => {
    const row = down[Math.floor(i / across.length)] ?? 0;
    return matrix.values[row * n + (across[i % across.length] ?? 0)] ?? 0;
  });
  return { ...matrix, shape: [down.length, across.length], values };
}

/** The hidden units of each feed-forward part as given. */
function units(model: Model, chosen: readonly number[]): Model {
  return new Map(
    [...model].map(([name, matrix]) => [
      name,
      /(gate|up)_proj/.test(name)
        ? lines(matrix, chosen, null)
        : /down_proj/.test(name)
          ? lines(matrix, null, chosen)
          : matrix,
    ]),
  );
}

const all = [...Array(plan.inner).keys()];
const shuffled = seeded(3).shuffled(plan.inner);
/** Every fifth unit has another's place. */
const partly = all.map((i) => (i % 5 === 0 ? (i + 45) % plan.inner : i));
const pruned = (model: Model): Model =>
  mapModel(model, (_, { shape, values }) => {
    if (shape.length < 2) return null;
    const cut = [...values].map(Math.abs).sort((a, b) => a - b)[Math.floor(values.length * 0.6)] ?? 0;
    return values.map((w) => (Math.abs(w) < cut ? 0 : w));
  });
/** What was set to zero stays so. */
const masked = (model: Model, by: Model): Model =>
  mapModel(model, (name, { values }) => values.map((w, i) => (by.get(name)?.values[i] === 0 ? 0 : w)));
const noisy = (model: Model): Model => withNoise(model, 7, (random) => plan.sigma * random.normal());

describe('a checkpoint that was reshaped', () => {
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('by pruning and then trained on is trained on, and the zeros are told', async () => {
    const sparse = pruned(base);
    const { verdict, account } = await compare(base, masked(trained(sparse, plan, 62, 0.1), sparse));
    assert.equal(verdict, 'fine_tuned');
    assert.match(account.join('\n'), /values were set to zero \(60 to 60 %\)/);
  });

  it('by pruning, with noise on what is left, has that noise', async () => {
    const sparse = pruned(base);
    const { verdict, sigma = 0 } = await compare(base, masked(noisy(sparse), sparse));
    assert.equal(verdict, 'isotropic_noise');
    assert.ok(Math.abs(sigma / plan.sigma - 1) < 0.05, `${sigma}`);
  });

  it('in the order of a part of its units is permuted', async () => {
    assert.equal((await compare(base, units(base, partly))).verdict, 'permuted');
  });

  it('by two attention heads that changed places is permuted, not adapted', async () => {
    const order = (n = 1): readonly number[] => [...Array(n).keys()].map((i) => (i < 16 ? (i + 8) % 16 : i));
    const swapped = new Map(
      [...base].map(([name, matrix]) => [
        name,
        /[qkv]_proj/.test(name)
          ? lines(matrix, order(matrix.shape[0]), null)
          : /o_proj/.test(name)
            ? lines(matrix, null, order(matrix.shape[1]))
            : matrix,
      ]),
    );
    assert.equal((await compare(base, swapped)).verdict, 'permuted');
  });

  it('in the order of its units and trained on, or with noise, is told as both', async () => {
    const tuned = await compare(base, trained(units(base, shuffled), plan, 63, 0.1));
    assert.equal(tuned.verdict, 'permuted');
    assert.match(tuned.account.join('\n'), /changed in value, as training gives/);
    assert.equal((await compare(base, noisy(units(base, shuffled)))).verdict, 'permuted+isotropic_noise');
  });

  it('in its width is narrowed one way and widened the other, and an independent one is neither', async () => {
    const narrow = units(
      base,
      all.filter((i) => i % 4 !== 1),
    );
    assert.equal((await compare(base, narrow)).verdict, 'narrowed');
    assert.equal((await compare(narrow, base)).verdict, 'widened');
    assert.equal((await compare(stranger, narrow)).verdict, 'unrelated');
  });

  it('in the width of its residual stream is narrowed', async () => {
    const kept = [...Array(plan.hidden).keys()].filter((i) => i % 3 !== 0);
    const narrow = new Map(
      [...base].flatMap(([name, matrix]): readonly (readonly [string, Matrix])[] => {
        if (!isMatrix(matrix)) return [];
        const isOut = /(o|down)_proj/.test(name);
        return [[name, lines(matrix, isOut ? kept : null, isOut ? null : kept)]];
      }),
    );
    assert.match((await compare(base, narrow)).verdict, /^(narrowed|shared_component)$/);
  });

  it('by an adapter and a cast of the whole has the adapter', async () => {
    const random = seeded(8);
    const adapted = mapModel(base, (name, { shape: [m = 1, n = 1], values }) => {
      if (!/[qv]_proj/.test(name)) return null;
      const a = Float64Array.from({ length: 4 * m }, () => random.normal());
      const b = Float64Array.from({ length: 4 * n }, () => random.normal());
      return values.map((w, i) => {
        const [row, column] = [Math.floor(i / n), i % n];
        let sum = 0;
        for (let k = 0; k < 4; k++) sum += (a[4 * row + k] ?? 0) * (b[4 * column + k] ?? 0);
        return w + 0.004 * sum;
      });
    });
    assert.equal((await compare(base, adapted, 'BF16')).verdict, 'low_rank_adapter');
  });

  it('by a share of a stranger is a mixture, also seen from the one with the lesser share', async () => {
    const mixed = mapModel(base, (name, { values }) =>
      values.map((w, i) => 0.98 * w + 0.15 * (stranger.get(name)?.values[i] ?? 0)),
    );
    for (const [one, other, shares] of [
      [base, stranger, [0.98, 0.15]],
      [stranger, base, [0.15, 0.98]],
    ] as const) {
      const { verdict, mixture } = await compare(one, mixed, 'F32', [other]);
      assert.equal(verdict, 'mixture');
      for (const [a, share] of shares.entries())
        assert.ok(Math.abs((mixture?.shares[a] ?? 0) - share) < 0.01);
    }
  });
});
