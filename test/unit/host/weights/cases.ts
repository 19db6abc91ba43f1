import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WeightsVerdict } from '../../../../src/model/weights-report.ts';
import { type Matrix, type Model, writeModel } from './made-up-checkpoint.ts';
import {
  isMatrix,
  madeUpModel,
  mapModel,
  type Plan,
  sinusoids,
  storedAs,
  trained,
  withNoise,
} from './made-up-model.ts';
import { stacked, transposed } from './matrix-changes.ts';
import {
  adapted,
  dropLayer,
  flatNorms,
  foldNorms,
  fused,
  onlyLlm,
  permuteInner,
  pruned,
  quantised,
  renamed,
  rotate,
  scrambled,
  tied,
} from './model-changes.ts';
import { seeded } from './random.ts';

export interface Case {
  readonly name: string;
  readonly expected: readonly WeightsVerdict[];
  /** Std of the noise that was added. */
  readonly sigma?: number;
  /** The difference is not noise: calling it so would accuse somebody wrongly. */
  readonly innocent?: boolean;
  readonly write: (folder: string) => { readonly upstream: string; readonly suspect: string };
}

function stdOf(values: Float32Array): number {
  let squares = 0;
  for (const v of values) squares += v * v;
  return Math.sqrt(squares / values.length);
}

