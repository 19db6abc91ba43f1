/** Keys that share a bucket: two to four. */
const bucketBits = (keys: number): number => Math.min(24, Math.max(8, Math.ceil(Math.log2(keys + 1)) - 2));

/**
 * Position of a key in ascending 32-bit hashes, or -1. Hashes are uniform, so their upper bits lead to a bucket of
 * a few entries; the table of buckets is made once.
 */
export function sortedLookup(keys: Uint32Array): (key: number) => number {
  const bits = bucketBits(keys.length);
  const shift = 32 - bits;
  const starts = new Uint32Array((1 << bits) + 1);
  let bucket = 0;
  for (let at = 0; at < keys.length; at++) {
    const own = (keys[at] ?? 0) >>> shift;
    while (bucket <= own) starts[bucket++] = at;
  }
  while (bucket < starts.length) starts[bucket++] = keys.length;
  return (key) => {
    const own = key >>> shift;
    let low = starts[own] as number;
    let high = starts[own + 1] as number;
    while (high - low > 12) {
      const middle = (low + high) >>> 1;
      if ((keys[middle] as number) <= key) low = middle;
      else high = middle;
    }
    for (; low < high; low++) if (keys[low] === key) return low;
    return -1;
  };
}
