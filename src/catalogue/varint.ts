/** Unsigned numbers up to 2^32 - 1, seven bits a byte, low bits first (LEB128). */
export function writeVarints(numbers: Iterable<number>): Uint8Array {
  const bytes: number[] = [];
  for (const number of numbers) {
    let rest = number;
    while (rest >= 0x80) {
      bytes.push((rest % 0x80) | 0x80);
      rest = Math.floor(rest / 0x80);
    }
    bytes.push(rest);
  }
  return Uint8Array.from(bytes);
}

/** Reads exactly `target.length` numbers; false when `bytes` does not hold exactly those. */
export function readVarints(bytes: Uint8Array, target: Uint16Array | Uint32Array): boolean {
  let at = 0;
  for (let index = 0; index < target.length; index++) {
    let byte = bytes[at++];
    if (byte === undefined) return false;
    let value = byte & 0x7f;
    for (let shift = 7; byte >= 0x80; shift += 7) {
      byte = bytes[at++];
      if (byte === undefined || shift > 28) return false;
      value |= (byte & 0x7f) << shift;
    }
    target[index] = value;
  }
  return at === bytes.length;
}
