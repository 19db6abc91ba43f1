function median(values: number[]): number {
  values.sort((a, b) => a - b);
  return values[Math.floor(values.length / 2)] ?? 0;
}

/**
 * Whether a table follows from its shape alone, as sinusoidal position tables do: along the rows each column obeys
 * x[p+1] + x[p-1] = 2 cos(f) x[p]. Two models that hold the same such table need not know of each other. The median
 * is used because tables over two dimensions break the recurrence at the end of each line.
 */
export function isSinusoidal(values: Float32Array, rows: number, columns: number): boolean {
  if (rows < 8) return false;
  let fitting = 0;
  for (let j = 0; j < columns; j++) {
    const at = (p: number): number => values[p * columns + j] ?? 0;
    const turns: number[] = [];
    let squares = 0;
    for (let p = 1; p + 1 < rows; p++) {
      const x = at(p);
      if (Math.abs(x) > 1e-6) turns.push((at(p + 1) + at(p - 1)) / x);
      squares += x * x;
    }
    const turn = median(turns);
    const scale = Math.sqrt(squares / (rows - 2));
    const rests: number[] = [];
    for (let p = 1; p + 1 < rows; p++) rests.push(Math.abs(at(p + 1) + at(p - 1) - turn * at(p)));
    if (median(rests) <= 0.02 * scale) fitting++;
  }
  return fitting >= 0.9 * columns;
}
