/**
 * Position of `wanted` in `keys` (ascending), or -1. Keys are hashes, so their places are nearly proportional to
 * their values: interpolation finds one in a few steps, and falls back to halving when the guess does not help.
 */
export function findKey(keys: Uint32Array, wanted: number): number {
  let low = 0;
  let high = keys.length - 1;
  for (let step = 0; low <= high; step++) {
    const first = keys[low] ?? 0;
    const last = keys[high] ?? 0;
    if (wanted < first || wanted > last) return -1;
    const guess =
      step < 6 && last > first
        ? low + Math.floor(((wanted - first) / (last - first)) * (high - low))
        : (low + high) >>> 1;
    const found = keys[guess] ?? 0;
    if (found === wanted) return guess;
    if (found < wanted) low = guess + 1;
    else high = guess - 1;
  }
  return -1;
}
