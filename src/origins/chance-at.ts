import type { Fit } from './world.ts';

/** One in 20 independent pieces of code shares with some file of the world what is called `often`. */
export const OFTEN = 0.05;
/** One in 200 shares the threshold. */
export const SELDOM = 0.005;

/**
 * Share of independent pieces of code that share this weight times share with some file of the world, 1e-12 to 1: counted
 * at two places; between them its logarithm is a line, beyond the second it falls by `scale`, below the first it is 1.
 */
export function chanceAt({ often, threshold, scale }: Fit, fit: number): number {
  if (fit < often) return 1;
  if (fit >= threshold) return Math.max(1e-12, SELDOM * Math.exp(-(fit - threshold) / scale));
  const part = (fit - often) / (threshold - often);
  return OFTEN * (SELDOM / OFTEN) ** part;
}
