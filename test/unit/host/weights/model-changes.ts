import type { Matrix, Model } from './made-up-checkpoint.ts';
import { isMatrix, mapModel } from './made-up-model.ts';
import { reordered, rotation, stacked, times, transposed } from './matrix-changes.ts';
import { seeded } from './random.ts';

const RESIDUAL_COLUMNS = /(q_proj|k_proj|v_proj|gate_proj|up_proj|embed_tokens|lm_head)\.weight$/;
const RESIDUAL_ROWS = /(o_proj|down_proj)\.weight$/;

export function renamed(model: Model, rename: (name: string) => string): Model {
  return new Map([...model].map(([name, matrix]) => [rename(name), matrix]));
}

/** Low-rank change of the chosen matrices. */
export function adapted(model: Model, seed: number, rank: number, chosen: RegExp, strength = 0.3): Model {
  const random = seeded(seed);
  return mapModel(model, (name, matrix) => {
    if (!isMatrix(matrix) || !chosen.test(name)) return null;
    const [m = 1, n = 1] = matrix.shape;
    const a = Float64Array.from({ length: m * rank }, () => random.normal());
    const b = Float64Array.from({ length: n * rank }, () => random.normal());
    const scale = (strength * 0.02) / Math.sqrt(rank);
    return matrix.values.map((w, at) => {
      let d = 0;
      for (let k = 0; k < rank; k++)
        d += (a[Math.floor(at / n) * rank + k] ?? 0) * (b[(at % n) * rank + k] ?? 0);
      return w + scale * d;
    });
  });
}

/** Round to integers of a step, per group of values within a row. */
export function quantised(model: Model, group: number | 'row', levels: number): Model {
  return mapModel(model, (_, matrix) => {
    if (!isMatrix(matrix)) return null;
    const columns = matrix.values.length / (matrix.shape[0] ?? 1);
    const size = group === 'row' ? columns : group;
    const out = matrix.values.slice();
    for (let at = 0; at < out.length; at += size) {
      const part = out.subarray(at, Math.min(out.length, at + size));
      let most = 0;
      for (const v of part) most = Math.max(most, Math.abs(v));
      const step = most / levels || 1;
      for (const [i, v] of part.entries()) part[i] = Math.round(v / step) * step;
    }
    return out;
  });
}

export const scrambled = (model: Model, seed: number): Model => {
  const order = seeded(seed).shuffled(model.size);
  const entries = [...model];
  return new Map(order.map((from, i) => [`t_${String(i).padStart(4, '0')}`, entries[from]?.[1] as Matrix]));
};
export const tied = (model: Model): Model => {
  const copy: Model = new Map(model);
  copy.delete('llm.lm_head.weight');
  return copy;
};
export const fused = (model: Model): Model => {
  const out: Model = new Map();
  for (const [name, matrix] of model) {
    const get = (part: string) => model.get(name.replace(/[qkv]_proj|gate_proj|up_proj/, part)) as Matrix;
    if (/llm.*\.q_proj\./.test(name)) {
      out.set(name.replace('q_proj', 'qkv_proj'), stacked([get('q_proj'), get('k_proj'), get('v_proj')]));
    } else if (/\.gate_proj\./.test(name)) {
      out.set(name.replace('gate_proj', 'gate_up_proj'), stacked([get('gate_proj'), get('up_proj')]));
    } else if (!/llm.*\.(k_proj|v_proj|up_proj)\./.test(name)) out.set(name, matrix);
  }
  return out;
};
export const dropLayer = (model: Model): Model => {
  const out: Model = new Map();
  for (const [name, matrix] of model) {
    const found = /^llm\.model\.layers\.(\d+)\./.exec(name);
    const layer = Number(found?.[1] ?? -1);
    if (layer === 1) continue;
    out.set(layer > 1 ? name.replace(`.layers.${layer}.`, `.layers.${layer - 1}.`) : name, matrix);
  }
  return out;
};
export const permuteInner = (model: Model, inner: number, seed: number): Model => {
  const out: Model = new Map();
  for (const [name, matrix] of model) {
    const layer = Number(/^llm.*layers\.(\d+)/.exec(name)?.[1] ?? -1);
    const order = seeded(seed + layer).shuffled(inner);
    if (layer >= 0 && /(gate|up)_proj/.test(name)) out.set(name, reordered(matrix, order, null));
    else if (layer >= 0 && /down_proj/.test(name)) out.set(name, reordered(matrix, null, order));
    else out.set(name, matrix);
  }
  return out;
};
export const onlyLlm = (model: Model): Model =>
  new Map([...model].filter(([name]) => name.startsWith('llm.')));
const permuteResidual = (model: Model, h: number, seed: number): Model => {
  const order = seeded(seed).shuffled(h);
  const out: Model = new Map();
  for (const [name, matrix] of model) {
    if (RESIDUAL_COLUMNS.test(name)) out.set(name, reordered(matrix, null, order));
    else if (RESIDUAL_ROWS.test(name)) out.set(name, reordered(matrix, order, null));
    else out.set(name, reordered({ ...matrix, shape: [1, h] }, null, order));
  }
  return mapModel(out, () => null);
};
export const flatNorms = (model: Model, h: number, seed: number): Model =>
  new Map(
    [...permuteResidual(model, h, seed)].map(([name, m]) => [
      name,
      /norm/.test(name) ? { ...m, shape: [h] } : m,
    ]),
  );
export const rotate = (model: Model, h: number, seed: number): Model => {
  const q = rotation(h, seed);
  const qt = transposed(q);
  const out: Model = new Map();
  for (const [name, matrix] of model) {
    if (RESIDUAL_COLUMNS.test(name)) out.set(name, times(matrix, q));
    else if (RESIDUAL_ROWS.test(name)) out.set(name, times(qt, matrix));
    else out.set(name, matrix);
  }
  return out;
};
export const foldNorms = (model: Model, h: number): Model => {
  const out: Model = new Map();
  for (const [name, matrix] of model) {
    const layer = /^(llm\.model\.layers\.\d+)\./.exec(name)?.[1];
    const gain = (norm: string) => model.get(`${layer}.${norm}.weight`)?.values;
    const by =
      layer === undefined
        ? undefined
        : /self_attn\.[qkv]_proj/.test(name)
          ? gain('input_layernorm')
          : /(gate|up)_proj/.test(name)
            ? gain('post_attention_layernorm')
            : undefined;
    if (by !== undefined) {
      out.set(name, { ...matrix, values: matrix.values.map((w, i) => w * (by[i % h] ?? 1)) });
    } else if (layer !== undefined && /layernorm/.test(name)) {
      out.set(name, { ...matrix, values: matrix.values.map(() => 1) });
    } else out.set(name, matrix);
  }
  return out;
};
export const pruned = (model: Model): Model =>
  mapModel(model, (_, matrix) => {
    if (!isMatrix(matrix)) return null;
    const cut =
      [...matrix.values].map(Math.abs).sort((a, b) => a - b)[Math.floor(matrix.values.length / 2)] ?? 0;
    return matrix.values.map((w) => (Math.abs(w) < cut ? 0 : w));
  });
