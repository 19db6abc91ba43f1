/**
 * Places for arrays that lie one after another in a buffer: each call answers with the arguments of the next array's
 * constructor. Arrays of larger elements come first, so that each stands where its elements may.
 */
export function placesIn(
  buffer: ArrayBufferLike,
  start: number,
): (elementBytes: number, length: number) => [ArrayBufferLike, number, number] {
  let at = start;
  return (elementBytes, length) => {
    const from = at;
    at += elementBytes * length;
    return [buffer, from, length];
  };
}
