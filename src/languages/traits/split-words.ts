/** Words that Python gives to everyone. */
const EVERYONE = new Set(['self', 'cls', 'args', 'kwargs']);

/** The words of an identifier in lower case: `numKVHeads2d` is num, kv, heads, 2d. Single letters say nothing. */
export function splitWords(name: string): readonly string[] {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  return words.filter((word) => word.length > 1 && !EVERYONE.has(word));
}
