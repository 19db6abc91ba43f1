/** A running 64-bit digest of text. Tells equal from different; not meant against a forger. */
export interface Digest {
  readonly add: (text: string) => void;
  /** 16 hex digits of everything added so far. */
  readonly hex: () => string;
}

/**
 * Two 32-bit multiplicative mixes over UTF-16 code units, each with its own odd constant
 * (the constants and the final avalanche are MurmurHash3's).
 */
export function createDigest(): Digest {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  return {
    add: (text) => {
      for (let index = 0; index < text.length; index += 1) {
        const unit = text.charCodeAt(index);
        high = Math.imul(high ^ unit, 0x9e3779b1);
        low = Math.imul(low ^ unit, 0x5f356495);
        high ^= low >>> 15;
        low ^= high >>> 13;
      }
      // A separator keeps ("ab", "c") apart from ("a", "bc").
      high = Math.imul(high ^ 0x1ffff, 0x85ebca77);
      low = Math.imul(low ^ 0x1fffe, 0xc2b2ae3d);
    },
    hex: () => finish(high) + finish(low ^ high),
  };
}

function finish(state: number): string {
  let mixed = state;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 16)) >>> 0).toString(16).padStart(8, '0');
}

export function digestOf(text: string): string {
  const digest = createDigest();
  digest.add(text);
  return digest.hex();
}
