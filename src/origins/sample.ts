/**
 * The world keeps every fourth gram, chosen by its hash (FracMinHash: sourmash, Brown & Irber 2016), so that any two
 * sides keep the same ones. A quarter names strong matches as well as all; half would need 45 MB for 286 projects.
 */
const SAMPLED_BELOW = 0x40000000;

/** Whether the world would keep a gram (unsigned 32 bits). */
export const isSampled = (gram: number): boolean => gram < SAMPLED_BELOW;

/** The sampled ones of ascending grams: they stand in front. */
export function sampled(grams: Uint32Array): Uint32Array {
  let low = 0;
  let high = grams.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isSampled(grams[middle] as number)) low = middle + 1;
    else high = middle;
  }
  return grams.subarray(0, low);
}
