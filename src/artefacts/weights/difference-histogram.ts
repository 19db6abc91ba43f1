import type { DifferenceHistogram } from '../../model/weights-report.ts';

/** Bins of the kernel: sign, exponent and three mantissa bits of d as f32 (its bits shifted right by 20). */
export const KERNEL_BINS = 4096;
const BINS = 81;
const REACH = 5;

const word = new Uint32Array(1);
const float = new Float32Array(word.buffer);

/** Lower bound (in magnitude) of a kernel bin. */
function magnitude(bin: number): number {
  word[0] = (bin & 0x7ff) << 20;
  return float[0] ?? 0;
}

/** The kernel's logarithmic histogram on 81 equal bins within five std, for a chart. */
export function differenceHistogram(
  counts: Float64Array,
  mean: number,
  std: number,
): DifferenceHistogram | null {
  let values = 0;
  for (const c of counts) values += c;
  if (values === 0 || !(std > 0) || !Number.isFinite(std)) return null;
  const width = (2 * REACH * std) / BINS;
  const from = mean - REACH * std;
  const shares = new Float64Array(BINS);
  let below = 0;
  let above = 0;
  const put = (low: number, high: number, count: number): void => {
    const length = high - low;
    const first = Math.floor((low - from) / width);
    const last = Math.floor((high - from) / width);
    for (let bin = first; bin <= last; bin++) {
      const a = Math.max(low, from + bin * width);
      const b = Math.min(high, from + (bin + 1) * width);
      const part = length > 0 ? (count * Math.max(0, b - a)) / length : count;
      if (bin < 0) below += part;
      else if (bin >= BINS) above += part;
      else shares[bin] = (shares[bin] ?? 0) + part;
    }
  };
  let zero = 0;
  for (let bin = 0; bin < KERNEL_BINS; bin++) {
    const count = counts[bin] ?? 0;
    if (count === 0) continue;
    const low = magnitude(bin);
    const negative = bin >= 0x800;
    if (low === 0) {
      zero += count;
      put(0, 0, count);
      continue;
    }
    const high = (bin & 7) === 7 || (bin & 0x7ff) < 0x7f7 ? magnitude((bin & 0x7ff) + 1) : low;
    // What lies far outside is not spread over thousands of bins.
    if (low > 2 * (Math.abs(from) + BINS * width)) {
      if (negative) below += count;
      else above += count;
    } else if (negative) put(-high, -low, count);
    else put(low, high, count);
  }
  return {
    from,
    width,
    shares: [...shares].map((c) => c / values),
    below: below / values,
    above: above / values,
    normal: { mean, std },
    zero: zero / values,
    values,
  };
}
