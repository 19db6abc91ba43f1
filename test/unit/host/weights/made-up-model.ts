import type { Matrix, Model } from './made-up-checkpoint.ts';
import { rounded } from './made-up-checkpoint.ts';
import { type Random, seeded } from './random.ts';

/** Sizes and habits of a made-up model. */
export interface Plan {
  readonly seed: number;
  readonly hidden: number;
  readonly inner: number;
  readonly layers: number;
  readonly vocabulary: number;
  readonly dtype: 'F32' | 'F16' | 'BF16';
  /** 'plain': independent normal weights of one std. 'lived': uneven stds, outlier columns, low-rank parts. */
  readonly weights: 'plain' | 'lived';
  /** How a training run changes weights: tails, evenness of rows, and tensors. */
  readonly training: {
    readonly df: number;
    readonly rows: number;
    readonly tensors: number;
    readonly directions: number;
  };
  /** Noise std of the noise cases. */
  readonly sigma: number;
}

export function isMatrix(matrix: Matrix): boolean {
  return matrix.shape.length >= 2;
}

export function mapModel(model: Model, change: (name: string, matrix: Matrix) => Float32Array | null): Model {
  const changed: Model = new Map();
  for (const [name, matrix] of model) {
    const values = change(name, matrix);
    changed.set(name, values === null ? matrix : { ...matrix, values });
  }
  return changed;
}

function learnt(random: Random, rows: number, columns: number, std: number, plan: Plan): Matrix {
  const values = new Float32Array(rows * columns);
  if (plan.weights === 'plain') {
    for (let i = 0; i < values.length; i++) values[i] = std * random.normal();
    return { shape: [rows, columns], values };
  }
  const own = std * Math.exp(0.4 * random.normal());
  const rowScale = Float64Array.from({ length: rows }, () => Math.exp(0.25 * random.normal()));
  const columnScale = Float64Array.from({ length: columns }, () =>
    random.uniform() < 0.02 ? 4 : Math.exp(0.15 * random.normal()),
  );
  const u = Float64Array.from({ length: rows * 3 }, () => random.normal());
  const v = Float64Array.from({ length: columns * 3 }, () => random.normal());
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      let x = (rowScale[i] ?? 1) * (columnScale[j] ?? 1) * random.normal();
      for (let k = 0; k < 3; k++) x += 0.2 * (u[i * 3 + k] ?? 0) * (v[j * 3 + k] ?? 0);
      values[i * columns + j] = own * x;
    }
  }
  return { shape: [rows, columns], values };
}

/** Norm gains follow one pattern in every model, as they do in real ones. */
function gains(random: Random, size: number, depth: number): Matrix {
  const values = Float32Array.from(
    { length: size },
    (_, i) => 0.4 + 0.1 * depth + 0.2 * Math.sin(i * 0.37) + 0.02 * random.normal(),
  );
  return { shape: [size], values };
}

/** A sinusoidal position table: the same in every model that uses one. */
export function sinusoids(positions: number, width: number): Matrix {
  const values = new Float32Array(positions * width);
  for (let p = 0; p < positions; p++) {
    for (let i = 0; i < width; i++) {
      const angle = p / 10000 ** ((2 * Math.floor(i / 2)) / width);
      values[p * width + i] = i % 2 === 0 ? Math.sin(angle) : Math.cos(angle);
    }
  }
  return { shape: [positions, width], values };
}

/** A language model with a vision tower and a resampler, named as such models are. */
export function madeUpModel(plan: Plan, seed = plan.seed): Model {
  const random = seeded(seed);
  const { hidden: h, inner, layers, vocabulary } = plan;
  const model: Model = new Map();
  const put = (name: string, rows: number, columns: number, std = 0.02): void => {
    model.set(name, learnt(random, rows, columns, std, plan));
  };
  put('llm.model.embed_tokens.weight', vocabulary, h);
  for (let l = 0; l < layers; l++) {
    const at = `llm.model.layers.${l}`;
    put(`${at}.self_attn.q_proj.weight`, h, h);
    put(`${at}.self_attn.k_proj.weight`, h / 2, h);
    put(`${at}.self_attn.v_proj.weight`, h / 2, h);
    put(`${at}.self_attn.o_proj.weight`, h, h);
    put(`${at}.mlp.gate_proj.weight`, inner, h);
    put(`${at}.mlp.up_proj.weight`, inner, h);
    put(`${at}.mlp.down_proj.weight`, h, inner);
    model.set(`${at}.input_layernorm.weight`, gains(random, h, l));
    model.set(`${at}.post_attention_layernorm.weight`, gains(random, h, l + 1));
  }
  model.set('llm.model.norm.weight', gains(random, h, 9));
  put('llm.lm_head.weight', vocabulary, h);
  put('vpm.embeddings.patch_embedding.weight', h, 3 * 8 * 8);
  for (let l = 0; l < 2; l++) {
    const at = `vpm.encoder.layers.${l}`;
    put(`${at}.self_attn.q_proj.weight`, h, h);
    put(`${at}.self_attn.out_proj.weight`, h, h);
    put(`${at}.mlp.fc1.weight`, 2 * h, h);
    put(`${at}.mlp.fc2.weight`, h, 2 * h);
    model.set(`${at}.layer_norm1.bias`, {
      shape: [h],
      values: Float32Array.from({ length: h }, () => 0.02 * random.normal()),
    });
  }
  put('resampler.query', 64, h);
  put('resampler.kv_proj.weight', h, h);
  put('resampler.attn.in_proj_weight', 3 * h, h);
  model.set('resampler.ln_q.weight', gains(random, h, 3));
  return storedAs(model, plan.dtype);
}

export function storedAs(model: Model, dtype: string): Model {
  return mapModel(model, (_, matrix) => rounded(matrix.values, matrix.dtype ?? dtype));
}

/** A training run: heavy-tailed, uneven over rows and tensors, with a few strong directions, and norms that move. */
export function trained(model: Model, plan: Plan, seed: number, strength = 0.05): Model {
  const random = seeded(seed);
  const { df, rows: rowSpread, tensors, directions } = plan.training;
  return mapModel(model, (_, matrix) => {
    const rows = matrix.shape[0] ?? 1;
    const columns = matrix.values.length / rows;
    let squares = 0;
    for (const v of matrix.values) squares += v * v;
    const std = Math.sqrt(squares / matrix.values.length);
    if (!isMatrix(matrix)) return matrix.values.map((v) => v + 0.3 * strength * std * random.normal());
    const own = strength * std * Math.exp(tensors * random.normal());
    const scale = Float64Array.from({ length: rows }, () => Math.exp(rowSpread * random.normal()));
    const u = Float64Array.from({ length: rows * 4 }, () => random.normal());
    const v = Float64Array.from({ length: columns * 4 }, () => random.normal());
    return matrix.values.map((w, at) => {
      const i = Math.floor(at / columns);
      const j = at % columns;
      let d = (scale[i] ?? 1) * (df > 30 ? random.normal() : random.heavy(df));
      for (let k = 0; k < 4; k++) d += directions * (u[i * 4 + k] ?? 0) * (v[j * 4 + k] ?? 0);
      return w + own * d;
    });
  });
}

/** Adds what `draw` gives to every value. */
export function withNoise(
  model: Model,
  seed: number,
  draw: (random: Random, w: number, name: string) => number,
): Model {
  const random = seeded(seed);
  return mapModel(model, (name, matrix) => matrix.values.map((w) => w + draw(random, w, name)));
}
