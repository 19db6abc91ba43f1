/** Solves a few linear equations (Gauss with pivots); null where they have no single solution. */
export function solve(
  matrix: readonly (readonly number[])[],
  right: readonly number[],
): readonly number[] | null {
  const size = right.length;
  const rows = matrix.map((row, i) => [...row, right[i] ?? 0]);
  for (let column = 0; column < size; column++) {
    const from = rows.slice(column).map((row) => Math.abs(row[column] ?? 0));
    const pivot = column + from.indexOf(Math.max(...from));
    const [chosen, here] = [rows[pivot], rows[column]];
    if (chosen === undefined || here === undefined) return null;
    const lead = chosen[column] ?? 0;
    if (!(Math.abs(lead) > 1e-12 * Math.max(...chosen.map(Math.abs)))) return null;
    rows[pivot] = here;
    rows[column] = chosen.map((value) => value / lead);
    for (let i = 0; i < size; i++) {
      const factor = rows[i]?.[column] ?? 0;
      if (i === column || factor === 0) continue;
      rows[i] = (rows[i] ?? []).map((value, j) => value - factor * (rows[column]?.[j] ?? 0));
    }
  }
  return rows.map((row) => row[size] ?? 0);
}
