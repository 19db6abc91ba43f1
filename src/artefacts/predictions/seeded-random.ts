/** A source of pseudo-random numbers with a fixed seed: same input, same report. */
export interface SeededRandom {
  /** A whole number in 0..limit-1. */
  readonly below: (limit: number) => number;
}

/** sfc32 (Chris Doty-Humphrey's PractRand), started from one 32-bit seed. */
export function seededRandom(seed: number): SeededRandom {
  let a = 0x9e3779b9;
  let b = 0x243f6a88;
  let c = seed | 0;
  let counter = 1;
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return sum >>> 0;
  };
  for (let warm = 0; warm < 16; warm += 1) next();
  return { below: (limit) => Math.floor((next() / 4294967296) * limit) };
}
