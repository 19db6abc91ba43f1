import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** The first digits of the hash of some words. */
export function identity(words: readonly string[], digits = 16): string {
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(words)))).slice(0, digits);
}

/** The same as a whole number that JavaScript and a `bigint` column both hold exactly: 52 bits. */
export const numberOf = (words: readonly string[]): number => Number.parseInt(identity(words, 13), 16);
