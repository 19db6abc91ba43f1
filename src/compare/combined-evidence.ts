/** Evidence of many units as one: the root of the sum of squares, so that one clear match outweighs many faint ones. */
export function combined(evidence: Iterable<number>): number {
  let sum = 0;
  for (const each of evidence) sum += each * each;
  return Math.sqrt(sum);
}
