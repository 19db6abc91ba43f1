import type { Rarity } from './rarity.ts';

/** Bits below which a gram counts as boilerplate and weighs nothing. */
const BOILERPLATE_BITS = 2.5;
const UNIT_BITS = 10;

/**
 * Weight of a shared gram: (bits / 10)³, where bits = log2(background files / files with the gram). The cube
 * makes a handful of rare grams outweigh any amount of common idiom; see docs/normal-form.md.
 */
export function weighWith(rarity: Rarity): (gram: number) => number {
  return rarity.weightBy((bits) => (bits < BOILERPLATE_BITS ? 0 : (bits / UNIT_BITS) ** 3));
}
