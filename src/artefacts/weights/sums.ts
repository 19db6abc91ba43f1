import type { TensorStatistics } from '../../model/weights-report.ts';

/** Slots of the kernel's sums; d = suspect - upstream, w = upstream. The last six come from a sample. */
export const SLOT = {
  values: 0,
  d: 1,
  d2: 2,
  d3: 3,
  d4: 4,
  w: 5,
  w2: 6,
  dw: 7,
  maxAbsolute: 8,
  equal: 9,
  zeroed: 10,
  sampled: 11,
  absD: 12,
  absW: 13,
  absDw: 14,
  sampledD2: 15,
  sampledW2: 16,
  rows: 17,
  rowMean: 18,
  rowMean2: 19,
  notFiniteUpstream: 20,
  notFiniteSuspect: 21,
} as const;
export const SLOTS = 24;

/** Adds the sums of one stretch of a tensor to another's. */
export function addSums(into: Float64Array, more: Float64Array): void {
  for (let i = 0; i < SLOTS; i++) {
    const a = into[i] ?? 0;
    const b = more[i] ?? 0;
    into[i] = i === SLOT.maxAbsolute ? Math.max(a, b) : a + b;
  }
}

type Moments = Omit<TensorStatistics, 'normalDistance' | 'sigma' | 'spikes' | 'spikeEnergy'>;

/**
 * Moments of the difference from raw sums (central moments by the binomial expansion).
 * `rowVariation` removes what equal rows of independent normal values would show: sqrt(Var(v)/mean(v)^2 - 2/columns).
 */
export function momentsOf(sums: Float64Array, columns: number): Moments {
  const at = (slot: keyof typeof SLOT): number => sums[SLOT[slot]] ?? 0;
  const n = Math.max(1, at('values'));
  const mean = at('d') / n;
  const raw2 = at('d2') / n;
  const variance = Math.max(0, raw2 - mean * mean);
  const raw3 = at('d3') / n;
  const raw4 = at('d4') / n;
  const third = raw3 - 3 * mean * raw2 + 2 * mean ** 3;
  const fourth = raw4 - 4 * mean * raw3 + 6 * mean * mean * raw2 - 3 * mean ** 4;
  const w = at('w') / n;
  const varianceW = Math.max(0, at('w2') / n - w * w);
  const covariance = at('dw') / n - mean * w;
  const varianceS = Math.max(0, varianceW + 2 * covariance + variance);
  const m = Math.max(1, at('sampled'));
  const absD = at('absD') / m;
  const absW = at('absW') / m;
  const spread = Math.sqrt(
    Math.max(0, at('sampledD2') / m - absD * absD) * Math.max(0, at('sampledW2') / m - absW * absW),
  );
  const rows = Math.max(1, at('rows'));
  const rowMean = at('rowMean') / rows;
  const rowVariance = Math.max(0, at('rowMean2') / rows - rowMean * rowMean);
  const rowExcess = rowMean > 0 ? rowVariance / (rowMean * rowMean) - 2 / columns : 0;
  return {
    values: at('values'),
    mean,
    std: Math.sqrt(variance),
    skew: variance > 0 ? third / variance ** 1.5 : 0,
    excessKurtosis: variance > 0 ? fourth / (variance * variance) - 3 : 0,
    maxAbsolute: at('maxAbsolute'),
    cosine: varianceW > 0 && varianceS > 0 ? (varianceW + covariance) / Math.sqrt(varianceW * varianceS) : 0,
    equalShare: at('equal') / n,
    zeroedShare: at('zeroed') / m,
    upstreamStd: Math.sqrt(varianceW),
    suspectStd: Math.sqrt(varianceS),
    scale: at('w2') > 0 ? 1 + at('dw') / at('w2') : 0,
    magnitudeCorrelation: spread > 0 ? (at('absDw') / m - absD * absW) / spread : 0,
    rowVariation: Math.sqrt(Math.max(0, rowExcess)),
  };
}
