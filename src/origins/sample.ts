import { type LanguageName, languageNamed } from '../languages/table.ts';

/**
 * The world keeps a part of the grams, chosen by their hashes (FracMinHash: sourmash, Brown & Irber 2016), so that any
 * two sides keep the same ones: every sixth of a language whose chance was counted, which names strong matches as well
 * as all and keeps the index below 32 MiB, and every 48th of the others, which tell less.
 */
const COUNTED_BELOW = 0x2aaaaaaa;
const OTHERS_BELOW = 0x05555555;

/**
 * Days between two states of a path that are read, at most: so much later than in truth may the dates of a project be.
 */
export const MOST_DAYS_APART = 60;

/** The limit (unsigned 32 bits) below which the world keeps grams of a language. */
export const sampledBelow = (language: LanguageName | 'json' | null): number =>
  language !== null && languageNamed(language)?.calibrated === false ? OTHERS_BELOW : COUNTED_BELOW;

/** The ones of ascending grams that are below a limit: they stand in front. */
export function sampled(grams: Uint32Array, below: number): Uint32Array {
  let low = 0;
  let high = grams.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((grams[middle] as number) < below) low = middle + 1;
    else high = middle;
  }
  return grams.subarray(0, low);
}
