import type { DifferenceHistogram } from '../../model/weights-report.ts';
import { formatNumber } from './wording.ts';

const BARS = '▁▂▃▄▅▆▇█';
/** Columns of the picture. */
const WIDTH = 48;

/**
 * How the differences of the weights are spread, as one line of bars, and the normal law of the same mean and spread below
 * it to the same scale. Noise that was added looks like the law; training does not. Empty without a difference.
 */
export function spreadPicture({ from, width, shares, normal }: DifferenceHistogram): readonly string[] {
  if (normal.std <= 0 || shares.length === 0) return [];
  const columns = Math.min(WIDTH, shares.length);
  const binsOf = (column: number): readonly [number, number] => [
    Math.floor((column * shares.length) / columns),
    Math.floor(((column + 1) * shares.length) / columns),
  ];
  const law = (bin: number): number => {
    const z = (from + (bin + 0.5) * width - normal.mean) / normal.std;
    return (width * Math.exp(-0.5 * z * z)) / (normal.std * Math.sqrt(2 * Math.PI));
  };
  const drawn = (shareOf: (bin: number) => number): readonly number[] =>
    Array.from({ length: columns }, (_, column) => {
      const [first, end] = binsOf(column);
      let sum = 0;
      for (let bin = first; bin < end; bin++) sum += shareOf(bin);
      return sum / (end - first);
    });
  const rows = [drawn((bin) => shares[bin] ?? 0), drawn(law)];
  const most = Math.max(...rows.flat());
  const bars = (row: readonly number[]): string =>
    row.map((share) => BARS[Math.round((share / most) * (BARS.length - 1))]).join('');
  const [found = [], normally = []] = rows;
  return [
    `how the differences are spread, from ${formatNumber(from)} to ${formatNumber(from + width * shares.length)}:`,
    `  found       ${bars(found)}`,
    `  normal law  ${bars(normally)}  (mean ${formatNumber(normal.mean)}, std ${formatNumber(normal.std)})`,
  ];
}
