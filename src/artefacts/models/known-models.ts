import type { ModelRow } from './model-row.ts';

/** Sizes that make a shape; the vocabulary stands apart, as it grows. */
export const SIZES = ['hidden_size', 'intermediate_size', 'layers', 'heads', 'kv_heads'] as const;

/** Sizes of experts and of compressed attention: two models of one shape do not differ in them. */
export const INNER_SIZES = ['experts', 'moe_intermediate', 'kv_lora', 'q_lora'] as const;

/** Values that a maker chooses freely when the sizes are given. */
export const FREE = [
  'rope_theta',
  'norm_eps',
  'tie',
  'max_position',
  'bos',
  'eos',
  'init_range',
  'activation',
  'head_dim',
  'sliding_window',
] as const;

/** Free values of mixtures of experts and compressed attention: they come together, so they count up to a cap. */
export const INNER_FREE = [
  'experts',
  'experts_per_token',
  'moe_intermediate',
  'shared_experts',
  'first_dense',
  'q_lora',
  'kv_lora',
  'qk_nope',
  'qk_rope',
  'v_head',
  'final_softcap',
  'attn_softcap',
] as const;

/** Published models, and how common each of their values is. Derived from the rows; nothing is kept by hand. */
export interface KnownModels {
  readonly rows: readonly ModelRow[];
  /** Rows by width and depth, the two that are always stated. */
  readonly byWidth: ReadonlyMap<string, readonly ModelRow[]>;
  /** -log2 of the share of shapes that have this value, of those that state one. */
  readonly bits: (key: string, value: string) => number;
  /** The interval of vocabulary sizes that models of this row's lineage pad to. */
  readonly vocabularies: (row: ModelRow) => readonly [least: number, most: number] | null;
}

/** Sizes of one vocabulary differ by its padding and a few added tokens: those nearer than this are one. */
const PADDING = 600;

export function knownModels(rows: readonly ModelRow[]): KnownModels {
  const byWidth = new Map<string, ModelRow[]>();
  const counts = new Map<string, Map<string, Set<string>>>();
  const sizes = new Map<string, Set<number>>();
  for (const row of rows) {
    const width = row.facts.get('hidden_size')?.value ?? '';
    byWidth.set(width, [...(byWidth.get(width) ?? []), row]);
    const shape = [...SIZES, 'vocab_size'].map((key) => row.facts.get(key)?.value ?? '?').join(' ');
    for (const key of [...FREE, ...INNER_FREE]) {
      const value = row.facts.get(key)?.value;
      if (value === undefined) continue;
      const values = counts.get(key) ?? new Map<string, Set<string>>();
      counts.set(key, values);
      values.set(value, (values.get(value) ?? new Set()).add(shape));
    }
    const vocabulary = Number(row.facts.get('vocab_size')?.value ?? Number.NaN);
    if (vocabulary > 0) sizes.set(row.lineage, (sizes.get(row.lineage) ?? new Set()).add(vocabulary));
  }
  const totals = new Map(
    [...counts].map(([key, values]) => [key, new Set([...values.values()].flatMap((one) => [...one])).size]),
  );
  return {
    rows,
    byWidth,
    bits: (key, value) => {
      const total = totals.get(key) ?? 0;
      // One more of each than was counted: a value that nobody states is not infinitely telling.
      return Math.log2((total + 2) / ((counts.get(key)?.get(value)?.size ?? 0) + 1));
    },
    vocabularies: (row) => {
      const own = Number(row.facts.get('vocab_size')?.value ?? Number.NaN);
      const near = sizes.get(row.lineage);
      return near === undefined || !(own > 0) ? null : intervalAround(own, near);
    },
  };
}

function intervalAround(own: number, sizes: ReadonlySet<number>): readonly [number, number] {
  const sorted = [...sizes].sort((a, b) => a - b);
  let [from, to] = [sorted.indexOf(own), sorted.indexOf(own)];
  while (from > 0 && (sorted[from] ?? 0) - (sorted[from - 1] ?? 0) <= PADDING) from -= 1;
  while (to < sorted.length - 1 && (sorted[to + 1] ?? 0) - (sorted[to] ?? 0) <= PADDING) to += 1;
  return [sorted[from] ?? own, sorted[to] ?? own];
}
