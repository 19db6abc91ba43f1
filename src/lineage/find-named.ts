/** Letters and digits alone, so that spaces, dots and dashes need not be remembered. */
const essence = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** Letters that the beginning or a part of a name has at least. */
const LEAST_PART = 3;

/**
 * The items that a name means, however it is printed: exactly; else without regard to case, spaces and marks; else those
 * of which a name begins with it; else those of which one contains it. Empty when none is meant.
 */
export function findNamed<T>(
  items: readonly T[],
  namesOf: (item: T) => readonly string[],
  name: string,
): readonly T[] {
  const wanted = essence(name);
  const isPart = wanted.length >= LEAST_PART;
  const ways: readonly ((known: string) => boolean)[] = [
    (known) => known === name,
    (known) => wanted !== '' && essence(known) === wanted,
    (known) => isPart && essence(known).startsWith(wanted),
    (known) => isPart && essence(known).includes(wanted),
  ];
  for (const means of ways) {
    const found = items.filter((item) => namesOf(item).some(means));
    if (found.length > 0) return found;
  }
  return [];
}

/** The names that could have been meant, as many as a sentence bears; the rest is counted. */
export function someOf(names: readonly string[], most = 6): string {
  if (names.length === 0) return 'none';
  const rest = names.length - most;
  return `${names.slice(0, most).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
