/** Share of a rarest gram's bits below which a gram is idiom and weighs nothing. */
const IDIOM = 1 / 4;

/**
 * Weight of a gram by the number of independent origins that have it, among `families`:
 * (log2((F + 1) / (1 + n)) / log2(F + 1) - 1/4)^3, from 0 to 27/64. Copies do not count as origins, so a popular
 * function weighs as much as an unknown one, and only what several wrote themselves weighs less.
 */
export function weighIndependents(families: number): (independents: number) => number {
  const whole = Math.log2(families + 1);
  return (independents) => {
    const rarity = Math.log2((families + 1) / (1 + independents)) / whole - IDIOM;
    return rarity <= 0 ? 0 : rarity ** 3;
  };
}

/** Upper ends of the counts that one code stands for: small counts are told apart, large ones by half powers of two. */
const CODES = [1, 2, 3, 4, 5, 6, 8, 11, 15, 22, 31, 45, 63, 90, 127, 65_535] as const;

/** Four bits that stand for a number of independent origins. */
export const codeOfCount = (count: number): number => CODES.findIndex((most) => count <= most);

/** The number that a code stands for. */
export const countOfCode = (code: number): number => CODES[code & 15] ?? 1;
