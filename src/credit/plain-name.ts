/** A name in lower case, letters and digits alone: `Heron-VL`, `heron_vl` and `Heron VL` are one. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
