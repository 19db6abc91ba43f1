import type { UnitPrint } from '../../../src/compare/unit-print.ts';

export const run = (from: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, at) => from + at);

export const unit = (
  grams: readonly number[],
  lines: readonly number[] = grams.map(() => 0),
  tokens = 100,
): UnitPrint => ({
  symbol: 'f',
  kind: 'function',
  role: 'other',
  range: { startLine: 1, endLine: 10 },
  tokens,
  digest: '',
  grams: Uint32Array.from(grams),
  gramLines: Uint16Array.from(lines),
  names: [],
});
