/** Keys that share a bucket: two to four. */
const bucketBits = (keys: number): number => Math.min(24, Math.max(8, Math.ceil(Math.log2(keys + 1)) - 2));

/** Numbers in the table of buckets of `keys` keys. */
export const bucketsFor = (keys: number): number => (1 << bucketBits(keys)) + 1;

/** For each bucket the position of its first key; the next bucket's is its end. */
export function bucketsOf(keys: Uint32Array): Uint32Array {
  const shift = 32 - bucketBits(keys.length);
  const starts = new Uint32Array(bucketsFor(keys.length));
  let bucket = 0;
  for (let at = 0; at < keys.length; at++) {
    const own = (keys[at] as number) >>> shift;
    while (bucket <= own) starts[bucket++] = at;
  }
  return starts.fill(keys.length, bucket);
}

/**
 * Position of a key in ascending 32-bit hashes, or -1. Hashes are uniform, so their upper bits lead to a bucket of
 * a few entries; the table of buckets, `starts`, is made once.
 */
export function sortedLookup(
  keys: Uint32Array,
  starts: Uint32Array = bucketsOf(keys),
): (key: number) => number {
  const shift = 32 - bucketBits(keys.length);
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
