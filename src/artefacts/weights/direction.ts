import type { WeightsDirection } from '../../model/weights-report.ts';
import { SLOT } from './sums.ts';

export interface DirectionEvidence {
  /** Mean of z^2 under "the suspect is the upstream plus noise": 1 when that is so. */
  readonly upstreamFirst: number;
  /** The same for "the upstream is the suspect plus noise". */
  readonly suspectFirst: number;
  readonly tensors: number;
}

/**
 * If s = w + e with independent e, then corr(d, w) is zero and corr(-d, s) is not. Each tensor gives
 * z = corr * sqrt(n), standard normal under the hypothesis, so the sum of z^2 over M tensors follows chi^2 with M
 * degrees of freedom (mean M, std sqrt(2 M)).
 */
export function directionOf(tensors: readonly Float64Array[]): {
  readonly direction: WeightsDirection;
  readonly evidence: DirectionEvidence | null;
} {
  let upstreamFirst = 0;
  let suspectFirst = 0;
  let count = 0;
  for (const sums of tensors) {
    const n = sums[SLOT.values] ?? 0;
    if (n === 0) continue;
    const mean = (sums[SLOT.d] ?? 0) / n;
    const meanW = (sums[SLOT.w] ?? 0) / n;
    const variance = (sums[SLOT.d2] ?? 0) / n - mean * mean;
    const varianceW = (sums[SLOT.w2] ?? 0) / n - meanW * meanW;
    const covariance = (sums[SLOT.dw] ?? 0) / n - mean * meanW;
    const varianceS = varianceW + 2 * covariance + variance;
    if (variance <= 0 || varianceW <= 0 || varianceS <= 0) continue;
    upstreamFirst += (n * covariance * covariance) / (variance * varianceW);
    suspectFirst += (n * (covariance + variance) ** 2) / (variance * varianceS);
    count++;
  }
  if (count === 0) return { direction: 'undecided', evidence: null };
  const likely = count + 4 * Math.sqrt(2 * count);
  const excluded = count + 8 * Math.sqrt(2 * count);
  const direction: WeightsDirection =
    upstreamFirst < likely && suspectFirst > excluded
      ? 'upstream->suspect'
      : suspectFirst < likely && upstreamFirst > excluded
        ? 'suspect->upstream'
        : 'undecided';
  return {
    direction,
    evidence: { upstreamFirst: upstreamFirst / count, suspectFirst: suspectFirst / count, tensors: count },
  };
}
