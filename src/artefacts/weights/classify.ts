import type { TensorStatistics, TensorVerdict } from '../../model/weights-report.ts';
import type { BlockFacts } from './block-facts.ts';
import type { NoiseFacts } from './noise-facts.ts';

type Moments = Omit<TensorStatistics, 'normalDistance' | 'sigma' | 'spikes' | 'spikeEnergy'>;

export interface TensorClass {
  readonly verdict: TensorVerdict;
  /** Std of the noise, rounding taken out, where the verdict names one. */
  readonly sigma: number | null;
}

/** Correlation below which two tensors of this size are not related (docs/weights.md, "Unrelated"). */
export const LEAST_COSINE = 0.2;

/** Standard error of the excess kurtosis of n independent normal values. */
function kurtosisError(n: number): number {
  return Math.sqrt(24 / Math.max(1, n));
}

/** No row, no column and no magnitude of the upstream sees more of it than another, and its mean is zero. */
export function isEven(noise: NoiseFacts): boolean {
  const tolerance = 0.02 + 5 * noise.variationError;
  return (
    Math.abs(noise.meanScore) < 6 &&
    noise.rowVariation ** 2 < tolerance &&
    noise.columnVariation ** 2 < tolerance &&
    Math.abs(noise.magnitudeCorrelation) < 0.08 + 4 / Math.sqrt(noise.values)
  );
}

export function isNormal(noise: NoiseFacts): boolean {
  return (
    Math.abs(noise.excessKurtosis) < Math.max(0.12, 6 * kurtosisError(noise.values)) &&
    noise.normalDistance < Math.max(0.012, 2.4 / Math.sqrt(noise.values))
  );
}

function isGaussian(moments: Moments, facts: BlockFacts): boolean {
  const { noise, spectrum } = facts;
  if (noise === null || !isEven(noise) || !isNormal(noise)) return false;
  if (spectrum !== null && spectrum.spikes > 1) return false;
  // The whole tensor must agree with the block, unless rounding hides part of it.
  if (noise.share < 0.95) return true;
  return (
    Math.abs(moments.excessKurtosis) < Math.max(0.12, 6 * kurtosisError(moments.values)) + 0.1 &&
    moments.rowVariation < 0.2
  );
}

/** Noise std over the whole tensor when rounding hides little of it, else over the values it does not hide. */
function sigmaOf(moments: Moments, facts: BlockFacts): number | null {
  if (facts.noise === null) return null;
  if (facts.noise.share < 0.98) return facts.noise.sigma;
  const rounding = facts.roundingRms >= 1e-3 * moments.std ? facts.roundingRms ** 2 : 0;
  return Math.sqrt(Math.max(0, moments.std ** 2 - rounding));
}

function isLowRank({ spectrum }: BlockFacts): boolean {
  return spectrum !== null && spectrum.rank <= Math.min(48, spectrum.side / 3);
}

/**
 * A product of low rank and normal noise have tails at least as long as a normal law's, up to what sampling gives. Runs of
 * Adam, whose steps are of one size, have shorter ones: excess kurtosis -2 after one step, -0.2 after a hundred.
 */
const SHORTEST_TAILS = -0.02;

/**
 * Rows of added noise are independent; those of training follow the inputs, which are correlated. Adapters with noise have 0.95 to
 * 1.07 (ranks 2 to 24), what fifty to eight hundred steps of Adam leave 1.5 to 3.
 */
const MOST_LIKE = 1.25;

function isLowRankWithNoise({ spectrum, roundingRms, differenceRms, noise: all }: BlockFacts): boolean {
  if (all !== null && all.excessKurtosis < SHORTEST_TAILS - 3 * kurtosisError(all.values)) return false;
  const residual = spectrum?.residual ?? null;
  // What is left of a plain adapter is rounding.
  if (residual !== null && residual.sigma < Math.max(1.5 * roundingRms, 0.01 * differenceRms)) return false;
  if (spectrum === null || residual === null || spectrum.spikes < 2) return false;
  if (spectrum.spikes > Math.min(48, spectrum.side / 3)) return false;
  const { noise } = residual;
  return (
    residual.likeness < MOST_LIKE &&
    Math.abs(noise.excessKurtosis) < Math.max(0.15, 6 * kurtosisError(noise.values)) &&
    noise.rowVariation < 0.2 &&
    noise.columnVariation < 0.2 &&
    noise.normalDistance < Math.max(0.015, 2.6 / Math.sqrt(noise.values))
  );
}

function isScaled(moments: Moments, facts: BlockFacts): boolean {
  const fit = facts.scaling;
  if (fit === null || moments.suspectStd === 0) return false;
  const rms = Math.hypot(moments.suspectStd, moments.mean);
  const allowed = Math.max(0.001, (1.6 * facts.roundingRms) / rms);
  if (fit.residual > allowed) return false;
  return Math.abs(fit.factor - 1) > 0.001 || fit.rowSpread > 0.01 || fit.columnSpread > 0.01;
}

/** Verdict on one pair. `moments`: of all its values; `facts`: of a block of it. */
export function classify(moments: Moments, facts: BlockFacts): TensorClass {
  const only = (verdict: TensorVerdict): TensorClass => ({ verdict, sigma: null });
  if (moments.equalShare === 1) return only('identical');
  if (facts.constant) return only('not_compared');
  if (moments.zeroedShare > 0.1 && moments.zeroedShare + moments.equalShare > 0.98) return only('sparsified');
  if (Math.abs(moments.cosine) < LEAST_COSINE) return only('unrelated');
  if (facts.coarsening !== null) return only('requantised');
  const invisible = moments.equalShare > 0.6 && moments.std < facts.roundingRms;
  if (invisible || moments.std < 1e-6 * moments.upstreamStd) return only('near_identical');
  if (isScaled(moments, facts)) return only('scaled');
  if (isLowRankWithNoise(facts)) {
    return { verdict: 'low_rank+noise', sigma: facts.spectrum?.residual?.sigma ?? null };
  }
  if (isLowRank(facts)) return only('low_rank');
  if (isGaussian(moments, facts)) return { verdict: 'gaussian_noise', sigma: sigmaOf(moments, facts) };
  const { noise } = facts;
  if (
    noise !== null &&
    noise.magnitudeCorrelation > 0.35 &&
    noise.excessKurtosis > 0.5 &&
    Math.abs(facts.ratioKurtosis ?? 9) < 0.3 + 4 * kurtosisError(facts.values)
  ) {
    return only('multiplicative_noise');
  }
  if (noise !== null && (facts.spectrum?.spikes ?? 0) <= 1 && isEven(noise) && !isNormal(noise)) {
    return { verdict: 'non_gaussian_noise', sigma: sigmaOf(moments, facts) };
  }
  if (facts.floor !== null && isEven(facts.floor) && isNormal(facts.floor)) {
    return { verdict: 'dense_change+noise', sigma: facts.floor.sigma };
  }
  return only('dense_change');
}
