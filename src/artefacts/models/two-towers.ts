import type { ModelRow } from './model-row.ts';

/** Fewer equal values than this are what any pair of towers has. */
const LEAST = 6;

/** Models of an image and a text tower whose every known value the file states alike. */
export function sameTowers(
  fields: readonly (readonly [path: string, value: string])[],
  rows: readonly ModelRow[],
): readonly ModelRow[] {
  const values = new Map(fields.map(([path, value]) => [path.replace(/^model_cfg\./, ''), value] as const));
  if (!values.has('embed_dim')) return [];
  return rows.filter(
    (row) =>
      row.facts.has('embed_dim') &&
      row.facts.size >= LEAST &&
      [...row.facts].every(([key, { value }]) => values.get(key)?.replace(/^"|"$/g, '') === value),
  );
}
