/** Pairs of independently written code that were counted: `pairs` of catalogue/calibration.json, which a test holds it to. */
export const PAIRS_COUNTED = 373_842;

/**
 * What may be said of a rate. `counted`: pairs were seen that reach as much. `none`: not one was, and a rate that small
 * was never measured: with 95 % confidence it is at most `atMost`, three in the number of pairs.
 */
export type CountedRate =
  | { readonly kind: 'counted'; readonly oneIn: number }
  | { readonly kind: 'none'; readonly pairs: number; readonly oneIn: number };

/** Works out what was counted behind a false-positive rate, whatever the curve beyond the last count says. */
export function countedRate(rate: number, pairs = PAIRS_COUNTED): CountedRate {
  if (rate * pairs >= 1) return { kind: 'counted', oneIn: Number((1 / rate).toPrecision(2)) };
  const bound = pairs / 3;
  const scale = 10 ** (Math.floor(Math.log10(bound)) - 1);
  // Rounded down to two digits, so that no more is claimed than holds; 124,614 is said as 120,000.
  return { kind: 'none', pairs, oneIn: Math.floor(bound / scale) * scale };
}

/** `none of 373,842 independently written pairs reaches as much; at most 1 in 120,000 does (95 %)`. English, no full stop. */
export function rateInWords(rate: number): string {
  const counted = countedRate(rate);
  const grouped = (number: number): string => number.toLocaleString('en-US');
  return counted.kind === 'counted'
    ? `about 1 in ${grouped(counted.oneIn)} independently written pairs reaches as much`
    : `none of ${grouped(counted.pairs)} independently written pairs reaches as much; at most 1 in ${grouped(counted.oneIn)} does (95 %)`;
}
