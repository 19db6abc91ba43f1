import { sampled } from '../origins/sample.ts';

/** One of 32 hashes is kept, by its value (FracMinHash): every coarse feature is one of the world's sample too. */
const COARSE_BELOW = 0x08000000;
/** A small module keeps its smallest hashes, as many as this. */
const AT_LEAST = 8;

/** Whether several wrote a feature independently, so that it tells little of where a module is from. */
export type IsIdiom = (gram: number) => boolean;

export interface CoarseSample {
  readonly features: Uint32Array;
  /** How many of them, at the beginning, are no idioms. */
  readonly own: number;
}

/**
 * The coarse sample of ascending grams, for reverse look-up: of those in the world's sample (`below`) that are no idioms the ones
 * below 2^32 / 32, or the eight smallest. Where there are fewer than eight, the smallest of the rest fill up.
 */
export function coarseSample(grams: Uint32Array, below: number, isIdiom: IsIdiom): CoarseSample {
  const own = sampled(grams, below).filter((gram) => !isIdiom(gram));
  let count = 0;
  while (count < own.length && (own[count] as number) < COARSE_BELOW) count += 1;
  const kept = own.subarray(0, Math.max(AT_LEAST, count));
  const missing = AT_LEAST - kept.length;
  if (missing <= 0) return { features: kept, own: kept.length };
  const taken = new Set(kept);
  const filling = grams.filter((gram) => !taken.has(gram)).subarray(0, missing);
  return { features: Uint32Array.from([...kept, ...filling]), own: kept.length };
}

/** Unsigned hashes as the database's 32-bit integers. */
export const asIntegers = (grams: Uint32Array): number[] => [...new Int32Array(grams)];
