/** Signed, as all states that follow are. */
const FNV_OFFSET = 0x811c9dc5 | 0;
const FNV_PRIME = 0x01000193;

/** State of FNV-1a after more text; `finish` turns it into a hash. */
export function feedText(text: string, state: number = FNV_OFFSET): number {
  let hash = state;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), FNV_PRIME);
  return hash;
}

/** FNV-1a over UTF-16 units, 32 bits, unsigned. */
export function hashText(text: string): number {
  return finish(feedText(text)) >>> 0;
}

/** Order-dependent combination of two 32-bit hashes, signed as `finish` gives it. */
export function mix(a: number, b: number): number {
  let hash = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b);
  hash = (hash << 13) | (hash >>> 19);
  hash = (Math.imul(hash, 5) + b) | 0;
  return finish(hash);
}

/**
 * Final avalanche of MurmurHash3 (public domain, A. Appleby), as a signed 32-bit number: V8 keeps such a number in
 * place, while half of the unsigned ones are objects of their own.
 */
export function finish(value: number): number {
  let hash = value;
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

/** The same text as a property key: one copy for each distinct text, which V8 compares by address. */
export function asKey(text: string): string {
  return Object.keys({ [text]: 0 })[0] ?? text;
}

/** Longest text that V8 copies when it is cut out of another; a longer one refers to the whole. */
const COPIED = 12;

/**
 * The text on its own: to keep it does not keep alive the file that it was cut from. Two texts put together are copied
 * when something is cut out of them.
 */
export function detached(text: string): string {
  return text.length <= COPIED ? text : ` ${text}`.slice(1);
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** 32-bit number as 8 hex digits. V8 takes most numbers for doubles here, and divides them digit by digit. */
export function hex8(value: number): string {
  return `${HEX[value >>> 24]}${HEX[(value >>> 16) & 255]}${HEX[(value >>> 8) & 255]}${HEX[value & 255]}`;
}