/** The 41 kept cases, as pairs of checkpoints made from one plan. */
export function casesOf(plan: Plan): readonly Case[] {
  const { seed, sigma, dtype, hidden: h, inner } = plan;
  const made = new Map<string, Model>();
  /** The model in a number format; made once, and changed by nobody. */
  const base = (stored = dtype as string): Model => {
    const model = made.get(stored) ?? madeUpModel({ ...plan, dtype: stored as Plan['dtype'] });
    made.set(stored, model);
    return model;
  };
  const pair =
    (
      suspect: (model: Model) => Model,
      options: {
        as?: string;
        from?: string;
        shards?: readonly [number, number];
        upstream?: (model: Model) => Model;
      } = {},
    ) =>
    (folder: string) => {
      const from = options.from ?? dtype;
      // What the number format holds already stays as it is.
      const stored =
        options.upstream === undefined ? base(from) : storedAs(options.upstream(base(from)), from);
      return {
        upstream: writeModel(join(folder, 'upstream'), stored, from, options.shards?.[0]),
        suspect: writeModel(
          join(folder, 'suspect'),
          suspect(stored),
          options.as ?? from,
          options.shards?.[1],
        ),
      };
    };
  const gauss = (std: number) => (model: Model) =>
    withNoise(model, seed + 77, (random) => std * random.normal());
  const rename = (name: string) => name.replace(/^vpm\./, 'vison.').replace(/^resampler\./, 'projection.');
  const relabel = (model: Model) => renamed(model, rename);
  const vision = (name: string) => /^(vpm|resampler)\./.test(name);
  const sibling = (strength: number) => (model: Model) => trained(model, plan, seed + 900, strength);
  const other = () => madeUpModel(plan, seed + 5000);
  const merged = (model: Model): Model => {
    const tuned = trained(model, plan, seed + 901, 0.08);
    return mapModel(model, (name, matrix) =>
      matrix.values.map((w, i) => (w + (tuned.get(name)?.values[i] ?? 0)) / 2),
    );
  };
  const fine: readonly WeightsVerdict[] = ['fine_tuned'];
  const noise: readonly WeightsVerdict[] = ['isotropic_noise'];
  const same: readonly WeightsVerdict[] = ['identical'];
  const half = dtype === 'F32' ? 'BF16' : dtype;
  return [
    { name: '01 the same', expected: same, innocent: true, write: pair((m) => m) },
    {
      name: '02 renamed and resharded',
      expected: same,
      innocent: true,
      write: pair(relabel, { shards: [7, 3] }),
    },
    {
      name: '03 scrambled names',
      expected: same,
      innocent: true,
      write: pair((m) => scrambled(m, seed + 5)),
    },
    { name: '04 noise in BF16', expected: noise, sigma, write: pair(gauss(sigma), { from: 'BF16' }) },
    {
      name: '05 the founding case',
      expected: noise,
      sigma: 1 / 708,
      write: pair((m) => relabel(gauss(1 / 708)(m)), { from: 'F16', shards: [7, 3] }),
    },
    {
      name: '06 faint noise in F32',
      expected: noise,
      sigma: 1e-4,
      write: pair(gauss(1e-4), { from: 'F32' }),
    },
    {
      name: '07 nearly identical',
      expected: ['near_identical'],
      innocent: true,
      write: pair(gauss(5e-6), { from: 'BF16' }),
    },
    {
      name: '08 noise scaled per tensor',
      expected: ['noise_scaled_per_tensor'],
      write: pair((m) => {
        let k = 0;
        return mapModel(m, (_, matrix) => {
          const random = seeded(seed + 1000 + k);
          const own = stdOf(matrix.values) * 0.07 * (0.5 + (k++ % 7) / 6);
          return matrix.values.map((w) => w + own * random.normal());
        });
      }),
    },
    {
      name: '09 multiplicative noise',
      expected: ['noise_multiplicative'],
      write: pair((m) => withNoise(m, seed + 3, (random, w) => 0.07 * w * random.normal())),
    },
    {
      name: '10 uniform noise',
      expected: ['noise_non_gaussian'],
      write: pair((m) =>
        withNoise(m, seed + 4, (random) => sigma * Math.sqrt(12) * (random.uniform() - 0.5)),
      ),
    },
    { name: '11 fine-tuned', expected: fine, innocent: true, write: pair(sibling(0.05)) },
    {
      name: '12 partly fine-tuned',
      expected: fine,
      innocent: true,
      write: pair((m) => {
        const t = trained(m, plan, seed + 12, 0.05);
        return new Map(
          [...m].map(([n, v]) => [n, /layers\.[01]\.mlp|lm_head/.test(n) ? (t.get(n) as Matrix) : v]),
        );
      }),
    },
    {
      name: '13 adapter of rank 8 on q and v',
      expected: ['low_rank_adapter'],
      innocent: true,
      write: pair((m) => adapted(m, seed + 13, 8, /[qv]_proj/)),
    },
    {
      name: '14 adapter of rank 16',
      expected: ['low_rank_adapter'],
      innocent: true,
      write: pair((m) => adapted(m, seed + 14, 16, /_proj/)),
    },
    {
      name: '15 adapter and noise',
      expected: ['low_rank_adapter+isotropic_noise'],
      sigma: 5e-4,
      write: pair((m) => gauss(5e-4)(adapted(m, seed + 15, 8, /_proj/)), {
        from: half === 'BF16' ? 'F32' : half,
      }),
    },
    {
      name: '16 cast',
      expected: ['requantised'],
      innocent: true,
      write: pair((m) => m, { from: 'F32', as: dtype === 'F16' ? 'F16' : 'BF16' }),
    },
    { name: '17 widened', expected: same, innocent: true, write: pair((m) => m, { from: half, as: 'F32' }) },
    {
      name: '18 8-bit integers',
      expected: ['requantised'],
      innocent: true,
      write: pair((m) => quantised(m, 'row', 127)),
    },
    {
      name: '19 4-bit groups of 32',
      expected: ['requantised'],
      innocent: true,
      write: pair((m) => quantised(m, 32, 7)),
    },
    {
      name: '20 8-bit floats',
      expected: ['requantised'],
      innocent: true,
      write: pair((m) => new Map([...m].map(([n, v]) => [n, isMatrix(v) ? { ...v, dtype: 'F8_E4M3' } : v]))),
    },
    {
      name: '21 scaled',
      expected: ['scaled'],
      innocent: true,
      write: pair((m) => mapModel(m, (_, v) => v.values.map((w) => 0.9 * w))),
    },
    {
      name: '22 permuted',
      expected: ['permuted'],
      innocent: true,
      write: pair((m) => permuteInner(m, inner, seed + 300)),
    },
    {
      name: '23 permuted with noise',
      expected: ['permuted+isotropic_noise'],
      sigma,
      write: pair((m) => gauss(sigma)(flatNorms(m, h, seed + 400)), { upstream: onlyLlm }),
    },
    { name: '24 norms folded in', expected: ['scaled'], innocent: true, write: pair((m) => foldNorms(m, h)) },
    {
      name: '25 rotated',
      expected: ['rotated'],
      innocent: true,
      write: pair((m) => rotate(m, h, seed + 500), { upstream: onlyLlm }),
    },
    {
      name: '26 vocabulary and 12',
      expected: same,
      innocent: true,
      write: pair(
        (m) =>
          new Map(
            [...m].map(([n, v]) => {
              if (!/embed_tokens|lm_head/.test(n)) return [n, v];
              const random = seeded(seed + 26);
              return [
                n,
                stacked([
                  v,
                  {
                    shape: [12, h],
                    values: Float32Array.from({ length: 12 * h }, () => 0.02 * random.normal()),
                  },
                ]),
              ];
            }),
          ),
      ),
    },
    {
      name: '27 layer dropped, noise',
      expected: noise,
      sigma,
      write: pair((m) => dropLayer(gauss(sigma)(m))),
    },
    { name: '28 merged', expected: fine, innocent: true, write: pair(merged) },
    { name: '29 unrelated', expected: ['unrelated'], innocent: true, write: pair(() => other()) },
    {
      name: '30 norms and positions',
      expected: ['unrelated'],
      innocent: true,
      write: pair(
        (m) => new Map([...other(), ['vpm.position.weight', m.get('vpm.position.weight') as Matrix]]),
        { upstream: (m) => new Map([...m, ['vpm.position.weight', sinusoids(128, h)]]) },
      ),
    },
    {
      name: '31 shared part',
      expected: ['shared_component'],
      innocent: true,
      write: pair((m) => new Map([...other()].map(([n, v]) => [n, vision(n) ? (m.get(n) as Matrix) : v]))),
    },
    {
      name: '32 siblings',
      expected: fine,
      innocent: true,
      write: pair((m) => trained(madeUpModel(plan), plan, seed + 33, 0.05 + 0 * m.size), {
        upstream: sibling(0.05),
      }),
    },
    {
      name: '33 tied',
      expected: same,
      innocent: true,
      write: pair(
        (m) => new Map([...m, ['llm.lm_head.weight', m.get('llm.model.embed_tokens.weight') as Matrix]]),
        { upstream: tied },
      ),
    },
    { name: '34 sparsified', expected: ['sparsified'], innocent: true, write: pair(pruned) },
    { name: '35 fused', expected: same, innocent: true, write: pair(fused) },
    {
      name: '36 transposed',
      expected: same,
      innocent: true,
      write: pair(
        (m) =>
          new Map(
            [...m].map(([n, v]) => [n, v.shape.length === 2 && /_proj\.weight/.test(n) ? transposed(v) : v]),
          ),
      ),
    },
    {
      name: '37 noise on the vision tower',
      expected: noise,
      sigma,
      write: pair((m) => {
        const noisy = gauss(sigma)(m);
        return new Map([...m].map(([n, v]) => [n, vision(n) ? (noisy.get(n) as Matrix) : v]));
      }),
    },
    {
      name: '38 fine-tuned, then noise',
      expected: ['fine_tuned', 'isotropic_noise', 'fine_tuned+isotropic_noise'],
      write: pair((m) => gauss(sigma)(trained(m, plan, seed + 38, 0.03))),
    },
    { name: '39 heavily fine-tuned', expected: fine, innocent: true, write: pair(sibling(0.4)) },
    {
      name: '40 pointers only',
      expected: ['weights_absent'],
      innocent: true,
      write: (folder) => {
        const { upstream } = pair((m) => m)(folder);
        const suspect = join(folder, 'pointers');
        mkdirSync(suspect);
        writeFileSync(
          join(suspect, 'model.safetensors'),
          `version https://git-lfs.github.com/spec/v1\noid sha256:${'ab'.repeat(32)}\nsize 4976698672\n`,
        );
        return { upstream, suspect };
      },
    },
    {
      name: '41 cut off',
      expected: ['invalid_input'],
      innocent: true,
      write: (folder) => {
        const { upstream } = pair((m) => m)(folder);
        const suspect = join(folder, 'cut');
        mkdirSync(suspect);
        for (const name of readdirSync(upstream)) {
          const bytes = readFileSync(join(upstream, name));
          writeFileSync(join(suspect, name), bytes.subarray(0, Math.floor(bytes.length * 0.7)));
        }
        return { upstream, suspect };
      },
    },
  ];
}
