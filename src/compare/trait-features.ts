import { finish, hashText, mix } from '../bytes/hash.ts';
import { FAMILIES, type Family } from './trait-table.ts';
import type { Traits } from './traits.ts';

const SALT: Readonly<Record<Family, number>> = {
  words: 0x1b873593,
  strings: 0x3c6ef372,
  values: 0x510e527f,
  defaults: 0x6a09e667,
  flow: 0x7f4a7c15,
};

/** The hash under which a feature is counted. */
export const countedHash = (family: Family, hash: number): number => finish(mix(SALT[family], hash)) >>> 0;

/** The same of a value, a default or an edge, by its key. */
export const countedKey = (family: 'values' | 'defaults' | 'flow', key: string): number =>
  countedHash(family, hashText(key));

/** All features of a family as they are counted, in the order of the traits. */
export function featuresOf(traits: Traits, family: Family): Uint32Array {
  if (family === 'words' || family === 'strings')
    return traits[family].map((hash) => countedHash(family, hash));
  return Uint32Array.from(traits[family], ({ key }) => countedKey(family, key));
}

/** Every feature of all families. */
export function* everyFeature(traits: Traits): Generator<number> {
  for (const family of FAMILIES) yield* featuresOf(traits, family);
}
